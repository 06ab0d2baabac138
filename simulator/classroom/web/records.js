import { element, percent, whole } from "./words.js";

// The class's best beside ceasefires on record: how often the model's hold, and what became of each.
export function recordBars(host, source) {
  const list = element("ul", { class: "bars" });
  const best = row();
  const caption = element("p", { class: "caption", text: "Being played\u2026" });
  list.append(best.part);
  host.append(list, caption);
  best.set("The class's best", "No design is on the board yet.", null);
  find();

  async function find() {
    try {
      const found = await source.records();
      for (const each of found.rows) {
        const made = row(each.held);
        made.set(each.label, each.about, each);
        list.append(made.part);
      }
      caption.textContent =
        `Bars: of the ends that the model gives each war, as coded for \u201csimulator history\u201d, the share that still hold after five years ` +
        `(${whole(found.wars)} plays each; 95\u00a0% intervals). These are other worlds than the game's: compare what they rested on, not the last digit. ` +
        `\u2713 and \u2717: whether the one on record held five years. ${found.missing.join(" and ")} are not coded, so nothing is shown of them.`;
    } catch (error) {
      caption.textContent = `Not to be had: ${error.message}.`;
    }
  }

  function row(held) {
    const name = element("b");
    const about = element("small");
    const fill = element("div", { class: "fill" });
    const whisker = element("div", { class: "whisker" });
    const number = element("span", { class: "number" });
    const kept = held === undefined ? [] : [element("b", { class: held ? "yes" : "no", text: held ? "\u2713 held" : "\u2717 broke" })];
    const part = element("li", {}, element("span", { class: "label" }, element("span", {}, element("span", { class: "name" }, name, ...kept), about)), element("div", { class: "track", "aria-hidden": "true" }, fill, whisker), number);
    return {
      part,
      set(label, words, share) {
        name.textContent = label;
        about.textContent = words;
        fill.style.width = `${100 * (share?.share ?? 0)}%`;
        whisker.hidden = !share;
        if (!share) return number.replaceChildren();
        whisker.style.left = `${100 * share.ci[0]}%`;
        whisker.style.width = `${100 * (share.ci[1] - share.ci[0])}%`;
        number.replaceChildren(element("b", { text: percent(share.share) }), element("small", { text: ` (${percent(share.ci[0])} to ${percent(share.ci[1])})` }));
      },
    };
  }
  return {
    // The board's first row, as the server or this file has it.
    best(design) {
      if (design) best.set(`The class's best: ${design.name}`, "Built here, scored on the same luck as everybody's.", design);
      else best.set("The class's best", "No design is on the board yet.", null);
    },
  };
}
