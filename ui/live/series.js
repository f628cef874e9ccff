// Figures over time: two measures of the reader's choice on one axis, with the milestones above them.
import { choices, html, pool, say, set, svg, tip } from "./draw.js";
import { LANE, lane } from "./series_lane.js";
import { highest, drawable, panel } from "./series_panel.js";
import { readings, stop } from "./series_read.js";
import { figureTicks, timeTicks } from "./ticks.js";

const TITLE = 38, AXIS = 36, RIGHT = 12, NEAR = 30, LEAST = 60;
const DAYS = { day: 1, week: 7, month: 30.4, year: 365 }, FINEST = 500; // so many bins can be drawn and read
const kept = { measures: null, unit: "" }; // outlives a change of page

export function series(parent, live, caption) {
  const key = parent.appendChild(html("div", { class: "key", "aria-hidden": "true" }));
  const box = parent.appendChild(html("div", { class: "series" }));
  const drawing = box.appendChild(svg("svg", { role: "img" }));
  const heads = [0, 1].map((at) => {
    const node = box.appendChild(html("div", { class: "head" }));
    const measure = choices(node, "panel", (code) => { kept.measures[at] = code; again(); });
    return { node, measure, by: node.appendChild(html("span", { class: "by" })) };
  });
  const unit = choices(heads[0].node, "unit", (code) => { kept.unit = code; again(); });
  unit.node.parentNode.classList.add("unit");
  const told = tip(box);
  const top = lane(drawing, live);
  const ticks = drawing.appendChild(svg("g", { class: "ticks" }));
  const drawTicks = pool(ticks, () => svg("text"));
  const inset = drawing.appendChild(svg("path", { class: "tickmarks" }));
  const panels = [0, 1].map(() => panel(drawing, ticks));
  const stops = [0, 1].map((at) => stop(box, (step) => read(at, step)));
  let width = 0, height = 0, x = null, left = 60, tall = LEAST, reading = [0, 0];

  const again = () => { live.frame(); };
  const day = (at) => left + ((at - x.first) / (x.last - x.first || 1)) * (width - left - RIGHT);
  const topOf = (at) => LANE + TITLE + at * (TITLE + tall);

  // A value as the reader asked for it: by so many steps from the last, or by none at all.
  function read(at, step) {
    panels[1 - at].point(null);
    if (step === null) { panels[at].point(null); return told.hide(); }
    const found = readings(live.state, kept.measures[at], live);
    if (!found.length) return;
    const next = Math.min(Math.max(reading[at] + step, 0), found.length - 1);
    reading[at] = next;
    point(at, found[next]);
    stops[at].say(live.words.series.titles[kept.measures[at]], next, found.length, found[next].lines.join(". "));
  }
  const point = (at, { day: when, lines }) => {
    panels[at].point(day(when), tall);
    told.show(day(when), topOf(at) + tall / 3, lines);
  };

  box.onpointermove = box.onpointerdown = (event) => {
    if (!live.state || event.target.closest?.("select")) return;
    const frame = box.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    for (const each of panels) each.point(null);
    if (py < LANE) {
      const lines = top.told(px);
      return lines ? told.show(px, LANE - 18, ["", ...lines]) : told.hide();
    }
    const at = py < topOf(1) - TITLE ? 0 : 1;
    const nearest = readings(live.state, kept.measures[at], live).reduce((best, each) => (best === null || Math.abs(day(each.day) - px) < Math.abs(day(best.day) - px) ? each : best), null);
    if (!nearest || Math.abs(day(nearest.day) - px) > NEAR) return told.hide();
    point(at, nearest);
  };
  box.onpointerleave = () => { told.hide(); for (const each of panels) each.point(null); };

  const watch = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = box;
    if (!clientWidth || (clientWidth === width && clientHeight === height)) return;
    [width, height] = [clientWidth, clientHeight];
    live.redraw();
  });
  watch.observe(box);

  return {
    // Which measures the fold is to follow over time, and by which unit: the finest that can be drawn of a longer period.
    wanted: () => kept.measures ?? live.data.series,
    unit([start, end]) {
      if (!kept.unit) return undefined;
      const order = ["day", "week", "month", "year"];
      return order.slice(order.indexOf(kept.unit)).find((each) => (end - start + 1) / DAYS[each] <= FINEST) ?? "year";
    },
    begin() {
      const { data, words: { series: words } } = live;
      kept.measures ??= [...data.series];
      say(key, words.key);
      const titles = Object.entries(words.titles);
      heads.forEach(({ measure }, at) => {
        measure.fill("", titles, kept.measures[at]);
        set(measure.node, { "aria-label": words.choose });
      });
      unit.fill("", [["", words.fitting], ...Object.entries(words.by)], kept.unit);
      set(unit.node, { "aria-label": words.unit });
      reading = [0, 0];
    },
    draw(state) {
      if (!width) return;
      const { axis } = state;
      tall = Math.max((height - LANE - AXIS - 2 * TITLE) / 2, LEAST);
      set(drawing, { viewBox: `0 0 ${width} ${height}` });
      // Whole units even where the period begins or ends inside one, and half a mark of room at both ends.
      const [from, to] = [axis.start(0), axis.end(axis.count - 1)];
      const pad = Math.max((to - from) * 0.012, 0.7);
      x = { from, to, first: from - pad, last: to + pad };
      const room = (width - 60) / axis.count;
      const digits = kept.measures.map((each) => live.say.number(figureTicks(highest(state.series[each], drawable(state.spans?.[each] ?? [])).top).ticks.at(-1)).length);
      left = 22 + 7 * Math.max(...digits, 2);
      kept.measures.forEach((each, at) => {
        panels[at].group.style.setProperty("--tone", live.data.colours[each]);
        heads[at].node.style.setProperty("--tone", live.data.colours[each]);
        heads[at].node.style.top = `${topOf(at) - TITLE + 4}px`;
        Object.assign(stops[at].node.style, { top: `${topOf(at)}px`, height: `${tall}px`, left: `${left}px` });
        panels[at].draw(state.series[each], state.spans?.[each] ?? [], axis, { top: topOf(at), height: tall, left, right: width - RIGHT, day, room }, live);
        say(heads[at].by, live.words.series.units[axis.unit]);
      });
      const bottom = topOf(1) + tall;
      top.draw([from, to], day, bottom);
      const found = timeTicks({ start: from, end: to, axis }, live.say);
      drawTicks(found.flatMap((tick) => tick.words.map((text, line) => ({ text, line, at: tick.day }))), (node, tick) => {
        say(node, tick.text);
        set(node, { x: Math.min(day(tick.at), width - 3.5 * tick.text.length).toFixed(1), y: (bottom + 18 + 15 * tick.line).toFixed(1), "text-anchor": "middle" });
      });
      set(inset, { d: found.map((tick) => `M${day(tick.day).toFixed(1)} ${bottom.toFixed(1)}v4`).join("") });
      const { words: { series: words }, say: speak } = live;
      const lost = kept.measures.filter((each) => (state.spans?.[each] ?? []).length && !drawable(state.spans[each]).length)
        .map((each) => ` ${speak.fill(words.spanned, { measure: live.label(each), figure: speak.range(state.spanned[each]) })}`);
      const out = state.leftOut ? ` ${speak.counted(words.left_out, state.leftOut, { count: speak.number(state.leftOut) })}` : "";
      say(caption, words.caption + out + lost.join(""));
    },
    rest(state) {
      set(drawing, { "aria-label": live.alts?.series ?? "" });
      kept.measures.forEach((measure, at) => {
        const found = readings(state, measure, live);
        reading[at] = Math.min(reading[at], Math.max(found.length - 1, 0));
        stops[at].say(live.words.series.titles[measure], reading[at], found.length, found[reading[at]]?.lines.join(". ") ?? live.words.series.none);
      });
    },
    end: () => watch.disconnect(),
  };
}
