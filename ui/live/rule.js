// Whose figures count, as known on which day, with which sources: beside the numbers that they decide.
import { html, say, set } from "./draw.js";
import { help } from "./pop.js";
import { iso } from "./calendar.js";

export function rule(parent, live) {
  const box = parent.appendChild(html("fieldset", { class: "rule" }));
  const title = box.appendChild(html("legend"));
  const name = title.appendChild(html("span"));
  const explain = help(title, box);
  const sides = box.appendChild(html("div", { class: "sides", role: "radiogroup" }));
  const second = box.appendChild(html("div", { class: "also" }));
  const day = html("input", { type: "date", name: "known" });
  const dayWord = html("span");
  second.append(html("label", {}, dayWord, day));
  const unverified = html("input", { type: "checkbox", name: "unverified" });
  const unverifiedWord = html("span");
  second.append(html("label", { class: "check" }, unverified, unverifiedWord));

  // A day that is being typed is no day yet; what is left or entered is.
  let known = "";
  const tell = () => {
    if (day.value === known || (day.value && !day.validity.valid)) return;
    known = day.value;
    live.tell("known", day.value);
  };
  day.onblur = tell;
  day.onkeydown = (event) => { if (event.key === "Enter") tell(); };
  // A calendar's click leaves no key behind and no wish to type on.
  day.onchange = () => { if (!typing) tell(); };
  let typing = false;
  day.addEventListener("keydown", () => (typing = true));
  day.addEventListener("pointerdown", () => (typing = false));
  unverified.onchange = () => live.tell("unverified", unverified.checked);

  return {
    begin() {
      const { data, words: { rule: words } } = live;
      say(name, words.whose);
      explain(words.whose_help, data.help.whose);
      set(sides, { "aria-label": words.whose });
      sides.replaceChildren(...data.whose.map(([code, word]) => {
        const input = html("input", { type: "radio", name: "whose", value: code });
        input.onchange = () => live.tell("whose", code);
        return html("label", {}, input, html("span", {}, word));
      }));
      say(dayWord, words.known);
      set(day, { min: iso(live.limits[0]), max: iso(live.limits[1]), title: words.known_help });
      say(unverifiedWord, words.unverified);
      set(unverified.parentNode, { title: words.unverified_help });
    },
    choose({ whose, known: said, unverified: also }) {
      for (const input of sides.querySelectorAll("input")) input.checked = input.value === whose;
      known = said;
      if (day.value !== said) day.value = said;
      unverified.checked = also;
    },
  };
}
