import { FACTS, colour, element, percent } from "./words.js";

const DRAWN = "http://www.w3.org/2000/svg";
const [WIDE, HIGH, LEFT] = [720, 220, 150];
const PHASES = ["at war", "a truce holds", "quiet, nothing signed", "settled"];

// The player of one war: a month at a time, by hand or by itself. `others` are futures of the same
// war that are played beside it on the same luck.
export function filmPlayer(told, fork) {
  const last = told.film.land.length - 1;
  const strips = element("div", { class: "strips" });
  const films = [filmStrip(told, "As it was")];
  strips.append(films[0].part);
  let month = 0;
  let running = null;
  const play = element("button", { type: "button", class: "run-film", text: "\u25b6 Play" });
  const back = element("button", { type: "button", text: "\u25c0 month", "aria-label": "one month back" });
  const on = element("button", { type: "button", text: "month \u25b6", "aria-label": "one month on" });
  const scrub = element("input", { type: "range", id: "film-month", min: 0, max: last, step: 1, value: 0 });
  const now = element("output", { for: "film-month" });
  const speed = element("select", { id: "film-speed" }, ...[1, 2, 4, 8].map((each) => element("option", { value: each, text: `${each} months a second` })));
  speed.value = "4";
  play.addEventListener("click", () => (running ? stop() : start()));
  back.addEventListener("click", () => (stop(), show(month - 1)));
  on.addEventListener("click", () => (stop(), show(month + 1)));
  scrub.addEventListener("input", () => (stop(), show(Number(scrub.value))));
  const part = element(
    "figure",
    { class: "film" },
    element(
      "p",
      { class: "controls" },
      play,
      back,
      on,
      element("label", { class: "hide", for: "film-month", text: "Month" }),
      scrub,
      now,
      element("label", { class: "hide", for: "film-speed", text: "Speed" }),
      speed,
    ),
    element(
      "p",
      { class: "key film-key" },
      element("span", { class: "side-A", text: `the least ${told.names.A} would sign` }),
      element("span", { class: "side-D", text: `the most ${told.names.D} would sign` }),
      element("span", { class: "of-deal", text: "a deal suits both" }),
      element("span", { class: "of-none", text: "no deal suits both" }),
    ),
    element("p", { class: "about", text: "Triangles: offers of either side; square: the mediator's; ringed: signed." }),
    strips,
  );
  if (fork) part.append(forkLine());
  show(0);

  function forkLine() {
    const lever = element("select", { id: "film-fork" }, ...FACTS.forks.map((each) => element("option", { value: each.key, text: each.label })));
    const go = element("button", { type: "button", text: "Fork here" });
    const says = element("span", { role: "status" });
    go.addEventListener("click", async () => {
      stop();
      const [at, label] = [month, lever.selectedOptions[0].textContent];
      says.textContent = "The other future is being played\u2026";
      try {
        const other = filmStrip(await fork(lever.value, at), `From month ${at}: ${label}`, at);
        films.splice(1, 1, other);
        strips.replaceChildren(...films.map((each) => each.part));
        says.textContent = "";
        show(month);
      } catch (error) {
        says.textContent = `Not to be had: ${error.message}.`;
      }
    });
    return element("p", { class: "controls" }, element("label", { for: "film-fork", text: "From this month on" }), lever, go, says);
  }

  function start() {
    if (month >= last) show(0);
    play.textContent = "\u275a\u275a Pause";
    let before = null;
    let rest = 0;
    const step = (time) => {
      if (!running || !part.isConnected) return stop();
      rest += before === null ? 0 : ((time - before) / 1000) * Number(speed.value);
      before = time;
      const whole = Math.floor(rest);
      rest -= whole;
      if (whole) show(month + whole);
      if (month >= last) return stop();
      running = requestAnimationFrame(step);
    };
    running = requestAnimationFrame(step);
  }

  function stop() {
    if (running) cancelAnimationFrame(running);
    running = null;
    play.textContent = "\u25b6 Play";
  }

  function show(to) {
    month = Math.min(last, Math.max(0, to));
    scrub.value = month;
    scrub.setAttribute("aria-valuetext", `month ${month}`);
    now.textContent = `month ${month} of ${last}`;
    for (const each of films) each.show(month);
  }
  return part;
}

