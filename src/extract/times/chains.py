"""Atoms side by side make one expression: 去年 + 12月份, 19日 + 下午 + 2时23分, 截至 + 7月 + 底.

A chain runs from coarse to fine without a gap; before it may stand a lead (截至, 当地时间), behind it tails
(底, 以来, 同期, 期间). Two chains around 至 make a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.engine import Hit
from extract.times.atoms import Atom, Level

_LEAD = re.compile(r"(?:截至到?|截止到?|截止至|当地时间|北京时间|农历|当地)\s?$")
_AS_OF = ("截至", "截止")
_LONGEST_LEAD = 6
_GAP = re.compile(r"[ \u3000]?")
_RANGE = re.compile(r"起?\s?(?:——|[-—–~～－至到])\s?")
_EDGE = r"底(?![部层线气蕴色座盘板片子])|末(?![端尾日梢])|初(?![步中级始衷次])"
_TAIL = re.compile(rf"(?P<edge>{_EDGE})|(?P<since>以来|至今(?:为止)?)|(?P<same>同期)|(?P<whole>期间|时期)")
# 2024年底 but 2024年 + 年底 as well; these words replace the tail.


@dataclass(slots=True)
class Chain:
    """One expression: its span, atoms from coarse to fine and the names of its lead and tails."""

    start: int
    end: int
    atoms: list[Hit[Atom]]
    as_of: bool = False
    tails: list[str] = field(default_factory=list)
    upper: Chain | None = None

    @property
    def stands(self) -> bool:
        """Whether this is a time even by itself."""
        return bool(self.tails) or any(hit.result.alone for hit in self.atoms)

    @property
    def last(self) -> Chain:
        """The upper end of a range, else the chain itself."""
        return self.upper or self


def chains(text: str, hits: Iterable[Hit[Atom]]) -> Iterator[Chain]:
    """Join atoms into chains and chains into ranges, in text order."""
    previous: Chain | None = None
    for chain in _single(text, hits):
        if previous is not None and _is_range(text, previous, chain):
            previous.upper, previous.end = chain, chain.end
            continue
        if previous is not None and previous.stands:
            yield previous
        previous = chain
    if previous is not None and previous.stands:
        yield previous


def _single(text: str, hits: Iterable[Hit[Atom]]) -> Iterator[Chain]:
    chain: Chain | None = None
    for hit in hits:
        if chain is not None and hit.start < chain.end:
            continue
        if chain is not None and _continues(text, chain, hit):
            chain.atoms.append(hit)
            chain.end = hit.end
        else:
            if chain is not None:
                yield chain
            chain = _opened(text, hit)
        _read_tails(text, chain)
    if chain is not None:
        yield chain


def _opened(text: str, hit: Hit[Atom]) -> Chain:
    before = max(hit.start - _LONGEST_LEAD, 0)
    lead = _LEAD.search(text[before : hit.start])
    if lead is None or (lead[0].startswith("当地") and hit.result.level < Level.MONTH):
        return Chain(hit.start, hit.end, [hit])
    return Chain(before + lead.start(), hit.end, [hit], lead[0].startswith(_AS_OF))


def _continues(text: str, chain: Chain, hit: Hit[Atom]) -> bool:
    last = chain.atoms[-1].result
    if last.level is Level.WHOLE or hit.result.level <= last.level:
        return False
    if chain.tails and chain.tails != ["whole"]:
        return False
    return hit.start == chain.end or (hit.start == chain.end + 1 and text[chain.end] == " ")


def _read_tails(text: str, chain: Chain) -> None:
    match = _TAIL.match(text, chain.end)
    while match is not None and _takes(chain, match):
        chain.tails.append(match.lastgroup or "")
        if match.lastgroup == "edge":
            chain.tails[-1] = match[0]
        chain.end = match.end()
        match = _TAIL.match(text, chain.end)


def _takes(chain: Chain, match: re.Match[str]) -> bool:
    level = chain.atoms[-1].result.level
    kind = chain.atoms[-1].result.kind
    if match.lastgroup == "edge":
        return level < Level.DAY and kind not in ("span", "holiday", "season") and not chain.tails
    if match.lastgroup == "same":
        return level < Level.DAYPART and kind not in ("now", "vague", "plan")
    if match.lastgroup == "whole":
        return level < Level.DAY and not chain.tails
    return kind not in ("now", "vague", "back", "future")


def _is_range(text: str, lower: Chain, upper: Chain) -> bool:
    if not lower.stands or lower.upper is not None or upper.start <= lower.end or lower.as_of or upper.as_of:
        return False
    if any(tail not in ("底", "末", "初") for tail in lower.tails):
        return False
    if not _RANGE.fullmatch(text, lower.end, upper.start):
        return False
    return _compatible(lower, upper)


def _compatible(lower: Chain, upper: Chain) -> bool:
    kinds = {chain.atoms[-1].result.kind for chain in (lower, upper)}
    if "vague" in kinds or "back" in kinds or lower.atoms[-1].result.kind == "now":
        return False
    return upper.atoms[0].result.level >= Level.YEAR
