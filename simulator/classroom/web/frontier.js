import { boughtInWords, element, interval, many, ofAll, whole } from "./words.js";

const SPACE = "http://www.w3.org/2000/svg";

// Every design that the points can buy: how many ceasefires hold, by price, and the best at each.
export function frontierPicture(host, facts, onShow) {
  host.append(element("p", { class: "pending", text: "Every design is being played\u2026" }));
  return {
    set(found) {
      const list = element("ol", { class: "frontier" });
      for (const each of [...found.best].reverse()) {
        const show = element("button", { type: "button", class: "open", text: "show it" });
        show.addEventListener("click", () => onShow(each.settings));
        list.append(
          element(
            "li",
            {},
            element("b", { text: `${many(each.share)}` }),
            ` (${interval(each.ci)}) for ${each.cost} of ${facts.budget} points: ${boughtInWords(facts, each.settings)} `,
            show,
          ),
        );
      }
      host.replaceChildren(
        scatter(facts, found),
        element("h3", { text: `The best at each price, ${ofAll()}` }),
        list,
        element("p", {
          class: "caption",
          text: `Each of ${whole(found.designs.length)} designs within the budget was played ${whole(found.n)} times, the best at each price ${whole(found.best[0]?.n ?? found.n)} times.`,
        }),
      );
    },
    failed(why) {
      host.replaceChildren(element("p", { text: `Not to be had: ${why}.` }));
    },
  };
}

function scatter(facts, found) {
  const [wide, high, left, low] = [640, 300, 56, 40];
  const svg = made("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img" });
  const x = (cost) => left + ((wide - left - 16) * cost) / facts.budget;
  const y = (share) => high - low - (high - low - 12) * share;
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(made("line", { x1: left, x2: wide - 10, y1: y(share), y2: y(share), class: "rule" }));
    svg.append(words(left - 6, y(share) + 6, `${100 * share} %`, "end"));
  }
  for (let cost = 0; cost <= facts.budget; cost += 1) svg.append(words(x(cost), high - 18, String(cost), "middle"));
  svg.append(words(wide - 10, high - 1, "points spent", "end"));
  for (const [cost, share] of found.designs) svg.append(made("circle", { cx: x(cost), cy: y(share), r: 5, class: "design" }));
  const steps = found.best.map((each, i) => `${i ? "L" : "M"}${x(each.cost)} ${y(each.share)}`).join("");
  svg.append(made("path", { d: steps, class: "edge" }));
  for (const each of found.best) svg.append(made("circle", { cx: x(each.cost), cy: y(each.share), r: 8, class: "best" }));
  const top = found.best.at(-1);
  svg.setAttribute("aria-label", `${found.designs.length} designs by price and by the share that holds; the best holds in ${many(top.share)} ${ofAll()} for ${top.cost} points.`);
  return svg;
}

function made(name, attributes) {
  const part = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  return part;
}

function words(x, y, text, anchor) {
  const part = made("text", { x, y, "text-anchor": anchor, class: "words" });
  part.textContent = text;
  return part;
}
