import { KINDS, colour, element, interval, kindLabel, many } from "./words.js";
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
      known.get(bar.key).set(bar, moved ? before : null, kindLabel(facts, bar.key, answer.settings));
    }
  };

  function row(key) {
    const kind = KINDS[key];
    const fill = element("div", { class: "fill" });
    const whisker = element("div", { class: "whisker" });
    const tick = element("div", { class: "tick" });
    const number = element("span", { class: "number" });
    const words = element("span");
    const open = element("button", { type: "button", class: "open", text: "open one" });
    open.addEventListener("click", () => onOpen(key));
    const mark = sign(kind);
    const part = element(
      "li",
      { "data-kind": key },
      element("span", { class: "label" }, mark, words),
      element("div", { class: "track", "aria-hidden": "true" }, fill, whisker, tick),
      number,
      open,
    );
    return {
      part,
      set(bar, before, label) {
        words.textContent = label;
        open.setAttribute("aria-label", `open one: ${label}`);
        fill.style.background = colour(kind.colour);
        drawSign(mark, kind);
        fill.style.width = `${100 * bar.share}%`;
        whisker.style.left = `${100 * bar.ci[0]}%`;
        whisker.style.width = `${100 * (bar.ci[1] - bar.ci[0])}%`;
        tick.hidden = !before;
        if (before) tick.style.left = `${100 * before.share}%`;
        number.replaceChildren(
          element("b", { text: many(bar.share) }),
          element("small", { text: ` (${interval(bar.ci)})` }),
        );
        open.disabled = bar.count === 0;
      },
    };
  }
}

function sign(kind) {
  const canvas = element("canvas", { class: "sign", width: 32, height: 32, "aria-hidden": "true" });
  drawSign(canvas, kind);
  return canvas;
}

export function drawSign(canvas, kind) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, 32, 32);
  context.fillStyle = colour(kind.colour);
  shapePath(context, kind.shape, 16, 16, 12);
  context.fill();
}
