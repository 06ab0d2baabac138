import { element, settingsInWords } from "./words.js";

// One war in a dialog: how it ended, what would have held it, and what happened by month.
export function storyDialog(dialog, course) {
  return {
    open(facts, told, settings, cures, next) {
      const close = element("button", { type: "button", class: "close", text: "Close" });
      close.addEventListener("click", () => dialog.close());
      const another = element("button", { type: "button", text: "Another like it" });
      another.addEventListener("click", next ?? (() => {}));
      another.hidden = !next;
      dialog.replaceChildren(
        element("h2", { id: "story-title", text: `${facts.counts === "held" ? "Ceasefire" : "War"} ${told.war + 1} of 1,000` }),
        element("p", { class: "ending", text: told.ending }),
        ...(cures?.length ? [remedies(facts, told, cures)] : []),
        element("h3", { text: "Month by month" }),
        monthly(told.months),
        element("h3", { text: "What was building up" }),
        courseTable(course, told.course),
        element("p", { class: "caption", text: `Played with ${settingsInWords(facts, settings)}.` }),
        element("p", { class: "buttons" }, another, close),
      );
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
      close.focus();
    },
  };
}

// A few states every half year, up to the month before it broke.
function courseTable(titles, rows) {
  const head = element("tr", {}, ...["month", ...titles].map((text) => element("th", { scope: "col", text })));
  const body = rows.map(([month, ...values]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", text: String(month) }),
      ...values.map((value) => element("td", { text: value === null ? "?" : value.toFixed(2) })),
    ),
  );
  const table = element("table", { class: "course" }, element("thead", {}, head), element("tbody", {}, ...body));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "What was building up" }, table);
}

function monthly(months) {
  if (!months.length) return element("p", { text: "Nothing happened that anybody would report: it held." });
  const list = element("ol", { class: "months" });
  for (const [month, sentence] of months) {
    list.append(element("li", {}, element("b", { text: `month ${month}` }), element("span", { text: sentence })));
  }
  return list;
}

// The same war again with one lever each, on the same luck and from the starting settings.
function remedies(facts, told, cures) {
  const list = element("ul", { class: "cures" });
  cures.forEach((cure, i) => {
    const holds = cure.holds[told.war] === "1";
    list.append(
      element(
        "li",
        { class: holds ? "yes" : "no" },
        element("b", { text: holds ? "\u2713 holds" : "\u2717 breaks" }),
        element("span", { text: facts.cures[i] }),
      ),
    );
  });
  const title = element("h3", { text: "The same luck from the starting settings, with one thing changed" });
  return element("div", {}, title, list);
}
