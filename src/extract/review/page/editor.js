// The label at hand: its fields, each edited in place, with suggestions that one click takes over.

import { $, $$, make, quoted } from "./dom.js";
import { periodText } from "./figures.js";
import { currentRow, differences, doubtsOf, fieldsOf, keyOf, kindOf, nearest, spanOf, state, withFields } from "./state.js";
import { say } from "./words.js";

const form = $("#editor");
const CODES = {
  bound: ["=", "~", ">", ">=", "<", "<="],
  measure: ["level", "share", "change", "change_rate", "ratio", "rank"],
  basis: ["", "yoy", "prior", "since", "target", "area"],
  status: ["actual", "target", "forecast", "criterion"],
  type: ["PLACE", "ORG", "PERSON", "TIME", "TITLE"],
};
const FLAGS = ["optional", "damaged"];
let drawn = null; // the row that the form shows

// `act` holds what the buttons do. Drawn anew while the reader types, the form keeps what is typed.
export function drawEditor(act) {
  const row = currentRow();
  const typed = drawn && row && keyOf(drawn) === keyOf(row) ? unsaved() : null;
  drawn = row;
  drawForm(row, act);
  if (typed) restore(typed);
}

// What the form says otherwise than the row it shows, and where the cursor stands.
function unsaved() {
  const { name, selectionStart, selectionEnd } = form.contains(document.activeElement) ? document.activeElement : {};
  return { fields: differences(drawn, edited()), name, cursor: [selectionStart, selectionEnd] };
}

function restore({ fields, name, cursor }) {
  for (const [field, value] of Object.entries(fields)) if (field !== "flags") form.elements[field].value = value ?? "";
  const input = name ? form.elements[name] : null;
  input?.focus?.();
  if (cursor[0] != null) input?.setSelectionRange?.(...cursor);
}

function drawForm(row, act) {
  if (!row) {
    form.replaceChildren(make("p", { class: "soft" }, say("no labels")), tools(act));
    return;
  }
  const fields = fieldsOf(row);
  form.replaceChildren(
    make("header", {}, make("h2", {}, quoted(fields.text)), make("span", { class: "chip " + fields.review }, say(fields.review))),
    list("doubts", doubtsOf(row)),
    make("div", { class: "decide" },
      make("button", { type: "button", class: "accept", onclick: act.accept }, say("accept"), " ", make("kbd", {}, "a")),
      make("button", { type: "button", class: "reject", onclick: act.reject }, say("reject"), " ", make("kbd", {}, "x"))),
    list("warnings", state.warnings ?? []),
    make("div", { class: "fields" }, ...(kindOf(row) === "claim" ? claimFields(fields) : entityFields(fields))),
    tools(act));
}

const list = (name, items) => (items.length ? make("ul", { class: name }, ...items.map((item) => make("li", {}, quoted(item)))) : "");

const tools = (act) =>
  make("div", { class: "make" }, ...[["new figure", "n", act.newFigure], ["new name", "m", act.newName],
    ["as indicator", "i", act.useAsIndicator], ["as span", "s", act.useAsSpan]].map(([word, key, onclick]) =>
    make("button", { type: "button", onclick, onmousedown: (event) => event.preventDefault() },
      say(word), " ", make("kbd", {}, key))));

function claimFields(fields) {
  const at = fields.start;
  const before = state.rows.filter((row) => row.claim && row.claim.start < at).map((row) => row.claim).at(-1);
  const names = nearest([...state.hints.names, [at - 1, before?.subject], [at + 9999, state.hints.document.place]], at);
  const times = nearest([...state.hints.times.map(([start, , period]) => [start, period]), [at - 1, before?.period]], at);
  const candidates = state.hints.candidates[spanOf(drawn)] ?? [];
  const said = new Map(state.hints.times.map(([, text, period]) => [period, text]));
  const timed = (period) => [said.get(period), periodText(period)].filter(Boolean).join(" · ");
  return [
    ...line("indicator", text("indicator", fields), chips("indicator", candidates, fields)),
    ...line("value", make("div", { class: "pair" }, text("value", fields), text("unit", fields))),
    ...line("subject", text("subject", fields), chips("subject", names, fields)),
    ...line("period", text("period", fields), chips("period", times, fields, timed)),
    ...line("measure", make("div", { class: "pair" }, codes("measure", fields), codes("bound", fields))),
    ...line("status", make("div", { class: "pair" }, codes("status", fields), codes("basis", fields))),
    ...line("part_of", wholes(fields)),
    ...line("flags", flags(fields)),
  ];
}

const entityFields = (fields) => [
  ...line("type", codes("type", fields)),
  ...line("code", text("code", fields)),
  ...line("period", text("period", fields)),
];

const line = (name, ...inputs) => [make("label", { for: "f-" + name }, say(name)), make("div", {}, ...inputs)];

const text = (name, fields) =>
  make("input", { id: "f-" + name, name, value: fields[name] ?? "", lang: "zh", spellcheck: "false", "aria-label": say(name) });

function codes(name, fields) {
  const word = (code) => (name === "bound" ? code : code === "" ? "–" : say(name === "basis" && code === "target" ? "basis target" : code));
  return make("select", { id: "f-" + name, name, "aria-label": say(name) },
    ...CODES[name].map((code) => make("option", { value: code, selected: fields[name] === code }, word(code))));
}

function wholes(fields) {
  const others = state.rows.filter((row) => row.claim && row.claim.n !== fields.n && row.claim.review !== "rejected");
  return make("select", { id: "f-part_of", name: "part_of" },
    make("option", { value: "" }, "–"),
    ...others.map(({ claim }) =>
      make("option", { value: claim.n, selected: claim.n === fields.part_of }, `${claim.n}: ${claim.indicator} ${claim.text}`)));
}

const flags = (fields) =>
  make("div", { class: "checks", id: "f-flags" }, ...FLAGS.map((flag) =>
    make("label", {}, make("input", { type: "checkbox", name: "flags", value: flag, checked: fields.flags.includes(flag) }), say(flag))));

// Suggestions: what one click puts into the field, shown as `shown` says.
function chips(name, values, fields, shown = (value) => value) {
  return make("div", { class: "chips" }, ...values.filter((value) => value !== fields[name]).map((value) =>
    make("button", { type: "button", "data-field": name, onclick: () => set(name, value) }, quoted(shown(value)))));
}

// Fill a field as if the reader had typed.
export function set(name, value) {
  form.elements[name].value = value;
  form.elements[name].dispatchEvent(new Event("change", { bubbles: true }));
}

// The row as the form says, null when there is none.
export function edited() {
  if (!drawn) return null;
  const fields = {};
  for (const input of $$("input:not([type=checkbox]), select", form)) fields[input.name] = input.value.trim();
  if (kindOf(drawn) === "claim") {
    fields.flags = $$("input[name=flags]:checked", form).map((input) => input.value);
  } else {
    for (const name of ["code", "period"]) fields[name] ||= undefined;
  }
  return withFields(drawn, fields);
}

export const drawnRow = () => drawn;
export const isEdited = () => drawn !== null && JSON.stringify(edited()) !== JSON.stringify(withFields(drawn, {}));
