import { KINDS, element, interval, thousand } from "./words.js";
import { shapePath } from "./dots.js";

// Shares of the wars by kind: bar, interval, the start's share as a tick, and how many.
export function barRows(host, facts, onOpen) {
  const list = element("ul", { class: "bars" });
  host.append(list);
  let known = new Map();
  return (answer, start) => {
    const moved = answer.key !== start.key;
    const seen = answer.bars.filter(
      (bar, i) => bar.count > 0 || start.bars[i].count > 0 || known.has(bar.key),
    );
    for (const bar of seen) if (!known.has(bar.key)) known.set(bar.key, row(bar.key));
    list.replaceChildren(
      ...answer.bars.filter((bar) => known.has(bar.key)).map((bar) => known.get(bar.key).part),
    );
    for (const bar of seen) {
      const before = start.bars.find((each) => each.key === bar.key);
      known.get(bar.key).set(bar, moved ? before : null);
    }
  };

  function row(key) {
    const kind = KINDS[key];
    const fill = element("div", { class: "fill" });
    const whisker = element("div", { class: "whisker" });
    const tick = element("div", { class: "tick" });
    const number = element("span", { class: "number" });
    const open = element("button", { type: "button", class: "open", text: "open one" });
    open.setAttribute("aria-label", `open one: ${kind.label}`);
    open.addEventListener("click", () => onOpen(key));
    fill.style.background = kind.colour;
    const part = element(
      "li",
      { "data-kind": key },
      element("span", { class: "label" }, sign(kind), kind.label),
      element("div", { class: "track", "aria-hidden": "true" }, fill, whisker, tick),
      number,
      ...(facts.stories ? [open] : []),
    );
    return {
      part,
      set(bar, before) {
        fill.style.width = `${100 * bar.share}%`;
        whisker.style.left = `${100 * bar.ci[0]}%`;
        whisker.style.width = `${100 * (bar.ci[1] - bar.ci[0])}%`;
        tick.hidden = !before;
        if (before) tick.style.left = `${100 * before.share}%`;
        number.replaceChildren(
          element("b", { text: thousand(bar.share) }),
          element("small", { text: ` (${interval(bar.ci)})` }),
        );
        open.disabled = bar.count === 0;
      },
    };
  }
}

function sign(kind) {
  const canvas = element("canvas", { class: "sign", width: 32, height: 32, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  context.fillStyle = kind.colour;
  shapePath(context, kind.shape, 16, 16, 12);
  context.fill();
  return canvas;
}
