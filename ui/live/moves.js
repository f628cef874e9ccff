// Where play goes: within the chosen period, adding up or as a window of one unit of time; or the period itself moves on.
// Pure numbers, so that what a test says of one frame holds for all.
import { dayOf, parts } from "./calendar.js";

// A period of so many days is told by days, weeks, months or years; and so long is a window within it.
const UNITS = [["day", 31, 1], ["week", 100, 7], ["month", 6 * 366, 30], ["year", Infinity, 365]];
export const unitIn = ([start, end]) => UNITS.find(([, most]) => end - start + 1 <= most)[0];
const lengthIn = (span) => UNITS.find(([unit]) => unit === unitIn(span))[2];

// Seconds for a whole play-through: a short period takes its time by the day, a long one never longer than this.
const SECONDS = { slow: [40, 1.2], normal: [30, 0.7], fast: [20, 0.35] };
export const rate = (span, pace) => {
  const days = span[1] - span[0] + 1, [most, each] = SECONDS[pace];
  return days / Math.min(most, days * each);
};

// What is shown once play has reached a day of the span.
export function shownAt(day, span, mode, grain) {
  const end = Math.min(grain.until(day), span[1]);
  const start = mode === "window" ? grain.since(end - lengthIn(span) + 1) : span[0];
  return [Math.max(Math.min(start, end), span[0]), Math.max(end, span[0])];
}

// The last day of the unit that a day lies in, and that of the unit before.
const edge = (day, unit, [start], steps) => {
  const [year, month] = parts(day);
  if (unit === "year") return dayOf(year + 1 + steps, 0, 1) - 1;
  if (unit === "month") return dayOf(year, month + 1 + steps, 1) - 1;
  const length = unit === "week" ? 7 : 1;
  return start + length * (Math.floor((day - start) / length) + 1 + steps) - 1;
};

// One step on (1) or back (−1) from the last day that is shown: to the end of a unit; null past either end of the span.
export function stepFrom(day, way, span, grain) {
  const unit = grain.unit(unitIn(span));
  const there = edge(day, unit, span, 0);
  const to = way > 0 ? (day < there && day < span[1] ? there : edge(day, unit, span, 1)) : edge(day, unit, span, -1);
  if (way > 0) return day >= span[1] ? null : Math.min(to, span[1]);
  return to < span[0] ? null : to;
}

// The first step into the span.
export const firstStep = (span, grain) => Math.min(edge(span[0], grain.unit(unitIn(span)), span, 0), span[1]);