// One future: the range of deals with its offers, the land, the audiences, the losses, the words.
function filmStrip(told, title, from = 0) {
  const { film, names: { A, D } } = told;
  const months = film.land.length;
  const x = (month) => LEFT + ((WIDE - LEFT - 12) * month) / (months - 1);
  const y = (share) => 10 + (HIGH - 50) * (1 - share);
  const picture = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true", class: "range-film" });
  label(picture, LEFT - 8, y(1) + 6, `${A}: full list`);
  label(picture, LEFT - 8, y(0) + 6, `${D} keeps all`);
  label(picture, LEFT - 8, HIGH - 8, `land ${A} holds`);
  const band = shape("g", {});
  const head = shape("line", { y1: 6, y2: HIGH - 4, class: "head" });
  for (let month = 0; month < months; month += 1) bandPart(band, film, month, x, y);
  edge(band, film.low, FACTS.sides.A, x, y);
  edge(band, film.high, FACTS.sides.D, x, y);
  for (const offer of film.offers) dart(band, offer, x(offer.month), y(offer.at ?? 0.5), offer.month);
  picture.append(band, head);
  const strip = landStrip(picture);
  const people = element("div", { class: "people-rows" });
  const rows = film.blocs.map(([name]) => {
    const figures = element("span", { class: "figures", "aria-hidden": "true" });
    const words = element("span");
    people.append(element("p", {}, element("b", { text: name }), figures, words));
    return { figures, words };
  });
  const state = element("p", { class: "state" });
  const losses = element("p", { class: "losses" });
  const words = element("p", { class: "sentence" });
  const part = element("section", { class: "future" }, element("h3", { text: title }), picture, state, words, losses, people);
  return {
    part,
    show(month) {
      head.setAttribute("x1", x(month));
      head.setAttribute("x2", x(month));
      for (const each of band.children) each.classList.toggle("later", Number(each.dataset.month) > month);
      strip(film.land[month]);
      const deal = film.phase[month] === 0 ? (film.deal[month] ? "; terms exist that suit both" : "; no terms suit both") : "";
      state.textContent = `Month ${month}: ${PHASES[film.phase[month]]}${deal}. ${A} holds ${percent(film.land[month], 1)} of the land of ${D}. The chance that ${A} wins: ${percent(film.hope_A[month])} to its own leader, ${percent(film.hope_D[month])} to that of ${D}.`;
      words.textContent = sentenceOf(told, month, from);
      const lost = [film.lost_A[month], film.lost_D[month]];
      losses.textContent = film.lost_A.at(-1) || film.lost_D.at(-1)
        ? `Killed and wounded so far: ${percent(lost[0], 1)} of the men ${A} had at the start, ${percent(lost[1], 1)} of those of ${D}.`
        : "This scenario does not count the killed and wounded.";
      film.blocs.forEach(([, stand], i) => {
        const dissent = Math.round(10 * (1 - (stand[month] ?? 1)));
        rows[i].figures.textContent = "\u25cf".repeat(10 - dissent) + "\u25cb".repeat(dissent);
        rows[i].words.textContent = `${percent(1 - (stand[month] ?? 1))} not behind the leader`;
      });
    },
  };
}

// What happened in the month; of a refusal both values: what signing and going on are worth.
function sentenceOf(told, month, from) {
  const happened = told.months.filter(([when]) => when === month).map(([, sentence]) => sentence);
  const values = told.film.refusals.find((each) => each.month === month);
  if (values) {
    const known = ["A", "D"].filter((side) => values[side].every((value) => value !== null));
    happened.push(...known.map((side) => `To ${told.names[side]}, signing is worth ${values[side][0].toFixed(2)} and going on ${values[side][1].toFixed(2)} of the stake.`));
  }
  if (from && month < from) return "As it was: the futures part later.";
  return happened.join(" ") || "Nothing that anybody would report.";
}

function bandPart(band, film, month, x, y) {
  const next = Math.min(month + 1, film.low.length - 1);
  if (film.phase[month] === 3 || next === month) return;
  const ends = [film.low[month], film.low[next], film.high[next], film.high[month]];
  if (ends.includes(null)) return;
  const points = [[month, 0], [next, 1], [next, 2], [month, 3]].map(([at, i]) => `${x(at)},${y(ends[i])}`).join(" ");
  band.append(shape("polygon", { points, class: film.deal[month] ? "deal" : "none", "data-month": month }));
}

function edge(band, values, side, x, y) {
  for (let month = 1; month < values.length; month += 1) {
    if (values[month] === null || values[month - 1] === null) continue;
    const line = shape("line", { x1: x(month - 1), x2: x(month), y1: y(values[month - 1]), y2: y(values[month]), "stroke-width": 2.5, "data-month": month });
    line.style.stroke = colour(side);
    band.append(line);
  }
}

function dart(band, offer, x, y, month) {
  const up = offer.by === "A" ? -1 : 1;
  const points = offer.by === "mediator" ? `${x - 5},${y - 5} ${x + 5},${y - 5} ${x + 5},${y + 5} ${x - 5},${y + 5}` : `${x - 6},${y - 5 * up} ${x + 6},${y - 5 * up} ${x},${y + 6 * up}`;
  const mark = shape("polygon", { points, class: "dart", "data-month": month });
  mark.style.fill = FACTS.sides[offer.by] ? colour(FACTS.sides[offer.by]) : "var(--quiet)";
  band.append(mark);
  if (offer.signed) band.append(shape("circle", { cx: x, cy: y, r: 11, class: "signed", "data-month": month }));
}

// D's land as a strip, A's part of it from the left.
function landStrip(picture) {
  const [top, tall] = [HIGH - 24, 18];
  const all = shape("rect", { x: LEFT, y: top, width: WIDE - LEFT - 12, height: tall });
  const held = shape("rect", { x: LEFT, y: top, height: tall });
  all.style.fill = colour(FACTS.sides.D);
  held.style.fill = colour(FACTS.sides.A);
  picture.append(all, held);
  return (share) => held.setAttribute("width", (WIDE - LEFT - 12) * (share ?? 0));
}

function label(picture, x, y, words) {
  const part = shape("text", { x, y, "text-anchor": "end", class: "words" });
  part.textContent = words;
  picture.append(part);
}

function shape(name, attributes) {
  const part = document.createElementNS(DRAWN, name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  return part;
}
