// The review page: what keys and buttons do, and what is shown when something changed.

import { $, $$, make, quoted } from "./dom.js";
import "./reviewwords.js";
import { drawEditor, drawnRow, edited, isEdited } from "./editor.js";
import { drawText, select, selected, showCurrent } from "./labelled.js";
import {
  change, choose, currentRow, fieldsOf, isOpen, keyOf, kindOf, load, onChange, propose, queue, slice, state, undo, withFields,
} from "./state.js";
import { say, startWords } from "./words.js";

const form = $("#editor");
const kinds = $("#kinds");
const order = $("#order");
let numbersAt = -1; // which of the numbers without a label was shown last

const works = () => queue(kinds.value, order.value);

function tell(message) {
  $("#said").textContent = message;
  $("#saved").textContent = message;
}

// Run a change; what goes wrong is shown where the reader looks, and nothing is lost silently.
async function attempt(action) {
  try {
    await action();
    $("#alert").hidden = true;
    return true;
  } catch (error) {
    if (error.kind === "refused") {
      state.warnings = [error.message];
      tell(error.message);
      showWarnings();
    } else if (error.kind) alertOf(error.kind);
    else throw error;
    return false;
  }
}

function alertOf(kind) {
  const word = kind === "stale" ? "load newer" : "retry";
  $("#alert").replaceChildren(say(kind), make("button", { type: "button", onclick: () => attempt(load) }, say(word)));
  $("#alert").hidden = false;
}

function showWarnings() {
  $(".warnings", form)?.remove();
  $(".decide", form)?.after(make("ul", { class: "warnings", role: "alert" },
    ...state.warnings.map((warning) => make("li", {}, quoted(warning)))));
}

const saved = () => tell(`${say("saved")} ${new Date().toLocaleTimeString()}`);

async function decide(review) {
  const row = drawnRow();
  if (!row) return;
  const next = following(row);
  const fresh = withFields(review === "accepted" ? edited() : row, { review });
  if (!(await attempt(() => change(row, fresh)))) return;
  saved();
  if (state.current !== keyOf(fresh)) return; // the reader has gone on already
  if (state.warnings.length && isOpen(row)) return; // the reader sees what may be wrong, and accepts again
  choose(next ? state.rows.find((one) => keyOf(one) === next) ?? null : nextOpen());
  showCurrent({ focus: true });
}

// The key of the open label that follows in the order of work, round at the end.
function following(row) {
  const rows = works();
  const at = rows.findIndex((one) => keyOf(one) === keyOf(row));
  const next = [...rows.slice(at + 1), ...rows.slice(0, at)].find(isOpen);
  return next ? keyOf(next) : null;
}

const nextOpen = () => works().find(isOpen) ?? currentRow() ?? works()[0] ?? null;

async function save() {
  const row = drawnRow();
  if (!row || !isEdited()) return;
  if (await attempt(() => change(row, edited()))) saved();
}

async function takeBack() {
  let done = false;
  if (await attempt(async () => { done = await undo(); })) tell(say(done ? "undone" : "nothing to undo"));
  showCurrent({ focus: true });
}

function move(by) {
  const rows = works();
  if (!rows.length) return;
  const at = rows.findIndex((row) => keyOf(row) === state.current);
  choose(rows[Math.max(0, Math.min(rows.length - 1, at + by))]);
  showCurrent({ focus: true });
}

function withSelection(action) {
  const span = selected();
  if (span) return action(span, slice(...span));
  return tell(say("select first"));
}

const newFigure = () => withSelection(async ([start, end]) => {
  await attempt(async () => {
    const claim = await propose(start, end);
    const numbers = state.rows.filter((row) => row.claim).map((row) => Number(row.claim.n));
    const before = state.rows.filter((row) => row.claim && row.claim.start < start).at(-1)?.claim;
    const shared = before ? { subject: before.subject, period: before.period } : {};
    await change(null, { claim: { ...claim, ...shared, n: String(Math.max(0, ...numbers) + 1), review: "open" } });
    saved();
    form.elements.indicator.focus();
  });
});

const newName = () => withSelection(async ([start, end], text) => {
  await attempt(() => change(null, { entity: { type: "ORG", start, end, text, review: "open" } }));
  saved();
  form.elements.type?.focus();
});

const useAsIndicator = () => withSelection((span, text) => {
  if (drawnRow()?.claim) return attempt(() => change(drawnRow(), withFields(edited(), { indicator: text }))).then(saved);
  return null;
});

const useAsSpan = () => withSelection(([start, end], text) => {
  if (drawnRow()) return attempt(() => change(drawnRow(), withFields(edited(), { start, end, text }))).then(saved);
  return null;
});

