"""The report in a real browser. Without Chromium or Playwright these tests say so and skip."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import pytest

import browser as browsers
import samples
from extract.outputs import charts, report, streams, tables
from extract.outputs.report import Report, dump
from extract.outputs.section import section
from extract.records import Finding
from extract.score.tally import Mistake

BOTH = "乙县去年粮食产量3万吨，增长5%。其中小麦1万吨，玉米2万吨。\n力争到2025年，粮食产量达到4亩。\n"
HOSTILE = (
    '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">&amp;</div></script>'
    "\u202e倒写\u2066\u200f 3个</bdi>"
)


def claims_of(text: str, doc: str, *quoted: tuple[str, dict]):
    return [samples.claim(quote, text, doc, **fields) for quote, fields in quoted]


def grain(doc: str = "b.txt"):
    county = {"name": "乙县", "kind": "place", "code": "510100"}
    year = "2023-01-01/2023-12-31"
    common = {"unit": "t", "unit_text": "吨", "subject": (county,), "period": year, "sentence": (0, 32)}
    where = BOTH.index("粮食产量")
    whole = {**common, "value": "30000", "indicator": "粮食产量", "indicator_spans": ((where, where + 4),)}
    whole_id = f"{doc}-{BOTH.index('3万吨')}"
    claims = claims_of(
        BOTH,
        doc,
        ("3万吨", {**whole, "rules": ("scaled", "period in its sentence: 去年")}),
        ("5%", {**common, "value": "5", "unit_text": "%", "measure": "change_rate", "basis": "yoy"}),
        ("1万吨", {**common, "value": "10000", "indicator": "小麦", "part_of": whole_id}),
        ("2万吨", {**common, "value": "20000", "indicator": "玉米"}),
        ("4亩", {"value": "4", "unit": "mu", "unit_text": "亩", "indicator": "=1+1", "status": "target",
                "period": "../2025-12-31", "sentence": (32, len(BOTH))}),
    )  # fmt: skip
    spans = [(claim.start, claim.end) for claim in claims]
    finding = Finding(
        doc=doc, kind="sum", verdict="broken", result=spans[0], operands=(spans[2], spans[3]), stated="30000",
        computed="30001", suspects=(spans[3],), message="1万吨 + 2万吨",
    )  # fmt: skip
    document = samples.document(BOTH, doc=doc, title=f"乙县 {doc}", date="2024-01-05")
    return samples.Extraction(document, claims, findings=[finding])


def hostile():
    text = HOSTILE + "长" * 20_000
    fields = {
        "indicator": HOSTILE,
        "unit_text": HOSTILE,
        "rules": (HOSTILE,),
        "subject": ({"name": HOSTILE, "kind": "org"},),
    }
    claim = samples.claim("3个", text, HOSTILE, **fields, sentence=(0, len(text)))
    claim = claim.model_copy(update={"id": "bad"})
    document = samples.document(text, doc=HOSTILE, title=HOSTILE, source=HOSTILE)
    finding = Finding(doc=HOSTILE, kind="sum", verdict="holds", result=(claim.start, claim.end), operands=(),
                      stated="3", message=HOSTILE)  # fmt: skip
    return samples.Extraction(document, [claim], findings=[finding])


def many(number: int):
    """A document of `number` claims, a line each."""
    lines = [f"第{n}乡种植果树{n + 1}亩，全部成活。\n" for n in range(number)]
    text = "".join(lines)
    claims, start = [], 0
    for n, line in enumerate(lines):
        at = start + line.index("果树") + 2
        end = at + len(f"{n + 1}亩")
        fields = {
            "unit": "mu",
            "unit_text": "亩",
            "indicator": "果树",
            "sentence": (start, start + len(line)),
        }
        place = {"start": at, "end": end, "text": text[at:end], "id": f"m{n}"}
        claims.append(
            samples.claim("亩", text, "many.txt", value=str(n + 1), **fields).model_copy(update=place)
        )
        start += len(line)
    return samples.Extraction(samples.document(text, doc="many.txt"), claims)


MISTAKES = [
    Mistake("b", "period", f"{BOTH.index('5%')}-{BOTH.index('5%') + 2}", "5%", "2023-01-01/2023-12-31", ""),
    Mistake("b", "entity miss", "500-502 ORG", "9个", "ORG", ""),
]
FIGURES = {
    "gold": 5, "pred": 5, "right": 4, "precision": 0.8, "recall": 0.8, "f1": 0.8, "interval": [0.7, 0.9],
}  # fmt: skip
SCORE = {
    **dict.fromkeys(("quantity", "span", "full", "part_of"), FIGURES),
    "entities": {"all": FIGURES},
    "fields": {"period": {"right": 0.75, "interval": []}},
    "mistakes": [asdict(one) for one in MISTAKES],
}


def write(folder, *extractions, **more):
    gathered, waiting = Report(), folder / "sections"
    with waiting.open("wb") as file:
        for one in extractions:
            if gathered.takes(len(one.claims), len(one.document.text)):
                file.write(dump(section(one, streams.render(one))))
    gathered.write(folder, waiting, **more)
    return folder / "report.html"


@pytest.fixture(scope="module")
def chromium():
    with browsers.launched() as browser:
        yield browser


@pytest.fixture
def show(chromium, tmp_path):
    from contextlib import ExitStack

    with ExitStack() as pages:

        def shown(*extractions, scheme="light", width=1300, write_more=None, **options):
            file = write(tmp_path, *extractions, **(write_more or {}))
            view = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
            return pages.enter_context(browsers.opened(chromium, file, **view, **options))

        yield shown


def go(page, view):
    page.locator(f"#views a[href='#{view}']").click()
    page.locator(f"#{view}").wait_for()


def test_a_click_opens_the_card_with_every_field(show):
    page = show(grain())
    page.get_by_role("link", name="3万吨").click()
    card = page.get_by_label("Card of the claim")
    for words in (
        "30,000 吨", "30,000,000 kg", "乙县 510100", "2023-01-01 – 2023-12-31", "scaled",
        "period in its sentence: 去年", "1万吨 + 2万吨", "broken", "小麦 1万吨",
    ):  # fmt: skip
        assert words in card.inner_text()
    card.get_by_role("link", name="小麦 1万吨").click()
    card.get_by_text("Part of").wait_for()
    page.go_back()
    card.get_by_role("heading", name="粮食产量").wait_for()
    page.get_by_role("button", name="Close").click()
    assert card.is_hidden()


def test_the_keyboard_alone_reads_opens_and_returns(show):
    page = show(grain())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.locator("a.c").first.focus()
    for key in ("ArrowRight", "j", "k", "End", "Home", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "5%"
    assert page.locator("a.c[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#card') !== null")
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "5%"


def test_hovering_shows_how_a_claim_was_found_and_escape_hides_it(show):
    page = show(grain())
    mark = page.get_by_role("link", name="3万吨")
    mark.hover()
    page.get_by_role("tooltip").wait_for()
    assert "period in its sentence: 去年" in page.get_by_role("tooltip").inner_text()
    assert mark.get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()


FILTERS = [
    ("text", "小麦", 4),  # the word stands in the sentence of four
    ("text", "粮食产量 4亩", 1),
    ("indicator", "玉米", 1),
    ("subject", "乙县", 4),
    ("subject", "5101", 4),
    ("subject", "丙县", 0),
    ("period", "2023", 4),
    ("period", "2023-06", 4),
    ("period", "2025", 1),
    ("period", "2022", 0),
]


@pytest.mark.parametrize(("field", "wanted", "count"), FILTERS)
def test_the_table_filters(show, field, wanted, count):
    page = show(grain())
    go(page, "table")
    page.locator(f"[name={field}]").fill(wanted)
    assert page.locator("#table tbody tr").count() == count
    assert page.locator("#table output").inner_text() == f"{count} of 5"
    page.get_by_role("button", name="Clear").click()
    browsers.until(page, "document.querySelectorAll('#table tbody tr').length === 5")


def test_the_table_filters_by_fixed_words_and_document(show):
    page = show(grain(), grain("c.txt"))
    go(page, "table")
    rows = page.locator("#table tbody tr")
    page.locator("[name=doc]").select_option("c.txt")
    assert rows.count() == 5
    page.locator("[name=status]").select_option("target")
    assert rows.count() == 1
    page.locator("[name=measure]").select_option("change_rate")
    assert rows.count() == 0


def test_the_table_sorts_both_ways_and_says_so(show):
    page = show(grain())
    go(page, "table")
    head = page.get_by_role("columnheader", name="Value")
    values = page.locator("#table tbody .col-value")
    head.get_by_role("button").click()
    assert values.all_inner_texts() == ["4", "5", "10,000", "20,000", "30,000"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").press("Enter")
    assert values.first.inner_text() == "30,000"
    assert head.get_attribute("aria-sort") == "descending"


def test_the_table_is_copied_as_the_csv_that_a_run_writes(show):
    shown = [grain(), hostile()]
    page = show(*shown)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    go(page, "table")
    page.get_by_role("button", name="Copy as CSV").click()
    browsers.until(page, "window.copied")
    rows = b"".join(tables.rows(one.claims, one.document.text) for one in shown)
    assert page.evaluate("window.copied") == (tables.head() + rows).decode("utf-8-sig")
    assert "rows copied" in page.locator("#said").inner_text()


def test_a_row_opens_the_card_in_the_text(show):
    page = show(grain())
    go(page, "table")
    page.locator("#table tbody tr").nth(3).click()
    page.locator("#read").wait_for()
    assert page.locator("#card h2").inner_text() == "玉米"
    assert page.locator("a.c.on").inner_text() == "2万吨"


def test_a_finding_lights_its_numbers_up(show):
    page = show(grain())
    go(page, "checks")
    page.locator("#checks li a").click()
    page.locator("#card").wait_for()
    lit = "[...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String)])"
    assert dict(page.evaluate(lit)) == {
        "operand": ["1万吨", "2万吨"],
        "result": ["3万吨"],
        "suspect": ["2万吨"],
    }
    assert page.locator("#card").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("CSS.highlights.size") == 0


def test_offsets_hold_behind_wide_characters_and_line_ends(show):
    text = "🙂甲\r\n乙\u202e丙3个"
    claim = samples.claim("3个", text, indicator="丙", indicator_spans=((6, 7),), sentence=(0, len(text)))
    page = show(samples.Extraction(samples.document(text), [claim]))
    page.get_by_role("link", name="3个").click()
    assert page.evaluate("[...CSS.highlights.get('indicator')].map(String)") == ["丙"]
    assert "🙂" in page.locator("blockquote").inner_text()


def test_series_lead_to_their_claims(show):
    start = BOTH.index("3万吨")
    points = [
        charts.Point("2022", Decimal(25000), "a.txt", 3),
        charts.Point("2023", Decimal(30000), "b.txt", start),
    ]
    page = show(grain(), write_more={"series": [charts.Series("粮食产量", "乙县", "吨", points)]})
    go(page, "series")
    assert page.get_by_role("img", name="2 values, 2022 25000, 2023 30000").is_visible()
    page.locator("figure summary").click()
    page.get_by_role("link", name="b.txt").click()
    page.locator("#card").wait_for()
    assert page.locator("a.c.on").inner_text() == "3万吨"


def test_the_score_shows_mistakes_one_by_one(show):
    page = show(grain(), write_more={"score": SCORE})
    go(page, "score")
    assert "0.750" in page.locator("#score").inner_text()
    assert "2023-01-01/2023-12-31" in page.locator(".mistake").inner_text()
    page.get_by_role("link", name="Show in the text").click()
    page.locator("#card").wait_for()
    assert page.locator("a.c.on").inner_text() == "5%"
    go(page, "score")
    page.get_by_role("button", name="Next").press("Enter")
    assert "9个" in page.locator(".mistake").inner_text()
    assert page.evaluate("document.activeElement.name") == "next"


def test_hostile_text_is_only_text(show):
    page = show(hostile(), grain())
    page.locator("#t-bad").click()
    for view in ("table", "checks", "read"):
        go(page, view)
    page.locator("#t-bad").hover()
    page.get_by_role("tooltip").wait_for()
    assert page.evaluate("window.hacked === undefined")
    assert page.locator("img, main script:not([type='application/json'])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_width_scrolls_sideways_and_phones_show_the_claim_above_the_card(show):
    page = show(grain(), hostile(), width=360, has_touch=True, write_more={"score": SCORE})
    page.locator("a.c", has_text="4亩").tap()
    mark, card = page.locator("a.c.on").bounding_box(), page.locator("#card").bounding_box()
    assert mark["y"] + mark["height"] <= card["y"]
    for view in ("read", "table", "checks", "score"):
        go(page, view)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view


PERIODS = [
    ("2023-01-01/2023-12-31", "2023"),
    ("2019-01-01/2021-12-31", "2019 – 2021"),
    ("2023-02-01/2023-02-28", "2023-02"),
    ("2024-02-01/2024-02-28", "2024-02-01 – 2024-02-28"),  # a leap year: not the whole month
    ("2023-01-01/2023-06-30", "2023-01 – 2023-06"),
    ("../2023-12-31", "– 2023-12-31"),
    ("2023-05-02/2023-05-02", "2023-05-02"),
    ("2023-05-02/..", "2023-05-02 –"),
]


def test_periods_are_written_short(show):
    claims = [
        samples.claim("清江市", period=period).model_copy(update={"id": period}) for period, _ in PERIODS
    ]
    page = show(samples.Extraction(samples.document(), claims))
    go(page, "table")
    assert page.locator("tbody .col-period").all_inner_texts() == [written for _, written in PERIODS]


def test_five_thousand_claims(show):
    page = show(many(report.MOST_CLAIMS))
    go(page, "table")
    assert page.locator("#table output").inner_text() == "5000 of 5000"
    assert page.locator("#table tbody tr").count() <= 400
    page.locator("[name=text]").fill("第4321乡")
    assert page.locator("#table tbody tr").count() == 1
    page.locator("#table tbody a").click()
    page.locator("#card").wait_for()
    assert page.locator("a.c.on").inner_text() == "4322亩"
    assert page.locator("a.c.on").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_all_words_change_with_the_language(show):
    page = show(grain())
    page.get_by_role("link", name="3万吨").click()
    page.get_by_role("button", name="中文").click()
    assert page.evaluate("document.documentElement.lang") == "zh"
    assert "识别依据" in page.locator("#card").inner_text()
    page.get_by_role("link", name="表格").click()
    page.get_by_role("columnheader", name="指标").wait_for()
    page.get_by_role("button", name="English").click()
    page.get_by_role("columnheader", name="Indicator").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(show, scheme):
    page = show(grain(), scheme=scheme)
    page.get_by_role("link", name="3万吨").click()
    shown = ".text, .of, #card dt, #card dd, .legend > *, .chip, nav a"
    script = """(shown) => [...document.querySelectorAll(shown)].filter((e) => e.offsetParent).map((e) => {
      const clear = (one) => getComputedStyle(one).backgroundColor === "rgba(0, 0, 0, 0)";
      let ground = e;
      while (clear(ground)) ground = ground.parentElement;
      return [getComputedStyle(e).color, getComputedStyle(ground).backgroundColor];
    })"""
    pairs = page.evaluate(script, shown)
    assert len(pairs) > 20
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""

    def light(colour: str) -> float:
        shares = [int(number) / 255 for number in colour.removeprefix("rgb(").rstrip(")").split(",")]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_page_of_a_long_run_leads_back_to_the_index(chromium, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_CLAIMS", 7)
    file = write(tmp_path, grain(), grain("c.txt"), grain("d.txt"))
    with browsers.opened(chromium, file) as page:
        page.get_by_label("Find a document").fill("c.txt")
        assert page.locator(".contents li:visible").count() == 1
        page.locator(".contents li:visible a").click()
        page.get_by_role("link", name="3万吨").click()
        assert page.locator("#card").is_visible()
        page.get_by_role("link", name="Index").click()
        assert page.locator(".contents li").count() == 3


def test_without_scripts_the_text_is_there(show):
    page = show(grain(), java_script_enabled=False)
    assert page.locator(".text").inner_text().startswith("乙县去年粮食产量3万吨")
    assert page.locator("noscript").is_visible()
    assert page.locator("#table").is_hidden()
