// How a period moves under the hand: by the day where single events are here, by whole months where a big table's
// cells are. The slider's own limits are open ends, so the last month may end at today.
import { dayOf, monthsOn, nextWindow, parts, windowBefore } from "./calendar.js";

const between = (least, value, most) => Math.min(Math.max(value, least), most);

// `which`: 0 the first day, 1 the last, 2 both. `day`: where the hand is. All give a period, or a day, or null.
export const days = {
  settled: (period) => period,
  moved(which, day, [start, end], [first, last]) {
    if (which === 0) return [between(first, day, end), end];
    if (which === 1) return [start, between(start, day, last)];
    const from = between(first, day, last - (end - start));
    return [from, from + end - start];
  },
  stepped: (_which, at, way, { page, shift }) => (page ? monthsOn(at, 12 * way) : shift ? monthsOn(at, way) : at + way),
  together: ([start, end]) => start === end,
  // The window of this length that ends here.
  ending: (day, [start, end]) => [day - (end - start), day],
  next: ([start, end], last) => nextWindow(start, end, last),
  before: ([start, end], first) => windowBefore(start, end, first),
  // What a play that has reached a day shows of it, and the unit in which it tells time.
  since: (day) => day,
  until: (day) => day,
  unit: (unit) => unit,
};

const monthOf = (day) => { const [year, month] = parts(day); return 12 * year + month; };
const firstOf = (month) => dayOf(Math.floor(month / 12), month % 12, 1);
const lastOf = (month) => firstOf(month + 1) - 1;

export const months = {
  settled: ([start, end], [first, last]) => [Math.max(firstOf(monthOf(start)), first), Math.min(lastOf(monthOf(end)), last)],
  // The end that does not move stays where it is, in the middle of a month too.
  moved(which, day, [start, end], [first, last]) {
    const month = monthOf(day);
    if (which === 0) return [Math.max(firstOf(between(monthOf(first), month, monthOf(end))), first), end];
    if (which === 1) return [start, Math.min(lastOf(between(monthOf(start), month, monthOf(last))), last)];
    const length = monthOf(end) - monthOf(start);
    const from = between(monthOf(first), month, monthOf(last) - length);
    return months.settled([firstOf(from), firstOf(from + length)], [first, last]);
  },
  stepped(which, at, way, { page, shift }) {
    const month = monthOf(at);
    if (page || shift) return firstOf(month + 12 * way);
    // From inside a month, its own edge is one step away.
    const inside = which === 0 ? way < 0 && at > firstOf(month) : way > 0 && at < lastOf(month);
    return firstOf(inside ? month : month + way);
  },
  together: ([start, end]) => monthOf(start) === monthOf(end),
  ending: (day, [start, end]) => [firstOf(monthOf(day) - (monthOf(end) - monthOf(start))), lastOf(monthOf(day))],
  next: (period, last) => {
    const [start, end] = months.settled(period, [-Infinity, last]);
    return nextWindow(start, end, last);
  },
  before: (period, first) => {
    const [start, end] = months.settled(period, [first, Infinity]);
    return windowBefore(start, end, first);
  },
  since: (day) => firstOf(monthOf(day)),
  until: (day) => lastOf(monthOf(day)),
  unit: (unit) => (unit === "year" ? "year" : "month"),
  // The same with an end put to the edge of its month where the cells do not know its days.
  fitting([start, end], limits, exact) {
    const since = (day) => monthOf(day) - 12 * 1970;
    const [first, last] = months.settled([start, end], limits);
    return [exact.has(since(start)) ? start : first, exact.has(since(end)) ? end : last];
  },
};
days.fitting = (period) => period;
