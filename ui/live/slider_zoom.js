// The slider's own axis: all years, or the surroundings of the chosen period with its bars by month or day.
import { axisOf } from "./calendar.js";

const MARGIN = 0.15; // of the period, before and after it
const LEAST = 3; // days on either side, so that an end can be moved outward

// The days that the slider spans when it looks closely at a period.
export const around = ([start, end], [first, last]) => {
  const margin = Math.max(Math.round(MARGIN * (end - start + 1)), LEAST);
  return [Math.max(start - margin, first), Math.min(end + margin, last)];
};

// The bars of a span: how many events begin in each year, month or day of it.
export function barsOf(cells, whole, [first, last], [from, to]) {
  if (from <= first && to >= last) return { axis: whole.axis, counts: whole.years };
  const fitting = to - from > 12 * 366 ? "year" : to - from > 150 ? "month" : "day";
  const unit = cells.kind === "months" && fitting === "day" ? "month" : fitting;
  const axis = axisOf(from, to, unit);
  const counts = Array(axis.count).fill(0);
  const stands = cells.times.at[unit];
  cells.times.events.forEach((weight, row) => {
    const at = stands[row] - axis.from;
    // What is known by its month alone begins on no day.
    if (at >= 0 && at < axis.count && !(unit === "day" && cells.times.vague[row])) counts[at] += weight;
  });
  return { axis, counts };
}
