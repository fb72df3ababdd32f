"use strict";
// Without this script all links still work: rows lead to the text, marked text leads to rows.
const rows = [...document.querySelectorAll("tbody tr")];
const sections = [...document.querySelectorAll("section")];
const box = document.querySelector("#filter");
const shown = document.querySelector("#shown");
const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

function filter() {
  const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    row.hidden = !wanted.every((word) => words.get(row).includes(word));
    count += !row.hidden;
  }
  for (const section of sections) {
    section.hidden = wanted.length > 0 && !section.querySelector("tbody tr:not([hidden])");
  }
  shown.textContent = `${count} of ${rows.length} claims`;
}

function light(id) {
  document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
  const row = document.getElementById("r-" + id);
  const mark = document.getElementById("t-" + id);
  row.classList.add("on");
  if (mark) mark.closest("mark, span").classList.add("on");
  return { row, mark };
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#r-']");
  const row = event.target.closest("tbody tr");
  const id = link ? link.hash.slice(3) : row ? row.id.slice(2) : null;
  if (id === null) return;
  const found = light(decodeURIComponent(id));
  const goal = link ? found.row : found.mark;
  if (!goal) return;
  event.preventDefault();
  if (goal.hidden) { box.value = ""; filter(); }
  goal.scrollIntoView({ block: "center", behavior: "smooth" });
});
box.addEventListener("input", filter);
filter();
