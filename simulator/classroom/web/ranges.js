import { FACTS, element } from "./words.js";
import { afterTheDraw, bargainingRange } from "./arithmetic.js";

const SVG = "http://www.w3.org/2000/svg";

// The sliders whose arithmetic the page does itself, with their picture.
export function rangePicture(host, facts, onMove) {
  const draw = { 1: drawRange, 4: drawLottery }[facts.number];
  let at = Object.fromEntries(facts.pageDials.map((dial) => [dial.key, dial.start]));
  const picture = element("div", { class: "range", role: "img" });
  const says = element("p", { class: "says", "aria-live": "polite" });
  const form = element("form", { class: "small-dials", "aria-label": "The arithmetic" });
  form.addEventListener("submit", (event) => event.preventDefault());
  const sliders = facts.pageDials.map((dial) =>
    slider(facts, dial, (value) => {
      at = { ...at, [dial.key]: value };
      paint();
      onMove(at);
    }),
  );
  form.append(...sliders.map((each) => each.part));
  host.append(form, picture, says);
  let drawn = 0;
  new ResizeObserver(() => drawn !== room() && paint()).observe(picture);
  paint();
  return {
    set(now) {
      at = now;
      sliders.forEach((each, i) => each.set(at[facts.pageDials[i].key]));
      paint();
    },
  };

  function room() {
    const width = picture.clientWidth || 640;
    return width < 480 ? 320 : width < 800 ? 640 : 1280;
  }

  function paint() {
    wide = drawn = room();
    const words = draw(picture, at);
    says.textContent = words;
    picture.setAttribute("aria-label", words);
  }
}

function slider(facts, dial, onMove) {
  const id = `page-${facts.number}-${dial.key}`;
  const input = element("input", { type: "range", id, min: dial.low, max: dial.high, step: dial.step });
  const value = element("output", { for: id, text: dial.start.toFixed(2) });
  input.value = dial.start;
  input.addEventListener("input", () => {
    value.textContent = Number(input.value).toFixed(2);
    onMove(Number(input.value));
  });
  return {
    part: element("div", { class: "dial" }, element("label", { for: id }, dial.label, " ", value), input),
    set(now) {
      input.value = now;
      value.textContent = now.toFixed(2);
    },
  };
}

// Drawn for the width there is: a phone gets a narrower picture, not smaller letters, and a wall a
// wider one, not a higher.
let wide = 640;

function drawRange(host, { p, ca, cd }) {
  const { low, high } = bargainingRange(p, ca, cd);
  const [from, to] = [Math.max(0, low), Math.min(1, high)];
  const svg = canvas(150);
  bar(svg, 0, 1, 62, "var(--line)");
  bar(svg, from, Math.max(to, from + 0.002), 62, "var(--good)");
  mark(svg, p, 62, "p", 48, "var(--ink)");
  text(svg, from, 112, `${FACTS.names.A} needs ${from.toFixed(2)}`, from < 0.25 ? "start" : "middle", "var(--ink)");
  text(svg, to, 138, `${FACTS.names.D} gives at most ${to.toFixed(2)}`, to > 0.75 ? "end" : "middle", "var(--ink)");
  text(svg, 0, 24, `${FACTS.names.D} keeps all`, "start", "var(--ink)");
  text(svg, 1, 24, `${FACTS.names.A} gets all`, "end", "var(--ink)");
  host.replaceChildren(svg);
  return to - from > 1e-9
    ? `Every share for ${FACTS.names.A} between ${from.toFixed(2)} and ${to.toFixed(2)} is better for both than war.`
    : `War costs nobody anything: the range is the single point ${from.toFixed(2)}.`;
}

function drawLottery(host, { lp, lc }) {
  const { loserA, loserD } = afterTheDraw(lp, lc);
  const svg = canvas(150);
  [
    [`${FACTS.names.A} lost the draw`, loserA, 20],
    [`${FACTS.names.D} lost the draw`, loserD, 90],
  ].forEach(([label, value, y]) => {
    text(svg, 0, y + 8, `${label}: 0 if it pays, ${value.toFixed(2)} if it fights`, "start", "var(--ink)");
    bar(svg, 0, 1, y + 18, "var(--line)");
    bar(svg, 0, Math.max(0, value), y + 18, value > 0 ? "var(--bad)" : "var(--good)");
  });
  host.replaceChildren(svg);
  const faithless = [loserA > 0 ? FACTS.names.A : "", loserD > 0 ? FACTS.names.D : ""].filter(Boolean);
  if (!faithless.length) return "Whoever loses the draw would gain nothing by fighting: the lottery is kept.";
  const who = faithless.length === 2 ? "Either side, having lost the draw," : `${faithless[0]}, having lost the draw,`;
  return `${who} would rather fight than pay up: the lottery is not kept.`;
}

function canvas(height) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${wide} ${height}`);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

const place = (share) => 10 + (wide - 20) * share;

function bar(svg, from, to, y, colour) {
  const rect = document.createElementNS(SVG, "rect");
  const box = { x: place(from), y, width: Math.max(0, place(to) - place(from)), height: 28 };
  for (const [key, value] of Object.entries(box)) rect.setAttribute(key, value);
  rect.style.fill = colour;
  svg.append(rect);
}

function mark(svg, share, y, label, labelY, colour) {
  const line = document.createElementNS(SVG, "line");
  const box = { x1: place(share), x2: place(share), y1: y - 8, y2: y + 36, "stroke-width": 4 };
  for (const [key, value] of Object.entries(box)) line.setAttribute(key, value);
  line.style.stroke = "var(--now)";
  svg.append(line);
  text(svg, share, labelY, label, "middle", colour);
}

function text(svg, share, y, words, anchor, colour) {
  const made = document.createElementNS(SVG, "text");
  const box = { x: place(share), y, "text-anchor": anchor, "font-size": { 320: 12.5, 640: 19, 1280: 24 }[wide] };
  for (const [key, value] of Object.entries(box)) made.setAttribute(key, value);
  made.style.fill = colour;
  made.textContent = words;
  svg.append(made);
}
