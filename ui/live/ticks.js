// Where the axes have their words: of time and of figures, as atlas/drawing/ticks.py has it.
import { dayOf, parts } from "./calendar.js";

// Round figures from 0, at most five, as atlas/drawing/ticks.py; and the axis ends at a round figure, so that it rests while
// the period moves.
export function figureTicks(most) {
  if (most <= 0) return { ticks: [0], top: 1 };
  let step = 1;
  for (let at = 0; Math.floor(most / step) > 4; at++) step = [2, 5, 10][at % 3] * 10 ** Math.floor(at / 3);
  const ticks = [];
  for (let tick = 0; tick <= most; tick += step) ticks.push(tick);
  return { ticks, top: Math.max(Math.ceil(most / (step / 2)) * (step / 2), most * 1.04) };
}

// Where a time axis has its words, as atlas/drawing/ticks.py.
export function timeTicks({ start, end, axis }, { words, date, fill }) {
  const [y1, m1] = parts(start), [y2, m2] = parts(end);
  const years = y2 - y1 + 1, months = 12 * (years - 1) + m2 - m1 + 1;
  const step = (steps, count, most) => steps.find((each) => count / each <= most) ?? steps.at(-1);
  if (axis.unit === "year" || months > 36) {
    const by = step([1, 2, 5, 10, 20, 50, 100], years, 8.5), middle = axis.unit === "year";
    return Array.from({ length: years }, (_none, at) => y1 + at)
      .filter((year) => year % by === 0 && (middle || dayOf(year, 0, 1) >= start))
      .map((year) => ({ day: dayOf(year, middle ? 6 : 0, 1), words: [date(dayOf(year, 0, 1), "year")] }));
  }
  let days, form;
  if (axis.unit === "month" || months > 3) {
    const by = step([1, 2, 3, 6], months, 6), place = axis.unit === "month" ? 15 : 1;
    days = Array.from({ length: months }, (_none, at) => dayOf(y1, m1 + at, place))
      .filter((day) => day >= start && day <= end && parts(day)[1] % by === 0);
    form = words.dates.month_tick;
  } else {
    const by = step([1, 2, 5, 10, 20, 40], end - start + 1, 6);
    days = Array.from({ length: Math.floor((end - start) / by) + 1 }, (_none, at) => start + at * by);
    form = words.dates.day_tick;
  }
  return days.map((day, at) => {
    const [year, month, dayOfMonth] = parts(day);
    const fresh = at === 0 || parts(days[at - 1])[0] !== year;
    const text = fill(form[month], { day: dayOfMonth });
    return { day, words: fresh ? [text, date(day, "year")] : [text] };
  });
}
