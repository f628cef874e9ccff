// The view over the whole screen: the map alone with its slider, or all of it for a projector. Esc leads back.
//
// It lies in the browser's top layer, where nothing of the page around it can cut it off, and asks for the whole screen,
// which only a reader's own click or key may get. What lies beneath cannot be seen nor reached by keys.
import { button, html } from "./draw.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  html[data-enlarged] [data-testid=stApp] { visibility: hidden; }
  html[data-enlarged] body { overflow: hidden; }`);

export function enlarge(root, live, bar) {
  const close = button(root, "close", { mute: true });
  const present = button(bar, "present", { mute: true });
  present.node.onclick = () => show("present");
  let how = "";
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const show = (next) => {
    const before = how;
    put(next);
    if (next) document.documentElement.requestFullscreen?.().catch(() => {});
    if (before === "present" || next === "present") live.tell("present", next === "present");
  };
  const put = (next) => {
    if (next === how || !root.isConnected) return;
    const before = how;
    how = next;
    if (next) {
      root.dataset.enlarged = document.documentElement.dataset.enlarged = next;
      if (!before) { root.popover = "manual"; root.showPopover(); }
    } else {
      delete root.dataset.enlarged;
      delete document.documentElement.dataset.enlarged;
      root.hidePopover();
      root.removeAttribute("popover");
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    }
    if (next) close.node.focus({ preventScroll: true });
    live.resized();
  };
  close.node.onclick = () => show("");

  // In a presentation the keys do all: space plays, arrows step, Esc ends it.
  const keys = (event) => {
    if (!how || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") show("");
    else if (how !== "present") return;
    else if (event.key === " ") live.player().toggle();
    else if (event.key === "ArrowRight" || event.key === "PageDown") live.player().one();
    else if (event.key === "ArrowLeft" || event.key === "PageUp") live.player().one(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", keys, true);
  // The browser's own way out of the whole screen is Esc too, which no page hears.
  const left = () => { if (!document.fullscreenElement && how) show(""); };
  document.addEventListener("fullscreenchange", left);

  return {
    how: () => how,
    show,
    // What the address says: without a click of the reader's there is no whole screen, but the page covers the window.
    follow: (on) => { if (on || how === "present") put(on ? "present" : ""); },
    begin() {
      close.label("close", live.words.present.leave);
      present.label("present", live.words.present.enter);
    },
    end() {
      document.removeEventListener("keydown", keys, true);
      document.removeEventListener("fullscreenchange", left);
      delete document.documentElement.dataset.enlarged;
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    },
  };
}
