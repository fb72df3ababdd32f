"""The review of labels: what a decision does to the gold file, and whom the local server answers."""

from __future__ import annotations

import asyncio
import json
import socket
import threading

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from extract.cli import app
from extract.errors import GoldError
from extract.pipeline import Extractor
from extract.review.hints import Hints
from extract.review.rows import RefusedError, changed, content, loaded, stored
from extract.review.server import HEADERS, application
from extract.review.store import StaleError, Store, open_store
from extract.score.gold import Texts, load
from extract.score.names import Names

TEXT = "去年，乙县粮食产量3万吨，增长5.2%。其中小麦1万吨。\n全县共有7个乡镇。\n"
EXTRACTOR = Extractor()
TOKEN = "secret"
HOST = "127.0.0.1:8000"


def extraction(text: str = TEXT):
    return EXTRACTOR.parse(text, date="2024-03-08", place="青河县")


class Client:
    """Asks the application itself, without a socket."""

    def __init__(self, app):
        self._options = {"transport": httpx.ASGITransport(app=app), "base_url": f"http://{HOST}/{TOKEN}/"}

    def get(self, url, **options):
        return asyncio.run(self._send("GET", url, options))

    def post(self, url, **options):
        return asyncio.run(self._send("POST", url, options))

    async def _send(self, method, url, options):
        async with httpx.AsyncClient(**self._options) as client:
            return await client.request(method, url, **options)


@pytest.fixture
def store(tmp_path):
    return open_store(extraction(), tmp_path / "gold")


@pytest.fixture
def client(store):
    return client_of(store)


def client_of(store):
    app = application(store, Hints(extraction(), EXTRACTOR), TOKEN, (HOST, "localhost:8000"))
    return Client(app)


def lines(store):
    return [json.loads(line) for line in store.path.read_text(encoding="utf-8").splitlines()]


def decided(row, review, **fields):
    return {kind: {**values, **fields, "review": review} for kind, values in row.items()}


def accept(_):
    return "accepted"


def decide_all(store, review=accept):
    snapshot = store.read()
    for row in snapshot.rows:
        snapshot = store.change(snapshot.tag, row, decided(row, review(row)))
    return snapshot


# The file


def test_without_gold_the_claims_of_the_extractor_are_the_draft(store):
    head, *rows = lines(store)
    assert head["document"]["draft"] is True
    assert [content(row)["text"] for row in rows if "claim" in row] == ["3万吨", "5.2%", "1万吨", "7个"]
    assert store.read().progress() == (0, len(rows))


def test_a_decision_is_in_the_file_at_once(store):
    snapshot = store.read()
    row = snapshot.rows[0]
    store.change(snapshot.tag, row, decided(row, "accepted", indicator="产量"))
    head, first, second, *_ = lines(store)
    assert head["document"]["draft"] is True
    assert (first["claim"]["indicator"], first["claim"]["review"]) == ("产量", "accepted")
    assert second["claim"].get("review", "open") == "open"
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_work_goes_on_where_it_was_left(store):
    snapshot = store.read()
    row = snapshot.rows[0]
    store.change(snapshot.tag, row, decided(row, "rejected"))
    again = open_store(extraction(), store.path.parent)
    assert again.read().progress() == (1, len(snapshot.rows))


def test_a_finished_file_is_gold_that_the_score_takes(store):
    count = len(store.read().rows)
    decide_all(store, lambda row: "rejected" if content(row)["text"] == "7个" else "accepted")
    head, *rows = lines(store)
    assert "draft" not in head["document"]
    assert len(rows) == count - 1
    assert not any("review" in content(row) for row in rows)
    sha = extraction().document.sha256
    loaded_gold = load(store.path.parent, Names(), Texts({store.path.stem: sha}))
    assert not loaded_gold.refused
    assert len(loaded_gold.labels[store.path.stem].claims) == 3


def test_a_draft_is_refused_by_the_score(store):
    gold = load(store.path.parent, Names(), Texts({}))
    assert len(gold.refused) == 1


def test_nothing_is_part_of_a_claim_that_was_rejected(store):
    snapshot = store.read()
    whole, part = (
        next(row for row in snapshot.rows if content(row)["text"] == text) for text in ("3万吨", "1万吨")
    )
    assert part["claim"]["part_of"] == whole["claim"]["n"]
    decide_all(store, lambda row: "rejected" if row == whole else "accepted")
    assert {row["claim"]["part_of"] for row in lines(store) if "claim" in row} == {""}


def test_a_rejection_can_be_undone_when_the_file_was_already_finished(store):
    rows = store.read().rows
    after = decide_all(store, lambda row: "rejected" if row == rows[0] else "accepted")
    restored = store.change(after.tag, decided(rows[0], "rejected"), rows[0])
    assert lines(store)[0]["document"]["draft"] is True
    assert restored.progress() == (len(rows) - 1, len(rows))


