// Days as whole numbers since 1970, as the cells count them, and the units of a time axis. No clock and no time zone.
const DAY = 86400000;

export const parts = (day) => {
  const it = new Date(day * DAY);
  return [it.getUTCFullYear(), it.getUTCMonth(), it.getUTCDate()];
};

export const dayOf = (year, month, day) => Math.round(Date.UTC(year, month, day) / DAY);

export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// The unit of a time axis that fits a period, as aggregates.granularity has it.
export const unitOf = (start, end) => {
  const length = end - start;
  return length > 6 * 366 ? "year" : length > 100 ? "month" : "day";
};

// Weeks begin on Monday; 1 January 1970 was a Thursday.
export const weekOf = (day) => Math.floor((day + 3) / 7);

const place = { year: ([y]) => y, month: ([y, m]) => 12 * y + m, week: (_parts, day) => weekOf(day), day: (_parts, day) => day };
const first = {
  week: (at) => 7 * at - 3,
  year: (at) => dayOf(at, 0, 1),
  month: (at) => dayOf(Math.floor(at / 12), at % 12, 1),
  day: (at) => at,
};

// The years, months, weeks or days that a period touches: how many, the first of them as `unitOf` rows are counted (days
// and weeks since 1970, months and years since the year 0), which one a day falls into, where each begins and ends.
export function axisOf(start, end, unit) {
  const at = (day) => place[unit](parts(day), day);
  const from = at(start);
  const count = at(end) - from + 1;
  return {
    unit,
    count,
    from,
    place: (day) => at(day) - from,
    start: (bin) => first[unit](from + bin),
    end: (bin) => first[unit](from + bin + 1) - 1,
  };
}

// The window that follows, as long as this one, as aggregates.next_window has it; null where this one is the last.
export function nextWindow(start, end, last) {
  if (end >= last) return null;
  const after = end + 1;
  const [y1, m1, d1] = parts(start);
  const [y2, m2, d2] = parts(after);
  if (d1 !== 1 || d2 !== 1) return [after, after + (end - start)];
  const months = 12 * (y2 - y1) + m2 - m1;
  return [after, dayOf(y2, m2 + months, 1) - 1];
}

// The window before this one; null where this one is the first.
export function windowBefore(start, end, first) {
  if (start <= first) return null;
  const [y1, m1, d1] = parts(start), [y2, m2, d2] = parts(end + 1);
  if (d1 !== 1 || d2 !== 1) return [Math.max(start - 1 - (end - start), first), start - 1];
  return [Math.max(dayOf(y1, m1 - (12 * (y2 - y1) + m2 - m1), 1), first), start - 1];
}

// The same day some months on, or the last one of a shorter month.
export function monthsOn(day, months) {
  const [y, m, d] = parts(day);
  return Math.min(dayOf(y, m + months, d), dayOf(y, m + months + 1, 1) - 1);
}
