// The numbers at the top: one line of ranges, and in small print below from how many events they come. They change faster
// than can be read aloud: for those who listen, the page says the figures at rest; the ways to the lists are here.
import { html, say, set } from "./draw.js";
import { help } from "./pop.js";

// A number of events as a way to its list, where the data have one; `title` tells those who listen what it is about.
export function way(live, list, title) {
  const text = html("span");
  const node = live.data.lists
    ? html("a", { target: "_self", "data-list": list, "data-within": "" }, html("span", { class: "unseen" }, `${title}: `), text)
    : html("span", { "aria-hidden": "true" }, text);
  return {
    node,
    say(words) { node.hidden = !words; say(text, words); },
    // An address follows at rest: nobody can click what moves.
    aim() { if (live.data.lists && !node.hidden) set(node, { href: live.listed(list) }); },
  };
}

export function headline(parent, live, foot) {
  const row = parent.appendChild(html("div", { class: "headline" }));
  let boxes = [];

  return {
    begin() {
      const { data, words } = live;
      row.replaceChildren();
      boxes = [["events", live.label("events")], ...data.headline].map(([code, title]) => {
        const what = html("div", { class: "what" }, html("span", {}, title));
        const figure = html("div", { class: "figure", "aria-hidden": "true" });
        const plain = html("span", { "aria-hidden": "true" });
        const ways = code === "events" ? [way(live, "umbrellas", title)] : ["known", "without", "beyond"].map((list) => way(live, `${code}-${list}`, title));
        const between = html("span", { "aria-hidden": "true" });
        const note = html("div", { class: "small" }, plain, ways[0].node, between, ways[1]?.node ?? "");
        const box = html("div", { "data-measure": code }, what, figure, note);
        help(what, box)(live.say.fill(words.rule.what, { term: title }), data.help[code]);
        box.style.setProperty("--tone", data.colours[code]);
        row.append(box);
        return { code, figure, plain, between, ways };
      });
      foot.replaceChildren(...boxes.flatMap(({ ways }) => (ways[2] ? [ways[2].node, " "] : [])));
    },
    draw(state) {
      const { data, words: { headline: words }, say: speak } = live;
      const counted = (forms, count, gaps) => (count ? speak.counted(forms, count, { n: speak.number(count), ...gaps }) : "");
      let further = 0;
      for (const { code, figure, plain, between, ways } of boxes) {
        if (code === "events") {
          say(figure, speak.number(state.events));
          say(plain, data.of_events + (state.umbrellas ? "; " : ""));
          ways[0].say(counted(words.umbrellas, state.umbrellas));
          continue;
        }
        const total = state.totals[code], { beyond } = total;
        const none = total.events - total.known - beyond.known;
        say(figure, speak.shown(total));
        ways[0].say(counted(words.from, total.known));
        say(between, total.known && none ? "; " : "");
        ways[1].say(counted(words.without[live.whose], none));
        // What an umbrella alone leaves over (0–13 of 238) is no figure of any event: the list has its own.
        ways[2].say(beyond.high && !state.remainders[code] ? counted(words.beyond[code], beyond.known, { figure: speak.shown(beyond) }) : counted(words.reaching, beyond.known));
        further += beyond.known;
      }
      foot.hidden = !further;
    },
    rest() {
      for (const { ways } of boxes) for (const each of ways) each.aim();
    },
  };
}
