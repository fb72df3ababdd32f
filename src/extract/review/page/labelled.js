// The text with its labels, and what the reader has selected in it.

import { $, CONTROL, make } from "./dom.js";
import { choose, doubtsOf, fieldsOf, keyOf, kindOf, slice, state } from "./state.js";
import { say } from "./words.js";

const box = $("#text");

// Figures keep their characters before names do, and labels that count before rejected ones.
function ordered() {
  const weight = (row) => (fieldsOf(row).review === "rejected" ? 2 : 0) + (kindOf(row) === "entity" ? 1 : 0);
  return [...state.rows].sort((a, b) => fieldsOf(a).start - fieldsOf(b).start || weight(a) - weight(b));
}

export function drawText() {
  const pieces = [];
  let position = 0;
  const end = state.hints.document.text.length; // at least as many as code points
  for (const row of ordered()) {
    const fields = fieldsOf(row);
    if (fields.start < position) continue; // under a label that began before
    pieces.push(...plain(slice(position, fields.start)), markOf(row));
    position = fields.end;
  }
  pieces.push(...plain(slice(position, end)));
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

function markOf(row) {
  const fields = fieldsOf(row);
  const isCurrent = keyOf(row) === state.current;
  const doubtful = fields.review === "open" && doubtsOf(row).length > 0;
  const looks = kindOf(row) === "claim" ? `c ${fields.measure} ${fields.status}` : `e ${fields.type}`;
  return make("span", {
    class: `mark ${looks} ${fields.review}${doubtful ? " doubt" : ""}`,
    role: "button",
    tabindex: isCurrent ? 0 : -1,
    "aria-current": isCurrent ? "true" : null,
    "aria-label": `${fields.text}, ${say(fields.type ?? "figures")}, ${say(fields.review)}`,
    "data-key": keyOf(row),
    onclick: () => choose(row),
  }, ...plain(fields.text));
}

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
