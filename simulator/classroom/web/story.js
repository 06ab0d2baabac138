import { FACTS, element, kindLabel, settingsInWords, whole } from "./words.js";
import { kindsOf, monthsOf } from "./dots.js";
import { filmPlayer } from "./film.js";

// One war in a dialog: how it ended, what would have held it, and what happened by month. It opens
// at once, at its title, with a sign of work, and what comes late never opens over another scene.
export function storyDialog(dialog) {
  let asked = null;
  // Fires after the fact: what opened again at once was not left.
  dialog.addEventListener("close", () => dialog.open || asked?.abort());

  function frame(title, modal, ...parts) {
    const heading = element("h2", { id: "story-title", tabindex: "-1", text: title });
    dialog.replaceChildren(heading, ...parts);
    if (dialog.open) dialog.close();
    // While it is made, the lesson can go on behind it.
    if (modal) dialog.showModal();
    else dialog.show();
    dialog.scrollTop = 0;
    heading.focus({ preventScroll: true });
  }
  return {
    close: () => dialog.open && dialog.close(),
    // Opens with a sign of work; `ask(signal)` resolves to what is told.
    async open(facts, war, ask) {
      asked?.abort();
      const mine = (asked = new AbortController());
      const noun = facts.counts === "held" ? "Ceasefire" : "War";
      const title = facts.film ?? `${noun} ${whole(war + 1)} of ${whole(FACTS.wars)}`;
      const wait = element("p", { role: "status", text: "Being played, month by month\u2026" });
      const bar = element("progress", { class: "busy", "aria-label": "being played" });
      frame(title, false, wait, bar, element("p", { class: "buttons" }, close()));
      try {
        const { told, settings, cures, start, next, fork } = await ask(mine.signal);
        if (mine.signal.aborted || !dialog.open) return;
        const shut = close();
        const another = element("button", { type: "button", text: "Another like it" });
        another.addEventListener("click", next ?? (() => {}));
        another.hidden = !next;
        frame(
          title,
          true,
          element("p", { class: "ending", text: endingOf(facts, told, settings) }),
          ...remedies(facts, told, settings, cures, start),
          filmPlayer(told, fork),
          element("h3", { text: "Month by month" }),
          monthly(told.months),
          element("h3", { text: "What was building up" }),
          courseTable(told.columns, told.course),
          element("p", { class: "caption", text: facts.played ?? `Played with ${settingsInWords(facts, settings)}.` }),
          element("p", { class: "buttons" }, another, shut),
        );
      } catch (error) {
        if (mine.signal.aborted || !dialog.open) return;
        frame(title, true, element("p", { role: "alert", text: `That one cannot be told: ${error.message}.` }), element("p", { class: "buttons" }, close()));
      }
    },
  };

  function close() {
    const button = element("button", { type: "button", class: "close", text: "Close" });
    button.addEventListener("click", () => dialog.close());
    return button;
  }
}

function endingOf(facts, told, settings) {
  if (told.resumed === null) return facts.counts === "held" ? "It still holds at the end." : told.ending;
  return `Fighting resumed in month ${told.resumed}: ${kindLabel(facts, told.cause, settings)}.`;
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

// The same war again with one thing changed at the start each, on the same luck: when and why it
// breaks, where it still does. Only for one that broke at the start.
function remedies(facts, told, settings, cures, start) {
  if (!cures?.length || !start || told.war >= start.n) return [];
  const [before, cause] = [monthsOf(start)[told.war], kindsOf(start)[told.war]];
  if (cause === "none") return [];
  const list = element("ul", { class: "cures" });
  cures.forEach((cure, i) => {
    const answer = { ...cure, bars: start.bars, n: start.n };
    const [month, kind] = [monthsOf(answer)[told.war], kindsOf(answer)[told.war]];
    const holds = kind === "none";
    const when = month > before ? "breaks later" : month < before ? "breaks sooner" : "breaks all the same";
    const why = holds ? "" : `: month ${month}, ${kindLabel(facts, kind, settings)}`;
    list.append(
      element(
        "li",
        { class: holds ? "yes" : "no" },
        element("b", { text: holds ? "\u2713 holds" : `\u2717 ${when}` }),
        element("span", { text: `${facts.cures[i].label}${why}` }),
      ),
    );
  });
  const title = element("h3", { text: `The same luck from the start (there: month ${before}, ${kindLabel(facts, cause, settings)}), with one thing changed` });
  return [element("div", {}, title, list)];
}
