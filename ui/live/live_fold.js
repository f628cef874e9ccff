// Folds the cells of one filter for any period, by the rules of atlas/aggregates.py; a test compares every number.
import { axisOf, unitOf } from "./live_calendar.js";

// Seven bits a byte, the lowest first, an eighth where more follow; the sign is the lowest bit of the whole.
const unpacked = (text) => {
  const bytes = atob(text);
  const out = [];
  let value = 0;
  let scale = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes.charCodeAt(at);
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte > 127) continue;
    out.push(value % 2 ? -(value + 1) / 2 : value / 2);
    value = 0;
    scale = 1;
  }
  return out;
};

const summed = (steps) => {
  let sum = 0;
  return steps.map((step) => (sum += step));
};

export function cellsOf(packed) {
  if (packed.kind !== "events") throw new Error(`cells of an unknown kind: ${packed.kind}`);
  const start = summed(unpacked(packed.start));
  const grade = unpacked(packed.grade);
  const measures = {};
  for (const [name, { additive, ...columns }] of Object.entries(packed.measures)) {
    const row = summed(unpacked(columns.row));
    const low = unpacked(columns.low);
    const spread = unpacked(columns.spread);
    const open = unpacked(columns.open);
    measures[name] = { additive, row, low, high: low.map((value, at) => value + spread[at]), open };
  }
  return {
    count: packed.count,
    start,
    end: unpacked(packed.span).map((span, at) => start[at] + span),
    vague: grade.map((each) => each >> 1),
    umbrella: grade.map((each) => each & 1),
    city: unpacked(packed.city),
    region: unpacked(packed.region),
    measures,
  };
}

// The figure of each group of the kept rows; a group that is negative counts nowhere. Unknown is null, never 0.
export function figuresBy(cells, kept, measure, groups, count) {
  const out = Array.from({ length: count }, () => ({ events: 0, known: 0, low: null, high: null, open: 0 }));
  for (let row = 0; row < cells.count; row++) if (kept[row] && groups[row] >= 0) out[groups[row]].events++;
  if (measure === "events") {
    for (const each of out) each.known = each.low = each.high = each.events;
    return out;
  }
  const { additive, row, low, high, open } = cells.measures[measure];
  const here = (visit) => {
    for (let at = 0; at < row.length; at++)
      if (kept[row[at]] && groups[row[at]] >= 0) visit(out[groups[row[at]]], low[at], high[at], open[at]);
  };
  here((group, least, most, mark) => {
    group.known++;
    group.low = additive ? group.low + least : Math.max(group.low, least);
    group.high = additive ? group.high + most : Math.max(group.high, most);
    if (additive) group.open |= mark;
  });
  // Of turnouts only the largest is shown, so only the largest can leave the figure open.
  if (!additive)
    here((group, _least, most, mark) => {
      if (most === group.high) group.open |= mark;
    });
  // A remainder can come out with its bounds crossed: see Range.of.
  for (const each of out) if (each.low > each.high) [each.low, each.high] = [each.high, each.low];
  return out;
}

// Everything that the screen shows of a period. `whole`: the first and last day of the slider; an end of the period
// that lies there is open, as it is in the link.
export function fold(cells, [start, end], whole, { measure, series, headline, towns, places }) {
  const from = start <= whole[0] ? -Infinity : start;
  const to = end >= whole[1] ? Infinity : end;
  const kept = new Uint8Array(cells.count);
  let events = 0;
  let umbrellas = 0;
  for (let row = 0; row < cells.count; row++) {
    if (cells.end[row] < from || cells.start[row] > to) continue;
    kept[row] = 1;
    events++;
    umbrellas += cells.umbrella[row];
  }
  const one = new Int32Array(cells.count);
  const totals = {};
  for (const name of headline) totals[name] = figuresBy(cells, kept, name, one, 1)[0];

  const nowhere = cells.city.map((city, row) => (city >= 0 ? -1 : cells.region[row] < 0 ? places - 1 : cells.region[row]));

  // On a time axis an event stands at its start, clamped to the period; it never pretends to a day.
  const unit = unitOf(start, end);
  const axis = axisOf(start, end, unit);
  const tooVague = { year: 3, month: 2, day: 1 }[unit];
  let leftOut = 0;
  const bins = cells.start.map((first, row) => {
    if (!kept[row]) return -1;
    if (cells.vague[row] >= tooVague) return leftOut++, -1;
    return axis.place(Math.min(Math.max(first, start), end));
  });
  const over = {};
  for (const name of series) over[name] = figuresBy(cells, kept, name, bins, axis.count);
  return {
    start,
    end,
    events,
    umbrellas,
    totals,
    measure,
    towns: figuresBy(cells, kept, measure, cells.city, towns),
    nowhere: figuresBy(cells, kept, measure, nowhere, places),
    axis,
    series: over,
    leftOut,
  };
}

// Over all years: what the sizes of the circles and the bars of the histogram are made of.
export function whole(cells, [first, last], measure, towns) {
  const kept = new Uint8Array(cells.count).fill(1);
  const axis = axisOf(first, last, "year");
  const years = cells.start.map((day) => axis.place(Math.min(Math.max(day, first), last)));
  return {
    axis,
    years: figuresBy(cells, kept, "events", years, axis.count).map((each) => each.events),
    most: figuresBy(cells, kept, measure, cells.city, towns).reduce((most, each) => Math.max(most, each.high ?? 0), 0),
  };
}
