// Numbers as people write them. Values are decimal strings and stay strings: nothing is rounded.

const BOUNDS = { "=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ " };

// "-53420000.50" is "−53,420,000.50".
export function grouped(number) {
  const [whole, rest] = number.replace("-", "−").split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest);
}

// The value of a claim: 3–6 for a range, 2.45:1 for a ratio, its bound before it.
export function figure(claim) {
  if (claim.parts) return BOUNDS[claim.bound] + claim.parts.join(":");
  const values = [claim.value, claim.low, claim.high].filter((value) => value !== null);
  return BOUNDS[claim.bound] + values.map(grouped).join("–");
}

// The exact value in the base unit, a fraction with its decimals behind it: "2000/3 m2 (≈ 666.67)".
export function exactly([values, unit]) {
  const written = values.map((value) => {
    if (!value.includes("/")) return grouped(value);
    const [above, below] = value.split("/");
    return `${grouped(above)}/${grouped(below)} (≈ ${hundredths(BigInt(above), BigInt(below))})`;
  });
  return `${written.join(" – ")} ${unit}`;
}

function hundredths(above, below) {
  const sign = above < 0n ? "−" : "";
  const cents = ((above < 0n ? -above : above) * 200n + below) / (2n * below);
  return `${sign}${grouped(String(cents / 100n))}.${String(cents % 100n).padStart(2, "0")}`;
}

// "2023-01-01/2023-12-31" is "2023", whole months are months, and an open end is left out: "– 2023-06-30".
export function periodText(period) {
  if (!period?.includes("/")) return period ?? "";
  const [start, end] = period.split("/").map((day) => (day === ".." ? "" : day));
  const whole = [["-01-01", "-12-31"], ["-01", end.slice(7) === lastOfMonth(end) ? end.slice(7) : null]]
    .find(([first, last]) => start.endsWith(first) && last && end.endsWith(last));
  const [from, to] = whole ? [start.slice(0, -whole[0].length), end.slice(0, -whole[1].length)] : [start, end];
  return from === to ? from : `${from} – ${to}`.trim();
}

const lastOfMonth = (day) => "-" + new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0).getDate();

// For sorting only.
export const magnitude = (claim) => Number(claim.value ?? claim.low ?? (claim.parts ? claim.parts[0] : NaN));
