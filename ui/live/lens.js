// The way about the map for looking closely (ui/map/close_map.py): closer, farther, whole country, rectangle, by button
// and by key; and what the server must know of it, which Streamlit's map does not tell: how close it is, so that towns
// part and names appear, and which towns were picked.
//
// Streamlit keeps the map's view in a state of React, and gives no other way to it. It is found here from the map's
// element upward: the one state that has a zoom. Where it cannot be found, the map stays as Streamlit draws it.
const CHART = ".st-key-close_map [data-testid=stDeckGlJsonChart]";
const STEP = 0.5; // how far the map comes closer before names are placed anew
const NEAR = 14; // pixels beside a circle that still mean it
const BESIDE = 80; // pixels that an arrow key moves the map

const stateOf = (chart) => {
  const name = chart && Object.keys(chart).find((key) => key.startsWith("__reactFiber$"));
  for (let fiber = name && chart[name]; fiber; fiber = fiber.return)
    for (let hook = fiber.memoizedState; hook && typeof hook === "object" && "next" in hook; hook = hook.next) {
      const state = hook.queue?.lastRenderedState;
      if (hook.queue?.dispatch && state && Number.isFinite(state.zoom) && Number.isFinite(state.longitude)) return hook.queue;
    }
  return null;
};

const world = (zoom) => 512 * 2 ** zoom;
const place = (lon, lat, zoom) => [
  (world(zoom) * (lon + 180)) / 360,
  (world(zoom) * (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI)) / 2,
];
const degrees = (x, y, zoom) => [
  (x / world(zoom)) * 360 - 180,
  (Math.atan(Math.exp(Math.PI * (1 - (2 * y) / world(zoom)))) * 360) / Math.PI - 90,
];
const band = (zoom) => Math.floor(zoom / STEP + 1e-6) * STEP;
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

// The view that holds a box in degrees on a canvas, no closer than ``closest``, with room for the names at its sides.
const around = ([west, south, east, north], { width, height }, closest) => {
  const [left, top] = place(west, north, 0), [right, bottom] = place(east, south, 0);
  const zoom = Math.min(Math.log2((0.88 * width) / (right - left || 1e-9)), Math.log2((0.92 * height) / (bottom - top || 1e-9)), closest);
  const [longitude, latitude] = degrees((left + right) / 2, (top + bottom) / 2, 0);
  return { longitude, latitude, zoom };
};

let whole = null; // the view of the whole country that was last shown by itself, and the canvas it was made for
let kept = null; // where the reader has left the map, while the session lasts
let looked = null; // the towns that the server last said are looked at, as text
let picked = null; // those last picked on the map itself, which needs not move then
const same = (one, other) => ["longitude", "latitude", "zoom"].every((name) => Math.abs(one[name] - other[name]) < 1e-6);
const asText = (towns) => [...towns].sort().join("|");

