// The few helpers that make elements. Text is only ever set as text, so nothing in a release can become markup.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const SVG = "http://www.w3.org/2000/svg";

// make("a", { href: "#x", class: "c" }, "text", child): attributes by name, handlers as onclick functions.
export function make(tag, attributes = {}, ...children) {
  const element = tag === "svg" ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// Text of a release inside our own lines: its direction marks end where it ends.
export const quoted = (text) => make("bdi", { lang: "zh" }, visible(text));

export const CONTROL = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g;

// Characters that turn the direction of what follows are named instead of obeyed.
export const visible = (text) =>
  text.replace(CONTROL, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
