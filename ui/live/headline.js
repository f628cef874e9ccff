// The numbers at the top. They change faster than can be read aloud: for those who listen, the page says them at rest.
import { html, say, set } from "./draw.js";
import { help } from "./pop.js";

// What a number rests on, each a link to the events behind it.
const note = () => {
  const link = html("a");
  const part = html("span", { class: "part" }, link);
  return { part, link };
};

export function headline(parent, live) {
  const row = parent.appendChild(html("div", { class: "headline" }));
  let boxes = [];
  const write = ({ part, link }, text, list) => {
    part.hidden = !text;
    if (!text) return;
    say(link, text);
    link.list = list;
  };
  return {
    begin() {
      const { data, words } = live;
      row.replaceChildren();
      boxes = [["events", live.label("events")], ...data.headline].map(([code, title]) => {
        const what = html("div", { class: "what" }, html("span", {}, title));
        const figure = html("div", { class: "figure", "aria-hidden": "true" });
        const notes = [note(), note(), note()];
        const box = html("div", { "data-measure": code }, what, figure, html("div", { class: "small" }, ...notes.map(({ part }) => part)));
        help(what, box)(live.say.fill(words.rule.what, { term: title }), data.help[code]);
        box.style.setProperty("--tone", data.colours[code]);
        row.append(box);
        return { code, figure, notes };
      });
    },
    draw(state) {
      const { data, words: { headline: words }, say: speak } = live;
      for (const { code, figure, notes } of boxes) {
        if (code === "events") {
          say(figure, speak.number(state.events));
          write(notes[0], data.of_events, "");
          write(notes[1], state.umbrellas ? speak.counted(words.umbrellas, state.umbrellas, { count: speak.number(state.umbrellas) }) : "", "umbrellas");
          continue;
        }
        const total = state.totals[code], { beyond } = total;
        const without = total.events - beyond.events - total.known;
        say(figure, speak.shown(total));
        write(notes[0], total.known ? speak.counted(words.known, total.known, { count: speak.number(total.known) }) : "", `${code}:counted`);
        write(notes[1], without ? speak.counted(words.without, without, { count: speak.number(without) }) : "", `${code}:none`);
        write(notes[2], beyond.known ? speak.counted(words.beyond, beyond.known, { count: speak.number(beyond.known), figure: speak.shown(beyond) }) : "", `${code}:beyond`);
      }
    },
    // An address follows at rest: nobody can click what moves.
    rest() {
      for (const { notes } of boxes)
        for (const { link } of notes) if (link.list !== undefined) set(link, { href: live.listed(link.list) });
    },
  };
}
