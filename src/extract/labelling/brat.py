"""Labels as brat stand-off: a `.txt` and an `.ann` for each document, and one `annotation.conf`.

Everything a label says is kept: closed fields as attributes, links as relations, value, unit, subject and
period as a note of the quantity. Indicators stand where `places` finds them. Format:
https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from extract.labelling import places
from extract.labelling.files import GoldFile, Row
from extract.mentions import Span
from extract.records import Basis, EntityType, Measure, Status

# brat's attribute values are words.
_BOUNDS = {"=": "exactly", "~": "about", ">": "above", ">=": "at_least", "<": "below", "<=": "at_most"}
_NOTED = ("value", "unit", "subject", "period")
_FLAGS = {"optional": "Optional", "damaged": "Damaged"}


def write(gold: GoldFile, text: str, folder: Path) -> None:
    """Write the text and the annotations of one document into `folder`."""
    (folder / f"{gold.stem}.txt").write_bytes(text.encode())
    (folder / f"{gold.stem}.ann").write_bytes("".join(f"{line}\n" for line in _lines(gold, text)).encode())


def write_settings(folder: Path) -> None:
    """Write the `annotation.conf` that brat needs beside the documents."""
    values = {"Bound": _BOUNDS.values(), "Measure": get_args(Measure), "Basis": get_args(Basis)}
    values["Status"] = get_args(Status)
    lines = ["[entities]", "Quantity", "Indicator", *get_args(EntityType), "", "[relations]"]
    lines += ["IndicatorOf\tArg1:Indicator, Arg2:Quantity", "PartOf\tArg1:Quantity, Arg2:Quantity", ""]
    lines += ["[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:Quantity, Value:{'|'.join(words)}" for name, words in values.items()]
    lines += [f"{name}\tArg:Quantity" for name in _FLAGS.values()]
    (folder / "annotation.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(gold: GoldFile, text: str) -> Iterator[str]:
    claims = [row for _, row in gold.claims]
    numbers = {str(row["n"]): f"T{number}" for number, row in enumerate(claims, 1)}
    spans = [places.indicator(text, row) for row in claims]
    for row in claims:
        yield _span(numbers[str(row["n"])], "Quantity", [(row["start"], row["end"])], text)
    for number, (row, found) in enumerate(zip(claims, spans, strict=True), 1):
        if found:
            yield _span(f"T{len(claims) + number}", "Indicator", found, text)
            yield f"R{number}\tIndicatorOf Arg1:T{len(claims) + number} Arg2:{numbers[str(row['n'])]}"
    for number, row in enumerate(claims, 1):
        if str(row["part_of"]) in numbers:
            whole = numbers[str(row["part_of"])]
            yield f"R{len(claims) + number}\tPartOf Arg1:T{number} Arg2:{whole}"
    yield from _attributes(claims)
    for number, (_, row) in enumerate(gold.entities, 2 * len(claims) + 1):
        yield _span(f"T{number}", row["type"], [(row["start"], row["end"])], text)


def _span(number: str, kind: str, spans: Sequence[Span], text: str) -> str:
    places_ = ";".join(f"{start} {end}" for start, end in spans)
    quoted = " ".join(text[start:end] for start, end in spans).replace("\n", " ")
    return f"{number}\t{kind} {places_}\t{quoted}"


def _attributes(claims: Sequence[Row]) -> Iterator[str]:
    """The fields of every quantity: attributes, which are numbered throughout, and a note."""
    number = 0
    for index, row in enumerate(claims, 1):
        fields = {"Bound": _BOUNDS[row["bound"]], "Measure": row["measure"], "Status": row["status"]}
        fields["Basis"] = row["basis"]
        words = [f"{name} T{index} {value}" for name, value in fields.items() if value]
        words += [f"{_FLAGS[flag]} T{index}" for flag in row["flags"]]
        for word in words:
            number += 1
            yield f"A{number}\t{word}"
        noted = "; ".join(f"{name}={row[name]}" for name in _NOTED if row[name])
        yield f"#{index}\tAnnotatorNotes T{index}\t{noted}"
