import { FACTS, colour, element, ink, percent, rem, whole } from "./words.js";

const DASHES = [[], [10, 5]];

// A share month by month with its interval; the start's curve stays behind it.
export function curveChart(host, facts) {
  const months = Array.from({ length: facts.months + 1 }, (_, month) => month);
  const stepped = uPlot.paths.stepped({ align: 1 });
  let told = [];
  const plot = chart(host, facts, {
    series: [
      {},
      { stroke: "transparent", paths: stepped },
      { stroke: "transparent", paths: stepped },
      { stroke: () => ink("quiet"), width: 2, dash: [6, 5], paths: stepped },
      { stroke: () => ink("now"), width: 4, paths: stepped },
    ],
    bands: [{ series: [1, 2], fill: () => `${ink("now")}33` }],
    label: () => told,
  });
  return (answer, start) => {
    const [now, before] = [answer.curve, start.curve];
    const moved = answer.key !== start.key;
    told = [{ value: now.mid.at(-1), text: moved ? "now" : "", colour: ink("now") }];
    if (moved) told.push({ value: before.mid.at(-1), text: "before", colour: ink("quiet") });
    plot.setData([months, now.high, now.low, moved ? before.mid : months.map(() => null), now.mid]);
    host.setAttribute(
      "aria-label",
      `Share ${facts.curve}, by month: ${yearly(now.mid)}.` + (moved ? ` Before: ${yearly(before.mid)}.` : ""),
    );
  };
}

// State metrics: the middle of the wars, and a band that holds nine wars in ten.
export function linesChart(host, facts) {
  const months = Array.from({ length: facts.months + 1 }, (_, month) => month);
  const series = [{}];
  const bands = [];
  facts.lines.forEach((line, i) => {
    const own = () => colour(FACTS.sides[line.side]);
    bands.push({ series: [series.length, series.length + 1], fill: () => `${own()}22` });
    series.push({ stroke: "transparent" }, { stroke: "transparent" });
    series.push({ stroke: () => ink("quiet"), width: 2, dash: [6, 5] });
    series.push({ stroke: own, width: 4, dash: DASHES[i] });
  });
  let told = [];
  host.before(
    element(
      "p",
      { class: "key" },
      ...facts.lines.map((line, i) => element("span", { class: `side-${line.side} line-${i}`, text: line.label })),
    ),
  );
  const about = element("p", { class: "caption" });
  const plot = chart(host, facts, { series, bands, label: () => told });
  host.after(about);
  return (answer, start) => {
    const data = [months];
    about.textContent = `Of the ${whole(answer.fought)} wars not settled on the first day, in each month those still fought: the middle one, and a band that holds nine in ten.`;
    const moved = answer.key !== start.key;
    told = facts.lines.map((line) => ({
      value: answer.lines[line.key].mid.findLast((value) => value !== null),
      text: "",
      colour: colour(FACTS.sides[line.side]),
    }));
    for (const line of facts.lines) {
      const { low, mid, high } = answer.lines[line.key];
      data.push(high, low, moved ? start.lines[line.key].mid : months.map(() => null), mid);
    }
    plot.setData(data);
    const words = facts.lines.map((line) => `${line.label}: ${yearly(answer.lines[line.key].mid)}`);
    host.setAttribute("aria-label", `${facts.linesTitle}. ${words.join(". ")}.`);
  };
}

function yearly(values) {
  return values
    .map((value, month) => [month, value])
    .filter(([month]) => month % 12 === 0)
    .map(([month, value]) => `month ${month} ${percent(value)}`)
    .join(", ");
}

function chart(host, facts, { series, bands, label }) {
  host.setAttribute("role", "img");
  const inner = element("div", { class: "plot" });
  host.append(inner);
  const font = () => `${Math.round(0.85 * rem())}px system-ui, sans-serif`;
  const years = Array.from({ length: Math.floor(facts.months / 12) + 1 }, (_, year) => 12 * year);
  const axis = {
    stroke: () => ink("ink"),
    font: font(),
    grid: { stroke: () => ink("line"), width: 1 },
    ticks: { show: false },
  };
  const options = {
    ...size(),
    padding: [0.9 * rem(), 4 * rem(), 0, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false },
    scales: { x: { time: false, range: [0, facts.months] }, y: { range: [0, 1] } },
    axes: [
      {
        ...axis,
        splits: () => years,
        values: (_, at) => at.map((month) => (month ? `${month / 12} y` : "0")),
        size: 1.7 * rem(),
      },
      {
        ...axis,
        splits: () => [0, 0.25, 0.5, 0.75, 1],
        values: (_, at) => at.map((share) => `${100 * share}\u00a0%`),
        size: 3.4 * rem(),
      },
    ],
    series: series.map((each, i) => (i ? { points: { show: false }, spanGaps: true, ...each } : each)),
    bands,
    hooks: { draw: [(drawn) => write(drawn, label())] },
  };
  const plot = new uPlot(options, series.map(() => []), inner);
  new ResizeObserver(() => {
    const now = size();
    if (now.width !== plot.width || now.height !== plot.height) plot.setSize(now);
  }).observe(host);

  function size() {
    const width = Math.max(240, Math.floor(host.clientWidth));
    // A picture and its sentence fit one screen.
    const most = Math.min(17 * rem(), Math.max(9 * rem(), 0.42 * innerHeight));
    return { width, height: Math.round(Math.min(Math.max(0.5 * width, 9 * rem()), most)) };
  }

  // What each line comes to, beside its end; two that would touch are moved apart.
  function write(drawn, labels) {
    const ratio = uPlot.pxRatio;
    const context = drawn.ctx;
    const gap = 2.1 * rem() * ratio;
    const x = drawn.bbox.left + drawn.bbox.width + 0.4 * rem() * ratio;
    const low = drawn.bbox.top + drawn.bbox.height;
    const placed = labels
      .filter(({ value }) => value !== null && value !== undefined)
      .map((each) => ({ ...each, y: drawn.valToPos(each.value, "y", true) }))
      .sort((one, other) => one.y - other.y);
    placed.forEach((each, i) => {
      if (i && each.y - placed[i - 1].y < gap) each.y = placed[i - 1].y + gap;
    });
    const over = Math.max(0, (placed.at(-1)?.y ?? 0) - low + 0.8 * rem() * ratio);
    context.save();
    context.textAlign = "left";
    for (const { value, text, colour, y } of placed) {
      context.fillStyle = colour;
      context.font = `700 ${Math.round(1.15 * rem() * ratio)}px system-ui, sans-serif`;
      context.fillText(percent(value), x, y - over + 0.4 * rem() * ratio);
      context.font = `600 ${Math.round(0.8 * rem() * ratio)}px system-ui, sans-serif`;
      if (text) context.fillText(text, x, y - over - 0.65 * rem() * ratio);
    }
    context.restore();
  }
  return plot;
}
