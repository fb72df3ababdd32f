// All claims in one table that filters, sorts and copies. Rows are made as they are needed, so thousands are quick.

import { $, $$, make, quoted } from "./dom.js";
import { csv } from "./csv.js";
import { figure, magnitude, periodText } from "./figures.js";
import { claims, releases, sentenceOf } from "./records.js";
import { say } from "./words.js";

const AT_ONCE = 200;
const tablePane = $("#table");
const form = $("form", tablePane);
const body = $("tbody", tablePane);
const more = $("[name=more]", tablePane);

const subjectsOf = (claim) => claim.subject.map((one) => one.name).join("、");
// Heads of the columns: what is sorted by, and what a cell shows.
const COLUMNS = {
  indicator: { key: (c) => c.indicator, cell: (c) => make("a", { href: "#t-" + c.id }, quoted(c.indicator || c.text)) },
  value: { key: magnitude, cell: (c) => figure(c) },
  unit: { key: (c) => c.unit_text, cell: (c) => quoted(c.unit_text) },
  subject: { key: subjectsOf, cell: (c) => quoted(subjectsOf(c)) },
  period: { key: (c) => c.period ?? "", cell: (c) => periodText(c.period) },
  measure: { key: (c) => c.measure, cell: (c) => [say(c.measure), c.basis && `, ${say(c.basis)}`].filter(Boolean).join("") },
  status: { key: (c) => c.status, cell: (c) => make("span", { class: "chip " + c.status }, say(c.status)) },
  document: { key: (c) => c.doc, cell: (c) => make("span", { title: c.doc }, quoted(c.doc)) },
  text: { key: (c) => c.start, cell: (c) => quoted(c.text) },
};
let found = claims;
let drawn = 0;
let order = { column: null, down: false };

// "2020" or "2020-06": does the period of a claim touch it? An open end reaches forever.
function touches(period, wanted) {
  if (!period) return false;
  const [start, end] = period.split("/");
  return (start === ".." ? end.startsWith(wanted) : start <= wanted + "~") && (end === ".." || end >= wanted);
}

const has = (text, wanted) => text.toLowerCase().includes(wanted);
const FILTERS = {
  indicator: (claim, wanted) => has(claim.indicator, wanted),
  subject: (claim, wanted) => has(subjectsOf(claim), wanted) || claim.subject.some((one) => one.code?.startsWith(wanted)),
  period: (claim, wanted) => touches(claim.period, wanted),
  measure: (claim, wanted) => claim.measure === wanted,
  status: (claim, wanted) => claim.status === wanted,
  doc: (claim, wanted) => claim.doc.toLowerCase() === wanted,
  text: (claim, wanted) => wanted.split(/\s+/).every((word) => has(searched(claim), word)),
};

const texts = new Map();
function searched(claim) {
  if (!texts.has(claim.id)) texts.set(claim.id, `${claim.text} ${claim.indicator} ${sentenceOf(claim)}`);
  return texts.get(claim.id);
}

function refilter() {
  const wanted = [...new FormData(form)].map(([name, value]) => [name, value.trim().toLowerCase()]).filter(([, value]) => value);
  found = claims.filter((claim) => wanted.every(([name, value]) => FILTERS[name](claim, value)));
  if (order.column) sort();
  redraw();
  $("output", form).textContent = `${found.length} ${say("of")} ${claims.length}`;
}

function sort() {
  const { key } = COLUMNS[order.column];
  const compare = (a, b) => typeof a === "number" ? (Number.isNaN(a) - Number.isNaN(b)) || a - b : a.localeCompare(b, "zh");
  found = [...found].sort((one, other) => compare(key(one), key(other)) * (order.down ? -1 : 1));
}

function redraw() {
  body.replaceChildren();
  drawn = 0;
  drawMore();
}

function drawMore() {
  body.append(...found.slice(drawn, drawn + AT_ONCE).map(row));
  drawn = Math.min(found.length, drawn + AT_ONCE);
  more.hidden = drawn === found.length;
}

const row = (claim) =>
  make("tr", {}, ...Object.entries(COLUMNS).map(([name, column]) =>
    make(name === "indicator" ? "th" : "td", { class: "col-" + name, scope: name === "indicator" ? "row" : null }, column.cell(claim))));

function drawHead() {
  $("thead tr", tablePane).replaceChildren(...Object.keys(COLUMNS).map((name) => {
    const sorted = order.column === name ? (order.down ? "descending" : "ascending") : null;
    return make("th", { class: "col-" + name, scope: "col", "aria-sort": sorted },
      make("button", { type: "button", onclick: () => sortBy(name) }, say(name)));
  }));
}

function sortBy(column) {
  order = { column, down: order.column === column && !order.down };
  drawHead();
  refilter();
  $(`thead .col-${column} button`, tablePane).focus();
}

async function copy() {
  const text = csv(found);
  try {
    await navigator.clipboard.writeText(text);
    $("#said").textContent = `${found.length} ${say("copied")}`;
  } catch {
    $("#said").textContent = say("refused");
  }
  $("output", form).textContent = $("#said").textContent;
}

function choices(name, values, word) {
  const select = form.elements[name];
  const chosen = select.value;
  $$("option:not([value=''])", select).forEach((option) => option.remove());
  select.append(...values.map((value) => make("option", { value }, word(value))));
  select.value = chosen;
}

const distinct = (values) => [...new Set(values)].sort();

function offer() {
  choices("measure", distinct(claims.map((claim) => claim.measure)), say);
  choices("status", distinct(claims.map((claim) => claim.status)), say);
  choices("doc", releases.map((release) => release.doc), (doc) => doc);
  const names = distinct(claims.flatMap((claim) => claim.subject.map((one) => one.name)));
  $("datalist", tablePane).replaceChildren(...names.map((value) => make("option", { value })));
}

export function startTable() {
  form.addEventListener("input", refilter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(refilter));
  form.elements.copy.addEventListener("click", copy);
  more.addEventListener("click", () => {
    const next = drawn;
    drawMore();
    $("a", body.children[next]).focus();
  });
  new IntersectionObserver(([seen]) => seen.isIntersecting && !more.hidden && drawMore()).observe(more);
  // A row is a large target for the mouse; the keyboard uses the link in it.
  body.addEventListener("click", (event) => {
    if (!event.target.closest("a")) $("a", event.target.closest("tr")).click();
  });
}

export function drawTable() {
  drawHead();
  offer();
  refilter();
}
