// The period under the hand: events per year as bars, a window over them, and a handle at each of its ends.
import { parts, dayOf } from "./calendar.js";
import { html, pool, say, set } from "./draw.js";

const HEIGHT = 64; // of the highest bar, in pixels

export function slider(parent, live) {
  const track = parent.appendChild(html("div", { class: "track" }));
  const bars = track.appendChild(html("div", { class: "bars", role: "img" }));
  const drawBars = pool(bars, () => html("i"));
  const band = track.appendChild(html("div", { class: "hold" }));
  const rail = track.appendChild(html("div", { class: "rail" }));
  const part = rail.appendChild(html("div", { class: "part" }));
  const handles = [0, 1].map(() => track.appendChild(html("div", { class: "handle", role: "slider", tabindex: 0 })));
  const years = parent.appendChild(html("div", { class: "years", "aria-hidden": "true" }));
  const drawYears = pool(years, () => html("span"));
  let held = null;

  const share = (day) => { const [first, last] = live.limits; return (100 * (day - first)) / (last - first || 1); };
  const dayAt = (event) => {
    const { left, width } = rail.getBoundingClientRect();
    const [first, last] = live.limits;
    return Math.round(first + (Math.min(Math.max((event.clientX - left) / width, 0), 1)) * (last - first));
  };
  const moved = (which, day) => live.grain.moved(which, day, live.period, live.limits);

  track.onpointerdown = (event) => {
    if (event.button) return;
    const day = dayAt(event);
    const [start, end] = live.period;
    const on = handles.indexOf(event.target.closest(".handle"));
    const inside = event.target === band && !(start === live.limits[0] && end === live.limits[1]);
    let which = on >= 0 ? on : inside ? 2 : Math.abs(day - start) < Math.abs(day - end) ? 0 : 1;
    held = { which, grip: which === 2 ? day - start : on >= 0 ? day - live.period[on] : 0, id: event.pointerId };
    track.setPointerCapture(event.pointerId);
    live.take();
    if (which < 2) handles[which].focus({ preventScroll: true });
    if (on < 0 && which < 2) live.show(moved(which, day));
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
      const [first, last] = live.limits;
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

  return {
    held: () => held !== null,
    begin() {
      const { words } = live;
      handles.forEach((handle, which) =>
        set(handle, { "aria-label": which ? words.slider.last : words.slider.first, "aria-orientation": "horizontal" }));
      set(band, { title: words.slider.window });
    },
    // Other cells: the bars anew.
    settle() {
      const { words } = live;
      const [first, last] = live.limits;
      for (const handle of handles) set(handle, { "aria-description": live.cells.kind === "months" ? words.slider.keys_by_month : words.slider.keys });
      const { axis, years: counts } = live.whole;
      const most = Math.max(...counts, 1);
      const filled = counts.map((count, at) => ({ count, at })).filter(({ count }) => count);
      const inWords = ({ count, at }) => live.say.fill(words.series.when, {
        when: live.say.date(axis.start(at), "year"), figure: live.say.counted(words.map.events, count, { n: live.say.number(count) }) });
      drawBars(filled, (bar, { count, at }) => {
        const from = Math.max(axis.start(at), first), to = Math.min(axis.end(at) + 1, last);
        bar.style.left = `${share(from)}%`;
        bar.style.width = `${share(to) - share(from)}%`;
        bar.style.height = `${Math.max(Math.round((HEIGHT * count) / most), 2)}px`;
        bar.title = inWords({ count, at });
        bar.bin = at;
      });
      const peak = filled.reduce((best, each) => (best === null || each.count > best.count ? each : best), null);
      set(bars, { "aria-label": peak === null ? words.slider.empty : live.say.fill(words.slider.histogram, {
        total: live.say.number(counts.reduce((sum, count) => sum + count, 0)), peak: inWords(peak) }) });
      const [y1] = parts(first), [y2] = parts(last);
      const step = y2 - y1 > 60 ? 20 : y2 - y1 > 12 ? 5 : 1;
      drawYears(Array.from({ length: y2 - y1 + 1 }, (_none, at) => y1 + at).filter((year) => year % step === 0), (node, year) => {
        const at = share(dayOf(year, 0, 1));
        node.hidden = at < 1 || at > 99;
        node.className = year % (2 * step) ? "odd" : "";
        node.style.left = `${at}%`;
        say(node, live.say.date(dayOf(year, 0, 1), "year"));
      });
    },
    draw({ start, end }) {
      const [first, last] = live.limits;
      const [from, to] = [share(start), share(end)];
      part.style.left = band.style.left = `${from}%`;
      part.style.width = band.style.width = `${to - from}%`;
      const { axis } = live.whole;
      for (const bar of bars.children) bar.className = axis.end(bar.bin) >= start && axis.start(bar.bin) <= end ? "in" : "";
      handles.forEach((handle, which) => {
        const day = which ? end : start;
        handle.style.left = `${which ? to : from}%`;
        // At the right edge the first handle must lie on top, else neither could be moved.
        handle.style.zIndex = which === (from > 50 ? 0 : 1) ? 3 : 2;
        set(handle, { "aria-valuemin": which ? start : first, "aria-valuemax": which ? last : end, "aria-valuenow": day, "aria-valuetext": live.say.date(day, "day") });
      });
    },
    end: () => clearTimeout(resting),
  };
}