function lens(parent) {
  const bar = document.createElement("div");
  bar.className = "lens";
  bar.setAttribute("role", "group");
  const button = (does) => {
    const node = bar.appendChild(document.createElement("button"));
    node.type = "button";
    node.onclick = does;
    return node;
  };
  const keys = document.createElement("span");
  keys.className = "unseen";
  keys.id = "lens-keys";
  let data = null, tell = null, pick = null, seen = null, told = null, drawing = false, fitted = null, pressed = null;

  const chart = () => document.querySelector(CHART);
  const size = () => chart()?.querySelector("canvas")?.getBoundingClientRect() ?? null;
  const view = () => stateOf(chart())?.lastRenderedState ?? null;
  // ``change`` may be a function of the view before: keys held down come faster than the map is drawn.
  const move = (how) =>
    stateOf(chart())?.dispatch((before) => {
      const change = typeof how === "function" ? how(before) : how;
      const zoom = clamp(change.zoom ?? before.zoom, before.minZoom ?? 0, data.closest);
      return { ...before, ...change, zoom, transitionDuration: 0 };
    });
  const closer = (by) => view() && move((before) => ({ zoom: before.zoom + by }));
  const home = () => size() && move(around(data.country, size(), data.closest));
  const beside = (x, y) => view() && move((before) => {
    const [east, south] = place(before.longitude, before.latitude, before.zoom);
    const [longitude, latitude] = degrees(east + x, south + y, before.zoom);
    const [west, lower, right, upper] = data.country;
    return { longitude: clamp(longitude, west, right), latitude: clamp(latitude, lower, upper) };
  });

  // Where a town stands on the canvas, in pixels.
  const pixel = ([, lon, lat]) => {
    const now = view(), { width, height } = size();
    const [x, y] = place(lon, lat, now.zoom), [east, south] = place(now.longitude, now.latitude, now.zoom);
    return [x - east + width / 2, y - south + height / 2];
  };
  const choose = (towns) => {
    picked = asText(towns);
    pick(towns);
  };
  const pickAt = (x, y) => {
    const near = data.towns
      .map((town) => [town, Math.hypot(pixel(town)[0] - x, pixel(town)[1] - y)])
      .filter(([town, away]) => away <= Math.max(town[3], NEAR))
      // Of circles that lie on each other the smaller is on top.
      .sort((one, other) => one[0][3] - other[0][3] || one[1] - other[1]);
    if (!near.length) return;
    const [towns] = near[0][0];
    choose(towns);
    // Several under one circle part in sight.
    if (towns.length > 1) picked = null;
  };
  const inside = (canvas, event) => [event.clientX - canvas.left, event.clientY - canvas.top];

  const down = (event) => {
    const canvas = size();
    pressed = canvas && event.isPrimary && event.target.tagName === "CANVAS" ? inside(canvas, event) : null;
  };
  const up = (event) => {
    if (!pressed || drawing || !view()) return;
    const [x, y] = inside(size(), event);
    if (Math.hypot(x - pressed[0], y - pressed[1]) < 5) pickAt(x, y);
    pressed = null;
  };

  // The rectangle: a sheet over the map takes the pointer until one is drawn.
  let sheet = null;
  const draw = (on) => {
    drawing = on;
    box.setAttribute("aria-pressed", String(on));
    sheet?.remove();
    sheet = null;
    const canvas = on && size();
    if (!canvas) return;
    sheet = document.createElement("div");
    sheet.className = "lens-sheet";
    Object.assign(sheet.style, { position: "absolute", inset: "0", cursor: "crosshair", touchAction: "none", zIndex: "1" });
    const frame = sheet.appendChild(document.createElement("div"));
    Object.assign(frame.style, { position: "absolute", border: "2px solid #0A72A6", background: "rgba(10, 114, 166, 0.15)" });
    let from = null;
    const corners = (event) => {
      const to = inside(size(), event);
      return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
    };
    sheet.onpointerdown = (event) => {
      sheet.setPointerCapture(event.pointerId);
      from = inside(size(), event);
    };
    sheet.onpointermove = (event) => {
      if (!from) return;
      const [left, top, right, bottom] = corners(event);
      Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    };
    sheet.onpointerup = (event) => {
      if (!from) return;
      const [left, top, right, bottom] = corners(event);
      const held = data.towns.filter((town) => {
        const [x, y] = pixel(town);
        return x >= left && x <= right && y >= top && y <= bottom;
      });
      draw(false);
      if (held.length) choose(held.flatMap(([towns]) => towns));
    };
    chart().append(sheet);
  };

  const KEYS = {
    "+": () => closer(STEP), "=": () => closer(STEP), "-": () => closer(-STEP), 0: home,
    ArrowLeft: () => beside(-BESIDE, 0), ArrowRight: () => beside(BESIDE, 0),
    ArrowUp: () => beside(0, -BESIDE), ArrowDown: () => beside(0, BESIDE),
    Escape: () => draw(false),
  };
  bar.onkeydown = (event) => {
    const does = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  };

  const closerButton = button(() => closer(STEP));
  const fartherButton = button(() => closer(-STEP));
  const homeButton = button(home);
  const box = button(() => draw(!drawing));
  bar.append(keys);
  parent.append(bar);
  document.addEventListener("pointerdown", down, true);
  document.addEventListener("pointerup", up, true);

  // Towns that were chosen elsewhere, in the list or by the link, come into sight; those picked on the map are.
  const look = () => {
    const now = asText(data.chosen);
    if (now === looked) return;
    looked = now;
    const points = data.chosen.map((town) => data.points[town]).filter(Boolean);
    if (!points.length || now === picked) return;
    const lons = points.map(([lon]) => lon), lats = points.map(([, lat]) => lat);
    const wide = 0.6; // degrees around them
    move(around([Math.min(...lons) - wide, Math.min(...lats) - wide, Math.max(...lons) + wide, Math.max(...lats) + wide], size(), 7));
  };

  // Nobody tells when the map has come to rest, so it is looked at.
  const watch = setInterval(() => {
    const now = view(), canvas = size();
    if (!now || !canvas?.width) return;
    // The map's own stop has neither name nor sign: the bar beside it takes its keys.
    chart()?.querySelector(".deck-events-root[tabindex='0']")?.setAttribute("tabindex", "-1");
    // The country fits as long as the reader has not moved the map: also once its place has got its width, which on a
    // slow machine comes after the map, and when a phone is turned.
    const { width, height } = canvas;
    const stale = whole && same(now, whole) && (whole.width !== width || whole.height !== height);
    if (fitted !== chart() || stale) {
      fitted = chart();
      const back = !stale && kept && !(whole && same(kept, whole));
      if (!back) whole = { ...around(data.country, canvas, data.closest), width, height };
      const { longitude, latitude, zoom } = back ? kept : whole;
      move({ longitude, latitude, zoom });
      return;
    }
    look();
    const { longitude, latitude, zoom } = now;
    bar.dataset.zoom = zoom.toFixed(2);
    const still = seen && seen.zoom === zoom && seen.longitude === longitude && seen.latitude === latitude;
    seen = kept = { longitude, latitude, zoom };
    if (!still || band(zoom) === told) return;
    told = band(zoom);
    if (told !== data.zoom) tell(told);
  }, 120);

  return {
    show(next, setStateValue, setTriggerValue) {
      data = next;
      tell = (zoom) => setStateValue("zoom", zoom);
      pick = (towns) => setTriggerValue("picked", towns);
      const { words } = data;
      bar.setAttribute("aria-label", words.bar);
      bar.setAttribute("aria-describedby", "lens-keys");
      keys.textContent = words.keys;
      for (const [node, sign, word] of [[closerButton, "+", words.in], [fartherButton, "−", words.out]]) {
        node.textContent = sign;
        node.title = word;
        node.setAttribute("aria-label", word);
      }
      homeButton.textContent = words.home;
      box.textContent = words.box;
      box.title = words.box_help;
      box.setAttribute("aria-pressed", String(drawing));
    },
    end() {
      clearInterval(watch);
      document.removeEventListener("pointerdown", down, true);
      document.removeEventListener("pointerup", up, true);
      sheet?.remove();
      bar.remove();
    },
  };
}

const mounted = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let one = mounted.get(parentElement);
  if (!one) mounted.set(parentElement, (one = lens(parentElement)));
  one.show(data, setStateValue, setTriggerValue);
  return () => {
    one.end();
    mounted.delete(parentElement);
  };
}
