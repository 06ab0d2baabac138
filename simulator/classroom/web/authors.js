import { element } from "./words.js";

// What an author predicted, and how that comes out on his own assumptions.
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
    } catch (error) {
      known.set(author, []);
    }
    if (here === author) show(author, known.get(author));
  };

  function show(name, verdicts) {
    const author = authors[name];
    const list = element("ul");
    for (const each of author.predictions) {
      const judged = verdicts?.find((verdict) => verdict.id === each.id);
      const words = judged ? judged.verdict : verdicts ? "not judged" : "being judged\u2026";
      list.append(
        element(
          "li",
          {},
          element("b", { class: `verdict ${words}`, text: words }),
          element("span", { text: `${each.text} ` }, element("small", { text: `(${each.id}, ${each.where})` })),
          ...(judged?.says ? [element("small", { class: "says", text: judged.says })] : []),
        ),
      );
    }
    const n = verdicts?.[0]?.n;
    panel.replaceChildren(
      element("h3", { text: `What ${author.name} predicted, judged on the author's own assumptions` + (n ? ` (n = ${n})` : "") }),
      element("p", { class: "theory", text: author.theory }),
      list,
    );
  }
}
