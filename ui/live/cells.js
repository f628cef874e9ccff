// The cells of one filter as the server packs them (atlas/folds/live_cells.py), unpacked once into typed columns.
import { dayOf, parts } from "./calendar.js";
import { Groups } from "./groups.js";

const inflated = async (bytes) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());

// Seven bits a byte, the lowest first, an eighth where more follow; the sign is the lowest bit of the whole.
function unpacked(bytes, count) {
  const out = new Float64Array(count);
  for (let at = 0, place = 0; at < count; at++) {
    let byte = bytes[place++];
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) value += ((byte = bytes[place++]) & 127) * scale;
    out[at] = value % 2 ? -(value + 1) / 2 : value / 2;
  }
  return out;
}

const summed = (steps) => {
  for (let at = 1; at < steps.length; at++) steps[at] += steps[at - 1];
  return steps;
};

// Whole numbers take half the room where they can, and less time to go through.
const narrow = (numbers) => (numbers.every((value) => value === (value | 0)) ? Int32Array.from(numbers) : numbers);

// Where the numbers end: a column has a row's worth of last bytes.
const ends = (bytes) => bytes.reduce((count, byte) => count + (byte < 128), 0);

// Each row's month and year, counted as calendar.js counts them; quick where the rows are in the order of time.
function unitsOf(start) {
  const month = new Int32Array(start.length), year = new Int32Array(start.length);
  for (let row = 0, from = Infinity, until = -Infinity, m = 0, y = 0; row < start.length; row++) {
    if (start[row] >= until || start[row] < from) {
      const [full, part] = parts(start[row]);
      [y, m, from, until] = [full, 12 * full + part, dayOf(full, part, 1), dayOf(full, part + 1, 1)];
    }
    month[row] = m;
    year[row] = y;
  }
  return { day: start, month, year };
}

// The rows with the places folded away: one for each first and last day and vagueness, with the same columns.
function timesOf({ start, end, vague, events, umbrella, measures }) {
  const known = new Map(), of = new Int32Array(start.length), firsts = [];
  for (let row = 0; row < start.length; row++) {
    if (row && start[row] !== start[row - 1]) known.clear();
    const key = 3 * (end[row] - start[row]) + vague[row];
    if (!known.has(key)) {
      known.set(key, firsts.length);
      firsts.push(row);
    }
    of[row] = known.get(key);
  }
  const taken = (column) => Int32Array.from(firsts, (row) => column[row]);
  const sum = (column) => {
    const out = new Float64Array(firsts.length);
    column.forEach((value, row) => (out[of[row]] += value));
    return out;
  };
  const times = { start: taken(start), end: taken(end), vague: taken(vague), events: sum(events), umbrella: sum(umbrella), measures: {} };
  for (const [name, { additive, row, ...figures }] of Object.entries(measures)) {
    const found = new Groups();
    found.clear(firsts.length);
    row.forEach((each, at) => found.add(of[each], additive, figures, at));
    const filled = firsts.map((_row, at) => at).filter((at) => found.known[at]);
    const column = (values) => Float64Array.from(filled, (at) => values[at]);
    // `own`: of the cells with a figure, how many events that sum up no others. Two of the same days lie in one row here,
    // and one of them may have none.
    const own = new Float64Array(firsts.length);
    row.forEach((each) => (own[of[each]] += events[each] - umbrella[each]));
    times.measures[name] = {
      additive, row: Int32Array.from(filled),
      known: column(found.known), low: column(found.low), high: column(found.high), open: column(found.open), own: column(own) };
  }
  return times;
}

const dated = (rows) => Object.assign(rows, {
  at: unitsOf(rows.start),
  until: unitsOf(rows.end),
  reach: rows.start.reduce((most, start, row) => Math.max(most, rows.end[row] - start), 0),
});

// The line of JSON in front, which is all that is read of cells that are already here.
export const headOf = (bytes) => JSON.parse(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(10))));

// Rows in the order of their start: `start`, `end`, `at` and `until` (start and end in each unit of time), `reach` (the longest span),
// `place` (town; −1 the whole country, −2 − region), `vague`, `umbrella` and `events` (how many); per measure, of the
// rows with a figure, `row`, `known` (how many), `low`, `high`, `open`. And `times`: the same without their places, with `own`.
export async function cellsOf(bytes) {
  const { tag, kind, count, exact, additive, columns } = headOf(bytes);
  if (kind !== "events" && kind !== "months") throw new Error(`cells of an unknown kind: ${kind}`);
  const body = await inflated(bytes.subarray(bytes.indexOf(10) + 1));
  const found = {};
  let from = 0;
  for (const [name, length] of columns) {
    const part = body.subarray(from, (from += length));
    found[name] = unpacked(part, ends(part));
  }
  const ones = (length) => new Int32Array(length).fill(1);
  const start = narrow(summed(found.start));
  const measures = {};
  for (const name of Object.keys(additive)) {
    const column = (part) => found[`${name}.${part}`];
    const [row, low, spread] = [summed(column("row")), column("low"), column("spread")];
    measures[name] = {
      additive: additive[name],
      row: narrow(row),
      known: column("known") ? narrow(column("known")) : ones(row.length),
      low: narrow(low),
      high: narrow(low.map((value, at) => value + spread[at])),
      open: Uint8Array.from(column("open")),
    };
  }
  const cells = dated({
    tag, kind, exact: new Set(exact),
    start,
    end: narrow(found.span.map((span, at) => start[at] + span)),
    place: narrow(summed(found.place)),
    vague: Uint8Array.from(found.grade, (each) => each % 3),
    umbrella: Int32Array.from(found.grade, (each) => Math.floor(each / 3)),
    events: found.events ? narrow(found.events) : ones(count),
    measures,
  });
  return Object.assign(cells, { times: dated(timesOf(cells)) });
}
