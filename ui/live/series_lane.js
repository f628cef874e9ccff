// The milestones above the series: elections, offices, laws, parties, each a mark of its kind.
import { pool, set, svg } from "./draw.js";

export const LANE = 40;
const SLOTS = 30, LINES = 14, TOLD = 3, NEAR = 14;

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

export function lane(drawing, live) {
  const upright = drawing.appendChild(svg("path", { class: "upright" }));
  const drawMarks = pool(drawing.appendChild(svg("g", { class: "lane" })), () => svg("path"));
  let marks = [], at = null;
  return {
    // `day`: from a day to its pixel; `bottom`: where the upright lines end.
    draw([from, to], day, bottom) {
      at = day;
      marks = milestones(live.data.context, from, to);
      drawMarks(marks, (node, mark) => set(node, { d: GLYPHS[mark.rank], class: mark.strong ? "strong" : "", transform: `translate(${day(mark.day).toFixed(1)} ${LANE - 18})` }));
      // Faint upright lines, as many as do not become a hatching.
      let exact = marks.filter((mark) => mark.exact);
      if (exact.length > LINES) exact = exact.filter((mark) => mark.rank <= 1);
      if (exact.length > LINES) exact = exact.filter((mark) => mark.rank === 1);
      set(upright, { d: exact.map((mark) => `M${day(mark.day).toFixed(1)} ${LANE - 10}V${bottom}`).join("") });
    },
    // The lines that tell of the mark near a pixel; null: there is none.
    told(px) {
      const { say: speak, words } = live;
      const mark = marks.reduce((best, each) => (best === null || Math.abs(at(each.day) - px) < Math.abs(at(best.day) - px) ? each : best), null);
      if (!mark || Math.abs(at(mark.day) - px) > NEAR) return null;
      const lines = mark.all.slice(0, TOLD).map((each) => speak.fill(words.series.when, { when: each.when, figure: each.title }));
      if (mark.all.length > TOLD) lines.push(speak.counted(words.series.more, mark.all.length - TOLD, { n: speak.number(mark.all.length - TOLD) }));
      return lines;
    },
  };
}
