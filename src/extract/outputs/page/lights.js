// Spans lit up in the text without touching it (CSS Custom Highlights). A browser without them shows marks only.

import { releaseFor } from "./records.js";

const supported = typeof Highlight === "function" && typeof CSS === "object" && "highlights" in CSS;

// Text nodes of a release with the code point at which each begins, made when first asked for.
function nodesOf(release) {
  if (release.nodes) return release.nodes;
  release.nodes = [];
  const walker = document.createTreeWalker(release.article.querySelector(".text"), NodeFilter.SHOW_TEXT);
  let position = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const named = node.parentElement.className === "control";
    const length = named ? 1 : [...node.data].length;
    release.nodes.push({ node, named, start: position, end: position + length });
    position += length;
  }
  return release.nodes;
}

// Index of the node that holds a position, by halving.
function find(nodes, position) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function place(entry, position) {
  if (entry.named) return position > entry.start ? entry.node.length : 0;
  const points = [...entry.node.data];
  return points.slice(0, position - entry.start).join("").length;
}

export function rangeOf(release, [start, end]) {
  const nodes = nodesOf(release);
  const first = nodes[find(nodes, start)];
  const last = nodes[find(nodes, end - 1)];
  const range = new Range();
  range.setStart(first.node, place(first, start));
  range.setEnd(last.node, place(last, end));
  return range;
}

// light("operand", record, spans) replaces what that light showed before; no spans put it out.
export function light(name, record, spans) {
  if (!supported) return;
  if (!spans.length) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...spans.map((span) => rangeOf(releaseFor(record), span))));
}

export function dark() {
  for (const name of ["indicator", "result", "operand", "suspect"]) light(name, null, []);
}
