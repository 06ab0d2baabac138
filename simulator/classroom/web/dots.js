import { FACTS, KINDS, colour, element, ink, kindLabel, whole } from "./words.js";

// How long it takes until all marks have gone out that do [milliseconds].
const UNROLLING = 5000;

// One mark for each war, always in the same place: the same luck under other settings.
export function dotGrid(host, facts, onOpen) {
  const canvas = element("canvas", { role: "application", class: "grid", tabindex: "0", "aria-roledescription": "grid of marks" });
  const where = element("p", { class: "hide", role: "status" });
  host.append(canvas, where);
  let drawn = { answer: null, start: null };
  let at = null;
  let until = Infinity;
  canvas.addEventListener("click", (event) => {
    const box = canvas.getBoundingClientRect();
    const { columns, cell } = layout();
    const column = Math.floor((event.clientX - box.left) / cell);
    const war = Math.floor((event.clientY - box.top) / cell) * columns + column;
    if (column < columns && drawn.answer && war < drawn.answer.n) onOpen(war);
  });
  canvas.addEventListener("focus", () => point(at ?? 0));
  canvas.addEventListener("blur", () => paint());
  canvas.addEventListener("keydown", (event) => {
    const { columns } = layout();
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const last = (drawn.answer?.n ?? 1) - 1;
    if (step) point(Math.min(last, Math.max(0, (at ?? 0) + step)));
    else if (event.key === "Home") point(0);
    else if (event.key === "End") point(last);
    else if (event.key === "Enter" || event.key === " ") onOpen(at ?? 0);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => paint()).observe(host);
  return (answer, start) => {
    const first = drawn.answer === null;
    drawn = { answer, start };
    if (first && answer.key === start.key) unroll();
    else paint();
  };

  // Seen for the first time, the marks go out as their months pass; at once where motion is unwanted.
  function unroll() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return paint();
    let began = null;
    const step = (time) => {
      began ??= time;
      until = ((time - began) / UNROLLING) * facts.months;
      if (until >= facts.months) until = Infinity;
      paint();
      if (until !== Infinity && canvas.isConnected) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  function point(war) {
    at = war;
    paint();
    const { answer } = drawn;
    if (!answer) return;
    const kind = kindsOf(answer)[war];
    const month = kind === "none" ? "" : `, month ${monthsOf(answer)[war]}`;
    where.textContent = `Ceasefire ${war + 1}: ${kindLabel(facts, kind, answer.settings)}${month}. Enter tells it.`;
  }

  function layout() {
    const width = host.clientWidth || 300;
    const of = drawn.answer?.of ?? FACTS.wars;
    const columns = width > 520 ? 50 : 40;
    return { columns, rows: Math.ceil(of / columns), cell: width / columns, width };
  }

  function paint() {
    const { answer, start } = drawn;
    if (!answer) return;
    const { columns, rows, cell, width } = layout();
    const ratio = window.devicePixelRatio || 1;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${rows * cell}px`;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(rows * cell * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const months = monthsOf(answer);
    const now = kindsOf(answer).map((kind, war) => (months[war] > until ? "none" : kind));
    const before = start.dots ? kindsOf(start) : [];
    const moved = answer.key !== start.key;
    let saved = 0;
    for (let war = 0; war < answer.of; war += 1) {
      const x = (war % columns) * cell + cell / 2;
      const y = Math.floor(war / columns) * cell + cell / 2;
      if (war >= answer.n) {
        context.fillStyle = ink("line");
        shapePath(context, "dot", x, y, 0.12 * cell);
        context.fill();
        continue;
      }
      const kind = KINDS[now[war]];
      const rescued = moved && now[war] === "none" && before[war] && before[war] !== "none";
      saved += rescued;
      context.fillStyle = colour(kind.colour);
      shapePath(context, kind.shape, x, y, 0.36 * cell);
      context.fill();
      if (rescued) ring(context, x, y, cell, Math.max(1, 0.09 * cell));
    }
    if (at !== null && document.activeElement === canvas) {
      ring(context, (at % columns) * cell + cell / 2, Math.floor(at / columns) * cell + cell / 2, 1.25 * cell, Math.max(2, 0.2 * cell));
    }
    const words = answer.bars.filter((bar) => bar.count).map((bar) => `${whole(bar.count)} ${kindLabel(facts, bar.key, answer.settings)}`);
    const ringed = moved ? ` Ringed: ${whole(saved)} that broke before and hold now.` : "";
    canvas.setAttribute("aria-label", `${whole(answer.n)} ceasefires, a mark each: ${words.join(", ")}.${ringed} Arrows choose one, Enter tells it.`);
  }
}

function ring(context, x, y, cell, width) {
  context.strokeStyle = ink("ink");
  context.lineWidth = width;
  shapePath(context, "dot", x, y, 0.44 * cell);
  context.stroke();
}

export function kindsOf(answer) {
  const bytes = atob(answer.dots);
  return Array.from({ length: answer.n }, (_, war) => answer.bars[bytes.charCodeAt(2 * war + 1)].key);
}

export function monthsOf(answer) {
  const bytes = atob(answer.dots);
  return Array.from({ length: answer.n }, (_, war) => bytes.charCodeAt(2 * war));
}

export function shapePath(context, shape, x, y, r) {
  context.beginPath();
  if (shape === "dot") context.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === "square") context.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
  else if (shape === "cross") {
    const [long, thin] = [r, 0.36 * r];
    for (const [a, b] of [[long, thin], [thin, long]]) context.rect(x - a, y - b, 2 * a, 2 * b);
  } else if (shape === "bar") context.rect(x - r, y - 0.36 * r, 2 * r, 0.72 * r);
  else if (shape === "hourglass") {
    for (const end of [-1, 1]) {
      context.moveTo(x, y);
      context.lineTo(x - 0.85 * r, y + end * r);
      context.lineTo(x + 0.85 * r, y + end * r);
      context.closePath();
    }
  } else {
    const turns = {
      up: [3, -Math.PI / 2],
      down: [3, Math.PI / 2],
      right: [3, 0],
      diamond: [4, 0],
    }[shape];
    const size = turns[0] === 3 ? 1.2 * r : 1.1 * r;
    for (let i = 0; i < turns[0]; i += 1) {
      const angle = turns[1] + (2 * Math.PI * i) / turns[0];
      context[i ? "lineTo" : "moveTo"](x + size * Math.cos(angle), y + size * Math.sin(angle));
    }
    context.closePath();
  }
}
