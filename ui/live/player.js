// Play, step, pause: the period grows or moves within the one that was chosen, drawn once a frame and never ahead of it.
import { dayOf, parts } from "./calendar.js";
import { button, choices, html, say, set } from "./draw.js";
import { firstStep, rate, shownAt, stepFrom, unitIn } from "./moves.js";

const kept = { mode: "cumulative", pace: "normal", loop: false }; // outlives a change of page

export function player(parent, live, settings) {
  const row = parent.appendChild(html("div", { class: "player" }));
  const play = button(row, "play"), step = button(row, "step"), whole = button(row, "whole", { mute: true });
  const how = settings(row);
  const mode = choices(how.line(), "mode", (code) => { kept.mode = code; change(); });
  const pace = choices(how.line(), "pace", (code) => { kept.pace = code; });
  const again = html("input", { type: "checkbox", name: "loop" });
  const againWord = html("span");
  how.line().append(html("label", { class: "choice check" }, again, againWord));
  again.checked = kept.loop;
  again.onchange = () => (kept.loop = again.checked);

  // `run`: the period that play stays within (`span`), the day it has reached (`at`), and what it shows of it. Where the
  // period itself moves on, the `window` that does. A period that the reader has chosen since is where play goes on.
  let frame = 0, before = 0, run = null;
  const own = () => run?.shown && run.shown.every((day, which) => day === live.period[which]);

  const begin = () => {
    const [first, last] = live.limits, [start, end] = live.period;
    run = { span: [Math.max(start, first), Math.min(end, last)], at: null, shown: null, window: null };
    if (kept.mode === "travel") run.window = firstWindow();
  };
  // The window that moves: the chosen period, or the first year where all years are chosen.
  const firstWindow = () => {
    const [first, last] = live.limits, [start, end] = live.period;
    const window = start <= first && end >= last ? [first, dayOf(parts(first)[0], 11, 31)]
      : end >= last ? [first, first + (end - start)] : [start, end];
    return live.grain.settled([window[0], Math.min(window[1], last)], live.limits);
  };

  // A period that is shown already is not shown again.
  const put = (period, show) => {
    if (own() && period.every((day, which) => day === run.shown[which])) return;
    show((run.shown = period));
  };
  // Within a frame of its own there is nothing to wait for.
  const atOnce = (period) => {
    live.period = period;
    live.frame();
  };
  const inside = ([start, end]) => [Math.max(start, live.limits[0]), Math.min(end, live.limits[1])];
  // What there is to see at the day that play has reached; the last frame of a window shows the whole again.
  const picture = () => (run.window ? inside(run.window) : shownAt(Math.floor(run.at), run.span, kept.mode, live.grain));

  const tick = (now) => {
    // A tab that was hidden, or a slow frame, must not make the period leap.
    const passed = Math.min(now - (before || now), 100) / 1000;
    before = now;
    const last = run.window ? live.limits[1] : run.span[1];
    if (run.window) {
      const length = run.window[1] - run.window[0], [first] = live.limits;
      run.at += passed * rate([first, last], kept.pace) * Math.min(1, (length + 1) / 365);
      run.window = live.grain.ending(Math.min(Math.floor(run.at), last), run.window);
    } else run.at += passed * rate(run.span, kept.pace);
    // The last day is shown as long as any other.
    const over = run.window ? run.window[1] >= last : run.at >= last + 1;
    if (!over) put(picture(), atOnce);
    else if (!kept.loop) return finish();
    else rewind();
    frame = requestAnimationFrame(tick);
  };
  const rewind = () => {
    if (run.window) {
      const [first] = live.limits, length = run.window[1] - run.window[0];
      run.window = live.grain.settled([first, first + length], live.limits);
      run.at = run.window[1];
    } else run.at = run.span[0];
    put(picture(), atOnce);
  };
  // Through: the period that was chosen stands again; one that moves on stays where it has come.
  const finish = () => {
    put(run.window ? inside(run.window) : run.span, atOnce);
    pause();
    if (!run.window) run = null;
    label();
  };

  const over = () => (run.window ? run.shown[1] >= live.limits[1] : run.shown[1] >= run.span[1]);
  const start = () => {
    if (!own() || over()) begin();
    run.at ??= run.window ? run.window[1] : run.span[0];
    before = 0;
    live.take();
    put(picture(), live.show);
    frame = requestAnimationFrame(tick);
    label();
  };
  const stop = () => {
    if (!frame) return false;
    cancelAnimationFrame(frame);
    frame = 0;
    label();
    return true;
  };
  const pause = () => { if (stop()) live.release(); };
  // One step on or back; past the end it begins anew.
  const one = (way = 1) => {
    stop();
    if (!own()) begin();
    if (run.window) {
      const [first, last] = live.limits, all = live.period[0] <= first && live.period[1] >= last;
      const next = way < 0 ? live.grain.before(run.window, first) : all ? null : live.grain.next(run.window, last);
      run.window = next ?? firstWindow();
      run.at = run.window[1];
    } else {
      const at = run.shown === null ? (way > 0 ? null : stepFrom(run.span[1], way, run.span, live.grain))
        : stepFrom(run.shown[1], way, run.span, live.grain);
      run.at = at ?? firstStep(run.span, live.grain);
    }
    live.take();
    put(picture(), live.show);
    live.release();
    label();
  };
  // Another way to play, while it plays or not: it goes on from the day that is shown.
  const change = () => {
    if (!run) return;
    const [, end] = live.period;
    if (kept.mode === "travel") run.window = [...live.period];
    else {
      if (run.window) run.span = [run.span[0], live.limits[1]];
      run.window = null;
    }
    run.at = end;
    if (frame) put(picture(), live.show);
    label();
  };
  const back = () => {
    stop();
    const span = run?.span;
    run = null;
    if (!span) return;
    live.take();
    live.show(span);
    live.release();
    label();
  };

  const toggle = () => (frame ? pause() : live.data.reduced ? one() : start());
  const label = () => {
    const { words } = live;
    play.label(frame ? "pause" : "play", frame ? words.slider.pause : words.slider.play);
    // Its place is kept: the buttons beside it must not move away from under the pointer.
    whole.node.style.visibility = own() && !run.window && (run.shown[0] > run.span[0] || run.shown[1] < run.span[1]) ? "" : "hidden";
  };
  play.node.onclick = toggle;
  step.node.onclick = () => one();
  whole.node.onclick = back;

  // With Alt, since a letter alone would get in the way of screen readers and of typing.
  const shortcut = (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { KeyP: toggle, KeyN: () => one(), KeyB: () => one(-1) }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", shortcut);

  return {
    toggle,
    stop,
    one,
    playing: () => frame !== 0,
    // The period that play stays within, while it is at it or pauses there.
    span: () => (own() && !run.window ? run.span : null),
    // What is said large: the day, month or year that play has reached.
    said({ start, end }) {
      if (!own()) return "";
      if (run.window || kept.mode === "window") return live.say.period(start, end);
      const unit = live.grain.unit(unitIn(run.span));
      return live.say.date(end, unit === "week" ? "day" : unit);
    },
    begin() {
      const { slider: words } = live.words;
      step.label("step", words.step);
      set(step.node, { title: words.step_help });
      whole.label("whole", words.whole);
      how.label(words.how);
      // Where less motion is wanted nothing moves by itself: only the step is offered.
      play.node.hidden = live.data.reduced;
      row.classList.toggle("still", live.data.reduced);
      mode.fill(words.mode, [["cumulative", words.cumulative], ["window", words.window_mode], ["travel", words.travel]], kept.mode);
      pace.fill(words.pace, [["slow", words.slow], ["normal", words.normal], ["fast", words.fast]], kept.pace);
      say(againWord, words.loop);
      label();
    },
    rest: () => label(),
    end() { stop(); document.removeEventListener("keydown", shortcut); },
  };
}
