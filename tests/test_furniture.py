"""Which lines of a page are furniture, and that prose about the same things is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.furniture import FurnitureFinder
from extract.lexicon import Lexicon
from extract.reading import view
from tables import cases, rows

FINDER = FurnitureFinder(Lexicon())
PIECES = ["来源：", "作者:", "登录", "评论", "(", ")", "12", "次", "|", "首页", ">", "。", "，", "2024-05-06"]
PIECES += ["10:20", "相关阅读", "丰收", "—", "许可证号", "\n", "\u3000"]


@pytest.mark.parametrize(("text", "expected", "why"), cases("furniture"))
def test_case(text: str, expected: str, why: str) -> None:
    reading = view(text)
    starts = {start for start, _ in FINDER.find(reading)}
    found, position = [], 0
    for number, line in enumerate(reading.split("\n"), 1):
        if position + len(line) - len(line.lstrip()) in starts:
            found.append(str(number))
        position += len(line) + 1
    assert " ".join(found) == expected, why


def test_a_third_of_the_table_is_prose() -> None:
    table = rows("furniture")
    assert 3 * len([row for row in table if not row[1]]) >= len(table)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_spans_are_whole_lines_in_order(text: str) -> None:
    reading, position = view(text), 0
    for start, end in FINDER.find(reading):
        assert position <= start < end
        assert reading[position:start].strip(" \t\n") == "" or "\n" in reading[position:start]
        assert "\n" not in reading[start:end]
        assert reading[start - 1 : start].strip(" \t\n") == reading[end : end + 1].strip(" \t\n") == ""
        position = end


def test_a_very_long_line_is_prose() -> None:
    assert FINDER.find("来源：" + "甲" * 5000) == {}
    assert FINDER.find(" | ".join(["登录"] * 5000)) == {}


@pytest.mark.parametrize("row", ["甲\tnowhere\t5\t", "甲\tline\t5\tweather", "甲\tline\tlong\t"])
def test_a_row_that_says_nothing_known_is_refused(tmp_path, row: str) -> None:
    (tmp_path / "furniture.tsv").write_text(f"word\twhere\tlongest\ttells\n{row}\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"furniture\.tsv: line 2: (where|tells|longest)"):
        FurnitureFinder(Lexicon(tmp_path))
