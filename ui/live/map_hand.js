// How a hand moves the map: drag and pinch, the wheel with Ctrl or once the map has the focus, a rectangle for towns.
// Without them the page scrolls on.
import { html } from "./draw.js";

const SLACK = 5; // pixels: what moves less was a click

// `view`: map_view.js. `map`: `moved()` where the view changed, `tapped(event)` for a click, `hovered(event | null)`,
// `boxed([left, top, right, bottom], add)` for a rectangle, `hint()` where a wheel would have zoomed, `focused()`.
export function mapHand(box, drawing, view, map) {
  const frame = box.appendChild(html("div", { class: "rectangle", hidden: "" }));
  const down = new Map();
  let begun = null, dragged = false, drawn = null, selecting = false, spread = 0;
  const at = (event) => {
    const { left, top } = drawing.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  // One finger scrolls the page while the whole country is seen, and moves the map once it is closer.
  const touch = () => (drawing.style.touchAction = selecting || view.scale > 1 ? "none" : "pan-y");

  const edges = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  const show = ([left, top, right, bottom]) => {
    frame.hidden = false;
    Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
  };
  const pinch = () => {
    const [a, b] = [...down.values()];
    return { apart: Math.hypot(a[0] - b[0], a[1] - b[1]), x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2 };
  };

  drawing.onpointerdown = (event) => {
    if (event.button) return;
    down.set(event.pointerId, at(event));
    drawing.setPointerCapture(event.pointerId);
    if (down.size === 2) {
      spread = pinch();
      dragged = true;
      return;
    }
    begun = at(event);
    dragged = false;
    drawn = selecting || event.shiftKey ? begun : null;
  };
  drawing.onpointermove = (event) => {
    const here = at(event);
    if (!down.has(event.pointerId)) return void (event.pointerType !== "touch" && map.hovered(event));
    const before = down.get(event.pointerId);
    down.set(event.pointerId, here);
    if (down.size === 2) {
      const now = pinch();
      const closer = view.zoom(now.apart / (spread.apart || 1), now.x, now.y);
      const pushed = view.move(now.x - spread.x, now.y - spread.y);
      spread = now;
      if (closer || pushed) map.moved();
      return touch();
    }
    if (!begun || (!dragged && Math.hypot(here[0] - begun[0], here[1] - begun[1]) < SLACK)) return;
    if (!dragged) map.hovered(null);
    dragged = true;
    if (drawn) return show(edges(drawn, here));
    if (view.move(here[0] - before[0], here[1] - before[1])) map.moved();
  };
  drawing.onpointerup = (event) => {
    if (!down.delete(event.pointerId) || down.size) return;
    if (drawn && dragged) {
      map.boxed(edges(drawn, at(event)), event.ctrlKey || event.metaKey);
      frame.hidden = true;
    } else if (!dragged && begun) map.tapped(event);
    begun = drawn = null;
    map.focused();
  };
  drawing.onpointercancel = (event) => {
    down.delete(event.pointerId);
    frame.hidden = true;
    begun = drawn = null;
  };
  drawing.onpointerleave = () => map.hovered(null);
  box.addEventListener("wheel", (event) => {
    if (!(event.ctrlKey || event.metaKey || map.held())) return map.hint();
    event.preventDefault();
    const [x, y] = at(event);
    if (view.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015) * (event.ctrlKey ? 3 : 1)), x, y)) map.moved();
    touch();
  }, { passive: false });

  touch();
  return {
    touch,
    get selecting() { return selecting; },
    select(on) { selecting = on; box.classList.toggle("selecting", on); touch(); },
  };
}