def test_two_windows_cannot_overwrite_each_other(store):
    first = second = store.read()
    store.change(first.tag, first.rows[0], decided(first.rows[0], "accepted"))
    before = store.path.read_bytes()
    with pytest.raises(StaleError):
        store.change(second.tag, second.rows[1], decided(second.rows[1], "rejected"))
    assert store.path.read_bytes() == before


def test_of_many_at_once_one_wins(tmp_path):
    stores = [open_store(extraction(), tmp_path) for _ in range(8)]
    snapshot = stores[0].read()
    outcomes = []

    def decide(number):
        row = snapshot.rows[number % len(snapshot.rows)]
        try:
            stores[number].change(snapshot.tag, row, decided(row, "accepted"))
            outcomes.append("saved")
        except StaleError:
            outcomes.append("stale")

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", *["stale"] * 7]
    assert stores[0].read().progress()[0] == 1


def test_a_failed_write_leaves_the_file_whole(store, monkeypatch):
    before = store.path.read_bytes()

    def replace(*_):
        raise OSError("disk full")

    monkeypatch.setattr("extract.review.store.os.replace", replace)
    snapshot = store.read()
    with pytest.raises(OSError, match="disk full"):
        store.change(snapshot.tag, snapshot.rows[0], decided(snapshot.rows[0], "accepted"))
    assert store.path.read_bytes() == before
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_labels_of_another_text_are_refused(store):
    other = extraction("乙县产量3万吨。\n")
    with pytest.raises(GoldError, match="labels another text"):
        Store(store.path, other.document)


REFUSED = [
    ({"start": 0}, "stands at 0"),
    ({"end": 9999}, "no span"),
    ({"n": "2"}, "used 2 times"),
    ({"part_of": "99"}, "there is no claim 99"),
    ({"measure": "much"}, "measure 'much'"),
    ({"bound": None}, "no proper bound"),
    ({"period": "2023"}, "2023 is no period"),
    ({"review": "perhaps"}, "review is none of"),
    ({"start": "1"}, "offsets"),
]


@pytest.mark.parametrize(("fields", "message"), REFUSED)
def test_a_row_that_cannot_stand_is_refused(store, fields, message):
    snapshot, before = store.read(), store.path.read_bytes()
    row = snapshot.rows[0]
    with pytest.raises(RefusedError, match=message):
        store.change(snapshot.tag, row, {"claim": {**row["claim"], "review": "accepted", **fields}})
    assert store.path.read_bytes() == before


def test_what_may_be_wrong_is_told_but_saved(store):
    snapshot = store.read()
    row = snapshot.rows[0]
    after = store.change(snapshot.tag, row, decided(row, "accepted", value="31", indicator="棉花"))
    assert any("棉花 is not in the text" in warning for warning in after.warnings)
    assert any("31 cannot be read" in warning for warning in after.warnings)
    assert after.rows[0]["claim"]["value"] == "31"


def test_of_a_draft_that_is_right_nothing_is_told(store):
    snapshot = store.read()
    for row in snapshot.rows:
        snapshot = store.change(snapshot.tag, row, decided(row, "accepted"))
        assert list(snapshot.warnings) == []


def test_a_row_that_is_not_there_cannot_be_changed(store):
    row = decided(store.read().rows[0], "open", value="5")
    with pytest.raises(RefusedError, match="no longer in the file"):
        changed(store.read().rows, row, None)


@given(st.lists(st.sampled_from(["open", "accepted", "rejected"]), min_size=1, max_size=6))
def test_what_is_stored_is_what_was_decided(states):
    rows = [
        {
            "claim": {
                "n": str(n),
                "start": n,
                "end": n + 1,
                "part_of": str(n - 1) if n else "",
                "review": review,
            }
        }
        for n, review in enumerate(states)
    ]
    head, kept = stored({"doc": "a", "draft": True}, rows)
    again = loaded(head, kept)
    if "open" in states:
        assert again == rows
        assert head["draft"]
    else:
        assert "draft" not in head
        numbers = [row["claim"]["n"] for row in again]
        assert numbers == [str(n) for n, review in enumerate(states) if review == "accepted"]
        assert all(row["claim"]["part_of"] in ("", *numbers) for row in again)


def test_a_change_and_its_reverse_leave_no_trace(store):
    before = store.read()
    row = before.rows[1]
    new = decided(row, "accepted", value="6")
    changed_once = store.change(before.tag, row, new)
    store.change(changed_once.tag, new, row)
    assert store.read().rows == before.rows


# The server


def test_the_page_and_everything_it_loads_are_served(client):
    html = client.get("").text
    for name in ("review.js", "review.css", "base.css", "dom.js", "words.js", "state.js"):
        answer = client.get(name)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(("text/javascript", "text/css"))
    assert "review.js" in html


