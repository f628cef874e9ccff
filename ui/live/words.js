// Numbers, ranges, dates and counted sentences in the reader's language, from the sentences with gaps that Python sends.
import { parts } from "./calendar.js";

export const fill = (sentence, gaps) => sentence.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

export function speaker(words) {
  const number = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, words.number.group);
  const counted = ({ forms, which }, count, gaps) =>
    fill(forms[which[count < which.length ? count : 100 + (count % 100)]], gaps);

  // As Range.words says it.
  const range = ({ low, high, open }) => {
    if (low === null) return words.range.unknown;
    const gaps = { low: number(low), high: number(high) };
    if (low === high) return open & 2 ? fill(words.range.at_least, gaps) : gaps.low;
    if (open & 2) return fill(words.range.to_at_least, gaps);
    if (open & 1 && low === 0) return fill(words.range.up_to, gaps);
    return fill(words.range.between, gaps);
  };

  // As Range.shown writes it: the one form of headlines and tables.
  const shown = ({ low, high, open }) => {
    if (low === null) return words.range.unknown;
    const more = open & 2 ? "+" : "";
    if (low === high) return number(low) + more;
    if (open & 1 && low === 0 && !more) return `≤${number(high)}`;
    return `${number(low)}–${number(high)}${more}`;
  };

  const date = (day, unit) => {
    const [year, month, dayOfMonth] = parts(day);
    const form = words.dates[unit];
    return fill(Array.isArray(form) ? form[month] : form, { year, day: dayOfMonth });
  };

  // A period in the shortest true words: whole years and whole months by name.
  const period = (start, end) => {
    const [, m1, d1] = parts(start);
    const [, m2, d2] = parts(end + 1);
    const unit = d1 === 1 && d2 === 1 ? (m1 === 0 && m2 === 0 ? "year" : "month") : "day";
    const first = date(start, unit);
    const last = date(end, unit);
    return first === last ? first : fill(words.dates.span, { first, last });
  };

  const list = (items) => {
    const { two, first, middle, last } = words.list;
    if (items.length < 3) return items.join(two);
    return items.reduce((text, item, at) => text + (at === 1 ? first : at === items.length - 1 ? last : middle) + item);
  };

  const known = (figure) =>
    fill(words.map.known, {
      known: number(figure.known),
      events: counted(words.map.events, figure.events, { n: number(figure.events) }),
    });

  return { words, number, counted, range, shown, date, period, list, known, fill };
}
