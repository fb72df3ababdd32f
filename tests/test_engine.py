"""The rule engine: what it refuses to load, which match wins, and its parts."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.engine import Hit, Rule, RuleSet, Spans, alternation, compile_pattern
from extract.errors import ExtractError, RuleError
from tables import cases

FRAGMENTS = {"unit": alternation(["kg", "km", "k"]), "nothing": alternation([])}
WORDS = st.text(alphabet="ab.|(*\\甲乙", min_size=1, max_size=5)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))))


def quote(match: re.Match[str], _context: None) -> str:
    return match[0]


def ruleset(*rules: Rule[None, str], anchor: str = "[0-9]") -> RuleSet[None, str]:
    made = RuleSet(anchor, rules, FRAGMENTS)
    made.check()
    return made


def rule(name: str, pattern: str, opens: str = "") -> Rule[None, str]:
    return Rule(name, pattern, quote, opens)


def scan(rules: RuleSet[None, str], text: str, *blocked: tuple[int, int]) -> list[tuple[str, str]]:
    return [(hit.rule, hit.result) for hit in rules.scan(text, None, Spans(blocked))]


@pytest.mark.parametrize(("rules", "expected", "why"), cases("engine_refused"))
def test_a_rule_that_is_refused(rules: str, expected: str, why: str) -> None:
    given_rules = [rule(*text.split("=", 1)) for text in rules.split(" ;; ")]
    with pytest.raises(RuleError) as refused:
        ruleset(*given_rules)
    assert str(refused.value) == expected, why


def test_an_anchor_that_is_refused() -> None:
    with pytest.raises(RuleError, match="rule anchor: matches the empty string"):
        ruleset(rule("a", "a"), anchor="[0-9]*")
    assert issubclass(RuleError, ExtractError)


def test_the_longest_match_wins_in_whatever_order() -> None:
    short, long = rule("short", "[0-9]+"), rule("long", "[0-9]+{unit}")
    assert scan(ruleset(short, long), "5km") == scan(ruleset(long, short), "5km") == [("long", "5km")]


def test_the_earlier_rule_wins_a_tie() -> None:
    first, second = rule("first", "[0-9]k"), rule("second", "[0-9]{unit}")
    assert scan(ruleset(first, second), "5k") == [("first", "5k")]
    assert scan(ruleset(second, first), "5k") == [("second", "5k")]


def test_a_rule_that_declines_leaves_the_place_to_the_next() -> None:
    fussy = Rule("fussy", "[0-9]+{unit}", lambda match, _: None if match[0] == "5km" else match[0])
    rules = ruleset(fussy, rule("plain", "[0-9]"))
    assert scan(rules, "5km 6km") == [("plain", "5"), ("fussy", "6km")]


def test_hits_go_from_left_to_right_and_never_overlap() -> None:
    rules = ruleset(rule("pair", "[0-9]{2}"), rule("one", "[0-9]"))
    assert scan(rules, "12345") == [("pair", "12"), ("pair", "34"), ("one", "5")]


def test_a_hit_is_where_it_stands() -> None:
    (hit,) = ruleset(rule("one", "[0-9]")).scan("ab7", None)
    assert hit == Hit(2, 3, "one", "7")


def test_look_around_alone_never_makes_a_hit() -> None:
    assert scan(ruleset(rule("ahead", "(?=5k)")), "5km") == []
    assert scan(ruleset(rule("ahead", "(?=5k)"), rule("one", "[0-9]")), "5k") == [("one", "5")]


def test_blocked_spans_start_no_hit_and_end_every_match() -> None:
    rules = ruleset(rule("run", "[0-9]+"))
    assert scan(rules, "123456", (2, 4)) == [("run", "12"), ("run", "56")]
    assert scan(rules, "123456", (0, 6)) == []
    assert scan(rules, "12 45", (2, 3)) == [("run", "12"), ("run", "45")]


def test_a_fragment_without_words_never_matches() -> None:
    assert scan(ruleset(rule("none", "[0-9]{nothing}"), rule("one", "[0-9](?:{nothing})?")), "5") == [
        ("one", "5")
    ]


def test_a_quantifier_is_no_fragment() -> None:
    assert compile_pattern("two", "a{2}b{1,3}", {}).fullmatch("aabbb")


@given(
    st.text(alphabet="0123km甲", max_size=20),
    st.lists(st.sampled_from(["5", "k", "m", "甲", ""]), max_size=3),
)
def test_what_a_rule_opens_with_only_saves_time(text: str, opens: list[str]) -> None:
    patterns = {"unit": "[0-9]+{unit}", "han": "[0-9]*甲", "bare": "[0-9]+(?![0-9])"}
    honest = {"unit": "km", "han": "甲", "bare": "".join(opens) and ""}
    plain = ruleset(*(rule(name, pattern) for name, pattern in patterns.items()), anchor="[0-9甲]")
    quick = ruleset(*(rule(name, p, honest[name]) for name, p in patterns.items()), anchor="[0-9甲]")
    assert scan(plain, text) == scan(quick, text)


# Alternations


@given(st.lists(WORDS, min_size=1, max_size=8), st.text(alphabet="ab.|(*\\甲乙", max_size=12))
def test_an_alternation_is_a_plain_one_with_the_longest_word_first(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    trie = re.compile(alternation(words))
    assert [m.span() for m in trie.finditer(text)] == [m.span() for m in re.finditer(plain, text)]
    assert all(trie.fullmatch(word) for word in words)


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_an_alternation_backs_off_to_a_shorter_word(words: list[str], behind: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for word in words:
        text = word + behind
        quick = re.match(alternation(words) + re.escape(behind), text)
        slow = re.match(f"(?:{plain}){re.escape(behind)}", text)
        assert quick is not None
        assert slow is not None
        assert quick.span() == slow.span()


def test_no_words_match_nothing() -> None:
    assert re.search(alternation([]), "any text") is None
    assert re.search(alternation([]), "") is None


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(st.integers(0, 3), max_size=4))
def test_an_alternation_is_a_group(words: list[str], picks: list[int]) -> None:
    text = "".join(words[pick % len(words)] for pick in picks)
    assert re.fullmatch(f"{alternation(words)}*", text)


# Spans


@given(SPANS)
def test_spans_cover_what_any_of_them_covers(spans: list[tuple[int, int]]) -> None:
    merged = Spans(spans)
    for position in range(60):
        assert merged.covers(position) == any(start <= position < end for start, end in spans)


@given(SPANS)
def test_spans_are_sorted_and_apart(spans: list[tuple[int, int]]) -> None:
    merged = list(Spans(spans))
    assert all(end < start for (_, end), (start, _) in pairwise(merged))
    assert bool(Spans(spans)) == bool(merged)
