// Folds the cells of one filter for any period, by the rules of atlas/folds/aggregates.py; a test compares every number.
//
// A frame has a few milliseconds for a hundred thousand rows. So the rows lie in the order of time, and only those of
// the period are gone through; what asks for no place goes through `times`, which is much shorter; and whatever a frame
// fills in is kept for the next.
import { axisOf, unitOf, weekOf } from "./calendar.js";
import { Groups } from "./groups.js";

// The first place in a sorted column whose value is not below this one.
function reached(column, value) {
  let low = 0, high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const kept = {}; // the groups of the last frame, by what they are of
const groups = (name, count) => {
  (kept[name] ??= new Groups()).clear(count);
  return kept[name];
};
const DAILY = ["day", "week"];
const state = { totals: {}, series: {}, spans: {}, spanned: {}, remainders: {} };

// Which rows a period can touch: those from `inside` on begin in it; of those from `first` on, some only reach into it.
const within = (rows, from, to) => ({
  first: reached(rows.start, from - rows.reach),
  inside: reached(rows.start, from),
  last: reached(rows.start, to + 1),
});

// An event is shown in a period if its span overlaps it; its figure counts only if the span lies within. What reaches
// beyond is folded by itself: every figure has its own `beyond`.
//
// Everything that the screen shows of a period, until the next call. `whole`: the first and last day of the slider; an
// end of the period that lies there is open, as it is in the link. `unit` and `axis`: the unit of time and the days of the
// axis where they are not those that fit the period; while a period grows within another, the axis rests.
export function fold(cells, [start, end], whole, { measure, series, headline, towns, places, unit, axis: days }) {
  const from = start <= whole[0] ? -Infinity : start;
  const to = end >= whole[1] ? Infinity : end;
  const [left, right] = days ?? [start, end], fitting = unit ?? unitOf(left, right);
  // Cells by month know of no day.
  const axis = axisOf(left, right, cells.kind === "months" && DAILY.includes(fitting) ? "month" : fitting);
  Object.assign(state, { start, end, measure, axis });
  overTime(cells.times, from, to, axis, { series, headline });
  onMap(cells, from, to, { measure, towns, places });
  return state;
}

// On a time axis an event is counted at its start, clamped to the period; it never pretends to a day. Its figure stands
// there only if the span lies within that bin; else in `spans`, one for each first and last day, in the order of time.
function overTime(rows, from, to, axis, { series, headline }) {
  const { first, inside, last } = within(rows, from, to);
  const { end: ends, vague, events: weights, umbrella } = rows;
  if (axis.unit === "week") for (const column of [rows.at, rows.until]) column.week ??= column.day.map(weekOf);
  const tooVague = { year: 3, month: 2, week: 1, day: 1 }[axis.unit];
  const stands = rows.at[axis.unit], most = axis.count - 1;
  const all = groups("all", 1), bins = groups("bins", axis.count), reaching = groups("reaching", 1);
  const axisEnd = axis.end(most), finishes = rows.until[axis.unit];
  let umbrellas = 0, leftOut = 0;
  for (let row = first; row < last; row++) {
    if (row < inside && ends[row] < from) continue;
    all.events[0] += weights[row];
    if (rows.start[row] < from || ends[row] > to) reaching.events[0] += weights[row];
    umbrellas += umbrella[row];
    if (vague[row] >= tooVague) leftOut += weights[row];
    else bins.events[Math.min(Math.max(stands[row] - axis.from, 0), most)] += weights[row];
  }
  if (series.includes("events")) {
    state.series.events = bins.figures("events");
    state.spans.events = [];
  }
  for (const name of new Set([...headline, ...series])) {
    if (name === "events") continue;
    const { additive, row: known, own, ...figures } = rows.measures[name];
    const total = groups(`total ${name}`, 1), over = groups(`series ${name}`, axis.count);
    const beyond = groups(`beyond ${name}`, 1), spanned = groups(`spanned ${name}`, 1);
    const spans = [];
    beyond.events[0] = reaching.events[0];
    let parts = 0;
    const until = reached(known, last);
    for (let at = reached(known, first); at < until; at++) {
      const row = known[at];
      if (row < inside && ends[row] < from) continue;
      const starts = rows.start[row], finish = ends[row], further = starts < from || finish > to;
      if (further) {
        beyond.reach(0, additive, figures, at, starts, finish);
        // Cells of a big table stand for several events: one of them that sums up none is enough.
        parts += own[at];
      }
      else total.add(0, additive, figures, at);
      if (!further && vague[row] < tooVague && stands[row] === finishes[row] && finish <= axisEnd) over.add(stands[row] - axis.from, additive, figures, at);
      else if (series.includes(name)) spans.push({ row, at, starts, finish, further, own: own[at] });
    }
    if (headline.includes(name)) {
      state.totals[name] = total.figures(name, all.events, beyond)[0];
      // Only what umbrellas leave over beyond their parts, and no event's own figure: not to be told by itself.
      state.remainders[name] = state.totals[name].beyond.known > 0 && !parts;
    }
    if (!series.includes(name)) continue;
    state.series[name] = over.figures(name, bins.events);
    state.spans[name] = spansOf(name, spans, additive, figures, axis, stands, finishes, spanned);
    state.spanned[name] = spanned.figures(name)[0];
  }
  Object.assign(state, { events: all.events[0], umbrellas, leftOut });
}

// The figures that stand in no bin, each with the bins (`first` to `last`) over which it is drawn; `further`: it reaches
// beyond the period, so that no total has it. Beyond it a sum is not drawn where it is only what umbrellas leave over
// beyond their parts: no event has that figure. `spanned`: takes the sum of all that is drawn.
function spansOf(name, found, additive, figures, axis, stands, finishes, spanned) {
  found.sort((a, b) => a.starts - b.starts || a.finish - b.finish);
  const clipped = (place) => Math.min(Math.max(place - axis.from, 0), axis.count - 1);
  const of = groups(`spans ${name}`, found.length), spans = [];
  const same = (one, other) => one?.starts === other.starts && one.finish === other.finish;
  let told = true;
  found.forEach((one, place) => {
    const { row, at, starts, finish, further } = one;
    if (!same(found[place - 1], one)) {
      let own = 0;
      for (let each = place; same(found[each], one); each++) own += found[each].own;
      told = !further || !additive || own > 0;
      if (told) spans.push({ start: starts, end: finish, first: clipped(stands[row]), last: clipped(finishes[row]), further });
    }
    if (!told) return;
    of.add(spans.length - 1, additive, figures, at);
    of.events[spans.length - 1] += figures.known[at];
    spanned.add(0, additive, figures, at);
    spanned.events[0] += figures.known[at];
  });
  of.figures(name).slice(0, spans.length).forEach(({ events, known, low, high, open }, at) => Object.assign(spans[at], { events, known, low, high, open }));
  return spans;
}

function onMap(rows, from, to, { measure, towns, places }) {
  const { first, inside, last } = within(rows, from, to);
  const { end: ends, place, events: weights } = rows;
  // Towns first, then the regions and the whole country for what stands on none.
  const found = groups("map", towns + places), further = groups("map beyond", towns + places), { events } = found, nowhere = towns - 2, country = towns + places - 1;
  for (let row = first; row < last; row++) {
    if (row < inside && ends[row] < from) continue;
    const where = place[row], group = where >= 0 ? where : where === -1 ? country : nowhere - where;
    events[group] += weights[row];
    if (rows.start[row] < from || ends[row] > to) further.events[group] += weights[row];
  }
  if (measure !== "events") {
    const { additive, row: known, ...figures } = rows.measures[measure];
    const until = reached(known, last);
    for (let at = reached(known, first); at < until; at++) {
      const row = known[at];
      if (row < inside && ends[row] < from) continue;
      const where = place[row];
      const group = where >= 0 ? where : where === -1 ? country : nowhere - where;
      if (rows.start[row] < from || ends[row] > to) further.reach(group, additive, figures, at, rows.start[row], ends[row]);
      else found.add(group, additive, figures, at);
    }
  }
  const shown = found.figures(measure, events, further);
  Object.assign(state, { towns: shown.slice(0, towns), nowhere: shown.slice(towns) });
}

// Over all years: what the sizes of the circles and the bars of the histogram are made of.
export function whole(cells, [first, last], measure, towns) {
  const axis = axisOf(first, last, "year");
  const years = Array(axis.count).fill(0);
  cells.times.events.forEach((weight, row) => {
    years[Math.min(Math.max(cells.times.at.year[row] - axis.from, 0), axis.count - 1)] += weight;
  });
  const found = new Groups();
  found.clear(towns);
  cells.place.forEach((where, row) => { if (where >= 0) found.events[where] += cells.events[row]; });
  if (measure !== "events") {
    const { additive, row, ...figures } = cells.measures[measure];
    row.forEach((each, at) => { if (cells.place[each] >= 0) found.add(cells.place[each], additive, figures, at); });
  }
  return { axis, years, most: found.figures(measure).reduce((top, each) => Math.max(top, each.high ?? 0), 0) };
}
