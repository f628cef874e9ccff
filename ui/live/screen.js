// One overview on the screen: its parts, the period that they show, and what the server says and is told.
import { html, say, set } from "./draw.js";
import { enlarge } from "./enlarge.js";
import { fold, whole } from "./fold.js";
import * as grains from "./grain.js";
import { headline } from "./headline.js";
import { map } from "./map.js";
import { nowhere } from "./nowhere.js";
import { period } from "./period.js";
import { player } from "./player.js";
import { settings } from "./settings.js";
import { rule } from "./rule.js";
import { series } from "./series.js";
import { slider } from "./slider.js";
import { speaker } from "./words.js";
import { iso } from "./calendar.js";

const BELOW = 12, SHORTEST = 340, TALLEST = 680; // pixels: under the map, and of the map
const mark = (moving) => (document.documentElement.dataset.live = moving ? "moving" : "still");

// `held`: what has arrived of `cells`, `choice` and `alts` so far, shared with live.js.
export function screenIn(parent, held) {
  const root = html("div", { class: "live" });
  parent.append(root);
  const facts = root.appendChild(html("div", { class: "facts" }));
  const when = root.appendChild(html("section", { class: "when" }));
  const columns = root.appendChild(html("div", { class: "columns" }));
  const feet = root.appendChild(html("div", { class: "feet" }));
  const spoken = root.appendChild(html("div", { class: "unseen", "aria-live": "polite" }));
  let dirty = 0, drawn = 0, moving = false, heard = "", presented = false;
  const pending = []; // periods that the server was told and has not yet answered

  const live = {
    data: null, words: null, say: null, cells: null, grain: grains.days, whole: null, state: null, alts: null,
    period: null, limits: [0, 0], span: [0, 0], measure: "", selected: [], whose: "all", query: "",
    label: (code) => live.data.measures.find(([each]) => each === code)[1],
    hand: () => hand,
    player: () => clock,
    within: () => clock.span(),
    clock: (state) => clock.said(state),
    moving: () => moving,
    large: () => screen.how() !== "",
    enlarge: (how) => screen.show(screen.how() === how ? "" : how),
    // The page of the events behind a number.
    listed(list) {
      const [start, end] = live.period, [first, last] = live.limits;
      const asked = new URLSearchParams(live.query);
      if (start > first) asked.set("from", iso(start));
      if (end < last) asked.set("to", iso(end));
      if (list) asked.set("figures", list);
      return `events?${asked}`;
    },
    // A period by hand or by play; of several in one frame only the newest is drawn.
    show(period) {
      live.period = period;
      live.redraw();
    },
    // At once where nothing has been drawn for this frame yet, else with the next: never twice a frame.
    redraw() {
      if (!drawn) {
        drawn = requestAnimationFrame(() => (drawn = 0));
        return live.frame();
      }
      dirty ||= requestAnimationFrame(() => { dirty = 0; live.frame(); });
    },
    frame() {
      if (!live.cells || !live.period) return;
      if (dirty) { cancelAnimationFrame(dirty); dirty = 0; }
      const { data } = live;
      const state = fold(live.cells, live.period, live.limits, {
        measure: live.measure, series: over.wanted(), headline: data.headline.map(([code]) => code),
        unit: over.unit(clock.span() ?? live.period), axis: clock.span() ?? undefined,
        towns: data.towns.length, places: data.places.length });
      live.state = state;
      say(label, live.say.period(state.start, state.end));
      for (const part of parts) part.draw?.(state);
      // What is on the screen, for tests and for whoever wants to check it in the browser's own tools.
      root.shown = state;
      if (!moving) rest();
    },
    take() {
      clock.stop();
      moving = true;
      mark(true);
    },
    release() {
      moving = false;
      mark(false);
      // First of all: while the server works at it, there is time for the rest.
      const [start, end] = live.period;
      pending.push(`${start} ${end}`);
      live.tell("period", [iso(start), iso(end)]);
      if (dirty) live.frame();
      else rest();
      speak();
    },
    choose(measure) {
      live.measure = measure;
      settle();
      live.frame();
      live.tell("measure", measure);
    },
    tell: () => {},
    resized: () => room(),
  };

  const rest = () => { for (const part of parts) part.rest?.(live.state); };
  const speak = () => {
    const { say: speaker, words: { slider: words }, state } = live;
    const figures = live.data.headline.map(([code, title]) => speaker.fill(words.said_figure, { title, figure: speaker.range(state.totals[code]) }));
    say(spoken, speaker.fill(words.said, { period: speaker.period(state.start, state.end), events: speaker.number(state.events), figures: figures.join(" ") }));
  };

  const rules = rule(facts, live);
  const numbers = headline(facts, live, feet.appendChild(html("p", { class: "note beyond-note" })));
  const means = facts.appendChild(html("p", { class: "means" }));
  const bar = when.appendChild(html("div", { class: "bar" }));
  const label = bar.appendChild(html("div", { class: "period" }));
  const clock = player(bar, live, settings);
  const dates = period(bar, live);
  const hand = slider(when, live);
  const where = map(columns.appendChild(html("section", { class: "place" })), live, feet.appendChild(html("p", { class: "note where" })));
  const over = series(columns.appendChild(html("section", { class: "time" })), live, feet.appendChild(html("p", { class: "note" })));
  const screen = enlarge(root, live, bar);
  const parts = [rules, numbers, clock, dates, hand, where, over, screen];
  // The space bar plays from anywhere in the slider; on a button or in a list it does what it always does.
  when.onkeydown = (event) => {
    if (event.key !== " " || event.target.closest("button, select, input")) return;
    event.preventDefault();
    clock.toggle();
  };

  // Map and series take what the window leaves below the slider; measured when the window changes, never while it moves.
  const room = () => {
    const large = screen.how() !== "";
    const scrolled = parent.getRootNode().host?.closest("[data-testid=stMain]")?.scrollTop ?? 0;
    const top = columns.getBoundingClientRect().top + (large ? 0 : scrolled);
    const free = window.innerHeight - top - BELOW;
    columns.style.setProperty("--high", `${Math.round(large ? Math.max(free, 200) : Math.min(Math.max(free, SHORTEST), TALLEST))}px`);
  };
  const watch = new ResizeObserver(room);
  // Also what stands above: a banner that comes or goes moves all of it.
  const above = parent.getRootNode().host?.closest("[data-testid=stMainBlockContainer]");
  for (const each of [when, facts, above]) if (each) watch.observe(each);
  window.addEventListener("resize", room);

  // The measure or the cells changed: sizes over all years, and what does not move with the period.
  const settle = () => {
    live.whole = whole(live.cells, live.limits, live.measure, live.data.towns.length);
    where.choose();
    hand.settle();
  };

  return {
    live,
    // Other words, colours, towns.
    lay(data, tell) {
      live.tell = tell;
      const same = live.limits[0] === data.first && live.limits[1] === data.last;
      live.data = data;
      live.words = data.words;
      live.say = speaker(data.words);
      live.limits = [data.first, data.last];
      if (!same) live.span = [...live.limits];
      live.nowhere = nowhere(live);
      for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, colour);
      set(when, { "aria-label": data.words.slider.period });
      for (const part of parts) part.begin?.();
      room();
      this.hear();
    },
    // What the server says of the filter. The echo of a period that it was told here is nothing new.
    hear() {
      const { choice, cells } = held;
      // A choice without its cells waits for them, and the screen with it.
      if (!choice || !live.data || cells?.tag !== choice.tag) return;
      const { start, end, measure, selected } = choice;
      Object.assign(live, { whose: choice.whose, query: choice.query });
      // Before the slider looks at the period: of a big table it looks at whole months.
      live.grain = grains[cells.kind === "months" ? "months" : "days"];
      rules.choose(choice);
      // On the line that is there anyway, so that nothing moves when there is something to say.
      say(means, [live.words.headline.signs, choice.undated].filter(Boolean).join(" "));
      // Only what is new: an answer to something older may still say the contrary of what the reader has just asked for.
      if (choice.present !== presented) screen.follow((presented = choice.present));
      const said = `${start} ${end}`;
      const echo = pending.indexOf(said);
      if (echo >= 0) {
        pending.splice(0, echo + 1);
        heard = said;
        // All of it is on the screen already.
        if (live.cells === cells && live.measure === measure && String(live.selected) === String(selected)) return;
      } else if (said !== heard && !hand.held()) {
        // Typed, a preset, Back: somebody else moved the period.
        pending.length = 0;
        clock.stop();
        moving = false;
        mark(false);
        live.period = [start, end];
        hand.fit(live.period);
      }
      heard = said;
      live.cells = cells;
      // The hand may hold a day that these cells do not know.
      live.period = live.grain.fitting(live.period, live.limits, cells.exact);
      live.measure = measure;
      live.selected = selected;
      settle();
      live.frame();
      mark(moving);
    },
    alts(said) {
      live.alts = said;
      if (!moving && live.state) rest();
    },
    end() {
      for (const part of parts) part.end?.();
      watch.disconnect();
      window.removeEventListener("resize", room);
      delete document.documentElement.dataset.live;
      root.remove();
    },
  };
}
