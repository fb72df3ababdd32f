"""The review page in a real browser, served by the command itself; without Chromium these tests skip."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import browser as browsers
import extract

TEXT = (
    "青河县统计局\n2024-03-08\n\n去年，全县粮食产量3万吨，比上年增长5.2%。其中小麦1万吨。\n"
    "全县共有7个乡镇🙂，力争今年产量突破4万吨。\n"
)
HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>产量3万吨\u202e倒写\u2066。\n"
    + "很长" * 5000
    + "增长5%。\n"
)


@pytest.fixture(scope="module")
def chromium():
    with browsers.launched() as browser:
        yield browser


@contextmanager
def served(folder, text=TEXT):
    """The command on one release; yields the address and the gold file, and ends it as a user does."""
    file = folder / "a.txt"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "extract", "review", "a.txt", "--no-open"]
    here = os.environ | {"PYTHONPATH": str(Path(extract.__file__).parents[1])}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=here) as process:
        process.stdout.readline()
        yield process.stdout.readline().strip(), folder / "gold" / "a.jsonl"
        process.send_signal(signal.SIGINT)
        assert "labels decided" in process.stdout.read()
    assert process.returncode == 0


@pytest.fixture
def review(tmp_path):
    with served(tmp_path) as (url, gold):
        yield url, gold


def claims(gold):
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    return {line["claim"]["text"]: line["claim"] for line in lines if "claim" in line}


@contextmanager
def page_of(chromium, url, **options):
    view = {"viewport": {"width": 1300, "height": 900}, **options}
    with browsers.opened(chromium, url, **view) as page:
        page.locator("[aria-current=true]").wait_for()
        yield page


def pick(page, text):
    page.locator(".mark", has_text=text).first.click()


def wait_saved(page, gold, condition):
    for _ in range(600):
        if condition(claims(gold)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(claims(gold))


def select(page, quote):
    """Select the first `quote` in the text, as a mouse would."""
    script = """(quote) => {
      const box = document.querySelector("#text");
      const at = box.textContent.indexOf(quote);
      const range = new Range();
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      let position = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const inside = (place) => place >= position && place <= position + node.length;
        if (inside(at) && at < position + node.length) range.setStart(node, at - position);
        if (inside(at + quote.length)) { range.setEnd(node, at + quote.length - position); break; }
        position += node.length;
      }
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }"""
    page.evaluate(script, quote)


def test_keys_accept_reject_and_undo_and_each_is_saved(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        pick(page, "3万吨")
        page.keyboard.press("a")
        wait_saved(page, gold, lambda found: found["3万吨"].get("review") == "accepted")
        pick(page, "7个")
        page.keyboard.press("x")
        wait_saved(page, gold, lambda found: found["7个"].get("review") == "rejected")
        page.locator("#count", has_text=re.compile("^2 of ")).wait_for()
        page.keyboard.press("u")
        wait_saved(page, gold, lambda found: found["7个"].get("review", "open") == "open")
        page.keyboard.press("Control+z")
        wait_saved(page, gold, lambda found: found["3万吨"].get("review", "open") == "open")
        page.locator("#count", has_text=re.compile("^0 of ")).wait_for()


def test_work_goes_on_after_a_reload(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        pick(page, "3万吨")
        page.keyboard.press("a")
        wait_saved(page, gold, lambda found: found["3万吨"].get("review") == "accepted")
        page.reload()
        page.locator("[aria-current=true]").wait_for()
        page.locator("#count", has_text=re.compile("^1 of ")).wait_for()
        assert "accepted" in page.locator(".mark", has_text="3万吨").get_attribute("class")


def test_a_field_is_edited_in_place_and_enter_accepts(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        pick(page, "3万吨")
        page.keyboard.press("e")
        assert page.evaluate("document.activeElement.name") == "indicator"
        page.keyboard.press("Control+a")
        page.keyboard.type("产量")
        page.keyboard.press("Enter")
        wait_saved(page, gold, lambda found: found["3万吨"].get("review") == "accepted")
        assert claims(gold)["3万吨"]["indicator"] == "产量"
        browsers.until(page, "document.querySelector('[aria-current=true]').textContent !== '3万吨'")


def test_one_click_takes_a_suggestion_over(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        pick(page, "1万吨")
        page.get_by_label("Period", exact=True).fill("")
        page.get_by_label("Period", exact=True).press("Tab")
        wait_saved(page, gold, lambda found: found["1万吨"]["period"] == "")
        page.get_by_role("button", name="去年 · 2023").click()
        wait_saved(page, gold, lambda found: found["1万吨"]["period"] == "2023-01-01/2023-12-31")
        before = claims(gold)["1万吨"]["indicator"]
        chip = page.locator("[data-field=indicator]").first
        offered = chip.inner_text()
        chip.click()
        wait_saved(page, gold, lambda found: found["1万吨"]["indicator"] == offered != before)
        page.get_by_label("Measure").select_option("share")
        wait_saved(page, gold, lambda found: found["1万吨"]["measure"] == "share")


@contextmanager
def slow_answers(page):
    """The server's word on a change comes late, as under load."""

    def late(route):
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/labels", late)
    yield
    page.unroute("**/labels")


