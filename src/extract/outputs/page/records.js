// The records of the page, read once from the data blocks that follow each text.

import { $$ } from "./dom.js";

export const releases = $$(".release").map((article) => {
  const data = JSON.parse(article.querySelector("script").textContent);
  return { article, ...data, starts: new Map(data.claims.map((claim) => [claim.start, claim])) };
});
export const claims = releases.flatMap((release) => release.claims);
export const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
export const findings = releases.flatMap((release) => release.findings);

// By name, and by the stem that gold files and scores know a document by.
const releaseOf = new Map(releases.flatMap((release) => [[release.doc.replace(/\.[^.]*$/, ""), release], [release.doc, release]]));
export const releaseFor = (record) => releaseOf.get(record.doc);

// The candidates for the indicator, the best first.
const whyOf = new Map(releases.flatMap((release) => release.claims.map((claim, i) => [claim.id, release.why[i]])));
export const candidatesFor = (claim) => whyOf.get(claim.id) ?? { ranked: [], decided: [] };
export const baseOf = (claim) => releaseFor(claim).base[claim.id];

// The claim that covers a span, if any: audit findings name quantities by their spans.
export function claimAt(doc, [start, end]) {
  const release = releaseOf.get(doc);
  if (!release) return undefined;
  return release.starts.get(start) ?? release.claims.find((claim) => claim.start < end && start < claim.end);
}

export const findingsAbout = (claim) =>
  releaseFor(claim).findings.filter((finding) =>
    [finding.result, ...finding.operands].some(([start, end]) => start < claim.end && claim.start < end));

// The characters of a text by code point, made when first asked for. A text without surrogate pairs is its own array.
export function slice(release, start, end) {
  release.text ??= textOf(release.article.querySelector(".text"));
  if (release.wide === undefined) release.wide = /[\ud800-\udfff]/.test(release.text) ? Array.from(release.text) : null;
  return release.wide ? release.wide.slice(start, end).join("") : release.text.slice(start, end);
}

// The text as it is stored: where a control character is named on the page, the character itself.
function textOf(element) {
  if (!element.querySelector(".control")) return element.textContent;
  const copy = element.cloneNode(true);
  for (const named of copy.querySelectorAll(".control")) {
    named.textContent = String.fromCodePoint(parseInt(named.textContent.slice(2), 16));
  }
  return copy.textContent;
}

// The sentence of a claim; of a very long one the part around it, as in claims.csv.
const LONGEST = 400;
export function sentenceOf(claim) {
  const [start, end] = claim.sentence;
  const release = releaseFor(claim);
  if (end - start <= LONGEST) return slice(release, start, end).trim();
  const first = Math.max(start, claim.start - LONGEST / 2);
  const last = Math.min(end, claim.end + LONGEST / 2);
  return (first > start ? "…" : "") + slice(release, first, last).trim() + (last < end ? "…" : "");
}
