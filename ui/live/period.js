// The period in words, as typed dates, as a preset, and the slider's magnifier: one row above the slider.
import { button, choices, html, say, set } from "./draw.js";
import { iso } from "./calendar.js";

export function period(parent, live) {
  const { hand } = live;
  const dates = [0, 1].map(() => html("input", { type: "date" }));
  const names = [0, 1].map(() => html("span"));
  const group = parent.appendChild(html("div", { class: "dates" }, ...dates.map((input, which) => html("label", {}, names[which], input))));
  const presets = choices(parent, "preset", (at) => {
    if (at === "") return;
    const [start, end] = at === "all" ? live.limits : live.data.presets[+at].slice(1);
    hand().fit([start, end]);
    go([start, end]);
  });
  const zoom = button(parent, "zoom", { mute: true });
  zoom.node.onclick = () => hand().toggle();

  // Both ends at once, those given the wrong way round exchanged.
  const go = ([start, end]) => {
    const wanted = [Math.max(Math.min(start, end), live.limits[0]), Math.min(Math.max(start, end), live.limits[1])];
    // Of days that the cells here do not know, only the server can tell.
    const known = live.grain.fitting(wanted, live.limits, live.cells.exact);
    if (wanted.some((day, which) => day !== known[which])) return live.tell("period", wanted.map(iso));
    live.take();
    live.show(wanted);
    live.release();
  };
  const dayOf = (input) => (input.value && input.validity.valid ? Math.round(Date.parse(`${input.value}T00:00:00Z`) / 86400000) : null);
  dates.forEach((input, which) => {
    let typing = false;
    const tell = () => {
      const day = dayOf(input) ?? (input.value ? null : live.limits[which]);
      if (day === null || day === live.period[which]) return;
      const wanted = which ? [live.period[0], day] : [day, live.period[1]];
      hand().fit(wanted[0] <= wanted[1] ? wanted : [...wanted].reverse());
      go(wanted);
    };
    input.addEventListener("keydown", (event) => { typing = event.key !== "Enter"; if (event.key === "Enter") tell(); });
    input.addEventListener("pointerdown", () => (typing = false));
    // Half a year typed is a date too, and would lead away.
    input.addEventListener("change", () => { if (!typing) tell(); });
    input.addEventListener("blur", tell);
  });

  return {
    begin() {
      const { data, words: { slider: words } } = live;
      [words.from, words.to].forEach((word, which) => say(names[which], word));
      [words.first, words.last].forEach((word, which) => set(dates[which], { "aria-label": word, min: iso(live.limits[0]), max: iso(live.limits[1]) }));
      set(group, { role: "group", "aria-label": words.period });
      presets.fill("", [["", words.presets], ["all", words.all_years], ...data.presets.map(([name], at) => [at, name])], "");
      set(presets.node, { "aria-label": words.presets });
    },
    // At rest only: a field has its own layout.
    rest({ start, end }) {
      const root = group.getRootNode();
      [start, end].forEach((day, which) => {
        const text = iso(day);
        if (root.activeElement !== dates[which] && dates[which].value !== text) dates[which].value = text;
      });
      const [first, last] = live.limits;
      const at = live.data.presets.findIndex(([, from, to]) => from === start && to === end);
      presets.node.value = at >= 0 ? String(at) : start <= first && end >= last ? "all" : "";
    },
    draw() {
      const { slider: words } = live.words;
      const far = hand().zoomed();
      zoom.label(far ? "years" : "zoom", far ? words.zoom_out : words.zoom_in);
    },
  };
}
