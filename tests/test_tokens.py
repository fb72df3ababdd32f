"""Words with offsets: they are the text, whichever tokenizer cuts it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import view
from extract.structure import Structure
from extract.tokens import (
    Borders,
    JiebaTokenizer,
    RjiebaTokenizer,
    Tokenizer,
    Word,
    Words,
    known_pieces,
    tokenizer,
)

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
KINDS = pytest.mark.parametrize("kind", ["jieba", "rjieba"])
TEXTS = st.text(max_size=40) | st.text(alphabet="甲县产值增长3.5%，。 \n\r\x00x—〇", max_size=40)


class Counting:
    """A tokenizer that cuts into characters and counts how often it is asked; 甲 it tags in a text only."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def cut(self, text: str) -> list[str]:
        self.asked.append(text)
        return list(text)

    def tag(self, word: str) -> str:
        return "" if word == "甲" else "x"

    def tag_in(self, word: str, text: str) -> str:  # noqa: ARG002 - the protocol has it
        self.asked.append(text)
        return "n"


def words_of(text: str, cutter: Tokenizer) -> Words:
    return Words(text, cutter, Structure(text).spans())


@KINDS
@given(text=TEXTS)
def test_the_words_are_the_text(kind: str, text: str) -> None:
    assert "".join(tokenizer(kind).cut(text)) == text


