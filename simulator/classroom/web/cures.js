import { element, interval, percent } from "./words.js";

// One thing changed at the start each: the share of the broken ceasefires that it would have saved.
export function cureBars(host, facts, cures) {
  const list = element("ul", { class: "bars" });
  cures.forEach((cure, i) => {
    if (!cure.saved) return;
    const fill = element("div", { class: "fill" });
    const whisker = element("div", { class: "whisker" });
    fill.style.width = `${100 * cure.saved.share}%`;
    whisker.style.left = `${100 * cure.saved.ci[0]}%`;
    whisker.style.width = `${100 * (cure.saved.ci[1] - cure.saved.ci[0])}%`;
    list.append(
      element(
        "li",
        {},
        element("span", { class: "label", text: facts.cures[i].label }),
        element("div", { class: "track", "aria-hidden": "true" }, fill, whisker),
        element("span", { class: "number" }, element("b", { text: percent(cure.saved.share) }), element("small", { text: ` (${interval(cure.saved.ci, percent)})` })),
      ),
    );
  });
  host.replaceChildren(list);
}
