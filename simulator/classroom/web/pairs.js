import { FACTS, colour, element, rem, whole } from "./words.js";
import { drawSign } from "./bars.js";
import { shapePath } from "./dots.js";

// What the wall and the phones share of the rounds in which the class itself bargains.
const { A, D } = FACTS.names;

export const ROUNDS = [
  { title: "All is open", says: `Both know the odds and what war costs each.` },
  { title: "The odds are secret", says: `Each knows its own odds and its own cost, and nothing of the other's.` },
  { title: "A word does not bind", says: `All is open again. But once something is signed ${A} grows stronger, and may break it.` },
];

export function plural(number, one, more = `${one}s`) {
  return `${whole(number)} ${number === 1 ? one : more}`;
}

// In how many a deal existed and how they went, in one sentence.
export function counted({ n, existed, how }, round, noun = "pair") {
  const deal = round === 3 && noun === "pair" ? `A deal that ${A} would keep existed` : "A deal existed";
  const parts = [
    ["at once", "made peace at once"],
    ["later", "made peace later"],
    ["broken", "signed and broke it"],
  ].flatMap(([key, words]) => (how[key] ? [`${whole(how[key])} ${words}`] : []));
  const none = (how.missed ?? 0) + (how.none ?? 0);
  if (none) parts.push(`${whole(none)} had no peace`);
  return `${deal} in ${whole(existed)} of ${plural(n, noun)}: ${parts.join(", ")}.`;
}

// Marks in rows, sorted by how it came out, as large as the place allows [rem].
export function markGrid(host, most, height) {
  const canvas = element("canvas", { class: "marks", role: "img" });
  host.append(canvas);
  let drawn = null;
  new ResizeObserver(() => paint()).observe(host);
  return {
    set(how, label) {
      drawn = Object.keys(FACTS.pairs).flatMap((key) => Array(how[key] ?? 0).fill(key));
      canvas.setAttribute("aria-label", label);
      paint();
    },
    paint,
  };

  function paint() {
    if (!drawn || !host.clientWidth) return;
    const width = host.clientWidth;
    let cell = Math.min(most * rem(), width);
    while (cell > 3 && Math.ceil(drawn.length / Math.floor(width / cell)) * cell > height * rem()) cell -= 0.25;
    const columns = Math.floor(width / cell);
    const high = Math.ceil(drawn.length / columns) * cell;
    const ratio = window.devicePixelRatio || 1;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${high}px`;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(high * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    drawn.forEach((key, i) => {
      const { shape, colour: name } = FACTS.pairs[key];
      context.fillStyle = colour(name);
      shapePath(context, shape, ((i % columns) + 0.5) * cell, (Math.floor(i / columns) + 0.5) * cell, 0.38 * cell);
      context.fill();
    });
  }
}

// What the marks mean.
export function markKey() {
  const signs = [];
  const list = element("ul", { class: "mark-key" });
  for (const mark of Object.values(FACTS.pairs)) {
    const canvas = element("canvas", { class: "sign", width: 32, height: 32, "aria-hidden": "true" });
    signs.push(() => drawSign(canvas, mark));
    list.append(element("li", {}, canvas, element("span", { text: mark.label })));
  }
  const paint = () => signs.forEach((each) => each());
  paint();
  return { list, paint };
}

// One pair's numbers and its course, once a round is closed.
export function told(pair) {
  const { odds_A, odds_D, cost_A, cost_D, growth } = pair.numbers;
  const odds = odds_A === odds_D ? `${odds_A} of 100 for ${A}` : `${odds_A} of 100 for ${A} as ${A} saw it, ${odds_D} as ${D} did`;
  const grows = growth ? `, and ${odds_A + growth} once something is signed` : "";
  const [least, most] = pair.range;
  return {
    odds: `${odds}${grows}`,
    costs: `${cost_A} for ${A}, ${cost_D} for ${D}`,
    range: pair.existed ? (least === most ? `${least}` : `${least} to ${most}`) : `none: ${A} needs ${least}, ${D} gives ${most}`,
    course: courseOf(pair),
  };
}

function courseOf({ outcome, offer, month }) {
  if (outcome === "broken") return `signed at ${offer}, then broken by ${A}`;
  if (outcome === "at once") return `signed at ${offer} at once`;
  if (outcome === "later") return `signed at ${offer} after ${plural(month, "month")} of war`;
  return outcome ? "three refusals: war to the end" : "not finished";
}
