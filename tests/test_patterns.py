"""Late patterns: the same answers as compiled ones, and nothing compiled before the first question."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.patterns import late

TEXTS = st.text(alphabet="甲乙12，", max_size=12)
PATTERN = "(?P<who>[甲乙]+)([12]*)|，"


def said(match: re.Match[str] | None) -> object:
    return match and (match.span(), match.groups())


@given(text=TEXTS, start=st.integers(0, 12), end=st.integers(0, 12))
def test_a_late_pattern_answers_as_a_compiled_one(text: str, start: int, end: int) -> None:
    compiled, tardy = re.compile(PATTERN), late(PATTERN)
    for name in ("match", "fullmatch", "search"):
        found, expected = (getattr(one, name)(text, start, end) for one in (tardy, compiled))
        assert (found and (found.span(), found.groups())) == (
            expected and (expected.span(), expected.groups())
        )
    assert [m.span() for m in tardy.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert tardy.findall(text) == compiled.findall(text)
    assert tardy.split(text) == compiled.split(text)
    assert tardy.sub("乙", text) == compiled.sub("乙", text)
    assert tardy.pattern == compiled.pattern


def test_it_is_compiled_once_and_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compiled = re.compile("甲")
    monkeypatch.setattr("extract.patterns.re.compile", lambda pattern: asked.append(pattern) or compiled)
    pattern = late("甲")
    assert asked == []
    assert pattern.match("甲")
    assert pattern.search("乙甲")
    assert asked == ["甲"]


def test_a_malformed_pattern_is_refused_when_it_is_first_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("甲")
