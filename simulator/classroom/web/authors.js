import { element } from "./words.js";

// What an author predicted, beside what the model gives on his assumptions.
export function authorPanel(host, authors) {
  const panel = element("div", { class: "predicted" });
  host.append(panel);
  return (settings) => {
    const author = authors[settings.author];
    if (!author) {
      panel.replaceChildren(element("p", { text: "No prediction of this author is on file yet." }));
      return;
    }
    const list = element("ul");
    for (const each of author.predictions) {
      list.append(element("li", {}, element("b", { text: each.id }), " ", each.text));
    }
    panel.replaceChildren(
      element("h3", { text: `What ${author.name} predicted` }),
      list,
      ...(author.apart ?? []).map((text) => element("p", { class: "apart", text })),
    );
  };
}
