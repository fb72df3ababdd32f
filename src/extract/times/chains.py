"""Atoms side by side make one expression: 去年 + 12月份, 19日 + 下午 + 2时23分, 截至 + 7月 + 底.

A chain runs from coarse to fine without a gap; before it may stand a lead (截至, 当地时间), behind it tails
(底, 前, 以来, 同期, 期间). Two chains around 至 make a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.engine import Hit
from extract.patterns import late
from extract.times.atoms import Atom, Level
from extract.times.cues import Cues

_RANGE = late(r"起?\s?(?:——|[-—–~～－至到])\s?")
_TAIL = late(
    r"(?P<end>底(?![部层线气蕴色座盘板片子])|末(?![端尾日梢期]))"
    r"|(?P<start>初(?![步中级始衷次期]))"
    r"|(?P<middle>中叶)|(?P<part>[初中末后前]期)"
    r"|(?P<before>前夕|(?:之|以)?前(?![往期夕沿端述后景提者进线列方\d一二三四五六七八九十两几半数若])(?! \d))"
    r"|(?P<after>(?:之|以)?后(?![备勤期续来天面市方半]))|(?P<since>以来|至今(?:为止)?(?![天年日晚早晨夜后]))"
    r"|(?P<same>同期)|(?P<whole>期间|时期|[早晚]些时候|稍[早晚]时候)"
)
_EDGES = ("end", "start", "middle", "part")
_OPEN_ENDED = ("now", "vague", "back", "future")
_LONG = ("decade", "century")
# What 前 can follow: 2015年, 9月, 6月15日, 年底.
_DATED = ("year", "half", "quarter", "month", "day", "as_of")


@dataclass(slots=True)
class Chain:
    """One expression: its span, atoms from coarse to fine, lead and tails; `upper` ends a range."""

    start: int
    end: int
    atoms: list[Hit[Atom]]
    as_of: bool = False
    recurs: bool = False
    named: bool = False
    tails: list[str] = field(default_factory=list)
    upper: Chain | None = None

    @property
    def stands(self) -> bool:
        """Whether this is a time even by itself."""
        return self.named and not self.recurs

    @property
    def kind(self) -> str:
        """The kind of its finest atom that is no clock time."""
        for hit in reversed(self.atoms):
            if hit.result.level not in (Level.DAYPART, Level.CLOCK):
                return hit.result.kind
        return self.atoms[-1].result.kind


class Joiner:
    """Joins atoms into chains and chains into ranges."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def chains(self, text: str, hits: Iterable[Hit[Atom]]) -> Iterator[Chain]:
        """The expressions, in text order."""
        previous: Chain | None = None
        for chain in self._single(text, hits):
            if previous is not None and _is_range(text, previous, chain):
                previous.upper, previous.end = chain, chain.end
                continue
            if previous is not None and previous.stands:
                yield previous
            previous = chain
        if previous is not None and previous.stands:
            yield previous

    def _single(self, text: str, hits: Iterable[Hit[Atom]]) -> Iterator[Chain]:
        chain: Chain | None = None
        for hit in hits:
            if chain is not None and hit.start < chain.end:
                continue  # a tail has taken it: 末 of 年末
            if chain is not None and _continues(text, chain, hit):
                chain.atoms.append(hit)
                chain.end, chain.named = hit.end, True
            else:
                if chain is not None:
                    yield chain
                chain = self._opened(text, hit)
            _read_tails(text, chain)
        if chain is not None:
            yield chain

    def _opened(self, text: str, hit: Hit[Atom]) -> Chain:
        start = hit.start
        gap = start - 1 if start and text[start - 1] == " " else start
        lead = self._cues.lead(text, gap)
        if lead:
            as_of = self._cues.is_as_of(lead)
            return Chain(gap - len(lead), hit.end, [hit], as_of, named=hit.result.alone)
        return Chain(start, hit.end, [hit], False, self._cues.recurs(text, start), hit.result.alone)


def _continues(text: str, chain: Chain, hit: Hit[Atom]) -> bool:
    last = chain.atoms[-1].result
    if hit.result.level is Level.WHOLE or hit.result.level <= last.level or chain.tails:
        return False
    return hit.start == chain.end or (hit.start == chain.end + 1 and text[chain.end] == " ")


def _read_tails(text: str, chain: Chain) -> None:
    match = _TAIL.match(text, chain.end)
    while match is not None and _takes(chain, match.lastgroup or ""):
        chain.tails.append(match.lastgroup or "")
        chain.named = True
        chain.end = match.end()
        match = _TAIL.match(text, chain.end)


def _takes(chain: Chain, tail: str) -> bool:
    atom = chain.atoms[-1].result
    if tail in ("middle", "part"):
        return atom.kind in _LONG and not chain.tails
    if tail in _EDGES:
        return atom.level < Level.DAY and atom.kind not in ("span", "holiday", "season") and not chain.tails
    if tail == "same":
        return atom.level < Level.DAYPART and atom.kind not in (*_OPEN_ENDED, "plan")
    if tail in ("before", "after"):
        return _takes_side(chain, atom, tail)
    return (atom.level < Level.DAY and not chain.tails) if tail == "whole" else atom.kind not in _OPEN_ENDED


def _takes_side(chain: Chain, atom: Atom, tail: str) -> bool:
    if tail == "before":
        return atom.kind in _DATED and chain.tails in ([], ["end"])
    return atom.level is Level.YEAR and atom.kind == "year" and not chain.tails


def _is_range(text: str, lower: Chain, upper: Chain) -> bool:
    if not lower.named or lower.upper is not None or upper.start <= lower.end or lower.as_of or upper.as_of:
        return False
    if any(tail not in _EDGES for tail in lower.tails) or not _RANGE.fullmatch(text, lower.end, upper.start):
        return False
    return lower.kind not in _OPEN_ENDED and upper.kind not in ("vague", "back", "plan")