def test_a_second_change_before_the_answer_to_the_first_keeps_both(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page, slow_answers(page):
        pick(page, "1万吨")
        page.get_by_label("Measure").select_option("share")
        page.get_by_label("Status").select_option("target")
        wait_saved(page, gold, lambda found: found["1万吨"]["status"] == "target")
        assert claims(gold)["1万吨"]["measure"] == "share"


def test_what_is_typed_while_a_change_is_on_its_way_stays(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page, slow_answers(page):
        pick(page, "1万吨")
        page.get_by_label("Measure").select_option("share")
        indicator = page.get_by_label("Indicator", exact=True)
        indicator.fill("小麦产")
        wait_saved(page, gold, lambda found: found["1万吨"]["measure"] == "share")
        page.locator("#saved", has_text="Saved").wait_for()
        assert indicator.input_value() == "小麦产"
        page.keyboard.type("量")
        page.keyboard.press("Tab")
        wait_saved(page, gold, lambda found: found["1万吨"]["indicator"] == "小麦产量")


def test_the_code_of_a_name_can_be_cleared(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        page.locator("#kinds").select_option("entity")
        pick(page, "青河县统计局")
        page.get_by_label("Type").select_option("PLACE")
        page.get_by_label("Code").fill("654325")
        page.get_by_label("Code").press("Tab")
        wait_code(page, gold, "654325")
        page.get_by_label("Code").fill("")
        page.get_by_label("Code").press("Tab")
        wait_code(page, gold, None)


def wait_code(page, gold, code):
    """Until the file holds `code` for the bureau."""
    for _ in range(600):
        names = [json.loads(line).get("entity") for line in gold.read_text(encoding="utf-8").splitlines()]
        bureau = next(name for name in names if name and name["text"] == "青河县统计局")
        if bureau["type"] == "PLACE" and bureau.get("code") == code:
            return
        page.wait_for_timeout(50)
    raise AssertionError(bureau)


def test_a_selection_makes_a_new_label_and_an_indicator(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        pick(page, "4万吨")
        page.keyboard.press("x")
        wait_saved(page, gold, lambda found: found["4万吨"].get("review") == "rejected")
        select(page, "7个乡")
        page.keyboard.press("n")
        browsers.until(page, "document.activeElement.name === 'indicator'")
        assert "7个乡" in claims(gold)
        page.keyboard.press("Escape")
        select(page, "乡镇")
        page.keyboard.press("i")
        wait_saved(page, gold, lambda found: found["7个乡"]["indicator"] == "乡镇")
        select(page, "今年产量突破")
        page.keyboard.press("m")
        page.get_by_label("Type").select_option("TITLE")
        browsers.until(page, "document.querySelector('#saved').textContent.startsWith('Saved')")
    names = [json.loads(line).get("entity") for line in gold.read_text(encoding="utf-8").splitlines()]
    made = next(name for name in names if name and name["text"] == "今年产量突破")
    assert TEXT[made["start"] : made["end"]] == "今年产量突破"


def test_a_number_without_a_label_is_offered(chromium, review):
    url, gold = review
    rows = [
        line for line in gold.read_text(encoding="utf-8").splitlines(keepends=True) if '"7个"' not in line
    ]
    gold.write_text("".join(rows), encoding="utf-8")
    with page_of(chromium, url) as page:
        missing = page.get_by_role("button", name="7个")
        missing.click()
        assert page.evaluate("getSelection().toString()") == "7个"
        page.keyboard.press("n")
        wait_saved(page, gold, lambda found: found.get("7个", {}).get("value") == "7")
        page.locator("#missing").wait_for(state="hidden")


def test_the_second_window_is_told_and_overwrites_nothing(chromium, review):
    url, gold = review
    with page_of(chromium, url) as one:
        other = one.context.new_page()
        other.goto(url)
        other.locator("[aria-current=true]").wait_for()
        pick(one, "3万吨")
        one.keyboard.press("a")
        wait_saved(one, gold, lambda found: found["3万吨"].get("review") == "accepted")
        before = gold.read_bytes()
        pick(other, "3万吨")
        other.keyboard.press("x")
        alert = other.get_by_role("alert").filter(has_text="Another window")
        alert.wait_for()
        assert gold.read_bytes() == before
        alert.get_by_role("button").click()
        alert.wait_for(state="hidden")
        assert "accepted" in other.locator(".mark", has_text="3万吨").get_attribute("class")
        pick(other, "7个")
        other.keyboard.press("a")
        wait_saved(other, gold, lambda found: found["7个"].get("review") == "accepted")


def test_what_cannot_stand_is_said_beside_the_label(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        pick(page, "3万吨")
        before = gold.read_bytes()
        page.expected_errors.append("422")  # the browser's own word for a refusal
        page.get_by_label("Period", exact=True).fill("last year")
        page.get_by_label("Period", exact=True).press("Enter")
        page.get_by_role("alert").filter(has_text="last year is no period").wait_for()
        assert gold.read_bytes() == before


def test_when_everything_is_decided_the_file_is_gold(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        total = int(page.locator("#count").inner_text().split()[2])
        for _ in range(10 * total):
            if "draft" not in gold.read_text(encoding="utf-8"):
                break
            decided = page.locator("#count").inner_text()
            page.keyboard.press("a")
            browsers.until(page, "(old) => document.querySelector('#count').textContent !== old", decided)
        browsers.until(page, "document.querySelector('#count').textContent.includes('gold now')")
    assert "review" not in gold.read_text(encoding="utf-8")


def test_doubtful_labels_come_first_and_the_order_can_be_changed(chromium, review):
    url, _ = review
    with page_of(chromium, url) as page:
        if page.locator(".mark.doubt").count():
            assert "doubt" in page.locator("[aria-current=true]").get_attribute("class")
        page.locator("#order").select_option("text")
        page.locator("#kinds").select_option("claim")
        assert page.locator("[aria-current=true]").inner_text() == "3万吨"
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.locator("[aria-current=true]", has_text="5.2%").wait_for()


def test_a_lost_server_is_noticed_and_nothing_is_pretended(chromium, tmp_path):
    with served(tmp_path) as (url, _), page_of(chromium, url) as page:
        page.context.route("**/labels", lambda route: route.abort())
        page.keyboard.press("a")
        page.get_by_role("alert").filter(has_text="does not answer").wait_for()
        page.locator("#count", has_text=re.compile("^0 of ")).wait_for()
        page.context.unroute("**/labels")
        page.get_by_role("button", name="Try again").click()
        page.locator("#alert").wait_for(state="hidden")
        # The browser itself reports the request that was cut off.
        page.expected_errors.append("net::ERR_FAILED")


def test_hostile_text_is_only_text(chromium, tmp_path):
    with served(tmp_path, HOSTILE) as (url, gold), page_of(chromium, url) as page:
        pick(page, "3万吨")
        page.keyboard.press("a")
        wait_saved(page, gold, lambda found: found["3万吨"].get("review") == "accepted")
        assert page.evaluate("window.hacked === undefined")
        assert page.locator("img").count() == 0
        assert page.locator(".control").count() == 2
        assert page.locator("#text").evaluate("e => e.textContent") == HOSTILE
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 1300])
def test_it_fits_the_screen(chromium, review, width):
    url, _ = review
    with page_of(chromium, url, viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        mark = page.locator("[aria-current=true]").bounding_box()
        if width < 900:
            assert mark["y"] + mark["height"] <= page.locator("aside").bounding_box()["y"]


def test_single_keys_can_be_switched_off(chromium, review):
    url, gold = review
    with page_of(chromium, url) as page:
        before = gold.read_bytes()
        page.keyboard.press("?")
        page.get_by_label("Single keys decide").uncheck()
        page.get_by_role("button", name="Close").click()
        page.keyboard.press("x")
        page.get_by_role("button", name="Keys").focus()
        assert gold.read_bytes() == before
        page.get_by_role("button", name="Reject").click()
        browsers.until(page, "document.querySelector('#count').textContent.startsWith('1 of')")
