// The card of a claim: every field, the exact value, what the audit says of it, and how it was found.

import { $, make, quoted } from "./dom.js";
import { exactly, figure } from "./figures.js";
import { dark, light } from "./lights.js";
import { baseOf, candidatesFor, claimOf, claims, findingsAbout, sentenceOf } from "./records.js";
import { say } from "./words.js";

const card = $("#card");
let shown = null; // the claim on the card
let opener = null; // what had the focus before

export const shownClaim = () => shown;

// Show the card; with focus when a keyboard asked for it.
export function openCard(claim, { focus = false } = {}) {
  if (card.hidden) opener = document.activeElement;
  shown = claim;
  card.replaceChildren(...contents(claim));
  card.hidden = false;
  card.scrollTop = 0;
  document.body.classList.add("carded");
  for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
  document.getElementById("t-" + claim.id)?.classList.add("on");
  light("indicator", claim, claim.indicator_spans);
  if (focus) $("h2", card).focus();
  clearOf(document.getElementById("t-" + claim.id));
}

export function closeCard() {
  if (card.hidden) return;
  const held = card.contains(document.activeElement);
  const mark = shown && document.getElementById("t-" + shown.id);
  card.hidden = true;
  shown = null;
  document.body.classList.remove("carded");
  mark?.classList.remove("on");
  dark();
  if (held) (opener?.isConnected ? opener : mark)?.focus();
}

// On a small screen the card lies over the text: keep the claim above it.
function clearOf(mark) {
  if (!mark?.offsetParent || getComputedStyle(card).position !== "fixed") return;
  const hidden = mark.getBoundingClientRect().bottom + 24 - card.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, hidden);
}

// The next claim in the order of the texts, round at the ends.
function step(by) {
  const next = claims[(claims.indexOf(shown) + by + claims.length) % claims.length];
  location.hash = "t-" + next.id;
}

function contents(claim) {
  return [
    make("div", { class: "tools" },
      button("previous", "‹", () => step(-1)),
      button("next", "›", () => step(1)),
      button("close", "×", closeCard)),
    make("h2", { tabindex: -1 }, quoted(claim.indicator || claim.text)),
    make("p", { class: "amount" }, figure(claim), " ", quoted(claim.unit_text)),
    make("blockquote", { lang: "zh", dir: "auto" }, ...sentenceWithClaim(claim)),
    make("p", {}, make("a", { href: "#t-" + claim.id, class: "button" }, say("show"))),
    make("dl", {}, ...fields(claim)),
    ...findingsPart(claim),
    make("h3", {}, say("how")),
    ...foundHow(claim),
    make("details", {}, make("summary", {}, say("record")), make("pre", { dir: "ltr" }, JSON.stringify(claim, null, 1))),
  ];
}

const button = (word, sign, onclick) =>
  make("button", { type: "button", "aria-label": say(word), title: say(word), name: word, onclick }, sign);

function sentenceWithClaim(claim) {
  const [before, ...after] = sentenceOf(claim).split(claim.text);
  // A quotation that stands there twice is left unmarked rather than marked wrongly.
  return after.length === 1
    ? [quoted(before), make("mark", {}, quoted(claim.text)), quoted(after[0])]
    : [quoted(sentenceOf(claim))];
}

function fields(claim) {
  const base = baseOf(claim);
  const parts = claims.filter((other) => other.part_of === claim.id);
  const whole = claim.part_of && claimOf.get(claim.part_of);
  const rows = [
    ["base", base ? exactly(base) : null],
    ["subject", claim.subject.length ? claim.subject.map((one) => [quoted(one.name), one.code ? ` ${one.code} ` : " "]) : null],
    ["period", claim.period?.replace("/", " – ")],
    ["measure", say(claim.measure)],
    ["basis", claim.basis && say(claim.basis === "target" ? "basis target" : claim.basis)],
    ["status", say(claim.status)],
    ["bound", claim.bound === "=" ? null : claim.bound],
    ["unit", claim.unit && [quoted(claim.unit_text), claim.unit === claim.unit_text ? "" : ` ${claim.unit}`]],
    ["part_of", whole ? [link(whole)] : null],
    ["parts", parts.length ? parts.map((part) => [link(part), " "]) : null],
    ["flags", claim.flags.join(" ") || null],
    ["document", quoted(claim.doc)],
    ["place", `${claim.start}–${claim.end}`],
    ["id", claim.id],
  ];
  return rows.filter(([, value]) => value).flatMap(([name, value]) =>
    [make("dt", {}, say(name)), make("dd", {}, ...[value].flat(2))]);
}

const link = (claim) => make("a", { href: "#t-" + claim.id }, quoted(`${claim.indicator} ${claim.text}`));

function findingsPart(claim) {
  const found = findingsAbout(claim);
  if (!found.length) return [];
  return [
    make("h3", {}, say("audit")),
    make("ul", { class: "bare" }, ...found.map((finding) =>
      make("li", {}, make("span", { class: "chip " + finding.verdict }, say(finding.verdict)),
        ` ${say(finding.kind)}: `, quoted(finding.message)))),
  ];
}

// The rules and cues, and the candidates of the indicator with what parted the first two.
export function foundHow(claim) {
  const { ranked, decided } = candidatesFor(claim);
  const margin = ranked.length > 1 ? ` ${say("over")} ${ranked[0][0] - ranked[1][0]}` : "";
  const parts = [
    make("h4", {}, say("rules")),
    make("ul", { class: "rules" }, ...claim.rules.map((rule) => make("li", {}, quoted(rule)))),
  ];
  if (ranked.length) {
    parts.push(
      make("h4", {}, say("candidates"), make("span", { class: "soft" }, margin)),
      make("ol", { class: "candidates" }, ...ranked.map(([score, name, text]) =>
        make("li", {}, make("b", {}, quoted(text)), make("span", { class: "soft" }, ` ${name} ${score}`)))));
  }
  if (decided.length) {
    parts.push(
      make("h4", {}, say("decided")),
      make("ul", { class: "rules" }, ...decided.map(([feature, weight]) =>
        make("li", {}, quoted(feature), ` ${weight > 0 ? "+" : "−"}${Math.abs(weight)}`))));
  }
  return parts;
}
