// Every value of a series in words: under the pointer, and by arrow keys on a panel, which is one stop of the Tab key.
import { html, set } from "./draw.js";
import { drawable, middle } from "./series_panel.js";

// All that can be read of a measure, in the order of time: its bins with events, and its spans.
export function readings(state, measure, live) {
  const { say: speak, words: { series: words } } = live;
  const { axis } = state, bins = state.series[measure];
  const value = (figure) => (measure === "events" ? speak.number(figure.events) : speak.range(figure));
  const found = [];
  bins.forEach((bin, at) => {
    if (!bin.events) return;
    const when = axis.unit === "week" ? speak.period(axis.start(at), axis.end(at)) : speak.date(axis.start(at), axis.unit);
    found.push({ day: middle(axis, at), lines: [speak.fill(words.when, { when, figure: value(bin) }), ...(measure === "events" ? [] : [speak.known(bin)])] });
  });
  for (const span of drawable(state.spans?.[measure] ?? []))
    found.push({
      day: (axis.start(span.first) + axis.end(span.last)) / 2,
      lines: [speak.fill(words.when, { when: speak.period(span.start, span.end), figure: value(span) }), span.further ? words.further : words.spans],
    });
  return found.sort((a, b) => a.day - b.day);
}

// A stop over a panel; `read(step)` moves on by so many values and answers the words, or null where there are none.
export function stop(parent, read) {
  const node = parent.appendChild(html("div", { class: "stop", role: "slider", tabindex: 0, "aria-orientation": "horizontal" }));
  node.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    read(step);
  };
  node.onfocus = () => { if (node.matches(":focus-visible")) read(0); };
  node.onblur = () => read(null);
  return {
    node,
    say: (name, at, count, words) => set(node, { "aria-label": name, "aria-valuemin": 0, "aria-valuemax": Math.max(count - 1, 0), "aria-valuenow": at, "aria-valuetext": words }),
  };
}
