// The overview under the hand: one fold a frame, from the cells that the server sent once, draws everything.
//
// It is mounted four times, so that nothing large is sent again that has not changed. Once with the words, towns and
// colours, which no change of the filter touches; the others, unseen, with what follows the filter: its cells, which no
// change of the period touches; the choice of period, measure and towns; and last what the figures say to those who do
// not see them. All share this module, and so the variables below.
import { cellsOf, headOf } from "./cells.js";
import { screenIn } from "./screen.js";

// Here, the page's own numbers as text are for those who listen; while the period moves, what only the server can bring
// up to date steps back.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  html[data-live] .st-key-live_text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  html[data-live=moving] :is(.st-key-live_follows, .st-key-copy_as, p[role=status]) { opacity: 0.4; }`);

// The latest that came: `choice`, which says period, measure and towns and the tag of the cells for them; `cells`,
// unpacked; `alts`, what the figures say to those who do not see them, which comes last.
const held = { choice: null, cells: null, alts: null };
let screen = null;
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
  if (held.cells?.tag === tag) return;
  const found = await cellsOf(bytes);
  // Unpacking takes a moment, in which others may have come.
  if (awaited !== tag) return;
  held.cells = found;
  screen?.hear();
}

const CELLS = [...'{"role":"cells"'].map((sign) => sign.charCodeAt(0));

export default function ({ data, parentElement, setTriggerValue }) {
  if (data instanceof Uint8Array && CELLS.every((sign, at) => data[at] === sign)) return void take(data);
  if (data.role === "choice") {
    held.choice = data;
    screen?.hear();
    return () => (held.choice = null);
  }
  if (data.role === "alts") {
    held.alts = data;
    screen?.alts(data);
    return () => (held.alts = null);
  }
  if (!screens.has(parentElement)) {
    screens.set(parentElement, screenIn(parentElement, held));
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  screen = screens.get(parentElement);
  screen.lay(lasting(data), setTriggerValue);
  if (held.alts) screen.alts(held.alts);
  return () => {
    screens.get(parentElement)?.end();
    if (screen === screens.get(parentElement)) screen = null;
    screens.delete(parentElement);
  };
}
