r"""Labels as MeasEval's tables: `text/<stem>.txt` and `tsv/<stem>.tsv`, a group of rows for each quantity.

MeasEval (SemEval-2021 task 8) has spans only, so much is lost: value, basis, status and the links of parts
have no place there, optional and damaged quantities look like all others, and an indicator of several pieces
keeps the last. The indicator is the MeasuredProperty when the line names the subject, which is then the
MeasuredEntity; else it is the MeasuredEntity itself. The time that gives the period is a Qualifier. Format:
https://github.com/harperco/MeasEval
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.errors import UnitError
from extract.labelling import places
from extract.labelling.files import GoldFile, Row
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.score.names import Names
from extract.units import Units

COLUMNS = ("docId", "annotSet", "annotType", "startOffset", "endOffset", "annotId", "text", "other")


class Export:
    """Writes documents; made once, used for many."""

    def __init__(self) -> None:
        self._names = Names()
        self._units = Units(Lexicon())

    def write(self, gold: GoldFile, text: str, folder: Path) -> None:
        """Write the text and the table of one document into `folder`."""
        rows: list[tuple[str, ...]] = [COLUMNS]
        for number, (_, claim) in enumerate(gold.claims, 1):
            for kind, span, name, other in self._group(claim, gold, text, number):
                quoted = " ".join(text[slice(*span)].split())
                said = json.dumps(other, ensure_ascii=False) if other else ""
                rows.append((gold.stem, str(number), kind, *map(str, span), name, quoted, said))
        for name in ("text", "tsv"):
            (folder / name).mkdir(exist_ok=True)
        (folder / "text" / f"{gold.stem}.txt").write_bytes(text.encode())
        table = "".join("\t".join(row) + "\n" for row in rows)
        (folder / "tsv" / f"{gold.stem}.tsv").write_bytes(table.encode())

    def _group(
        self, claim: Row, gold: GoldFile, text: str, number: int
    ) -> Iterator[tuple[str, Span, str, dict[str, Any]]]:
        """Type, span, id and other of the rows of one quantity."""
        entities = [row for _, row in gold.entities]
        quantity = f"T1-{number}"
        yield "Quantity", (claim["start"], claim["end"]), quantity, self._other(claim)
        indicator = places.indicator(text, claim)
        subject = places.subject(text, claim, entities, self._names)
        if indicator and subject:
            yield "MeasuredProperty", indicator[-1], f"T2-{number}", {"HasQuantity": quantity}
            yield "MeasuredEntity", subject, f"T3-{number}", {"HasProperty": f"T2-{number}"}
        elif indicator or subject:
            yield "MeasuredEntity", subject or indicator[-1], f"T2-{number}", {"HasQuantity": quantity}
        time = places.time(text, claim, entities)
        if time:
            yield "Qualifier", time, f"T4-{number}", {"Qualifies": quantity}

    def _other(self, claim: Row) -> dict[str, Any]:
        mods = ["IsCount"] if self._is_count(claim["unit"]) else []
        if claim["bound"] == "~":
            mods.append("IsApproximate")
        if ".." in str(claim["value"]) or claim["bound"] in ("<", "<=", ">", ">="):
            mods.append("IsRange")
        found: dict[str, Any] = {"mods": mods} if mods else {}
        return found | ({"unit": claim["unit"]} if claim["unit"] else {})

    def _is_count(self, unit: str) -> bool:
        try:
            return self._units.resolve(unit).dimension.startswith(("count", "person"))
        except UnitError:
            return False
