// The numbers at the top. They change faster than can be read aloud: for those who listen, the page says them at rest.
import { html, say } from "./draw.js";

export function headline(parent, live) {
  const row = parent.appendChild(html("div", { class: "headline", "aria-hidden": "true" }));
  let boxes = [], width = 0, height = 0;
  return {
    begin() {
      const { data } = live;
      row.replaceChildren();
      width = 0;
      boxes = [["events", live.label("events")], ...data.headline].map(([code, title]) => {
        const [figure, note] = [html("div", { class: "figure" }), html("div", { class: "small" })];
        const box = html("div", { "data-measure": code }, html("div", { class: "what" }, title), figure, note);
        box.style.borderTopColor = data.colours[code];
        row.append(box);
        return { code, figure, note };
      });
    },
    draw(state) {
      const { data, words, say: speak } = live;
      for (const { code, figure, note } of boxes) {
        if (code === "events") {
          say(figure, speak.number(state.events));
          const sums = state.umbrellas ? speak.fill(words.slider.umbrellas, { count: speak.number(state.umbrellas) }) : "";
          say(note, data.of_events + sums);
        } else {
          const total = state.totals[code];
          say(figure, speak.range(total));
          say(note, speak.fill(words.slider.known, { known: speak.number(total.known), events: speak.number(total.events) }));
        }
      }
      // A range that takes a second line makes room once, and keeps it: the slider must not jump under the hand.
      if (row.clientWidth !== width) { width = row.clientWidth; height = 0; row.style.minHeight = ""; }
      if (row.offsetHeight > height) row.style.minHeight = `${(height = row.offsetHeight)}px`;
    },
  };
}
