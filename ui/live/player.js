// Plays the period through the years, drawn once a frame and never ahead of it: a moving window, or adding up.
import { dayOf, parts } from "./calendar.js";
import { html, say, set } from "./draw.js";

const SECONDS = { slow: 40, normal: 30, fast: 20 }; // for all 40 years; what is shorter than a year goes slower
const kept = { mode: "window", pace: "normal", loop: false }; // outlives a change of page

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
};

export function player(parent, live) {
  const row = parent.appendChild(html("div", { class: "player" }));
  const button = (name) => {
    const node = row.appendChild(html("button", { type: "button", class: name }));
    node.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path/></svg><span></span>';
    return (icon, text) => {
      set(node.querySelector("path"), { d: ICONS[icon] });
      say(node.querySelector("span"), text);
      return node;
    };
  };
  const play = button("play"), step = button("step");
  const select = (name, codes) => {
    const node = html("select", { name });
    const label = html("label", { class: "choice" }, html("span"), node);
    row.append(label);
    node.onchange = () => { kept[name] = node.value; base = null; };
    return () => {
      const { words } = live;
      say(label.firstChild, words.slider[name]);
      node.replaceChildren(...codes.map(([code, word]) => html("option", { value: code }, words.slider[word])));
      node.value = kept[name];
    };
  };
  const wordMode = select("mode", [["window", "window_mode"], ["cumulative", "cumulative"]]);
  const wordPace = select("pace", [["slow", "slow"], ["normal", "normal"], ["fast", "fast"]]);
  const again = html("input", { type: "checkbox", name: "loop" });
  const againWord = html("span");
  row.append(html("label", { class: "choice check" }, again, againWord));
  again.checked = kept.loop;
  again.onchange = () => (kept.loop = again.checked);

  let frame = 0, before = 0, at = 0;
  // The window that moves, where adding up began, and what is shown of it: a period that the reader has chosen since
  // is where play goes on.
  let base = null, anchor = 0, shown = null;

  // The last window may reach beyond today, where the slider ends. A period that is shown already is not shown again.
  const put = (show) => {
    const next = [kept.mode === "cumulative" ? anchor : base[0], Math.min(base[1], live.limits[1])];
    if (own() && next.every((day, which) => day === shown[which])) return;
    show((shown = next));
  };
  // Within a frame of its own there is nothing to wait for.
  const atOnce = (period) => {
    live.period = period;
    live.frame();
  };
  const firstWindow = () => {
    const [start, end] = live.period, [first, last] = live.limits;
    if (start <= first && end >= last) base = [first, dayOf(parts(first)[0], 11, 31)];
    else if (end >= last) base = [first, first + (end - start)];
    else base = [start, end];
    base = live.grain.settled(base, live.limits);
    anchor = base[0];
  };
  const own = () => base && shown && shown.every((day, which) => day === live.period[which]);

  const tick = (now) => {
    // A tab that was hidden, or a slow frame, must not make the period leap.
    const passed = Math.min(now - (before || now), 100) / 1000;
    before = now;
    const [first, last] = live.limits, length = base[1] - base[0];
    at += (passed * (last - first) * Math.min(1, (length + 1) / 365)) / SECONDS[kept.pace];
    const end = Math.min(Math.floor(at), last);
    base = live.grain.ending(end, base);
    put(atOnce);
    if (end < last) return (frame = requestAnimationFrame(tick));
    if (!kept.loop) return pause();
    const again = kept.mode === "cumulative" ? anchor : first;
    base = live.grain.settled([again, again + length], live.limits);
    at = base[1];
    frame = requestAnimationFrame(tick);
  };
  const start = () => {
    if (!own() || live.period[1] >= live.limits[1]) firstWindow();
    at = base[1];
    before = 0;
    live.take();
    put(live.show);
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
  const one = () => {
    stop();
    if (!own()) { base = [...live.period]; anchor = base[0]; }
    const [first, last] = live.limits, whole = live.period[0] <= first && live.period[1] >= last;
    const next = whole ? null : live.grain.next(base, last);
    if (next) base = next;
    else firstWindow();
    live.take();
    put(live.show);
    live.release();
  };
  const toggle = () => (frame ? pause() : live.data.reduced ? one() : start());
  const label = () => play(frame ? "pause" : "play", frame ? live.words.slider.pause : live.words.slider.play);
  play("play", "").onclick = toggle;
  step("step", "").onclick = one;

  // With Alt, since a letter alone would get in the way of screen readers and of typing.
  const shortcut = (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { KeyP: toggle, KeyN: one }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", shortcut);

  return {
    toggle,
    stop,
    playing: () => frame !== 0,
    begin() {
      label();
      set(step("step", live.words.slider.step), { title: live.words.slider.step_help });
      // Where less motion is wanted nothing moves by itself: only the step is offered.
      play(frame ? "pause" : "play", live.words.slider.play).hidden = live.data.reduced;
      row.classList.toggle("still", live.data.reduced);
      label();
      wordMode();
      wordPace();
      say(againWord, live.words.slider.loop);
    },
    end() { stop(); document.removeEventListener("keydown", shortcut); },
  };
}
