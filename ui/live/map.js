// The map: of each town a disc for the lowest figure in a ring for the highest, as atlas/drawing/circles.py and maps.py have it.
import { html, pool, say, set, svg, tip } from "./draw.js";
import { ground, projection } from "./ground.js";
import { namesOf } from "./names.js";

const SMALLEST = 3, ZERO = 2, UNKNOWN = 5, FEWEST = 25; // as in atlas/drawing/circles.py

// Figures to radii: the area grows with the figure; the same for all years, so that circles can be compared.
export const scaleOf = (most, width) => {
  const whole = Math.max(FEWEST, most);
  const largest = width >= 380 ? 34 : 22;
  const radius = (figure) =>
    figure <= 0 ? 0 : Math.round(Math.max(SMALLEST, largest * Math.sqrt(figure / whole)) * 10) / 10;
  return { most: whole, radius };
};

// Round figures for the key, largest first, each at most a quarter of the one before.
const references = ({ most, radius }) => {
  const chosen = [];
  for (let digits = 10 ** String(most).length; digits >= 1; digits /= 10)
    for (const step of [5, 2, 1]) {
      const figure = step * digits;
      if (chosen.length < 3 && figure <= (chosen.length ? Math.floor(chosen.at(-1) / 4) : most) && radius(figure) > SMALLEST)
        chosen.push(figure);
    }
  return chosen;
};

const circleOf = (figure, radius) => {
  if (!figure.events) return { outer: 0, inner: 0 };
  if (figure.low === null) return { outer: UNKNOWN, inner: 0 };
  return { outer: radius(figure.high) || ZERO, inner: figure.high === 0 ? ZERO : radius(figure.low) };
};

