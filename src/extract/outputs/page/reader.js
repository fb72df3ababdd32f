// The text: claims are reached by mouse and keyboard, hovering or focusing one shows how it was found.

import { $, $$, make, quoted } from "./dom.js";
import { closeCard, foundHow, openCard } from "./card.js";
import { figure } from "./figures.js";
import { claimOf } from "./records.js";

const read = $("#read");
const tip = $("#tip");
const marks = $$("a.c", read);
let current = 0; // the one claim that Tab reaches; arrows move it
let waiting = 0;

const claimOfMark = (mark) => claimOf.get(mark.id.slice(2));

function moveTo(index, focus = true) {
  if (!marks.length) return;
  marks[current].tabIndex = -1;
  current = Math.max(0, Math.min(index, marks.length - 1));
  marks[current].tabIndex = 0;
  if (focus) marks[current].focus();
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, j: 1, ArrowLeft: -1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

function onKey(event) {
  const mark = event.target.closest("a.c");
  if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in STEPS) moveTo(marks.indexOf(mark) + STEPS[event.key]);
  else if (event.key === "Home") moveTo(0);
  else if (event.key === "End") moveTo(marks.length - 1);
  else return;
  event.preventDefault();
}

// Opening a card must not move the text under the reader's eyes.
function onClick(event) {
  const mark = event.target.closest("a.c");
  if (!mark || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  hideTip();
  moveTo(marks.indexOf(mark), false);
  history.pushState(null, "", mark.hash);
  openCard(claimOfMark(mark), { focus: event.detail === 0 });
}

// Bring a claim into view, as links from other views do.
export function reveal(claim) {
  const mark = document.getElementById("t-" + claim.id);
  if (!mark) return;
  mark.scrollIntoView({ block: "center" });
  moveTo(marks.indexOf(mark), false);
}

// Beside the claim, where there is more room, and never over it. The object model is outside the policy on inline
// styles, which is about markup.
function placeTip(box) {
  const bar = $(".bar").getBoundingClientRect().bottom;
  const [above, below] = [box.top - bar - 10, innerHeight - box.bottom - 10];
  const under = below >= tip.scrollHeight || below >= above;
  tip.style.setProperty("max-height", `${under ? below : above}px`);
  const top = under ? box.bottom + 5 : box.top - 5 - tip.offsetHeight;
  const left = Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 12));
  tip.style.setProperty("transform", `translate(${left}px, ${top}px)`);
}

function showTip(mark) {
  const claim = claimOfMark(mark);
  tip.replaceChildren(
    make("p", {}, make("b", {}, quoted(claim.indicator || claim.text)), " ", figure(claim), " ", quoted(claim.unit_text)),
    ...foundHow(claim));
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  placeTip(mark.getClientRects()[0]);
}

export function hideTip() {
  clearTimeout(waiting);
  if (tip.hidden) return;
  tip.hidden = true;
  $("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
}

function soon(action, delay) {
  clearTimeout(waiting);
  waiting = setTimeout(action, delay);
}

export function startReader() {
  for (const mark of marks) mark.tabIndex = -1;
  moveTo(0, false);
  read.addEventListener("keydown", onKey);
  read.addEventListener("click", onClick);
  read.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("a.c");
    if (mark && event.pointerType === "mouse") soon(() => showTip(mark), 250);
  });
  for (const element of [read, tip]) {
    element.addEventListener("pointerout", (event) => {
      if (!tip.contains(event.relatedTarget)) soon(hideTip, 200);
    });
  }
  tip.addEventListener("pointerover", () => clearTimeout(waiting));
  read.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a.c");
    if (mark?.matches(":focus-visible")) soon(() => showTip(mark), 250);
  });
  read.addEventListener("focusout", hideTip);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (tip.hidden) closeCard();
    hideTip();
  });
}
