// While a reader's own file is on the screens: links to our own pages are followed within the session, which holds the
// file; opened by the browser, the page would begin a new session without it.
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

const follow = (event) => {
  const link = event.target.closest?.("a");
  // A link in a figure is one of SVG, whose address stands in another attribute.
  const address = link && (link.getAttribute("href") || link.getAttribute("xlink:href"));
  const elsewhere = event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!address || elsewhere || address.startsWith("#") || link.hasAttribute("download")) return;
  // Streamlit follows its own page links by itself.
  if (link.getAttribute("target") === "_blank" || link.closest("[data-testid^=stPageLink]")) return;
  const href = within(address);
  if (!href) return;
  event.preventDefault();
  event.stopPropagation();
  go(href);
};

const open = window.open;
let stays = 0;

export default function () {
  if (!stays++) {
    document.addEventListener("click", follow, true);
    // Links in the cells of a table.
    window.open = (address, ...rest) => {
      const href = address && within(String(address));
      return href ? (go(href), null) : open.call(window, address, ...rest);
    };
  }
  return () => {
    if (--stays) return;
    document.removeEventListener("click", follow, true);
    window.open = open;
  };
}
