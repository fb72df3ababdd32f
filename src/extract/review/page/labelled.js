// The text with its labels, and what the reader has selected in it.

import { $, $$, CONTROL, make } from "./dom.js";
import { choose, doubtsOf, fieldsOf, keyOf, kindOf, slice, spanOf, state } from "./state.js";
import { say } from "./words.js";

const box = $("#text");

// Where labels overlap the current one is shown, then figures before names, and what counts before what was rejected.
function ordered() {
  const weight = (row) => (keyOf(row) === state.current ? -9 : 0)
    + (fieldsOf(row).review === "rejected" ? 2 : 0) + (kindOf(row) === "entity" ? 1 : 0);
  return [...state.rows].sort((a, b) => fieldsOf(a).start - fieldsOf(b).start || weight(a) - weight(b));
}

let shown = ""; // the spans of the marks that stand in the text

// Marks that stay where they are keep their elements, so that a click, a selection or the focus is not lost.
export function drawText() {
  const rows = uncovered(ordered());
  const spans = rows.map(spanOf).join(" ");
  if (spans !== shown) build(rows);
  shown = spans;
  $$(".mark", box).forEach((mark, i) => dress(mark, rows[i]));
}

// The rows that can be shown: of those that share characters the first, but the current one always.
function uncovered(rows) {
  const current = fieldsOf(rows.find((row) => keyOf(row) === state.current) ?? { none: { start: -1, end: -1 } });
  let position = 0;
  return rows.filter((row) => {
    const { start, end } = fieldsOf(row);
    const yields = fieldsOf(row) !== current && start < current.end && current.start < end;
    if (start < position || yields) return false;
    position = end;
    return true;
  });
}

function build(rows) {
  const pieces = [];
  let position = 0;
  for (const row of rows) {
    const { start, end, text } = fieldsOf(row);
    pieces.push(...plain(slice(position, start)), make("span", { class: "mark", role: "button" }, ...plain(text)));
    position = end;
  }
  pieces.push(...plain(slice(position, state.hints.document.text.length))); // at least as many as code points
  box.replaceChildren(...pieces);
}

// Characters that turn the direction stand alone, so that they turn nothing.
function plain(text) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(CONTROL)) {
    const code = "U+" + match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    parts.push(text.slice(last, match.index), make("span", { class: "control", "data-code": code }, match[0]));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)].filter((part) => part !== "");
}

function dress(mark, row) {
  const fields = fieldsOf(row);
  const isCurrent = keyOf(row) === state.current;
  const doubtful = fields.review === "open" && doubtsOf(row).length > 0;
  const looks = kindOf(row) === "claim" ? `c ${fields.measure} ${fields.status}` : `e ${fields.type}`;
  mark.className = `mark ${looks} ${fields.review}${doubtful ? " doubt" : ""}`;
  mark.tabIndex = isCurrent ? 0 : -1;
  mark.toggleAttribute("aria-current", isCurrent);
  if (isCurrent) mark.setAttribute("aria-current", "true");
  mark.setAttribute("aria-label", `${fields.text}, ${say(fields.type ?? "figures")}, ${say(fields.review)}`);
  mark.dataset.key = keyOf(row);
}

box.addEventListener("click", (event) => {
  const key = event.target.closest(".mark")?.dataset.key;
  const row = state.rows.find((one) => keyOf(one) === key);
  if (row && getSelection().isCollapsed) choose(row);
});

export function showCurrent({ focus = false } = {}) {
  const mark = $("[aria-current]", box);
  if (!mark) return;
  mark.scrollIntoView({ block: "nearest" });
  if (focus) mark.focus({ preventScroll: true });
}

// The selected characters as [start, end], null when there are none.
export function selected() {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const before = new Range();
  before.setStart(box, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  return [start, start + [...range.toString()].length];
}

// Select characters, as if the reader had.
export function select([start, end]) {
  const range = new Range();
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let position = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const points = [...node.data];
    const inside = (offset) => points.slice(0, offset - position).join("").length;
    if (position <= start && start < position + points.length) range.setStart(node, inside(start));
    if (position < end && end <= position + points.length) range.setEnd(node, inside(end));
    position += points.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const rect = range.getBoundingClientRect();
  scrollBy(0, rect.top - innerHeight / 3);
}
