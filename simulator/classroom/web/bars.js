import { KINDS, colour, element, interval, kindLabel, many, whole } from "./words.js";
import { kindsOf, monthsOf, shapePath } from "./dots.js";

// Months in which nobody has rearmed yet.
const FIRST_MONTHS = 2;

// Shares of the wars by kind: bar, interval, the start's share as a tick, and how many.
export function barRows(host, facts, onOpen) {
  const list = element("ul", { class: "bars" });
  const early = element("p", { class: "early" });
  host.append(list, early);
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
    early.textContent = answer.dots ? atOnce(answer) : "";
    early.hidden = !early.textContent;
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

// Struck before anybody had rearmed, and struck later, are two stories under one name.
function atOnce(answer) {
  const [kinds, months] = [kindsOf(answer), monthsOf(answer)];
  const struck = months.filter((_, war) => kinds[war] === "rearm and renege");
  const first = struck.filter((month) => month <= FIRST_MONTHS).length;
  if (!first) return "";
  return `Of the ${whole(struck.length)} struck over rearming, ${whole(first)} came by month ${FIRST_MONTHS}: before anybody had grown stronger. ${whole(struck.length - first)} came later.`;
}

function sign(kind) {
  const canvas = element("canvas", { class: "sign", width: 32, height: 32, "aria-hidden": "true" });
  drawSign(canvas, kind);
  return canvas;
}

function drawSign(canvas, kind) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, 32, 32);
  context.fillStyle = colour(kind.colour);
  shapePath(context, kind.shape, 16, 16, 12);
  context.fill();
}
