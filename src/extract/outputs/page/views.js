// Which view is shown follows from the address: #read, #table, …, #t-ID of a claim, #f-N of a finding, #d-… of a document.

import { $, $$ } from "./dom.js";
import { closeCard, openCard, shownClaim } from "./card.js";
import { drawChecks, findingNumber, lightFinding, startChecks } from "./checks.js";
import { periodText } from "./figures.js";
import { hideTip, reveal, startReader } from "./reader.js";
import { claimAt, claimOf } from "./records.js";
import { drawScore, startScore } from "./score.js";
import { drawTable, startTable } from "./table.js";
import { startWords } from "./words.js";

const VIEWS = { read: () => {}, table: drawTable, checks: drawChecks, series: () => {}, score: drawScore };
let seen = "read";

function show(name) {
  hideTip();
  const changed = seen !== name;
  seen = name;
  for (const view of Object.keys(VIEWS)) $("#" + view).hidden = view !== name;
  for (const link of $$("#views a")) {
    if (link.hash === "#" + name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (changed) VIEWS[name]();
  return changed;
}

function follow() {
  const hash = location.hash;
  const name = hash.slice(1);
  if (name in VIEWS) {
    closeCard();
    if (show(name)) scrollTo(0, 0);
  } else if (hash.startsWith("#t-")) showClaim(claimOf.get(name.slice(2)));
  else if (hash.startsWith("#f-")) showFinding(findingNumber(hash));
  else if (hash) {
    show("read");
    document.getElementById(name)?.scrollIntoView();
  }
}

function showClaim(claim) {
  if (!claim) return;
  show("read");
  openCard(claim, { focus: true });
  reveal(claim);
}

function showFinding(finding) {
  if (!finding) return;
  show("read");
  const claim = claimAt(finding.doc, finding.result);
  if (claim) {
    openCard(claim, { focus: true });
    reveal(claim);
  }
  lightFinding(finding);
}

// Points of a series name a document and an offset.
function followPoint(event) {
  const link = event.target.closest("a[data-doc]");
  if (!link) return;
  event.preventDefault();
  const start = Number(link.dataset.start);
  const claim = claimAt(link.dataset.doc, [start, start + 1]);
  if (claim) location.hash = "t-" + claim.id;
}

function startFind() {
  const box = $("#find");
  if (!box) return;
  box.hidden = false;
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    for (const item of $$(".contents li")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
}

function start() {
  const drawn = $$("figure", $("#series")).length;
  if (drawn) {
    $("nav a[href='#series']").hidden = false;
    $("nav a[href='#series'] b").textContent = drawn;
    $("#series").addEventListener("click", followPoint);
    for (const head of $$("#series th")) head.textContent = periodText(head.textContent);
  }
  startReader();
  startTable();
  startChecks();
  startScore();
  startFind();
  startWords();
  document.addEventListener("language", () => {
    VIEWS[seen]();
    if (shownClaim()) openCard(shownClaim());
  });
  addEventListener("hashchange", follow);
  follow();
}

start();
