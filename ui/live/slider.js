// The period under the hand: events over time as bars, a window over them, and a handle at each of its ends.
import { parts, dayOf } from "./calendar.js";
import { html, pool, say, set } from "./draw.js";
import { around, barsOf } from "./slider_zoom.js";
import { timeTicks } from "./ticks.js";

const HEIGHT = 44; // of the highest bar, in pixels
const APART = 24; // handles that would lie closer than this part sideways

export function slider(parent, live) {
  const track = parent.appendChild(html("div", { class: "track" }));
  const bars = track.appendChild(html("div", { class: "bars", role: "img" }));
  const drawBars = pool(bars, () => html("i"));
  const band = track.appendChild(html("div", { class: "hold" }));
  const rail = track.appendChild(html("div", { class: "rail" }));
  const reach = rail.appendChild(html("div", { class: "reach" }));
  const part = rail.appendChild(html("div", { class: "part" }));
  const handles = [0, 1].map(() => track.appendChild(html("div", { class: "handle", role: "slider", tabindex: 0 })));
  const years = parent.appendChild(html("div", { class: "years", "aria-hidden": "true" }));
  const drawYears = pool(years, () => html("span"));
  let held = null, width = 0, found = { axis: null, counts: [] };

  const share = (day) => { const [first, last] = live.span; return (100 * (day - first)) / (last - first || 1); };
  const dayAt = (event) => {
    const { left, width } = rail.getBoundingClientRect();
    const [first, last] = live.span;
    return Math.round(first + (Math.min(Math.max((event.clientX - left) / width, 0), 1)) * (last - first));
  };
  const moved = (which, day) => live.grain.moved(which, day, live.period, live.span);

  // Where the handles are drawn, in pixels: at their days, but never on each other.
  const placed = () => {
    const at = live.period.map((day) => (share(Math.min(Math.max(day, live.span[0]), live.span[1])) / 100) * width);
    const lack = APART - (at[1] - at[0]);
    if (lack <= 0 || width < APART) return at;
    const left = Math.min(Math.max(at[0] - lack / 2, 0), width - APART);
    return [left, left + APART];
  };

  track.onpointerdown = (event) => {
    if (event.button) return;
    const day = dayAt(event);
    const [start, end] = live.period;
    const on = handles.includes(event.target.closest(".handle"));
    const inside = event.target === band && !(start <= live.span[0] && end >= live.span[1]);
    const [first, last] = placed(), x = event.clientX - rail.getBoundingClientRect().left;
    const nearest = Math.abs(x - first) < Math.abs(x - last) ? 0 : 1;
    const which = on ? nearest : inside ? 2 : nearest;
    held = { which, grip: which === 2 ? day - start : on ? day - live.period[which] : 0, id: event.pointerId };
    track.setPointerCapture(event.pointerId);
    live.take();
    if (which < 2) handles[which].focus({ preventScroll: true });
    if (!on && which < 2) live.show(moved(which, day));
    event.preventDefault();
  };
  track.onpointermove = (event) => {
    if (!held || event.pointerId !== held.id) return;
    const day = dayAt(event) - held.grip;
    const [start, end] = live.period;
    // Where both ends stand on one day (or in one month), the first move away says which of them is meant.
    if (held.which < 2 && live.grain.together(live.period) && (day < start || day > end)) held.which = day < start ? 0 : 1;
    live.show(moved(held.which, day));
  };
  track.onpointerup = track.onpointercancel = track.onlostpointercapture = (event) => {
    if (!held || event.pointerId !== held.id) return;
    held = null;
    live.release();
  };

  let resting = 0;
  handles.forEach((handle, which) => {
    handle.onkeydown = (event) => {
      const at = live.period[which];
      const [first, last] = live.span;
      const page = { PageUp: 1, PageDown: -1 }[event.key];
      const way = page ?? { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      const to = way ? live.grain.stepped(which, at, way, { page: page !== undefined, shift: event.shiftKey })
        : event.key === "Home" ? first : event.key === "End" ? last : null;
      if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      live.take();
      live.show(moved(which, to));
      // The server is told once the keys rest.
      clearTimeout(resting);
      resting = setTimeout(live.release, 400);
    };
  });

  const watch = new ResizeObserver(() => {
    if (rail.clientWidth === width || !rail.clientWidth) return;
    width = rail.clientWidth;
    live.redraw();
  });
  watch.observe(rail);

  const zoomed = () => live.span[0] > live.limits[0] || live.span[1] < live.limits[1];
  // Look at other days: the bars anew.
  const look = (span) => {
    // Of a big table whole months, so that its ends are such as the hand can come to.
    const seen = live.grain.settled(span, live.limits);
    if (seen.every((day, which) => day === live.span[which])) return;
    live.span = seen;
    if (live.cells) lay();
  };

  const lay = () => {
    const [first, last] = live.span;
    found = barsOf(live.cells, live.whole, live.limits, live.span);
    const { axis, counts } = found;
    const most = Math.max(...counts, 1);
    const filled = counts.map((count, at) => ({ count, at })).filter(({ count }) => count);
    const inWords = ({ count, at }) => live.say.fill(live.words.series.when, {
      when: live.say.date(axis.start(at), axis.unit), figure: live.say.counted(live.words.map.events, count, { n: live.say.number(count) }) });
    drawBars(filled, (bar, { count, at }) => {
      const from = Math.max(axis.start(at), first), to = Math.min(axis.end(at) + 1, last);
      bar.style.left = `${share(from)}%`;
      // The last day of the axis is a line of no width.
      bar.style.width = `${Math.max(share(to) - share(from), 0.15)}%`;
      bar.style.height = `${Math.max(Math.round((HEIGHT * count) / most), 2)}px`;
      bar.title = inWords({ count, at });
      bar.bin = at;
    });
    const peak = filled.reduce((best, each) => (best === null || each.count > best.count ? each : best), null);
    const words = live.words.slider;
    set(bars, { "aria-label": peak === null ? words.empty : live.say.fill(words.histogram[axis.unit], {
      total: live.say.number(counts.reduce((sum, count) => sum + count, 0)), peak: inWords(peak) }) });
    drawYears(zoomed() ? closely(axis) : inYears(), (node, { day, text, odd }) => {
      const at = share(day);
      node.hidden = at < 1 || at > 99;
      node.className = odd ? "odd" : "";
      node.style.left = `${at}%`;
      say(node, text);
    });
  };
  const inYears = () => {
    const [y1, y2] = live.span.map((day) => parts(day)[0]);
    const step = y2 - y1 > 60 ? 20 : y2 - y1 > 12 ? 5 : 1;
    return Array.from({ length: y2 - y1 + 1 }, (_none, at) => y1 + at).filter((year) => year % step === 0)
      .map((year) => ({ day: dayOf(year, 0, 1), text: live.say.date(dayOf(year, 0, 1), "year"), odd: year % (2 * step) }));
  };
  const closely = (axis) => timeTicks({ start: live.span[0], end: live.span[1], axis }, live.say)
    .map(({ day, words }, at) => ({ day, text: words.join(" "), odd: at % 2 }));

  return {
    held: () => held !== null,
    zoomed,
    toggle: () => { look(zoomed() ? [...live.limits] : around(live.period, live.limits)); live.frame(); },
    // Somebody else moved the period, or a preset did: all of it must be seen, and its ends be free to the hand.
    fit(period) {
      const within = period[0] >= live.span[0] && period[1] <= live.span[1];
      if (!within) look([...live.limits]);
      if (width && (period[1] - period[0]) / (live.span[1] - live.span[0] || 1) * width < APART) look(around(period, live.limits));
      else if (zoomed() && period[1] - period[0] < (live.span[1] - live.span[0]) / 12) look(around(period, live.limits));
    },
    begin() {
      const { words } = live;
      handles.forEach((handle, which) =>
        set(handle, { "aria-label": which ? words.slider.last : words.slider.first, "aria-orientation": "horizontal" }));
      set(band, { title: words.slider.window });
      width = rail.clientWidth;
    },
    // Other cells: the bars anew.
    settle() {
      const { words } = live;
      for (const handle of handles) set(handle, { "aria-description": live.cells.kind === "months" ? words.slider.keys_by_month : words.slider.keys });
      lay();
    },
    draw({ start, end }) {
      const [first, last] = live.span;
      const [from, to] = [start, end].map((day) => share(Math.min(Math.max(day, first), last)));
      part.style.left = band.style.left = `${from}%`;
      part.style.width = band.style.width = `${to - from}%`;
      const within = live.within();
      reach.hidden = !within;
      if (within) {
        const [left, right] = within.map((day) => share(Math.min(Math.max(day, first), last)));
        reach.style.left = `${left}%`;
        reach.style.width = `${right - left}%`;
      }
      track.classList.toggle("near", zoomed());
      const { axis } = found;
      for (const bar of bars.children) bar.className = axis.end(bar.bin) >= start && axis.start(bar.bin) <= end ? "in" : "";
      const at = placed();
      handles.forEach((handle, which) => {
        const day = which ? end : start;
        handle.style.left = `${at[which].toFixed(1)}px`;
        set(handle, { "aria-valuemin": which ? start : first, "aria-valuemax": which ? last : end, "aria-valuenow": day, "aria-valuetext": live.say.date(day, "day") });
      });
    },
    end: () => { clearTimeout(resting); watch.disconnect(); },
  };
}
