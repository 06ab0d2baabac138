import { element, interval, many, ofAll, onScheme, percent, settingsInWords, signed, whole } from "./words.js";
import { GONE, keyOf } from "./sources.js";
import { handSettled, startOf } from "./address.js";
import { buildDials } from "./dials.js";
import { curveChart, linesChart } from "./charts.js";
import { barRows } from "./bars.js";
import { dotGrid, kindsOf, monthsOf } from "./dots.js";
import { rangePicture } from "./ranges.js";
import { askedFor, voteBlock } from "./votes.js";
import { authorCards, authorPanel } from "./authors.js";
import { separation } from "./separation.js";
import { designBoard } from "./board.js";
import { recordBars } from "./records.js";
import { cascade } from "./cascade.js";
import { cureBars } from "./cures.js";
import { frontierPicture } from "./frontier.js";

// One scene: its controls, the question it asks of a source, and the pictures of the answer.
export function buildScene(facts, { source, role, room, authors, dialog, onState }) {
  const section = document.getElementById(`scene-${facts.number}`);
  const pictures = section.querySelector(".pictures");
  const play = section.querySelector(".play");
  let settings = startOf(facts);
  let hand = handSettled(facts, {});
  let byHand = null;
  let shown = false;
  let asked = null;
  let starts = new Map();
  let latest = null;
  const guessed = new Map();
  let cures = null;
  let curesCome = Promise.resolve();
  let best = null;
  let finding = null;
  let board = null;
  let boardTold = null;
  let painted = null;

  const headline = element("p", { class: "headline", role: "status" });
  const effect = element("p", { class: "effect" });
  const busy = element("progress", { class: "busy", max: 1, "aria-label": "wars played" });
  const caption = element("p", { class: "caption" });
  const guess = element("p", { class: "guess" });
  const again = element("button", { type: "button", class: "try-again", text: "Try again" });
  again.addEventListener("click", () => ask());
  again.hidden = true;
  const command = element("code");
  const painters = [];
  const drawn = element("div", { class: "drawn" });
  pictures.append(headline, again, guess, effect, busy, drawn, caption);
  const figure = (name, title) => {
    const part = element("figure", { class: name });
    if (title) part.append(element("figcaption", { text: title }));
    const host = element("div", { class: "host" });
    part.append(host);
    drawn.append(part);
    return host;
  };
  const votes = voteBlock(section, facts, role, room, () => latest && told(latest));
  const dials = buildDials(section.querySelector(".dials"), facts, source.notched, (next) => {
    settings = next ?? startOf(facts);
    ask();
  });
  section
    .querySelector(".dials")
    .append(element("details", { class: "command" }, element("summary", { text: "The same on the command line" }), command));
  const cards = "author" in startOf(facts) ? authorCards(section, facts, (author) => choose({ ...settings, author })) : null;

  // Before anything is played: another world to ask about.
  function choose(next) {
    settings = next;
    ask();
  }

  play.addEventListener("click", () => {
    shown = true;
    room.ballot(facts.number, true);
    if (keyOf(facts, settings) === keyOf(facts, startOf(facts))) settings = { ...settings, ...facts.first };
    ask();
    section.querySelector(".dials input")?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });
  if (facts.pageDials.length) {
    const host = element("div", { class: "by-hand" });
    section.querySelector(facts.number === 1 ? ".vote" : ".why").before(host);
    byHand = rangePicture(host, facts, (at) => {
      hand = at;
      onState(facts, settings, hand, shown);
    });
  }

  // The pictures are made when they are first needed: a hidden canvas has no size.
  function prepare() {
    if (painters.length) return;
    painters.push(curveChart(figure("curve", `Share ${facts.curve}; band: 95\u00a0% interval`), facts));
    if (facts.lines.length) painters.push(linesChart(figure("lines", facts.linesTitle), facts));
    if (facts.dots) painters.push(dotGrid(figure("dots", "A mark for each ceasefire, always in the same place; ringed: saved by what you changed"), facts, openWar));
    const title = facts.counts === "held" ? "What became of them" : `How they stand after ${facts.months / 12} years`;
    painters.push(barRows(figure("kinds", title), facts, (kind) => openOfKind(kind)));
    if ("author" in startOf(facts)) {
      const panel = authorPanel(drawn, authors, source);
      painters.push((answer) => panel(answer.settings));
      painters.push(separation(figure("apart"), authors, source));
    }
    if (facts.cascade) cascade(figure("cascade", "When an audience tips"), source, dialog);
    if (facts.budget) {
      showBest(frontierPicture(figure("best", "Every design that the points can buy"), facts, (design) => moveTo(design, true)));
      const place = figure("board");
      const records = recordBars(figure("records", "The class's best beside ceasefires on record"), source);
      board = designBoard(place, facts, role, room, (design) => moveTo(design, true), (first) => records.best(first));
      if (boardTold) board.told(boardTold);
      painters.push((answer) => board.set(answer));
    }
    if (facts.cures.length) curesCome = showCures(figure("remedies", "One thing changed at the start: the share of the broken ceasefires that it alone would have saved"));
  }

  async function ask() {
    dials.set(settings);
    cards?.(settings);
    section.classList.toggle("shown", shown);
    section.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
    onState(facts, settings, hand, shown);
    asked?.abort();
    if (facts.budget) findBest().catch(() => {});
    if (!shown) return;
    prepare();
    const mine = (asked = new AbortController());
    const wanted = { ...settings };
    const slow = setTimeout(() => {
      section.classList.add("waiting");
      busy.hidden = false;
      busy.removeAttribute("value");
      again.hidden = true;
      if (!latest) headline.textContent = "Being played\u2026";
    }, 150);
    try {
      // The start is asked for once; the picture compares with it.
      const startKey = keyOf(facts, controlOf(wanted));
      for await (const answer of source.ask(facts, wanted, mine.signal)) {
        if (mine.signal.aborted) return;
        const key = keyOf(facts, wanted);
        if (key === startKey) starts.set(startKey, { ...answer, key });
        else if (!starts.has(startKey) || starts.get(startKey).n < answer.n) {
          for await (const start of source.ask(facts, controlOf(wanted), mine.signal)) {
            starts.set(startKey, { ...start, key: startKey });
            if (start.n >= answer.n) break;
          }
        }
        if (mine.signal.aborted) return;
        clearTimeout(slow);
        section.classList.remove("waiting", "failed");
        again.hidden = true;
        latest = { ...answer, key };
        paint(latest, starts.get(startKey));
      }
    } catch (error) {
      if (mine.signal.aborted) return;
      section.classList.add("failed");
      busy.hidden = true;
      again.hidden = false;
      headline.textContent = error.message === GONE ? "No answer: the program that plays the wars has stopped, or this device has lost it." : `No answer: ${error.message}.`;
    } finally {
      clearTimeout(slow);
      if (asked === mine) section.classList.remove("waiting");
    }
  }

  function controlOf(now) {
    const start = startOf(facts);
    for (const dial of facts.dials) if (dial.world) start[dial.key] = now[dial.key];
    return start;
  }

  onScheme(() => painted && paint(...painted));

  function paint(answer, start) {
    painted = [answer, start];
    section.dataset.drawn = answer.key;
    section.dataset.n = answer.n;
    for (const painter of painters) painter(answer, start);
    told(answer);
    busy.value = answer.n / answer.of;
    busy.hidden = answer.n >= answer.of;
    command.textContent = answer.command;
    const moved = answer.key !== start.key;
    effect.hidden = !moved;
    if (moved) {
      const { mean, ci } = answer.effect;
      const words = ci ? ` (95\u00a0% interval ${signed(ci[0])} to ${signed(ci[1])})` : "";
      const saved = "saved" in answer ? ` ${whole(answer.saved)} now hold that broke before; ${whole(answer.lost)} the other way.` : "";
      effect.textContent = `On the same luck: ${signed(mean)} ${ofAll()}${words}.${saved}`;
    }
    caption.textContent =
      `Shown: ${settingsInWords(facts, answer.settings)}. ${whole(answer.n)} of ${whole(answer.of)} played` +
      `; intervals 95\u00a0%; luck ${answer.entropy}; simulator ${answer.version}.`;
    // For measuring how long a picture takes, in a browser as it is.
    performance.mark(`drawn-${facts.number}`, { detail: { key: answer.key, n: answer.n } });
  }

  function told(answer) {
    const { share, ci } = answer.main;
    headline.replaceChildren(
      element("b", { text: many(share) }),
      ` ${ofAll()} ${facts.says}`,
      element("small", { text: ` (${interval(ci)}; n = ${whole(answer.n)})` }),
    );
    // The guess was about what the button played, not about what was tried since.
    const world = keyOf(facts, { ...controlOf(answer.settings), ...facts.first });
    if (answer.key === world) guessed.set(world, answer);
    const about = guessed.get(world) ?? (starts.get(world) || null);
    guess.textContent = votes.mark(facts.vote.on === "best" ? best : about && askedFor(facts, about));
    if (facts.vote.on === "best" && best === null) guess.textContent = "Every design is being played, to find the best\u2026";
    guess.hidden = !guess.textContent;
  }

  function openable(answer) {
    return source.stories(facts) ?? Array.from({ length: answer.n }, (_, war) => war);
  }

  function openWar(war, kind = null, next = null) {
    const wars = openable(latest);
    const from = source.stories(facts) === null ? latest : startOfAll();
    // A file tells some wars only: the nearest.
    const chosen = wars.includes(war) ? war : wars.reduce((near, each) => (Math.abs(each - war) < Math.abs(near - war) ? each : near));
    const like = kind ?? kindsOf(from)[chosen];
    dialog.open(facts, chosen, async (signal) => {
      const here = source.stories(facts) === null ? { ...latest.settings } : startOf(facts);
      const [told] = await Promise.all([source.story(facts, here, chosen, signal), curesCome]);
      const fork = source.fork && ((key, month) => source.story(facts, here, chosen, signal, { fork: key, month }));
      return { told, settings: here, cures, start: startOfAll(), next: next ?? (() => openOfKind(like, chosen)), fork };
    });
  }

  function startOfAll() {
    return starts.get(keyOf(facts, startOf(facts))) ?? latest;
  }

  // The typical case first: one that what is meant for its cause would have held, and that broke when
  // most of its kind do.
  async function openOfKind(kind, after = null) {
    const told = source.stories(facts) === null ? latest : startOfAll();
    const [kinds, months] = [kindsOf(told), monthsOf(told)];
    const wars = openable(latest).filter((war) => kinds[war] === kind);
    if (!wars.length) return;
    await Promise.race([curesCome, new Promise((done) => setTimeout(done, 300))]);
    const sorted = wars.map((war) => months[war]).sort((one, other) => one - other);
    const middle = sorted[Math.floor(sorted.length / 2)];
    const saved = (war) => Number(isSaved(war, kind));
    const order = [...wars].sort((one, other) => saved(other) - saved(one) || Math.abs(months[one] - middle) - Math.abs(months[other] - middle) || one - other);
    const at = after === null ? -1 : order.indexOf(after);
    const war = order[(at + 1) % order.length];
    openWar(war, kind, () => openOfKind(kind, war));
  }

  function isSaved(war, kind) {
    const start = startOfAll();
    if (!cures || war >= start.n || kindsOf(start)[war] !== kind) return false;
    return cures.some((cure, i) => facts.cures[i].kind === kind && kindsOf({ ...cure, bars: start.bars, n: start.n })[war] === "none");
  }

  // Asked for while the class still votes, so that the answer is there when it is wanted.
  function findBest() {
    finding ??= source.best(facts).catch((error) => {
      finding = null;
      throw error;
    });
    return finding;
  }

  async function showBest(picture) {
    try {
      const found = await findBest();
      best = found.best.at(-1).share;
      picture.set(found);
      if (latest) told(latest);
    } catch (error) {
      picture.failed(error.message);
    }
  }

  async function showCures(host) {
    host.append(element("p", { class: "pending", text: "Being played\u2026" }));
    try {
      cures = await source.cures(facts);
    } catch (error) {
      host.replaceChildren(element("p", { text: `Not to be had: ${error.message}` }));
      return;
    }
    cureBars(host, facts, cures);
  }

  function moveTo(next, show, at = hand) {
    settings = { ...next };
    hand = at;
    byHand?.set(hand);
    shown = show;
    return ask();
  }
  dials.set(settings);
  return {
    facts,
    section,
    moveTo,
    leave: () => asked?.abort(),
    state: () => ({ settings, shown }),
    // What the server says of the class; null when it cannot be heard.
    told(state) {
      votes.told(state);
      boardTold = state;
      board?.told(state);
      if (latest && shown) told(latest);
    },
    play: () => shown || play.click(),
    retry: () => section.classList.contains("failed") && ask(),
    forget() {
      votes.forget();
      board?.forget();
    },
  };
}
