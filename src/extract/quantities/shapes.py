"""All shapes of quantities as one rule set, in one visible order."""

from __future__ import annotations

from extract.engine import RuleSet
from extract.lexicon import Lexicon
from extract.quantities.counts import Counts
from extract.quantities.drafts import Draft, View
from extract.quantities.fragments import anchor, fragments
from extract.quantities.maker import Maker
from extract.quantities.ranks import Ranks
from extract.quantities.shares import Shares
from extract.units import Units


def shapes(lexicon: Lexicon, units: Units) -> RuleSet[View, Draft]:
    """The rules of all shapes; the longest match wins, then the earlier rule."""
    maker = Maker(lexicon, units)
    rules = [*Shares(maker).rules(), *Ranks(maker).rules(), *Counts(maker).rules()]
    return RuleSet(anchor(units), rules, fragments(units))
