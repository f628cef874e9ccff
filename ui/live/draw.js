// The few ways in which the live view makes and changes what stands in the page.
const SVG = "http://www.w3.org/2000/svg";

export const set = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) {
    const text = String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
  return node;
};

export const html = (tag, attributes = {}, ...children) => {
  const node = set(document.createElement(tag), attributes);
  node.append(...children);
  return node;
};

export const svg = (tag, attributes = {}, ...children) => {
  const node = set(document.createElementNS(SVG, tag), attributes);
  node.append(...children);
  return node;
};

// Words that did not change are left alone: each change would cost a layout.
export const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

// A drawer of as many nodes as there are items, kept from frame to frame.
export function pool(parent, make) {
  const nodes = [];
  return (items, show) => {
    while (nodes.length < items.length) nodes.push(parent.appendChild(make()));
    while (nodes.length > items.length) nodes.pop().remove();
    items.forEach((item, at) => show(nodes[at], item));
  };
}

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  whole: "M6 6h12v12H6z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  minus: "M5 11h14v2H5z",
  home: "M12 3 3 11h2v9h5v-6h4v6h5v-9h2z",
  full: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
  close: "M6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6z",
  rectangle: "M4 4h3v2H6v1H4zM9 4h6v2H9zM17 4h3v3h-2V6h-1zM4 9h2v6H4zM18 9h2v6h-2zM4 17h2v1h1v2H4zM9 18h6v2H9zM18 17h2v3h-3v-2h1z",
  zoom: "M10 3a7 7 0 1 0 4.2 12.6l5 5 1.4-1.4-5-5A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM9 7h2v2h2v2h-2v2H9v-2H7V9h2z",
  years: "M10 3a7 7 0 1 0 4.2 12.6l5 5 1.4-1.4-5-5A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM7 9h6v2H7z",
  gear: "M4 7h9v2H4zM17 7h3v2h-3zM13 5h2v6h-2zM4 15h3v2H4zM11 15h9v2h-9zM7 13h2v6H7z",
  present: "M3 4h18v12H3zM5 6v8h14V6zM9 18h6v2H9z",
};

// A button with an icon; `label` says which icon and what it does, in words beside it or, where `mute`, to those who listen.
export function button(parent, name, { mute = false } = {}) {
  const node = parent.appendChild(html("button", { type: "button", class: mute ? `${name} mute` : name }));
  const path = svg("path");
  const words = html("span");
  node.append(svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path), ...(mute ? [] : [words]));
  const label = (icon, text) => {
    set(path, { d: ICONS[icon] });
    if (mute) set(node, { "aria-label": text, title: text });
    else say(words, text);
  };
  return { node, label };
}

// A list with one choice, its name before it.
export function choices(parent, name, chosen) {
  const node = html("select", { name });
  const label = parent.appendChild(html("label", { class: "choice" }, html("span"), node));
  node.onchange = () => chosen(node.value);
  return {
    node,
    fill(title, options, value) {
      say(label.firstChild, title);
      node.replaceChildren(...options.map(([code, word]) => html("option", { value: code }, word)));
      node.value = value;
    },
  };
}

// The one box that says what lies under the pointer.
export function tip(parent) {
  const box = parent.appendChild(html("div", { class: "tip", hidden: "" }));
  return {
    hide: () => (box.hidden = true),
    show: (x, y, lines) => {
      box.replaceChildren(...lines.map((line, at) => html(at ? "span" : "b", {}, line)));
      box.hidden = false;
      const { width, height } = parent.getBoundingClientRect();
      const left = Math.min(Math.max(x - box.offsetWidth / 2, 2), width - box.offsetWidth - 2);
      const above = y - box.offsetHeight - 14;
      box.style.transform = `translate(${Math.round(left)}px, ${Math.round(above > 0 ? above : Math.min(y + 18, height))}px)`;
    },
  };
}