@pytest.mark.parametrize("path", ["", "labels", "nothing.js"])
def test_every_answer_is_guarded(client, path):
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize(
    ("url", "headers", "status"),
    [
        (f"http://{HOST}/{TOKEN}/labels", {}, 200),
        (f"http://{HOST}/other/labels", {}, 404),
        (f"http://{HOST}/", {}, 404),
        (f"http://{HOST}/{TOKEN}x/labels", {}, 404),
        (f"http://{HOST}/{TOKEN}/labels", {"Host": "evil.example:8000"}, 403),
        (f"http://{HOST}/{TOKEN}/labels", {"Host": "127.0.0.1"}, 403),
        (f"http://{HOST}/{TOKEN}/labels", {"Origin": "http://evil.example"}, 403),
        (f"http://{HOST}/{TOKEN}/labels", {"Origin": "null"}, 403),
        (f"http://{HOST}/{TOKEN}/labels", {"Origin": f"http://{HOST}"}, 200),
        (f"http://{HOST}/{TOKEN}/..%2f..%2frows.py", {}, 404),
        (f"http://{HOST}/{TOKEN}/review.html", {}, 404),
        (f"http://{HOST}/{TOKEN}/__init__.py", {}, 404),
        (f"http://{HOST}/{TOKEN}/%E4%B8%AD", {}, 404),
    ],
)
def test_only_this_machine_with_the_address_is_answered(client, url, headers, status):
    assert client.get(url, headers=headers).status_code == status


def test_a_change_over_http(client):
    got = client.get("labels")
    row = got.json()["rows"][0]
    body = {"old": row, "new": decided(row, "accepted")}
    answer = client.post("labels", json=body, headers={"If-Match": got.headers["ETag"]})
    assert answer.status_code == 200
    assert answer.json()["rows"][0]["claim"]["review"] == "accepted"
    assert answer.headers["ETag"] != got.headers["ETag"]
    stale = client.post("labels", json=body, headers={"If-Match": got.headers["ETag"]})
    assert (stale.status_code, stale.json()) == (412, {"message": "stale"})
    assert client.post("labels", json=body).status_code == 412


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"old": 3}', "application/json", 422),
        (b'{"new": {}}', "application/json", 422),
        (b'{"new": {"claim": 3}}', "application/json", 422),
        (b'{"new": {"other": {}}}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b" " * 200_001, "application/json", 413),
    ],
)
def test_bad_requests_change_nothing(client, store, data, kind, status):
    before = store.path.read_bytes()
    headers = {"Content-Type": kind, "If-Match": client.get("labels").headers["ETag"]}
    answer = client.post("labels", content=data, headers=headers)
    assert answer.status_code == status, answer.text
    assert store.path.read_bytes() == before


def test_hints_hold_candidates_doubts_times_and_names(client):
    hints = client.get("hints").json()
    start = TEXT.index("3万吨")
    assert hints["document"]["text"] == TEXT
    assert hints["candidates"][f"{start}-{start + 3}"][0] == extraction().claims[0].indicator
    assert ["2023-01-01/2023-12-31", "去年"] in [[period, text] for _, text, period in hints["times"]]
    assert "青河县" in {name for _, name in hints["names"]} | {hints["document"]["place"]}
    assert isinstance(hints["doubts"], dict)


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [("3万吨", "30000", "吨"), ("5.2%", "5.2", "%"), ("粮食", "", ""), ("产量3万吨", "", "")],
)
def test_a_selection_is_read_as_a_claim(client, quote, value, unit):
    start = TEXT.index(quote)
    claim = client.post("propose", json={"start": start, "end": start + len(quote)}).json()
    assert (claim["value"], claim["unit"], claim["text"]) == (value, unit, quote)


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (0, 9999), ("0", 2)])
def test_a_selection_outside_the_text_is_refused(client, span):
    assert client.post("propose", json={"start": span[0], "end": span[1]}).status_code == 422


def test_numbers_without_a_label_are_named(client, store):
    assert client.get("uncovered").json() == []
    snapshot = store.read()
    row = next(row for row in snapshot.rows if content(row)["text"] == "7个")
    store.change(snapshot.tag, row, None)
    start = TEXT.index("7个")
    assert client.get("uncovered").json() == [[start, start + 2]]


# The command


def test_the_command_says_what_is_wrong(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        cases = [
            (["b.txt"], "documents.jsonl: no such file"),
            (["b.txt", "a.txt"], "no document b.txt in a.txt"),
            (["a.txt", "--port", port], f"port {port}: "),
            (["a.txt", "--port", "70000"], "--port"),
        ]
        for words, message in cases:
            result = CliRunner().invoke(app, ["review", "--no-open", *words])
            assert result.exit_code == 2, result.output
            assert message in result.stderr
    (tmp_path / "a.txt").write_text("另一篇，产量5吨。\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["review", "--no-open", "a.txt"])
    assert "labels another text" in result.stderr
