// Links that are followed within the session, which is quicker than to open the page anew and keeps what the session
// holds: those marked data-within always, such as the way to the pages; all of ours while a reader's own file is on the
// screens, since a new session would be without it.
const OWN = /\/(api|media|_stcore|static|component)\//;

const within = (address) => {
  const url = new URL(address, document.baseURI);
  return url.origin === location.origin && !OWN.test(url.pathname) ? url.href : null;
};

const go = (href) => {
  history.pushState({}, "", href);
  // What the browser says at Back, on which Streamlit runs the page that the address names.
  window.dispatchEvent(new PopStateEvent("popstate"));
};

// On a phone the menu lies over the page: once a page is chosen it closes, and the keyboard goes to the page.
const NARROW = window.matchMedia("(max-width: 768px)");
const closeMenu = () => {
  document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  document.querySelector("[data-testid=stMain]")?.focus({ preventScroll: true });
};

let all = false; // whether every link of ours is followed here

const follow = (event) => {
  // A link in one of our components lies behind a root of its own, where the event's target is the component.
  const link = (event.composedPath?.()[0] ?? event.target).closest?.("a");
  // A link in a figure is one of SVG, whose address stands in another attribute.
  const address = link && (link.getAttribute("href") || link.getAttribute("xlink:href"));
  const elsewhere = event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!address || elsewhere || address.startsWith("#") || link.hasAttribute("download")) return;
  if (!all && !("within" in link.dataset)) return;
  // Streamlit follows its own page links by itself.
  if (link.getAttribute("target") === "_blank" || link.closest("[data-testid^=stPageLink]")) return;
  const href = within(address);
  if (!href) return;
  event.preventDefault();
  event.stopPropagation();
  go(href);
  if (NARROW.matches && link.closest("[data-testid=stSidebar]")) closeMenu();
};

const open = window.open;
let stays = 0;

export default function ({ data }) {
  all = data.all;
  if (!stays++) {
    document.addEventListener("click", follow, true);
    // Links in the cells of a table.
    window.open = (address, ...rest) => {
      const href = all && address && within(String(address));
      return href ? (go(href), null) : open.call(window, address, ...rest);
    };
  }
  return () => {
    if (--stays) return;
    document.removeEventListener("click", follow, true);
    window.open = open;
  };
}
