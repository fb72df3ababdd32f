// What is known, and how it changes: every decision goes to the server at once, and is undone the same way.

import { CONTROL } from "./dom.js";

export const state = { tag: "", head: {}, rows: [], hints: null, current: null, uncovered: [], warnings: [] };

const undone = []; // changes that can be taken back, the last one at the end
// Listeners are told what changed: "labels" (the rows, or which of them is at hand) or "numbers" (those without a label).
const listeners = [];
export const onChange = (listener) => listeners.push(listener);
const tell = (what = "labels") => listeners.forEach((listener) => listener(what));

export const kindOf = (row) => Object.keys(row)[0];
export const fieldsOf = (row) => Object.values(row)[0];
export const spanOf = (row) => `${fieldsOf(row).start}-${fieldsOf(row).end}`;
export const isOpen = (row) => fieldsOf(row).review === "open";
export const keyOf = (row) => `${kindOf(row)} ${spanOf(row)} ${fieldsOf(row).n ?? ""}`;
export const withFields = (row, fields) => ({ [kindOf(row)]: { ...fieldsOf(row), ...fields } });
// The fields that `fresh` has otherwise than `old`, two rows of one label.
export const differences = (old, fresh) =>
  Object.fromEntries(Object.entries(fieldsOf(fresh)).filter(([name, value]) => !same(fieldsOf(old)[name], value)));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
export const doubtsOf = (row) => (kindOf(row) === "claim" && state.hints.doubts[spanOf(row)]) || [];
export const currentRow = () => state.rows.find((row) => keyOf(row) === state.current) ?? null;

// Offsets count code points; a text without surrogate pairs is its own array.
let points = null;
export function slice(start, end) {
  const text = state.hints.document.text;
  points ??= /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
  return typeof points === "string" ? points.slice(start, end) : points.slice(start, end).join("");
}

// A refusal of the server; `stale` when the file was changed by somebody else.
export class Refusal extends Error {
  constructor(message, kind) {
    super(message);
    this.kind = kind;
  }
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refusal("gone", "gone");
  }
  const data = await answer.json();
  if (answer.status === 412) throw new Refusal("stale", "stale");
  if (!answer.ok) throw new Refusal(data.message ?? String(answer.status), "refused");
  return data;
}

const post = (path, body, headers = {}) =>
  ask(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });

function take(snapshot) {
  Object.assign(state, { tag: snapshot.tag, head: snapshot.head, rows: snapshot.rows, warnings: snapshot.warnings });
  if (!currentRow()) state.current = null;
}

export async function load() {
  state.hints ??= await ask("hints");
  take(await ask("labels"));
  undone.length = 0;
  tell();
  await refreshUncovered();
}

async function refreshUncovered() {
  state.uncovered = await ask("uncovered");
  tell("numbers");
}

// Decisions are sent one after the other, so that a quick hand cannot race itself.
let line = Promise.resolve();
function queued(action) {
  const result = line.then(action);
  line = result.catch(() => {});
  return result;
}

async function replace(old, fresh, next) {
  const snapshot = await post("labels", { old, new: fresh }, { "If-Match": `"${state.tag}"` });
  const row = next();
  if (row) state.current = keyOf(row);
  take(snapshot);
}

// Put `fresh` in the place of `old`; either may be null. Who has gone on to another label by then stays there.
// A change made while an earlier one of the same label was on its way is made to what that one left.
export async function change(old, fresh) {
  await queued(async () => {
    const now = old && (state.rows.find((row) => keyOf(row) === keyOf(old)) ?? old);
    const wanted = now && fresh ? withFields(now, differences(old, fresh)) : fresh;
    await replace(now, wanted, () => (!old || state.current === keyOf(old) ? wanted : null));
    undone.push([wanted, now]);
  });
  tell();
  if (!old || !fresh || spanOf(old) !== spanOf(fresh)) await refreshUncovered();
}

// Take the last change back; false when there is none.
export async function undo() {
  const done = await queued(async () => {
    if (!undone.length) return false;
    const last = undone.at(-1);
    await replace(...last, () => last[1]);
    undone.pop();
    return true;
  });
  tell();
  if (done) await refreshUncovered();
  return done;
}

export const propose = (start, end) => post("propose", { start, end });

export function choose(row) {
  state.current = row ? keyOf(row) : null;
  state.warnings = [];
  tell();
}

// The labels in the order of work. Doubtful figures come first, the most doubtful before all; names come last.
export function queue(kind, order) {
  const rows = state.rows.filter((row) => !kind || kindOf(row) === kind);
  const start = (row) => fieldsOf(row).start;
  if (order === "text") return rows.sort((a, b) => start(a) - start(b));
  const rank = (row) => (kindOf(row) === "entity" ? 1 : -doubtsOf(row).length);
  return rows.sort((a, b) => rank(a) - rank(b) || start(a) - start(b));
}

// What is near in the text comes first; each value once.
export function nearest(pairs, at, most = 6) {
  const values = [...pairs].sort((a, b) => Math.abs(a[0] - at) - Math.abs(b[0] - at)).map(([, value]) => value);
  return [...new Set(values)].filter(Boolean).slice(0, most);
}

export { CONTROL };
