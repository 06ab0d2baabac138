import { BEFORE, INK, NOW, element, percent, rem } from "./words.js";

const LINES = ["#0b57a4", "#c24a00"];
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
      { stroke: BEFORE, width: 2, dash: [6, 5], paths: stepped },
      { stroke: NOW, width: 4, paths: stepped },
    ],
    bands: [{ series: [1, 2], fill: "rgba(11, 87, 164, 0.20)" }],
    label: () => told,
  });
  return (answer, start) => {
    const [now, before] = [answer.curve, start.curve];
    const moved = answer.key !== start.key;
    const [end, old] = [now.mid.at(-1), before.mid.at(-1)];
    told = [{ series: 4, text: moved ? "now" : facts.curve, above: !moved || end >= old, colour: NOW }];
    if (moved) told.push({ series: 3, text: "before", above: end < old, colour: BEFORE });
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
  facts.lines.forEach((_, i) => {
    bands.push({ series: [series.length, series.length + 1], fill: `${LINES[i]}22` });
    series.push({ stroke: "transparent" }, { stroke: "transparent" });
    series.push({ stroke: LINES[i], width: 4, dash: DASHES[i] });
  });
  let told = [];
  const plot = chart(host, facts, { series, bands, label: () => told });
  return (answer) => {
    const data = [months];
    const ends = facts.lines.map((line) => answer.lines[line.key].mid.at(-1));
    told = facts.lines.map((line, i) => ({
      series: 3 * i + 3,
      text: line.label,
      above: ends[i] === Math.max(...ends),
      colour: LINES[i],
      at: 0.98,
    }));
    for (const line of facts.lines) {
      const { low, mid, high } = answer.lines[line.key];
      data.push(high, low, mid);
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
    stroke: INK,
    font: font(),
    grid: { stroke: "#dfe3e8", width: 1 },
    ticks: { show: false },
  };
  const options = {
    ...size(),
    padding: [0.7 * rem(), 0.7 * rem(), 0, 0],
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
        values: (_, at) => at.map((share) => `${100 * share} %`),
        size: 3.4 * rem(),
      },
    ],
    series: series.map((each, i) => (i ? { points: { show: false }, spanGaps: true, ...each } : each)),
    bands,
    hooks: { draw: [(plot) => label().forEach((each) => write(plot, each))] },
  };
  const plot = new uPlot(options, series.map(() => []), inner);
  new ResizeObserver(() => {
    const now = size();
    if (now.width !== plot.width || now.height !== plot.height) plot.setSize(now);
  }).observe(host);

  function size() {
    const width = Math.max(240, Math.floor(host.clientWidth));
    return { width, height: Math.round(Math.min(Math.max(0.5 * width, 11 * rem()), 17 * rem())) };
  }

  // A label at the end of a line, with a rim so that it can be read over anything.
  function write(drawn, { series: which, text, above, colour, at = 0.98 }) {
    const values = drawn.data[which];
    const index = Math.round(at * (values.length - 1));
    if (values[index] === null || values[index] === undefined) return;
    const ratio = uPlot.pxRatio;
    const context = drawn.ctx;
    const x = drawn.valToPos(drawn.data[0][index], "x", true);
    const room = 1.2 * rem() * ratio;
    const top = drawn.bbox.top + room;
    const bottom = drawn.bbox.top + drawn.bbox.height - 0.4 * rem() * ratio;
    const y = drawn.valToPos(values[index], "y", true) + (above ? -0.55 : 1.25) * rem() * ratio;
    context.save();
    context.font = `600 ${Math.round(0.95 * rem() * ratio)}px system-ui, sans-serif`;
    context.textAlign = "right";
    context.lineWidth = 5 * ratio;
    context.lineJoin = "round";
    context.strokeStyle = "#fff";
    context.fillStyle = colour;
    const words = which === 3 || which === 4 ? `${text}: ${percent(values.at(-1))}` : text;
    context.strokeText(words, x, Math.min(bottom, Math.max(top, y)));
    context.fillText(words, x, Math.min(bottom, Math.max(top, y)));
    context.restore();
  }
  return plot;
}
