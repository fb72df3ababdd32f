"""Claims as the observations of a statistical table: SDMX dimensions, a value, and attributes.

A claim without a period is none, nor is one without any value. Several claims with the same dimensions (two
releases, or two sentences of one) are told apart by OCCURRENCE.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extract.exports.inputs import Outputs
from extract.exports.numbers import quotient
from extract.exports.sdmx_time import Time, sdmx_time
from extract.records import Claim, Subject

NONE = "_Z"  # SDMX's code for "not applicable"
DIMENSIONS = (
    "REF_AREA",
    "INDICATOR",
    "UNIT_MEASURE",
    "MEASURE",
    "TRANSFORMATION",
    "CLAIM_STATUS",
    "FREQ",
    "OCCURRENCE",
    "TIME_PERIOD",
)
_TRANSFORMATIONS = {
    ("change_rate", "yoy"): "GY",
    ("change_rate", "prior"): "G1",
    ("change", "yoy"): "DY",
    ("change", "prior"): "D1",
}
_OBS_STATUS = {"actual": "A", "forecast": "F"}


def observations(outputs: Outputs) -> Iterator[dict[str, str | int | Decimal | None]]:
    """The observations of all claims, in the order of the claims."""
    seen: Counter[tuple[str, ...]] = Counter()
    for release in outputs.releases():
        for claim in release.claims:
            time = sdmx_time(claim.period) if claim.period else None
            if time is not None and claim.written():
                key = _key(claim, time)
                seen[tuple(key.values())] += 1
                yield {**key, "OCCURRENCE": seen[tuple(key.values())], **_facts(claim)}


def _key(claim: Claim, time: Time) -> dict[str, str]:
    return {
        "REF_AREA": area_code(claim.subject),
        "INDICATOR": claim.indicator or NONE,
        "UNIT_MEASURE": claim.unit or NONE,
        "MEASURE": claim.measure,
        "TRANSFORMATION": _transformation(claim),
        "CLAIM_STATUS": claim.status,
        "FREQ": time.frequency,
        "TIME_PERIOD": time.text,
    }


def _transformation(claim: Claim) -> str:
    if not claim.measure.startswith("change"):
        return "N"
    return _TRANSFORMATIONS.get((claim.measure, claim.basis or ""), "_O")


def _facts(claim: Claim) -> dict[str, str | int | Decimal | None]:
    return {
        "OBS_VALUE": quotient(claim.value) if claim.parts else claim.value,
        "VALUE_TEXT": claim.written(),
        "UNIT_MULT": 0,
        "OBS_STATUS": _OBS_STATUS.get(claim.status),
        "BASIS": claim.basis,
        "BOUND": claim.bound,
        "PERIOD": claim.period,
        "REF_AREA_NAME": "、".join(subject.name for subject in claim.subject),
        "UNIT_TEXT": claim.unit_text,
        "QUOTE": claim.text,
        "DOC": claim.doc,
        "DOC_START": claim.start,
        "DOC_END": claim.end,
        "CLAIM_ID": claim.id,
    }


def area_code(subjects: tuple[Subject, ...]) -> str:
    """The codes of the subjects joined by `_`; a name without code gets one made from it."""
    return "_".join(subject.code or _made(subject) for subject in subjects) or NONE


def _made(subject: Subject) -> str:
    digest = hashlib.blake2b(subject.name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{subject.kind.upper()}-{digest}"
