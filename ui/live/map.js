// The map: of each town a disc for the lowest figure in a ring for the highest, over our own outlines of the country.
import { circleOf, scaleOf } from "./circles.js";
import { choices, html, pool, say, set, svg, tip } from "./draw.js";
import { ground } from "./ground.js";
import { mapHand } from "./map_hand.js";
import { mapKey } from "./map_key.js";
import { part } from "./map_parts.js";
import { mapTools } from "./map_tools.js";
import { mapView } from "./map_view.js";
import { namesOf } from "./names.js";
import { fold } from "./fold.js";

const PUSH = 60; // pixels that a key moves the map
const CLOSER = 1.5; // a step of the buttons and keys

export function map(parent, live, note) {
  const box = parent.appendChild(html("div", { class: "map" }));
  const canvas = box.appendChild(html("canvas", { "aria-hidden": "true" }));
  const marks = svg("g");
  const names = svg("g", { class: "names", "aria-hidden": "true" });
  const drawing = box.appendChild(svg("svg", { role: "group", class: "drawing" }, marks, names));
  const clock = box.appendChild(html("div", { class: "clock", "aria-hidden": "true" }));
  const empty = box.appendChild(html("div", { class: "empty", hidden: "" }, html("p"), html("button", { type: "button" })));
  const hint = box.appendChild(html("div", { class: "hint", hidden: "", "aria-hidden": "true" }));
  const measure = choices(box, "measure", (code) => live.choose(code));
  measure.node.parentNode.classList.add("measure");
  const key = mapKey(box);
  const told = tip(box);
  const view = mapView(), land = ground(canvas);
  let towns = [], circles = [], largest = [], scale, width = 0, height = 0, under = -1, order = "", tapped = -1, current = -1, named = [];
  const drawNames = pool(names, () => svg("text"));
  empty.lastChild.onclick = () => live.tell("everything", true);

  const answer = (at) => {
    const { say: speak, data, words } = live;
    const figure = live.state.towns[at], { beyond } = figure;
    const lines = [data.towns[at][1], `${live.label(live.measure)}: ${live.measure === "events" ? speak.number(figure.events) : speak.range(figure)}`];
    if (live.measure === "events") return lines;
    lines.push(speak.known(figure));
    if (beyond?.known) lines.push(speak.fill(words.map.only_for, { period: speak.period(beyond.start, beyond.end), figure: speak.range(beyond) }));
    return lines;
  };
  const show = (at, ...more) => told.show(towns[at].x, towns[at].y - Math.max(circles[at].outer, circles[at].beyond), [...answer(at), ...more]);
  const chosen = (at) => live.selected.includes(live.data.towns[at][0]);

  // The circle whose middle is nearest, measured in radii: so a small one on a large one can be hit, and the large one
  // beside it. A finger needs more than the three pixels of a single detention. Then the names.
  const hit = (event) => {
    const frame = drawing.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    const least = event.pointerType === "touch" ? 14 : 7;
    let found = -1, nearest = 1;
    circles.forEach((circle, at) => {
      const far = Math.hypot(towns[at].x - px, towns[at].y - py) / Math.max(circle.outer, least);
      if (circle.outer && far <= nearest) [found, nearest] = [at, far];
    });
    if (found >= 0) return found;
    return named.find(({ box: [left, top, right, bottom] }) => px >= left && px <= right && py >= top && py <= bottom)?.at ?? -1;
  };
  // A town alone, or with Ctrl or Shift one more or less.
  const choose = (at, add) => {
    const code = live.data.towns[at][0];
    if (add) live.tell("towns", chosen(at) ? live.selected.filter((each) => each !== code) : [...live.selected, code]);
    else live.tell("town", code);
  };
  let fading = 0;
  const hand = mapHand(box, drawing, view, {
    moved: () => moved(),
    hovered(event) {
      under = event ? hit(event) : -1;
      drawing.style.cursor = under < 0 ? "" : "pointer";
      if (under >= 0) show(under);
      else if (tapped < 0) told.hide();
    },
    tapped(event) {
      const at = hit(event);
      // A finger cannot hover: its first tap tells, its second on the same town chooses.
      if (event.pointerType === "touch" && at >= 0 && at !== tapped) { tapped = at; show(at, live.words.map.press_again); return; }
      tapped = -1;
      told.hide();
      if (at >= 0) choose(at, event.ctrlKey || event.metaKey || event.shiftKey);
    },
    boxed([left, top, right, bottom], add) {
      tools.selected();
      const inside = towns.map((_town, at) => at).filter((at) => circles[at].outer && towns[at].x >= left && towns[at].x <= right && towns[at].y >= top && towns[at].y <= bottom)
        .map((at) => live.data.towns[at][0]);
      if (inside.length) live.tell("towns", add ? [...new Set([...live.selected, ...inside])] : inside);
    },
    held: () => drawing.contains(drawing.getRootNode().activeElement) || live.large(),
    focused() { if (!drawing.contains(drawing.getRootNode().activeElement)) drawing.focus({ preventScroll: true }); },
    hint() {
      hint.hidden = false;
      clearTimeout(fading);
      fading = setTimeout(() => (hint.hidden = true), 1500);
    },
  });
  set(drawing, { tabindex: -1 });
  const moved = () => {
    place();
    land.paint();
    told.hide();
    live.redraw();
  };
  const act = {
    closer: () => view.zoom(CLOSER) && moved(),
    further: () => view.zoom(1 / CLOSER) && moved(),
    home: () => view.home() && moved(),
    rectangle: () => hand.select(!hand.selecting),
  };
  const tools = mapTools(box, live, act, hand);

  // One stop for the Tab key; arrows go from town to town, the largest circle first.
  const ranked = () => circles.map((circle, at) => at).filter((at) => circles[at].outer)
    .sort((a, b) => circles[b].outer - circles[a].outer || (live.state.towns[b].events - live.state.towns[a].events) || a - b);
  drawing.onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const push = { ArrowRight: [-PUSH, 0], ArrowLeft: [PUSH, 0], ArrowDown: [0, -PUSH], ArrowUp: [0, PUSH] }[event.key];
    const tool = { "+": act.closer, "=": act.closer, "-": act.further, "0": act.home }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const list = ranked();
    if (push && event.shiftKey) view.move(...push) && moved();
    else if (way && list.length) {
      current = list[(list.indexOf(current) + way + list.length) % list.length];
      stop();
      towns[current].node.focus({ preventScroll: true });
      show(current);
    } else if (tool) tool();
    else if ((event.key === "Enter" || event.key === " ") && current >= 0) choose(current, event.shiftKey);
    else if (event.key === "Escape" && !live.large()) told.hide();
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
    set(drawing, { viewBox: `0 0 ${width} ${height}` });
    if (live.whole) settle();
    live.redraw();
  };
  const watch = new ResizeObserver(size);
  watch.observe(box);

  // Where each town stands in the present view.
  const place = () => {
    towns.forEach((town, at) => {
      const [, , lon, lat] = live.data.towns[at];
      [town.x, town.y] = lon === null ? [-999, -999] : view.at(lon, lat);
    });
    part(towns, largest);
    for (const town of towns) set(town.node, { transform: `translate(${town.x.toFixed(1)} ${town.y.toFixed(1)})` });
  };
  // Other cells, another measure, another size: how large the circles are over all years, and so where they stand.
  const settle = () => {
    if (!width) return;
    const { data, cells, limits } = live;
    scale = scaleOf(live.whole.most, width);
    const all = fold(cells, limits, limits, { measure: live.measure, series: [], headline: [], towns: data.towns.length, places: data.places.length });
    largest = all.towns.map((figure, at) => (data.towns[at][2] === null ? 0 : circleOf(figure, scale.radius).outer));
    const small = height < 480 ? { ...scale, most: Math.round(scale.most / 4) } : scale;
    key(small, live.measure, live.words.map, live.say.number, data.colours[live.measure]);
    const legend = box.querySelector(".legend");
    view.size(width, height, legend.offsetHeight ? legend.offsetHeight + 8 : 0);
    place();
    land.lay(width, height, view, data.colours);
  };
  // What lies over the map, so that no name stands under it.
  const covered = () => [...box.querySelectorAll(".legend, .measure, .tools")].filter((each) => each.offsetWidth)
    .map(({ offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: high }) => [left, top, left + wide, top + high]);
  let over = null;

  return {
    // Another filter, language or theme: the towns anew.
    begin() {
      const { data, words } = live;
      towns = data.towns.map(([code]) => {
        const ring = (name) => svg("circle", { class: name });
        const parts = { beyond: ring("beyond"), outer: ring("outer"), inner: ring("inner"), halo: ring("halo"), chosen: ring("chosen") };
        // Not there before it has its circle and its name.
        const node = svg("g", { role: "button", "data-town": code, tabindex: -1, display: "none" }, ...Object.values(parts));
        return { node, x: -999, y: -999, ...parts };
      });
      order = "";
      marks.replaceChildren(...towns.map(({ node }) => node));
      measure.fill("", data.measures, live.measure);
      set(measure.node, { "aria-label": words.map.shown });
      say(hint, words.map.wheel);
      say(empty.firstChild, words.map.nothing);
      say(empty.lastChild, words.map.everything);
      tools.begin();
      current = -1;
    },
    // Another measure, other cells, other chosen towns.
    choose() {
      box.style.setProperty("--tone", live.data.colours[live.measure]);
      measure.node.value = live.measure;
      settle();
      over = null;
    },
    draw(state) {
      if (!width) return size();
      circles = state.towns.map((figure, at) => live.data.towns[at][2] === null ? { outer: 0, inner: 0, beyond: 0 } : circleOf(figure, scale.radius));
      towns.forEach((town, at) => {
        const { outer, inner, beyond } = circles[at];
        const figure = state.towns[at];
        set(town.node, { display: outer ? "inline" : "none" });
        if (!outer) return;
        set(town.outer, { r: outer, class: figure.low === null ? "outer unknown" : "outer" });
        set(town.inner, { r: inner });
        set(town.halo, { r: figure.open & 2 ? outer + 2.5 : 0 });
        set(town.beyond, { r: beyond });
        set(town.chosen, { r: chosen(at) ? outer + 4.5 : 0 });
      });
      // Large circles first, so that small ones lie on top of them.
      const list = ranked();
      const now = list.join();
      if (now !== order) { order = now; marks.append(...list.map((at) => towns[at].node)); }
      named = namesOf(list, towns, circles, state.towns, live, { width, height, scale: view.scale, covered: (over ??= covered()) });
      drawNames(named, (node, name) => {
        say(node, name.text);
        set(node, { x: name.x.toFixed(1), y: name.y.toFixed(1), "text-anchor": name.anchor });
      });
      if (under >= 0 && circles[under].outer) show(under);
      say(note, live.nowhere(state));
      say(clock, live.clock(state));
      empty.hidden = state.events > 0 || live.moving();
    },
    // At rest: what is for those who do not see it.
    rest(state) {
      set(drawing, { "aria-label": `${live.alts?.map ?? ""} ${live.words.map.hint}` });
      empty.hidden = state.events > 0;
      // The first stop is the largest; a town that has the focus keeps it.
      if (!circles[current]?.outer || !drawing.contains(drawing.getRootNode().activeElement)) current = ranked()[0] ?? -1;
      stop();
      towns.forEach(({ node }, at) => circles[at]?.outer && set(node, { "aria-label": answer(at).join(". ") }));
    },
    end: () => { watch.disconnect(); clearTimeout(fading); },
  };
}
