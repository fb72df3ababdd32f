"""Paragraphs, sentences and clauses: a table, and what must hold for every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import view
from extract.structure import Clause, Structure
from tables import cases

PIECES = [
    *"，；：。！？、”“（）()[]【】《》,:;!?3",
    "1,234",
    "13件,52家",
    "2.45:1",
    "甲",
    "产值3亿元",
    " ",
    "\n",
    "\t",
]
TEXTS = st.text(max_size=60).map(view) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
BLANKS = " \t\n"


def shown(text: str, clause: Clause) -> str:
    return "-" * clause.depth + text[clause.start : clause.end]


@pytest.mark.parametrize(("text", "expected", "why"), cases("structure"))
def test_case(text: str, expected: str, why: str) -> None:
    sentences = Structure(text).sentences
    found = " / ".join(" | ".join(shown(text, clause) for clause in s.clauses) for s in sentences)
    assert found == expected, why


@given(TEXTS)
def test_every_character_but_blanks_lies_in_exactly_one_sentence(text: str) -> None:
    structure = Structure(text)
    held = [position for start, end in structure.spans() for position in range(start, end)]
    assert len(held) == len(set(held))
    assert all(text[position] in BLANKS for position in set(range(len(text))) - set(held))
    for start, end in structure.spans():
        assert text[start] not in BLANKS
        assert text[end - 1] not in BLANKS


@given(TEXTS)
def test_sentences_lie_in_their_paragraphs(text: str) -> None:
    structure = Structure(text)
    for index, paragraph in enumerate(structure.paragraphs):
        assert paragraph.index == index
        assert "\n" not in text[paragraph.start : paragraph.end]
    for index, sentence in enumerate(structure.sentences):
        paragraph = structure.paragraphs[sentence.paragraph]
        assert sentence.index == index
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert sentence.clauses


@given(TEXTS)
def test_clauses_are_ordered_lie_in_their_sentences_and_do_not_overlap(text: str) -> None:
    structure = Structure(text)
    assert structure.clauses == [clause for sentence in structure.sentences for clause in sentence.clauses]
    assert [clause.index for clause in structure.clauses] == list(range(len(structure.clauses)))
    assert all(a.end <= b.start for a, b in pairwise(structure.clauses))
    for sentence in structure.sentences:
        for clause in sentence.clauses:
            assert sentence.start <= clause.start < clause.end <= sentence.end
            assert clause.depth >= 0


@given(TEXTS)
def test_positions_find_what_holds_them(text: str) -> None:
    structure = Structure(text)
    for sentence in structure.sentences:
        assert structure.sentence(sentence.start) is structure.sentence(sentence.end - 1) is sentence
    for clause in structure.clauses:
        assert structure.clause(clause.start) is structure.clause(clause.end - 1) is clause


def test_a_position_between_two_sentences_belongs_to_the_one_before() -> None:
    structure = Structure("甲。\n\n乙，丙。")
    assert structure.sentence(3).index == 0
    assert structure.clause(5).index == 1
    assert structure.sentence(99).index == 1


def test_punctuation_around_clauses() -> None:
    clauses = Structure("甲，乙（丙）丁；戊。己").clauses
    assert [(clause.before, clause.after) for clause in clauses] == [
        ("", "，"),
        ("，", "（"),
        ("（", "）"),
        ("）", "；"),
        ("；", ""),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("甲县上半年经济运行平稳", True),
        ("一、综合", True),
        ("“甲县样本”", True),
        ("甲" * 45, True),
        ("甲" * 46, False),
        ("甲县产值3亿元。", False),
        ("怎么看?", False),
        ("各位代表：", False),
        ("其中，", False),
        ("主要措施;", False),
    ],
)
def test_headings(line: str, heading: bool) -> None:
    (paragraph,) = Structure(f"  {line}\t\n").paragraphs
    assert paragraph.heading is heading
    assert (paragraph.start, paragraph.end) == (2, 2 + len(line))


def test_a_blank_text_has_no_sentence() -> None:
    structure = Structure(" \n\t\n")
    assert structure.spans() == []
    with pytest.raises(IndexError):
        structure.sentence(0)