const accept = () => decide("accepted");
const reject = () => decide("rejected");
const ACTIONS = { accept, reject, newFigure, newName, useAsIndicator, useAsSpan };

function nextNumber() {
  if (!state.uncovered.length) return;
  numbersAt = (numbersAt + 1) % state.uncovered.length;
  select(state.uncovered[numbersAt]);
}

const edit = () => (form.elements.indicator ?? form.elements.type)?.focus();

const KEYS = {
  a: accept, Enter: accept, x: reject, Delete: reject, j: () => move(1), k: () => move(-1), ArrowDown: () => move(1),
  ArrowUp: () => move(-1), e: edit, u: takeBack, n: newFigure, m: newName, i: useAsIndicator, s: useAsSpan, g: nextNumber,
  "?": () => $("#keys").showModal(),
};
const HELP = [["a Enter", "key accept"], ["x Delete", "key reject"], ["j k ↓ ↑", "key move"], ["e", "key edit"],
  ["u Ctrl+Z", "key undo"], ["n m", "key new"], ["i s", "key use"], ["g", "key missing"]];

function onKey(event) {
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
    event.preventDefault();
    return takeBack();
  }
  if (event.key === "Escape" && typing) {
    event.target.blur();
    return showCurrent({ focus: true });
  }
  if (event.key === "Enter" && (event.target.matches("#editor input") || event.ctrlKey)) {
    event.preventDefault();
    return accept();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing || $("#keys").open) return null;
  if (event.target.matches("button, a, summary, [type=checkbox]") && ["Enter", " "].includes(event.key)) return null;
  if (event.key.length === 1 && !singleKeys()) return null;
  if (!(event.key in KEYS)) return null;
  event.preventDefault();
  return KEYS[event.key]();
}

const singleKeys = () => $("#keys input")?.checked ?? true;

function drawHelp() {
  const on = singleKeys();
  $("#keys").replaceChildren(
    make("h2", {}, say("keys")),
    make("dl", {}, ...HELP.flatMap(([keys, word]) =>
      [make("dt", {}, ...keys.split(" ").flatMap((key) => [make("kbd", {}, key), " "])), make("dd", {}, say(word))])),
    make("label", {}, make("input", { type: "checkbox", checked: on }), say("single keys")),
    make("button", { type: "button", onclick: () => $("#keys").close() }, say("close")));
}

function drawProgress() {
  const rows = state.rows.filter((row) => !kinds.value || kindOf(row) === kinds.value);
  const decided = rows.filter((row) => !isOpen(row)).length;
  $("#progress").max = Math.max(rows.length, 1);
  $("#progress").value = decided;
  $("#count").textContent = `${decided} ${say("of")} ${rows.length} ${say("decided")}`;
  const finished = state.rows.length > 0 && !state.rows.some(isOpen);
  if (finished) $("#count").textContent = say("finished");
}

function drawMissing() {
  const context = ([start, end]) => make("li", {},
    make("button", { type: "button", onclick: () => select([start, end]) },
      quoted("…" + slice(Math.max(0, start - 10), start)), make("mark", {}, quoted(slice(start, end))), quoted(slice(end, end + 10) + "…")));
  $("#missing").hidden = !state.uncovered.length;
  $("#missing b").textContent = state.uncovered.length;
  $("#missing ul").replaceChildren(...state.uncovered.map(context));
}

function draw(what) {
  if (what === "numbers") return drawMissing();
  if (!state.current) state.current = works().find(isOpen) ? keyOf(works().find(isOpen)) : state.rows[0] && keyOf(works()[0] ?? state.rows[0]);
  drawText();
  drawEditor(ACTIONS);
  drawProgress();
  drawMissing();
}

function drawTitle() {
  const { doc, title, date, source, place } = state.hints.document;
  $("#title").replaceChildren(quoted(title ?? doc));
  $("#about").replaceChildren(quoted([doc, date, source, place].filter(Boolean).join(" · ")));
}

async function start() {
  startWords();
  drawHelp();
  if (!(await attempt(load))) return;
  drawTitle();
  onChange(draw);
  draw();
  showCurrent({ focus: true });
  document.addEventListener("language", () => { drawHelp(); draw(); });
  document.addEventListener("keydown", onKey);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", save);
  for (const box of [kinds, order]) {
    box.addEventListener("change", () => {
      choose(works().find(isOpen) ?? works()[0] ?? null);
      showCurrent();
    });
  }
  $("#undo").addEventListener("click", takeBack);
  $("#help").addEventListener("click", () => $("#keys").showModal());
}

start();
