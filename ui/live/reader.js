// What only the browser can do for the reader: say in which language the page is, so that a screen reader speaks it,
// and tell the server whether the system wants less motion. It tells nothing where it does not, so that the first
// view costs no second run.
const wish = window.matchMedia("(prefers-reduced-motion: reduce)");

export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language;
  const tell = () => {
    if (wish.matches !== Boolean(data.reduced)) setStateValue("reduced", wish.matches);
  };
  tell();
  wish.addEventListener("change", tell);
  return () => wish.removeEventListener("change", tell);
}
