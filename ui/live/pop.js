// A small box that opens at a button and closes by Esc, a click beside it, or the button: the browser's own popover.
import { html, set } from "./draw.js";

let boxes = 0;

// `button`: what opens it. The box lies above everything, so that nothing moves to make room for it.
export function pop(button, parent, kind) {
  const box = parent.appendChild(html("div", { class: `pop ${kind}`, popover: "auto", id: `pop-${++boxes}` }));
  button.popoverTargetElement = box;
  set(button, { "aria-expanded": "false" });
  box.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    set(button, { "aria-expanded": String(open) });
    if (!open) return;
    const at = button.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = box;
    const below = at.bottom + 6 + high < innerHeight ? at.bottom + 6 : Math.max(at.top - high - 6, 6);
    box.style.left = `${Math.round(Math.min(Math.max(at.left, 6), innerWidth - wide - 6))}px`;
    box.style.top = `${Math.round(below)}px`;
  });
  return box;
}

// A question mark that tells what a word means: by pointer, finger and keyboard alike.
export function help(parent, where) {
  const button = parent.appendChild(html("button", { type: "button", class: "help" }, "?"));
  const box = pop(button, where, "told");
  return (word, sentences) => {
    set(button, { "aria-label": word });
    box.replaceChildren(...sentences.map((sentence) => html("p", {}, sentence)));
  };
}
