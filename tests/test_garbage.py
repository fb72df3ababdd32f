"""The collector is paused while a document is read, and only then."""

import gc

import pytest

from extract import parse
from extract.garbage import uncollected


@pytest.fixture(autouse=True)
def _restored():
    yield
    gc.enable()


def test_paused_while_at_work():
    assert uncollected(gc.isenabled)() is False
    assert gc.isenabled()


def test_enabled_again_after_an_error():
    with pytest.raises(ZeroDivisionError):
        uncollected(lambda: 1 // 0)()
    assert gc.isenabled()


def test_one_within_another_ends_with_the_outer_one():
    def outer():
        uncollected(lambda: None)()
        return gc.isenabled()

    assert uncollected(outer)() is False


def test_left_alone_where_it_was_off():
    gc.disable()
    uncollected(lambda: None)()
    assert not gc.isenabled()


def test_a_document_leaves_no_cycles():
    text = "甲市统计局3月5日发布：上年全市生产总值320.5亿元，增长5.2%，其中工业120亿元（不含建筑业）。\n" * 3
    parse(text)
    gc.collect()
    gc.disable()
    parse(text)
    assert gc.collect() == 0
