// The score against gold: its figures, and the mistakes one by one with the place in the text.

import { $, make, quoted } from "./dom.js";
import { claimAt } from "./records.js";
import { say } from "./words.js";

const scorePane = $("#score");
const scoreData = $("#score-data") && JSON.parse($("#score-data").textContent);
let at = 0;

const decimals = (figure) => figure.toFixed(3);
const around = ({ interval }) => (interval?.length ? `${decimals(interval[0])}–${decimals(interval[1])}` : "");

function figureTable(caption, heads, rows) {
  const rowHead = (name) => make("th", { scope: "row" }, say(name));
  const columnHead = (head, i) => make("th", { scope: "col", class: i ? "number" : null }, head);
  return make("div", { class: "scroll", tabindex: 0 }, make("table", {}, make("caption", {}, say(caption)),
    make("thead", {}, make("tr", {}, ...["", ...heads].map(columnHead))),
    make("tbody", {}, ...rows.map(([name, ...cells]) =>
      make("tr", {}, rowHead(name), ...cells.map((cell) => make("td", { class: "number" }, cell)))))));
}

const retrieval = (found) => Object.entries(found).filter(([, row]) => row.gold).map(([name, row]) =>
  [name, row.gold, row.pred, row.right, decimals(row.precision), decimals(row.recall), decimals(row.f1), around(row)]);

function figures() {
  const heads = [say("gold"), say("found"), say("right"), say("precision"), say("recall"), "F1", "95 %"];
  const { quantity, span, full, part_of } = scoreData;
  return [
    figureTable("retrieval", heads, retrieval({ quantity, span, full, part_of })),
    figureTable("fields", [say("right"), "95 %"], Object.entries(scoreData.fields).map(([name, row]) => [name, decimals(row.right), around(row)])),
    figureTable("entities", heads, retrieval(scoreData.entities)),
  ];
}

function mistake() {
  const one = scoreData.mistakes[at];
  const claim = claimAt(one.doc, one.place.match(/\d+/g).map(Number));
  const move = (by) => () => {
    at = (at + by + scoreData.mistakes.length) % scoreData.mistakes.length;
    drawScore();
    $(`[name=${by < 0 ? "previous" : "next"}]`, scorePane).focus();
  };
  return make("section", { class: "mistake" },
    make("h3", {}, say("mistakes"), " ", make("span", { class: "soft" }, `${at + 1} ${say("of")} ${scoreData.mistakes.length}`)),
    make("p", { class: "tools" },
      make("button", { type: "button", name: "previous", onclick: move(-1) }, say("previous")),
      make("button", { type: "button", name: "next", onclick: move(1) }, say("next"))),
    make("p", { role: "status" }, make("span", { class: "chip broken" }, one.kind.split(" ").map(say).join(" ")), " ", quoted(one.text), " · ", quoted(one.doc),
      claim ? make("a", { href: "#t-" + claim.id, class: "button" }, say("show")) : ""),
    make("dl", {},
      make("dt", {}, say("gold")), make("dd", {}, quoted(one.gold || say("none"))),
      make("dt", {}, say("extracted")), make("dd", {}, quoted(one.pred || say("none")))));
}

export function drawScore() {
  if (scoreData) scorePane.replaceChildren(...(scoreData.mistakes.length ? [mistake()] : []), ...figures());
}

export function startScore() {
  if (scoreData) $("nav a[href='#score']").hidden = false;
}
