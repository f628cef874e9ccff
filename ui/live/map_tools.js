// The buttons on the map: closer, further, all of it, a rectangle for towns, and the whole screen.
import { button, html, set } from "./draw.js";

export function mapTools(box, live, act, hand) {
  const row = box.appendChild(html("div", { class: "tools", role: "group" }));
  const plus = button(row, "plus", { mute: true }), minus = button(row, "minus", { mute: true }), home = button(row, "home", { mute: true });
  const rectangle = button(row, "rectangle", { mute: true }), full = button(row, "full", { mute: true });
  plus.node.onclick = act.closer;
  minus.node.onclick = act.further;
  home.node.onclick = act.home;
  rectangle.node.onclick = () => { act.rectangle(); pressed(); };
  full.node.onclick = () => live.enlarge("map");
  const pressed = () => set(rectangle.node, { "aria-pressed": String(hand.selecting) });
  return {
    begin() {
      const { map: words } = live.words;
      plus.label("plus", words.closer);
      minus.label("minus", words.further);
      home.label("home", words.home);
      rectangle.label("rectangle", words.rectangle);
      full.label("full", words.full);
      set(row, { "aria-label": words.tools });
      pressed();
    },
    // A rectangle has been drawn: the next drag moves the map again.
    selected() {
      hand.select(false);
      pressed();
    },
  };
}
