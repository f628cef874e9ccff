// Figures over time: every bin's range from its lowest to its highest figure, as atlas/drawing/range_marks.py draws it.
import { dayOf, parts } from "./calendar.js";
import { html, pool, say, set, svg, tip } from "./draw.js";

const PANEL = 140, TITLE = 34, AXIS = 36, RIGHT = 12, LANE = 40, SLOTS = 30, LINES = 14, TOLD = 3;

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
function timeTicks({ start, end, axis }, { words, date, fill }) {
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

// plotly's marks for the ranks of the lane: diamond, square, triangles down and up, circle.
const GLYPHS = ["M0-4.5L4.5 0L0 4.5L-4.5 0Z", "M-3.5-3.5H3.5V3.5H-3.5Z", "M-4-3.5H4L0 4Z", "M-4 3.5H4L0-4Z", "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0"];

// Milestones that fall into one place of the lane share a mark, the weightiest kind first: as atlas/drawing/context_lane.py.
function milestones(context, first, last) {
  const slot = Math.max((last - first) / SLOTS, 1);
  const groups = new Map();
  for (const each of context) {
    if (each.day < first || each.day > last) continue;
    const place = Math.trunc((each.day - first) / slot);
    groups.set(place, [...(groups.get(place) ?? []), each]);
  }
  return [...groups.values()].map((all) => ({ ...all.reduce((most, each) => (each.rank < most.rank ? each : most)), all }));
}

export function series(parent, live) {
  const key = parent.appendChild(html("div", { class: "key", "aria-hidden": "true" }));
  const box = parent.appendChild(html("div", { class: "series" }));
  const drawing = box.appendChild(svg("svg", { role: "img" }));
  const told = tip(box);
  const caption = parent.appendChild(html("p", { class: "note" }));
  const upright = drawing.appendChild(svg("path", { class: "upright" }));
  const lane = drawing.appendChild(svg("g", { class: "lane" }));
  const drawLane = pool(lane, () => svg("path"));
  let panels = [], width = 0, x, left = 60, marks = [];
  const ticks = drawing.appendChild(svg("g", { class: "ticks" }));
  const drawTicks = pool(ticks, () => svg("text"));
  const inset = drawing.appendChild(svg("path", { class: "tickmarks" }));

  const panel = (measure, at) => {
    const top = LANE + TITLE + at * (TITLE + PANEL);
    const group = drawing.insertBefore(svg("g", { class: "panel", transform: `translate(0 ${top})` }), ticks);
    group.style.setProperty("--tone", live.data.colours[measure]);
    const title = group.appendChild(svg("text", { class: "title", x: 0, y: -12 }));
    const name = title.appendChild(svg("tspan", { class: "name" }));
    const by = title.appendChild(svg("tspan", { dx: 6 }));
    say(name, live.words.series.titles[measure]);
    const path = (kind) => group.appendChild(svg("path", { class: kind }));
    const grid = path("grid");
    const labels = group.appendChild(svg("g", { class: "ticks" }));
    const made = { measure, top, group, by, grid, drawLabels: pool(labels, () => svg("text", { "text-anchor": "end" })) };
    for (const kind of ["stem", "band", "cap", "dot", "arrow", "hollow"]) made[kind] = path(kind);
    made.most = group.appendChild(svg("text", { class: "most" }));
    made.none = group.appendChild(svg("text", { class: "none", "text-anchor": "middle" }));
    return made;
  };

  const day = (at) => left + ((at - x.first) / (x.last - x.first || 1)) * (width - left - RIGHT);
  const middle = (axis, bin) => axis.start(bin) + Math.floor((axis.end(bin) - axis.start(bin) + 1) / 2);

  function drawPanel(each, state, room) {
    const { axis } = state;
    const bins = state.series[each.measure];
    const { say: speak, words } = live;
    const higher = (bin, other) => bin.high > other.high || (bin.high === other.high && bin.low > other.low);
    const most = bins.reduce((top, bin, at) => (bin.high && (top === null || higher(bin, bins[top])) ? at : top), null);
    const { ticks: steps, top } = figureTicks(most === null ? 0 : bins[most].high);
    const y = (figure) => PANEL - (figure / top) * PANEL;
    const cap = Math.min(Math.max(0.9 * room, 4), 12) / 2;
    const d = { stem: "", band: "", cap: "", dot: "", arrow: "", hollow: "" };
    const disc = (px, py, r) => `M${px - r} ${py}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    bins.forEach((bin, at) => {
      if (!bin.events) return;
      const px = +day(middle(axis, at)).toFixed(1);
      if (bin.low === null) return (d.hollow += disc(px, PANEL, Math.min(Math.max(0.75 * cap, 2), 3)));
      const [low, high] = [+y(bin.low).toFixed(1), +y(bin.high).toFixed(1)];
      if (bin.low) d.stem += `M${px} ${PANEL}V${low}`;
      if (bin.low < bin.high) {
        d.band += `M${px} ${low}V${high}`;
        if (bin.low) d.cap += `M${px - cap} ${low}h${2 * cap}`;
      }
      if (bin.open & 2) d.arrow += `M${px - 5} ${high + 4}h10l-5-9z`;
      else if (bin.low === bin.high) d.dot += disc(px, high, bin.high ? 3.5 : 2);
      else d.cap += `M${px - cap} ${high}h${2 * cap}`;
    });
    for (const [kind, path] of Object.entries(d)) set(each[kind], { d: path });
    set(each.band, { "stroke-width": Math.min(Math.max(0.5 * room, 2.5), 7).toFixed(1) });
    set(each.grid, { d: steps.map((step) => `M${left} ${y(step).toFixed(1)}H${width - RIGHT}`).join("") });
    each.drawLabels(steps, (node, step) => {
      say(node, speak.number(step));
      set(node, { x: left - 6, y: (y(step) + 4).toFixed(1) });
    });
    say(each.by, words.series.units[axis.unit]);
    say(each.none, bins.some((bin) => bin.low !== null) ? "" : words.series.none);
    set(each.none, { x: (left + width) / 2, y: PANEL / 2 });
    if (most === null) return say(each.most, "");
    const px = day(middle(axis, most)), late = px > (left + width - RIGHT) / 2;
    say(each.most, speak.shown(bins[most]));
    set(each.most, { x: (px + (late ? -9 : 9)).toFixed(1), y: (y(bins[most].high) + 4).toFixed(1), "text-anchor": late ? "end" : "start" });
  }

  function drawTop() {
    marks = milestones(live.data.context, x.from, x.to);
    drawLane(marks, (node, mark) => set(node, { d: GLYPHS[mark.rank], class: mark.strong ? "strong" : "", transform: `translate(${day(mark.day).toFixed(1)} ${LANE - 18})` }));
    // Faint upright lines, as many as do not become a hatching.
    let exact = marks.filter((mark) => mark.exact);
    if (exact.length > LINES) exact = exact.filter((mark) => mark.rank <= 1);
    if (exact.length > LINES) exact = exact.filter((mark) => mark.rank === 1);
    set(upright, { d: exact.map((mark) => `M${day(mark.day).toFixed(1)} ${LANE - 10}V${LANE + panels.length * (TITLE + PANEL)}`).join("") });
  }

  drawing.onpointermove = drawing.onpointerdown = (event) => {
    const frame = drawing.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    const { state, say: speak, words } = live;
    const nearest = (items, at) => items.reduce((best, item) => (Math.abs(at(item) - px) < Math.abs((best === null ? 1e9 : at(best)) - px) ? item : best), null);
    if (py < LANE) {
      const mark = nearest(marks, (each) => day(each.day));
      if (!mark || Math.abs(day(mark.day) - px) > 14) return told.hide();
      const lines = mark.all.slice(0, TOLD).map((each) => speak.fill(words.series.when, { when: each.when, figure: each.title }));
      if (mark.all.length > TOLD) lines.push(speak.counted(words.series.more, mark.all.length - TOLD, { n: speak.number(mark.all.length - TOLD) }));
      return told.show(px, LANE - 18, ["", ...lines]);
    }
    const each = panels[Math.min(Math.max(Math.floor((py - LANE) / (TITLE + PANEL)), 0), panels.length - 1)];
    const bins = state.series[each.measure];
    const filled = bins.map((bin, at) => at).filter((at) => bins[at].events);
    const at = nearest(filled, (bin) => day(middle(state.axis, bin)));
    if (at === null || Math.abs(day(middle(state.axis, at)) - px) > 30) return told.hide();
    const when = speak.date(state.axis.start(at), state.axis.unit);
    told.show(px, each.top + PANEL / 3, [speak.fill(words.series.when, { when, figure: speak.range(bins[at]) }), speak.known(bins[at])]);
  };
  drawing.onpointerleave = () => told.hide();

  const watch = new ResizeObserver(() => {
    if (box.clientWidth === width || !box.clientWidth) return;
    live.redraw();
  });
  watch.observe(box);

  return {
    begin() {
      panels.forEach((each) => each.group.remove());
      panels = live.data.series.map(panel);
      say(key, live.words.series.key);
      const height = LANE + panels.length * (TITLE + PANEL) + AXIS;
      box.style.height = `${height}px`;
    },
    draw(state) {
      if (!(width = box.clientWidth)) return;
      const { axis } = state;
      set(drawing, { viewBox: `0 0 ${width} ${box.clientHeight}` });
      // Whole units even where the period begins or ends inside one, and half a mark of room at both ends.
      const [from, to] = [axis.start(0), axis.end(axis.count - 1)];
      const pad = Math.max((to - from) * 0.012, 0.7);
      x = { from, to, first: from - pad, last: to + pad };
      const room = (width - 60) / axis.count;
      left = 22 + 7 * Math.max(...panels.map(({ measure }) => live.say.number(figureTicks(state.series[measure].reduce((top, bin) => Math.max(top, bin.high ?? 0), 0)).ticks.at(-1)).length), 2);
      for (const each of panels) drawPanel(each, state, room);
      drawTop();
      const bottom = LANE + panels.length * (TITLE + PANEL);
      const found = timeTicks({ start: from, end: to, axis }, live.say);
      drawTicks(found.flatMap((tick) => tick.words.map((text, line) => ({ text, line, at: tick.day }))), (node, tick) => {
        say(node, tick.text);
        set(node, { x: Math.min(day(tick.at), width - 3.5 * tick.text.length).toFixed(1), y: bottom + 18 + 15 * tick.line, "text-anchor": "middle" });
      });
      set(inset, { d: found.map((tick) => `M${day(tick.day).toFixed(1)} ${bottom}v4`).join("") });
      const { words, say: speak } = live;
      const out = state.leftOut ? ` ${speak.counted(words.series.left_out, state.leftOut, { count: speak.number(state.leftOut) })}` : "";
      say(caption, words.series.caption + out);
    },
    rest: () => set(drawing, { "aria-label": live.alts?.series ?? "" }),
    end: () => watch.disconnect(),
  };
}