@KINDS
@given(text=TEXTS.map(view))
def test_a_text_cut_in_parts_has_the_same_words(kind: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extract.tokens._PART", 3)
        found = Borders(text, tokenizer(kind)).between(0, len(text))
    assert found == Borders(text, tokenizer(kind)).between(0, len(text))
    assert [text[a:b] for a, b in pairwise([*found, len(text)])] == tokenizer(kind).cut(text)


@KINDS
@given(text=TEXTS.map(view))
def test_words_stand_where_they_say(kind: str, text: str) -> None:
    words = words_of(text, tokenizer(kind))
    for start, end in Structure(text).spans():
        found = words.of(start)
        assert [word.start for word in found] == [start, *(word.end for word in found[:-1])]
        assert found[-1].end == end
        assert all(text[word.start : word.end] == word.text for word in found)
        assert all(word.tag for word in found)


@KINDS
@given(text=TEXTS.map(view))
def test_a_sentence_has_the_words_it_would_have_alone(kind: str, text: str) -> None:
    words = words_of(text, tokenizer(kind))
    for start, end in Structure(text).spans():
        assert [word.text for word in words.of(start)] == tokenizer(kind).cut(text[start:end])


@given(text=TEXTS.map(view))
def test_the_word_at_a_position_is_the_one_of_its_sentence(text: str) -> None:
    words = words_of(text, tokenizer())
    sentences = Structure(text).spans()
    for position in range(len(text)):
        holding = [word for word in words.of(position) if word.start <= position < word.end]
        assert words.at(position) == (holding[0] if holding else None)
        assert bool(holding) == any(start <= position < end for start, end in sentences)
        if holding:
            assert holding[0].start in words.borders


def tagged(text: str, kind: str) -> dict[tuple[int, int], str]:
    """Tags by span, of the words that are not Latin: rjieba keeps S-200 and 2015-04-18 together."""
    words = words_of(text, tokenizer(kind))
    sentences = [words.of(start) for start, _ in Structure(text).spans()]
    return {
        (word.start, word.end): word.tag
        for sentence in sentences
        for word in sentence
        if not word.text.isascii()
    }


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_both_tokenizers_agree_on_the_corpus(path: Path) -> None:
    text = view(path.read_text(encoding="utf-8"))
    reference, fast = tagged(text, "jieba"), tagged(text, "rjieba")
    assert fast.keys() == reference.keys()
    assert sum(fast[span] == reference[span] for span in fast) >= 0.98 * len(fast)


def test_the_process_wide_jieba_stays_untouched() -> None:
    before = (jieba.dt.initialized, len(jieba.dt.FREQ), jieba.dt.total)
    own = JiebaTokenizer()
    assert own.cut("甲县产值") != []
    assert (jieba.dt.initialized, len(jieba.dt.FREQ), jieba.dt.total) == before


def test_a_tokenizer_is_made_once() -> None:
    assert tokenizer("jieba") is tokenizer("jieba")
    assert isinstance(tokenizer(), RjiebaTokenizer)
    with pytest.raises(ValueError, match=r"^no tokenizer hanlp; known are jieba, rjieba$"):
        tokenizer("hanlp")


@KINDS
def test_tags_tell_nouns_verbs_and_numbers(kind: str) -> None:
    words = words_of("全县工业增长6.1%，GDP达到3亿元。", tokenizer(kind)).of(0)
    tags = {word.text: word.tag for word in words}
    assert (tags["工业"], tags["增长"], tags["6.1%"], tags["GDP"], tags["，"]) == ("n", "v", "m", "eng", "x")


@pytest.mark.parametrize(
    "text",
    ["近年来产值增长。两国合作。", "年来，年来。"],
    ids=["dictionary words that alone are two", "twice"],
)
def test_the_tag_of_a_word_that_alone_would_be_two_is_that_of_the_reference(text: str) -> None:
    assert tagged(text, "rjieba") == tagged(text, "jieba")


def test_a_text_is_cut_once_and_only_when_asked_for() -> None:
    counting = Counting()
    words = words_of("乙乙。丙丁。\n戊。", counting)
    assert counting.asked == []
    assert words.of(4) == words.of(3)
    assert [word.text for word in words.of(0)] == ["乙", "乙", "。"]
    assert counting.asked == ["乙乙。丙丁。\n戊。"]


def test_a_word_is_tagged_in_its_sentence_when_nothing_else_tells() -> None:
    counting = Counting()
    words = words_of("乙。丙甲。\n戊。", counting)
    assert words.at(3) == Word(3, 4, "甲", "n")
    assert [word.tag for word in words.of(2)] == ["x", "n", "x"]
    assert counting.asked == ["乙。丙甲。\n戊。", "丙甲。", "丙甲。"]


def test_words_after_and_before_are_cut_at_the_position_and_those_before_keep_to_the_sentence() -> None:
    words = words_of("工业增长。产值下降。\n合计", tokenizer())
    assert [word.text for word in words.after(1)][:3] == ["业", "增长", "。"]
    assert [word.text for word in words.before(8)] == ["下", "产值"]
    assert [word.text for word in words.after(9)] == ["。", "\n", "合计"]
    assert list(words.after(13)) == list(words.before(0)) == list(words.after(99)) == []
    assert [word.text for word in words.before(10)] == ["。", "下降", "产值"]


def test_words_between_lie_wholly_inside_and_in_one_sentence() -> None:
    words = words_of("甲乙丙。丁戊。", Counting())
    assert [word.text for word in words.between(1, 3)] == ["乙", "丙"]
    assert [word.text for word in words.between(1, 6)] == ["乙", "丙", "。"]
    assert words.between(2, 2) == []
    assert words.between(5, 6) == [Word(5, 6, "戊", "x")]


@given(st.integers(0, 12), st.integers(0, 12))
def test_words_between_are_those_of_the_sentence_that_fit(start: int, end: int) -> None:
    text = "全县产值增长，利润下降。"
    words = words_of(text, tokenizer())
    fitting = [word for word in words.of(start) if start <= word.start and word.end <= end]
    assert words.between(start, end) == fitting


@given(st.integers(0, 12), st.integers(0, 12))
def test_words_cut_are_those_of_the_sentence_without_what_lies_outside(start: int, end: int) -> None:
    text = "全县产值增长，利润下降。"
    words = words_of(text, tokenizer())
    touched = [word for word in words.of(start) if word.start < end and start < word.end and start < end]
    found = words.cut(start, end)
    assert [word.tag for word in found] == [word.tag for word in touched]
    assert [word.text for word in found] == [text[max(w.start, start) : min(w.end, end)] for w in touched]
    assert all(text[word.start : word.end] == word.text for word in found)


def test_a_blank_text_has_no_words() -> None:
    assert words_of(" \n", Counting()).of(0) == []
    assert words_of("", Counting()).between(0, 5) == []


@pytest.mark.parametrize(
    ("word", "pieces"), [("工业", ("工业",)), ("恒大是", ("恒", "大", "是")), ("", ()), ("GDP", ("GDP",))]
)
def test_known_pieces(word: str, pieces: tuple[str, ...]) -> None:
    assert known_pieces(word) == pieces
