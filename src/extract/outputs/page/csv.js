// Claims as CSV, column for column and cell for cell as in claims.csv.

import { sentenceOf } from "./records.js";

const CSV_COLUMNS = ["doc", "sentence", "text", "value", "low", "high", "parts", "unit", "unit_text", "bound", "measure",
  "indicator", "subject", "subject_codes", "period", "basis", "status", "part_of", "flags", "start", "end", "id"];
const MADE = {
  sentence: sentenceOf,
  parts: (claim) => (claim.parts ?? []).join(":"),
  subject: (claim) => claim.subject.map((one) => one.name).join("、"),
  subject_codes: (claim) => claim.subject.map((one) => one.code ?? "").join("、"),
  flags: (claim) => claim.flags.join(" "),
};
// Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers and fixed words do not.
const TEXTS = new Set(["doc", "sentence", "text", "unit", "unit_text", "indicator", "subject"]);
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(claim, column) {
  const made = MADE[column] ? MADE[column](claim) : claim[column];
  const text = String(made ?? "");
  const safe = TEXTS.has(column) && FORMULA.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csv = (rows) =>
  [CSV_COLUMNS.join(","), ...rows.map((claim) => CSV_COLUMNS.map((column) => cell(claim, column)).join(","))].join("\r\n") + "\r\n";