export function map(parent, live) {
  const switcher = parent.appendChild(html("div", { class: "measures", role: "radiogroup" }));
  const box = parent.appendChild(html("div", { class: "map" }));
  const canvas = box.appendChild(html("canvas", { "aria-hidden": "true" }));
  const marks = svg("g");
  const names = svg("g", { class: "names", "aria-hidden": "true" });
  const drawing = box.appendChild(svg("svg", { role: "group" }, marks, names));
  const told = tip(box);
  const legend = parent.appendChild(html("div", { class: "legend" }));
  const note = parent.appendChild(html("p", { class: "note" }));
  let towns = [], circles = [], scale, width = 0, height = 0, project, under = -1, order = "", tapped = -1, current = 0;
  const drawNames = pool(names, () => svg("text"));

  const answer = (at) => {
    const { say: speak, data } = live;
    const figure = live.state.towns[at];
    const lines = [data.towns[at][1], `${live.label(live.measure)}: ${live.measure === "events" ? speak.number(figure.events) : speak.range(figure)}`];
    return live.measure === "events" ? lines : [...lines, speak.known(figure)];
  };

  const show = (at, ...more) => told.show(towns[at].x, towns[at].y - circles[at].outer, [...answer(at), ...more]);

  // The circle whose middle is nearest, measured in radii: so a small one on a large one can be hit, and the large one
  // beside it. A finger needs more than the three pixels of a single detention.
  const hit = (event) => {
    const frame = drawing.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    const least = event.pointerType === "touch" ? 14 : 7;
    let found = -1, nearest = 1;
    circles.forEach((circle, at) => {
      const far = Math.hypot(towns[at].x - px, towns[at].y - py) / Math.max(circle.outer, least);
      if (circle.outer && far <= nearest) [found, nearest] = [at, far];
    });
    return found;
  };
  drawing.onpointermove = (event) => {
    if (event.pointerType === "touch") return;
    under = hit(event);
    drawing.style.cursor = under < 0 ? "" : "pointer";
    under < 0 ? told.hide() : show(under);
  };
  drawing.onpointerleave = () => { under = -1; if (tapped < 0) told.hide(); };
  drawing.onclick = (event) => {
    const at = hit(event);
    // A finger cannot hover: its first tap tells, its second on the same town chooses.
    if (event.pointerType === "touch" && at >= 0 && at !== tapped) { tapped = at; show(at, live.words.map.press_again); return; }
    tapped = -1;
    told.hide();
    if (at >= 0) live.tell("town", live.data.towns[at][0]);
  };
  // One stop for the Tab key; arrows go from town to town, the largest circle first.
  const ranked = () => circles.map((circle, at) => at).filter((at) => circles[at].outer)
    .sort((a, b) => circles[b].outer - circles[a].outer || a - b);
  drawing.onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const list = ranked();
    if (way && list.length) {
      current = list[(list.indexOf(current) + way + list.length) % list.length];
      stop();
      towns[current].node.focus({ preventScroll: true });
      show(current);
    } else if (event.key === "Enter" || event.key === " ") live.tell("town", live.data.towns[current][0]);
    else if (event.key === "Escape") told.hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  drawing.addEventListener("focusin", (event) => {
    const at = towns.findIndex(({ node }) => node === event.target);
    if (at >= 0 && event.target.matches(":focus-visible")) show((current = at));
  });
  drawing.addEventListener("focusout", () => told.hide());
  const stop = () => towns.forEach(({ node }, at) => set(node, { tabindex: at === current ? 0 : -1 }));

  const size = () => {
    const { clientWidth, clientHeight } = box;
    if (!clientWidth || (clientWidth === width && clientHeight === height)) return;
    [width, height] = [clientWidth, clientHeight];
    lay();
    live.redraw();
  };
  const watch = new ResizeObserver(size);
  watch.observe(box);

  const lay = () => {
    if (!width) return;
    project = projection(width, height);
    set(drawing, { viewBox: `0 0 ${width} ${height}` });
    for (const [at, town] of towns.entries()) {
      const [, , lon, lat] = live.data.towns[at];
      [town.x, town.y] = lon === null ? [-99, -99] : project(lon, lat);
      set(town.node, { transform: `translate(${town.x.toFixed(1)} ${town.y.toFixed(1)})` });
    }
    ground(canvas, width, height, project, live.data.colours);
  };

  const key = () => {
    const { map: words } = live.words;
    const entry = (radius, kind, text) => {
      const dots = svg("svg", { width: 2 * radius + 6, height: 2 * radius + 6, viewBox: `${-radius - 3} ${-radius - 3} ${2 * radius + 6} ${2 * radius + 6}`, "aria-hidden": "true" });
      dots.append(svg("circle", { r: radius, class: kind === "unknown" ? "outer unknown" : "outer" }));
      if (kind === "disc") dots.append(svg("circle", { r: radius / 2, class: "inner" }));
      if (kind === "halo") dots.append(svg("circle", { r: radius + 2.5, class: "halo" }));
      if (kind === "events") dots.append(svg("circle", { r: radius, class: "inner" }));
      return html("span", {}, dots, html("span", {}, text));
    };
    const counts = live.measure === "events";
    const rings = references(scale).reverse().map((figure) => entry(scale.radius(figure), counts ? "events" : "", live.say.number(figure)));
    const kinds = counts ? [] : [entry(9, "disc", words.disc), entry(6, "halo", words.halo), entry(UNKNOWN, "unknown", words.hollow)];
    legend.replaceChildren(...rings, ...kinds);
  };

  return {
    // Another filter, language or theme: the towns anew.
    begin() {
      const { data, words } = live;
      towns = data.towns.map(([code]) => {
        const ring = (name) => svg("circle", { class: name });
        const parts = { outer: ring("outer"), inner: ring("inner"), halo: ring("halo"), chosen: ring("chosen") };
        const node = svg("g", { role: "button", "data-town": code, tabindex: -1 }, ...Object.values(parts));
        return { node, ...parts };
      });
      order = "";
      marks.replaceChildren(...towns.map(({ node }) => node));
      set(switcher, { "aria-label": words.map.shown });
      switcher.replaceChildren(...data.measures.map(([code, label]) => {
        const input = html("input", { type: "radio", name: "measure", value: code });
        input.onchange = () => live.choose(code);
        return html("label", {}, input, html("span", {}, label));
      }));
      current = 0;
      lay();
    },
    // Another measure or other chosen towns.
    choose() {
      scale = scaleOf(live.whole.most, width);
      box.style.setProperty("--tone", live.data.colours[live.measure]);
      legend.style.setProperty("--tone", live.data.colours[live.measure]);
      for (const input of switcher.querySelectorAll("input")) input.checked = input.value === live.measure;
      key();
    },
    draw(state) {
      if (!width) return size();
      scale = scaleOf(live.whole.most, width);
      circles = state.towns.map((figure, at) => live.data.towns[at][2] === null ? { outer: 0, inner: 0 } : circleOf(figure, scale.radius));
      towns.forEach((town, at) => {
        const { outer, inner } = circles[at];
        const figure = state.towns[at];
        const chosen = live.selected.includes(live.data.towns[at][0]);
        set(town.node, { display: outer ? "inline" : "none" });
        if (!outer) return;
        set(town.outer, { r: outer, class: figure.low === null ? "outer unknown" : "outer" });
        set(town.inner, { r: inner });
        set(town.halo, { r: figure.open & 2 ? outer + 2.5 : 0 });
        set(town.chosen, { r: chosen ? outer + 4.5 : 0 });
      });
      // Large circles first, so that small ones lie on top of them.
      const list = ranked();
      const now = list.join();
      if (now !== order) { order = now; marks.append(...list.map((at) => towns[at].node)); }
      drawNames(namesOf(list, towns, circles, state.towns, live, width, height), (node, name) => {
        say(node, name.text);
        set(node, { x: name.x.toFixed(1), y: name.y.toFixed(1), "text-anchor": name.anchor });
      });
      if (under >= 0 && circles[under].outer) show(under);
      say(note, live.nowhere(state));
    },
    // At rest: what is for those who do not see it.
    rest() {
      set(drawing, { "aria-label": `${live.alts?.map ?? ""} ${live.words.map.hint}` });
      if (!circles[current]?.outer) current = ranked()[0] ?? 0;
      stop();
      towns.forEach(({ node }, at) => circles[at]?.outer && set(node, { "aria-label": answer(at).join(". ") }));
    },
    end: () => watch.disconnect(),
  };
}
