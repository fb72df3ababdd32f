// Findings of the audit; choosing one lights its numbers up in the text.

import { $, make, quoted } from "./dom.js";
import { grouped } from "./figures.js";
import { dark, light } from "./lights.js";
import { claimAt, findings, releaseFor, slice } from "./records.js";
import { say } from "./words.js";

const checksPane = $("#checks");
const verdictBox = $("select", checksPane);
const WORST_FIRST = ["broken", "truncated", "unchecked", "holds"];

export const findingNumber = (hash) => findings[Number(hash.slice("#f-".length))];

// Light the numbers of a finding; returns the claim that states its result.
export function lightFinding(finding) {
  dark();
  light("operand", finding, finding.operands);
  light("result", finding, [finding.result]);
  light("suspect", finding, finding.suspects);
  return claimAt(finding.doc, finding.result);
}

function item(finding) {
  const quote = (span) => quoted(slice(releaseFor(finding), ...span));
  const quotes = (spans) => spans.flatMap((span, i) => (i ? ["、", quote(span)] : [quote(span)]));
  return make("li", {},
    make("a", { href: "#f-" + findings.indexOf(finding) },
      make("span", { class: "chip " + finding.verdict }, say(finding.verdict)), " ",
      make("b", {}, say(finding.kind)), " ", quoted(finding.message)),
    make("p", { class: "soft" },
      `${say("result")} `, quote(finding.result), ` · ${say("operands")} `, ...quotes(finding.operands),
      finding.computed === null ? "" : ` · ${say("computed")} ${grouped(finding.computed)}`,
      ` · `, quoted(finding.doc)));
}

export function drawChecks() {
  const wanted = verdictBox.value;
  const verdicts = WORST_FIRST.filter((verdict) => findings.some((finding) => finding.verdict === verdict));
  verdictBox.replaceChildren(make("option", { value: "" }, say("all")), ...verdicts.map((value) => make("option", { value }, say(value))));
  verdictBox.value = wanted;
  $("ol", checksPane).replaceChildren(...verdicts.filter((verdict) => !wanted || verdict === wanted)
    .flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict).map(item)));
}

export function startChecks() {
  const link = $("nav a[href='#checks']");
  if (!link || !findings.length) return;
  link.hidden = false;
  $("b", link).textContent = findings.filter((finding) => finding.verdict === "broken").length || findings.length;
  verdictBox.addEventListener("change", drawChecks);
}
