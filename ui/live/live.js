// The live view of the overview: one fold a frame, from the cells that the server sent once, draws everything.
//
// It is mounted four times, so that nothing large is sent again that has not changed. Once with the words, towns and
// colours, which no change of the filter touches; the others, unseen, with what follows the filter: its cells, which no
// change of the period touches; the choice of period, measure and towns; and last what the figures say to those who do
// not see them. All share this module, and so the variables below.
import { html, say, set } from "./draw.js";
import { cellsOf, headOf } from "./cells.js";
import { fold, whole } from "./fold.js";
import * as grains from "./grain.js";
import { headline } from "./headline.js";
import { map } from "./map.js";
import { player } from "./player.js";
import { series } from "./series.js";
import { slider } from "./slider.js";
import { speaker } from "./words.js";
import { iso } from "./calendar.js";

// Here, the page's own numbers as text are for those who listen; while the period moves, what only the server can bring
// up to date steps back.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  html[data-live] .st-key-live_text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  html[data-live=moving] :is(.st-key-live_follows, .st-key-copy_as, p[role=status]) { opacity: 0.4; }`);
const mark = (moving) => (document.documentElement.dataset.live = moving ? "moving" : "still");

let choice = null; // the latest that the server said of period, measure and towns, and the tag of the cells for it
let cells = null; // the latest cells, unpacked
let alts = null; // what the figures say to those who do not see them; comes last
let screen = null;

function screenIn(parent) {
  const root = html("div", { class: "live" });
  parent.append(root);
  const top = root.appendChild(html("div", { class: "top" }));
  const label = html("div", { class: "period" });
  const spoken = html("div", { class: "unseen", "aria-live": "polite" });
  let dirty = 0, drawn = 0, moving = false, heard = "";
  const pending = []; // periods that the server was told and has not yet answered

  const live = {
    data: null, words: null, say: null, cells: null, grain: grains.days, whole: null, state: null, alts: null,
    period: null, limits: [0, 0], measure: "", selected: [], whose: "all", query: "",
    label: (code) => live.data.measures.find(([each]) => each === code)[1],

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
        measure: live.measure, series: data.series, headline: data.headline.map(([code]) => code),
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
    // What stands on no town, in the words of ui/shared/city_map.py.
    nowhere({ nowhere, towns }) {
      const { data, words: { map: words }, say: speaker } = live;
      const events = nowhere.reduce((sum, each) => sum + each.events, 0);
      let text = events ? speaker.fill(words.nowhere, { events: speaker.number(events) }) : words.everywhere;
      const count = live.measure === "events";
      const places = nowhere.map((each, at) => [each, data.places[at]])
        .filter(([each]) => each.events && (count || (each.known && !(each.high === 0 && each.open & 2))))
        .map(([each, place]) => speaker.fill(words.figure, { place, figure: count ? speaker.number(each.events) : speaker.range(each) }));
      if (places.length) text += ` ${speaker.fill(words.nowhere_figures, { unit: live.label(live.measure), places: speaker.list(places) })}`;
      const pointless = towns.filter((each, at) => each.events && data.towns[at][2] === null);
      if (pointless.length)
        text += ` ${speaker.counted(words.pointless, pointless.length, { towns: speaker.number(pointless.length), events: speaker.number(pointless.reduce((sum, each) => sum + each.events, 0)) })}`;
      return data.borders ? `${text} ${data.borders}` : text;
    },
  };

  const rest = () => { for (const part of parts) part.rest?.(live.state); };
  const speak = () => {
    const { say: speaker, words: { slider: words }, state } = live;
    const figures = live.data.headline.map(([code, title]) => speaker.fill(words.said_figure, { title, figure: speaker.range(state.totals[code]) }));
    say(spoken, speaker.fill(words.said, { period: speaker.period(state.start, state.end), events: speaker.number(state.events), figures: figures.join(" ") }));
  };

  const numbers = headline(top, live);
  const when = top.appendChild(html("section", { class: "when" }));
  const bar = when.appendChild(html("div", { class: "bar" }, label));
  const clock = player(bar, live);
  const hand = slider(when, live);
  const columns = root.appendChild(html("div", { class: "columns" }));
  const where = map(columns.appendChild(html("section")), live);
  const over = series(columns.appendChild(html("section")), live);
  root.append(spoken);
  const parts = [numbers, clock, hand, where, over];
  // The space bar plays from anywhere in the slider; on a button or in a list it does what it always does.
  when.onkeydown = (event) => {
    if (event.key !== " " || event.target.closest("button, select, input")) return;
    event.preventDefault();
    clock.toggle();
  };

  // The measure or the town changed: sizes over all years, and what does not move with the period.
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
      live.data = data;
      live.words = data.words;
      live.say = speaker(data.words);
      live.limits = [data.first, data.last];
      for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, colour);
      set(when, { "aria-label": data.words.slider.period });
      for (const part of parts) part.begin?.();
      this.hear();
    },
    // What the server says of the filter. The echo of a period that it was told here is nothing new.
    hear() {
      // A choice without its cells waits for them, and the screen with it.
      if (!choice || !live.data || cells?.tag !== choice.tag) return;
      const { start, end, measure, selected } = choice;
      Object.assign(live, { whose: choice.whose, query: choice.query });
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
      }
      heard = said;
      live.cells = cells;
      live.grain = grains[cells.kind === "months" ? "months" : "days"];
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
      delete document.documentElement.dataset.live;
      root.remove();
    },
  };
}

const screens = new WeakMap();

const read = new WeakMap();
const lasting = (bytes) => {
  if (!read.has(bytes)) read.set(bytes, JSON.parse(new TextDecoder().decode(bytes)));
  return read.get(bytes);
};

let awaited = ""; // the tag of the cells that came last
async function take(bytes) {
  const { tag } = headOf(bytes);
  awaited = tag;
  if (cells?.tag === tag) return;
  const found = await cellsOf(bytes);
  // Unpacking takes a moment, in which others may have come.
  if (awaited !== tag) return;
  cells = found;
  screen?.hear();
}

const CELLS = [...'{"role":"cells"'].map((sign) => sign.charCodeAt(0));

export default function ({ data, parentElement, setTriggerValue }) {
  if (data instanceof Uint8Array && CELLS.every((sign, at) => data[at] === sign)) return void take(data);
  if (data.role === "choice") {
    choice = data;
    screen?.hear();
    return () => (choice = null);
  }
  if (data.role === "alts") {
    alts = data;
    screen?.alts(alts);
    return () => (alts = null);
  }
  if (!screens.has(parentElement)) {
    screens.set(parentElement, screenIn(parentElement));
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  screen = screens.get(parentElement);
  screen.lay(lasting(data), setTriggerValue);
  if (alts) screen.alts(alts);
  return () => {
    screens.get(parentElement)?.end();
    if (screen === screens.get(parentElement)) screen = null;
    screens.delete(parentElement);
  };
}
