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
