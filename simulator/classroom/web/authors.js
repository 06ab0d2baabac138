import { element } from "./words.js";

// A verdict to its mark and its words in front of a class.
const RIGHT = ["\u2713", "yes"];
const MARKS = { supported: RIGHT, "too small": RIGHT, contradicted: ["\u2717", "no"] };
const OPEN = ["?", "left"];

// The authors as cards, to be chosen before the vote.
export function authorCards(section, facts, onChoose) {
  const dial = facts.dials.find((each) => each.key === "author");
  const cards = dial.choices.map((choice) => {
    const input = element("input", { type: "radio", name: "author-card", value: choice.key, id: `card-${choice.key}` });
    input.addEventListener("change", () => onChoose(choice.key));
    return { input, part: element("label", { class: "card", for: input.id }, input, element("b", { text: choice.label }), element("span", { text: choice.about })) };
  });
  const group = element("fieldset", { class: "cards" }, element("legend", { class: "hide", text: "The five authors" }), ...cards.map((each) => each.part));
  section.querySelector(".ask").before(group);
  return (settings) => {
    for (const { input } of cards) input.checked = input.value === settings.author;
  };
}

// What an author predicted, and how that comes out on the author's own assumptions.
export function authorPanel(host, authors, source) {
  const panel = element("figure", { class: "predicted" });
  host.append(panel);
  const known = new Map();
  let here = null;
  return async (settings) => {
    if (here === settings.author) return;
    here = settings.author;
    show(here, known.get(here) ?? null);
    if (known.has(here)) return;
    const author = here;
    try {
      known.set(author, await source.verdicts(author));
    } catch {
      known.set(author, []);
    }
    if (here === author) show(author, known.get(author));
  };

  function show(name, verdicts) {
    const author = authors[name];
    const marks = author.predictions.map((_, i) => MARKS[verdicts?.[i]?.verdict] ?? OPEN);
    const [yes, no] = ["yes", "no"].map((word) => marks.filter(([, each]) => each === word).length);
    const open = marks.length - yes - no;
    const says = !verdicts
      ? "Being judged\u2026"
      : !verdicts.length
        ? "They could not be judged just now."
        : `Of ${marks.length} predictions, ${yes} come out, ${no} do not, ${open} ${open === 1 ? "stays" : "stay"} open.`;
    const list = element("ul");
    author.predictions.forEach((text, i) => {
      const [mark, word] = marks[i];
      const judged = verdicts?.length ? mark : "\u2026";
      list.append(element("li", {}, element("b", { class: `verdict ${word}`, text: judged }), element("span", { text })));
    });
    const three = [["\u2713", "yes", yes], ["\u2717", "no", no], ["?", "left", open]].map(([mark, word, count]) =>
      element("span", { class: `verdict ${word}` }, element("b", { text: mark }), ` ${count}`),
    );
    panel.replaceChildren(
      element("h3", { text: `Does what ${author.name} predicted follow from what ${author.name} assumes?` }),
      element("p", { class: "verdicts" }, ...(verdicts?.length ? three : []), element("span", { text: says })),
      element("details", {}, element("summary", { text: "The predictions, one by one" }), list),
    );
  }
}
