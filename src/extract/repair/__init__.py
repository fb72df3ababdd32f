"""Runs of digits that lost a character on their page are read as what they must have been.

93951346788人 was 93951户346788人, 30004000单 was 3000—4000单, 20167078元 was 2016年7078元. Every way to
read such a run is weighed: what the text around it asks for (a pair, a range, members of a list, a year),
what its arithmetic proves, how likely the number is as printed. A loss is repaired only when one reading wins
clearly. The text stays as it is: what the restored text says is read by the rules of quantities and times,
and the spans are led back.
"""

from extract.repair.finder import Repairer
from extract.repair.losses import Loss
from extract.repair.restored import Restored

__all__ = ["Loss", "Repairer", "Restored"]
