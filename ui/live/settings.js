// How play goes: a button that opens its few choices, so that they take no room beside it.
import { button, html } from "./draw.js";
import { pop } from "./pop.js";

export function settings(parent) {
  const gear = button(parent, "gear", { mute: true });
  const box = pop(gear.node, parent, "settings");
  return { box, label: (text) => gear.label("gear", text), line: () => box.appendChild(html("div", { class: "line" })) };
}
