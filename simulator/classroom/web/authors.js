import { element } from "./words.js";

// What an author predicted, beside what the model gives on his assumptions.
export function authorPanel(host, authors) {
  const panel = element("figure", { class: "predicted" });
  host.append(panel);
  return (settings) => {
    const author = authors[settings.author];
    if (!author) {
      panel.replaceChildren(element("p", { text: "No prediction of this author is on file." }));
      return;
    }
    const list = element("ul");
    for (const each of author.predictions) {
      const place = element("small", { text: ` (${each.id}, ${each.where})` });
      list.append(element("li", {}, each.text, place));
    }
    panel.replaceChildren(
      element("h3", { text: `What ${author.name} predicted` }),
      element("p", { class: "theory", text: author.theory }),
      list,
    );
  };
}
