// One measure over time: every bin's range from its lowest to its highest figure, as atlas/drawing/range_marks.py draws it, and
// over the bins a bracket for each figure of several.
import { pool, say, set, svg } from "./draw.js";
import { figureTicks } from "./ticks.js";

const WIDEST = 40; // so many brackets can be told apart; of more the sum is told below

export const middle = (axis, bin) => axis.start(bin) + Math.floor((axis.end(bin) - axis.start(bin) + 1) / 2);

const higher = (bin, other) => other === null || bin.high > other.high || (bin.high === other.high && bin.low > other.low);
export const highest = (bins, spans) => {
  const most = bins.reduce((top, bin, at) => (bin.high && higher(bin, top === null ? null : bins[top]) ? at : top), null);
  const reach = spans.reduce((top, span) => Math.max(top, span.high ?? 0), 0);
  return { most, top: Math.max(most === null ? 0 : bins[most].high, reach) };
};
export const drawable = (spans) => (spans.length > WIDEST ? [] : spans);

export function panel(drawing, before) {
  const group = drawing.insertBefore(svg("g", { class: "panel" }), before);
  const path = (kind) => group.appendChild(svg("path", { class: kind }));
  const grid = path("grid");
  const drawLabels = pool(group.appendChild(svg("g", { class: "ticks" })), () => svg("text", { "text-anchor": "end" }));
  const paths = Object.fromEntries(["bracket", "bracket further", "stem", "band", "cap", "dot", "arrow", "hollow"].map((kind) => [kind, path(kind)]));
  const label = group.appendChild(svg("text", { class: "most" }));
  const none = group.appendChild(svg("text", { class: "none", "text-anchor": "middle" }));
  const cursor = path("cursor");

  return {
    group,
    // Where the reader looks, in pixels; null: nowhere.
    point: (px, height) => set(cursor, { d: px === null ? "" : `M${px.toFixed(1)} 0V${height}` }),
    // `box`: top, height, left, right edge; `day`: from a day to its pixel; `room`: pixels a bin.
    draw(bins, allSpans, axis, { top: y0, height, left, right, day, room }, live) {
      const { say: speak, words } = live;
      const spans = drawable(allSpans);
      const { most, top: reach } = highest(bins, spans);
      const { ticks, top } = figureTicks(reach);
      const y = (figure) => height - (figure / top) * height;
      const cap = Math.min(Math.max(0.9 * room, 4), 12) / 2;
      const d = Object.fromEntries(Object.keys(paths).map((kind) => [kind, ""]));
      const disc = (px, py, r) => `M${px - r} ${py}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
      set(group, { transform: `translate(0 ${y0})` });
      for (const span of spans) {
        if (span.high === null) continue;
        // Of a period of a day or two the last bin's end lies beyond the drawing.
        const a = Math.max(day(axis.start(span.first)), left), b = Math.min(day(axis.end(span.last) + 1), right);
        const wide = Math.max(b - a, 8), x = Math.min((a + b - wide) / 2, right - wide);
        const high = +y(span.high).toFixed(1), kind = span.further ? "bracket further" : "bracket";
        d[kind] += `M${x.toFixed(1)} ${high + 5}V${high}h${wide.toFixed(1)}v5`;
        if (span.low < span.high) d[kind] += `M${(x + wide / 2).toFixed(1)} ${high}V${y(span.low).toFixed(1)}`;
      }
      bins.forEach((bin, at) => {
        if (!bin.events) return;
        const px = +day(middle(axis, at)).toFixed(1);
        if (bin.low === null) return (d.hollow += disc(px, height, Math.min(Math.max(0.75 * cap, 2), 3)));
        const [low, high] = [+y(bin.low).toFixed(1), +y(bin.high).toFixed(1)];
        if (bin.low) d.stem += `M${px} ${height}V${low}`;
        if (bin.low < bin.high) {
          d.band += `M${px} ${low}V${high}`;
          if (bin.low) d.cap += `M${px - cap} ${low}h${2 * cap}`;
        }
        if (bin.open & 2) d.arrow += `M${px - 5} ${high + 4}h10l-5-9z`;
        else if (bin.low === bin.high) d.dot += disc(px, high, bin.high ? 3.5 : 2);
        else d.cap += `M${px - cap} ${high}h${2 * cap}`;
      });
      for (const [kind, path] of Object.entries(d)) set(paths[kind], { d: path });
      set(paths.band, { "stroke-width": Math.min(Math.max(0.5 * room, 2.5), 7).toFixed(1) });
      set(grid, { d: ticks.map((step) => `M${left} ${y(step).toFixed(1)}H${right}`).join("") });
      drawLabels(ticks, (node, step) => {
        say(node, speak.number(step));
        set(node, { x: left - 6, y: (y(step) + 4).toFixed(1) });
      });
      say(none, bins.some((bin) => bin.low !== null) || spans.length ? "" : words.series.none);
      set(none, { x: (left + right) / 2, y: height / 2 });
      // The highest of all is written beside its mark or bracket.
      const span = spans.reduce((top, each) => (each.high !== null && (top === null || each.high > top.high) ? each : top), null);
      if (span && (most === null || span.high > bins[most].high)) {
        say(label, speak.shown(span));
        return set(label, { x: Math.max(day(axis.start(span.first)) + 3, left + 3).toFixed(1), y: (y(span.high) - 4).toFixed(1), "text-anchor": "start" });
      }
      if (most === null) return say(label, "");
      const px = day(middle(axis, most)), late = px > (left + right) / 2;
      say(label, speak.shown(bins[most]));
      set(label, { x: (px + (late ? -9 : 9)).toFixed(1), y: Math.max(y(bins[most].high) + 4, 9).toFixed(1), "text-anchor": late ? "end" : "start" });
    },
  };
}
