// The numbers at the top: one line of ranges, and in small print below from how many events they come. They change faster
// than can be read aloud: for those who listen, the page says the figures at rest; the ways to the lists are here.
import { html, say } from "./draw.js";

export function headline(parent, live) {
  const row = parent.appendChild(html("div", { class: "headline" }));
  const signs = parent.appendChild(html("div", { class: "small signs", "aria-hidden": "true" }));
  let boxes = [], width = 0, height = 0;

  // A number of events as a way to its list, where the data have one; `title` tells those who listen what it is about.
  const way = (list, title) => {
    const text = html("span");
    const node = live.data.lists
      ? html("a", { target: "_self", "data-list": list }, html("span", { class: "unseen" }, `${title}: `), text)
      : html("span", { "aria-hidden": "true" }, text);
    return { node, say: (words) => { node.hidden = !words; say(text, words); } };
  };
  // The view's own link changes with each period: a link takes it when it is about to be followed.
  const aim = (link) => link?.setAttribute("href", `events?${live.query ? `${live.query}&` : ""}figures=${link.dataset.list}`);
  for (const kind of ["pointerover", "pointerdown", "focusin"]) {
    row.addEventListener(kind, ({ target }) => aim(target.closest?.("a[data-list]")));
  }

  return {
    begin() {
      const { data, words } = live;
      row.replaceChildren();
      width = 0;
      say(signs, words.headline.signs);
      boxes = [["events", live.label("events")], ...data.headline].map(([code, title]) => {
        const figure = html("div", { class: "figure", "aria-hidden": "true" });
        const plain = html("span", { "aria-hidden": "true" });
        const count = code === "events";
        const first = way(count ? "umbrellas" : `${code}-known`, title);
        const [without, beyond] = count ? [] : [way(`${code}-without`, title), way(`${code}-beyond`, title)];
        // Between the two ways, and in neither of them.
        const between = html("span", { "aria-hidden": "true" });
        const note = html("div", { class: "small" }, plain, first.node, between, without?.node ?? "");
        const box = html("div", { "data-measure": code }, html("div", { class: "what", "aria-hidden": "true" }, title), figure, note);
        if (beyond) box.append(html("div", { class: "small beyond" }, beyond.node));
        box.style.borderTopColor = data.colours[code];
        row.append(box);
        return { code, figure, plain, first, between, without, beyond };
      });
      // Without an address, a link cannot be reached by keyboard.
      row.querySelectorAll("a[data-list]").forEach(aim);
    },
    draw(state) {
      const { data, words: { headline: words }, say: speak } = live;
      const counted = (forms, count, gaps) => (count ? speak.counted(forms, count, { n: speak.number(count), ...gaps }) : "");
      for (const { code, figure, plain, first, between, without, beyond } of boxes) {
        if (code === "events") {
          say(figure, speak.number(state.events));
          say(plain, data.of_events + (state.umbrellas ? "; " : ""));
          first.say(counted(words.umbrellas, state.umbrellas));
        } else {
          const total = state.totals[code], further = total.beyond.known;
          const none = total.events - total.known - further;
          say(figure, speak.shown(total));
          first.say(counted(words.from, total.known));
          say(between, total.known && none ? "; " : "");
          without.say(counted(words.without[live.whose], none));
          // The remainder of an umbrella can be nothing, while its own figure is large: that is no 0 to be told.
          if (further && total.beyond.high) beyond.say(counted(words.beyond[code], further, { figure: speak.shown(total.beyond) }));
          else beyond.say(counted(words.reaching, further));
        }
      }
      // A range that takes a second line makes room once, and keeps it: the slider must not jump under the hand.
      if (row.clientWidth !== width) { width = row.clientWidth; height = 0; row.style.minHeight = ""; }
      if (row.offsetHeight > height) row.style.minHeight = `${(height = row.offsetHeight)}px`;
    },
  };
}
