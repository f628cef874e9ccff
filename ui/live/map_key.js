// The map's key, inside its lower left corner: what the sizes stand for, and what disc, ring and hollow ring mean.
import { html, svg } from "./draw.js";
import { references, UNKNOWN } from "./circles.js";

export function mapKey(parent) {
  const legend = parent.appendChild(html("div", { class: "legend" }));
  return (scale, measure, words, number, colour) => {
    legend.style.setProperty("--tone", colour);
    const entry = (radius, kind, text) => {
      const size = 2 * radius + 6;
      const dots = svg("svg", { width: size, height: size, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, "aria-hidden": "true" });
      const ring = { unknown: "outer unknown", beyond: "beyond" }[kind] ?? "outer";
      dots.append(svg("circle", { r: radius, class: ring }));
      if (kind === "disc") dots.append(svg("circle", { r: radius / 2, class: "inner" }));
      if (kind === "halo") dots.append(svg("circle", { r: radius + 2.5, class: "halo" }));
      if (kind === "events") dots.append(svg("circle", { r: radius, class: "inner" }));
      return html("span", {}, dots, html("span", {}, text));
    };
    const counts = measure === "events";
    const rings = references(scale).reverse().map((figure) => entry(scale.radius(figure), counts ? "events" : "", number(figure)));
    const kinds = counts ? [] : [entry(8, "disc", words.disc), entry(6, "halo", words.halo), entry(UNKNOWN, "unknown", words.hollow), entry(6, "beyond", words.dashed)];
    legend.replaceChildren(html("div", { class: "sizes" }, ...rings), html("div", { class: "kinds" }, ...kinds));
  };
}
