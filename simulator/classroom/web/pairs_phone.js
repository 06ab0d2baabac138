import { FACTS, element } from "./words.js";
import { ROUNDS, plural, told } from "./pairs.js";

// A phone in the rounds: its side, what it knows, its next move, and at the end what it earned.
const NAMES = FACTS.names;
const OTHER = { A: "D", D: "A" };

export function pairsPhone(host, room) {
  const wrong = element("p", { class: "wrong", role: "alert" });
  let seen = "";
  let share = 50;
  return (state) => {
    // What others do is no reason to take a half-made offer from under somebody's thumb.
    const now = JSON.stringify(state ?? null);
    if (now === seen) return;
    seen = now;
    host.hidden = !state?.on;
    wrong.textContent = "";
    if (host.hidden) return host.replaceChildren();
    const { title, says } = ROUNDS[state.round - 1];
    host.replaceChildren(
      element("p", { class: "kicker", text: `Round ${state.round} of ${state.of}: ${title}. ${says}` }),
      ...(state.mine ? playing(state) : [element("h2", { text: "This round has begun without you." }), element("p", { text: "You are in the next one." })]),
      wrong,
    );
    host.querySelector("h2").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  function playing(state) {
    const { mine } = state;
    const { side } = mine;
    const against = mine.program ? "You play against the program; this pair is not counted." : `You play against a phone in this room.`;
    const who = element("h2", { tabindex: "-1" }, "You are ", element("b", { class: `side-${side.toLowerCase()}`, text: NAMES[side] }));
    if (!state.open) return [who, ...closed(state)];
    return [who, element("p", { class: "quiet", text: against }), known(state), element("div", { class: "turn" }, ...turn(state))];
  }

  // What this side knows while the round is open; the server sends nothing else.
  function known({ mine, round }) {
    const { side, numbers } = mine;
    const rows = [
      ["Your chance of winning", side === "A" ? `${numbers.odds_A} of 100` : `${100 - numbers.odds_D} of 100`],
      ["What war costs you", numbers[`cost_${side}`]],
    ];
    if (round !== 2) rows.push([`What war costs ${NAMES[OTHER[side]]}`, numbers[`cost_${OTHER[side]}`]]);
    rows.push(["War to the end leaves you, on average", warLeaves(mine)]);
    if (numbers.growth) rows.push([`${NAMES.A}'s chance once something is signed`, `${numbers.odds_A + numbers.growth} of 100`]);
    if (mine.range) rows.push([round === 3 ? `Better for both than war, and kept: a share for ${NAMES.A} of` : `Better for both than war: a share for ${NAMES.A} of`, rangeOf(mine.range)]);
    return element("dl", { class: "known" }, ...rows.map(([name, value]) => element("div", {}, element("dt", { text: name }), element("dd", { text: value }))));
  }

  function turn({ mine, round }) {
    const { side, turn: next, month, offers, offer } = mine;
    const [own, other] = [NAMES[side], NAMES[OTHER[side]]];
    const when = `Month ${Math.min(month + 1, offers)} of ${offers}.`;
    const cost = mine.numbers[`cost_${side}`] / offers;
    const refused = month ? `Refused so far: ${month}, at ${plural(cost, "point")} each. ` : "";
    if (next === "offer") {
      if (side === "D") return [status(`${refused}${when} ${other} is making an offer\u2026`)];
      return [status(`${refused}${when} Ask for a share of the land. A refusal is a month of war and costs you ${cost}.`), ...asking(round, month)];
    }
    if (next === "answer") {
      if (side === "A") return [status(`You asked for ${offer}. ${other} thinks about it\u2026`)];
      const last = month === offers - 1 ? "war to the end" : "a month of war";
      return [
        status(`${when} ${other} asks for ${offer} of the land. You would keep ${100 - offer}.`),
        move(`Accept: keep ${100 - offer}`, "yes", round, month, "accept"),
        move(`Refuse: ${last}, ${plural(cost, "point")}`, "no", round, month, "refuse"),
      ];
    }
    if (next === "keep") {
      if (side === "D") return [status(`Signed: ${other} gets ${offer}. Its word does not bind: it decides now.`)];
      const strong = mine.numbers.odds_A + mine.numbers.growth;
      return [
        status(`Signed: you have ${offer}. You have grown: your chance is now ${strong} of 100.`),
        move(`Keep your word: ${offer}`, "yes", round, month, "keep"),
        move(`Break it: war leaves you ${strong - mine.numbers.cost_A} on average`, "no", round, month, "break"),
      ];
    }
    const how = mine.kept === false ? `${side === "A" ? "You" : NAMES.A} broke what was signed: war.` : mine.signed ? `Signed: ${NAMES.A} gets ${offer}, ${NAMES.D} ${100 - offer}.` : "Three refusals: the war is fought to the end.";
    return [status(how), element("p", { text: `${own} has done its part. Wait until the round is closed.` })];
  }

  function asking(round, month) {
    const id = "pair-share";
    const slider = element("input", { type: "range", id, min: 0, max: 100, step: 1 });
    const label = element("label", { for: id, text: "Your share of the land" });
    const ask = button("", "yes", () => room.move(round, month, "ask", share));
    const set = (value) => {
      share = Math.max(0, Math.min(100, value));
      slider.value = share;
      slider.setAttribute("aria-valuetext", `${share} for you, ${100 - share} for ${NAMES.D}`);
      ask.textContent = `Ask for ${share}: ${NAMES.D} keeps ${100 - share}`;
    };
    slider.addEventListener("input", () => set(Number(slider.value)));
    const step = (by, name) => {
      const made = element("button", { type: "button", class: "step", text: by > 0 ? "+" : "\u2212", "aria-label": name });
      made.addEventListener("click", () => set(share + by));
      return made;
    };
    set(share);
    return [label, element("div", { class: "share" }, step(-1, "one less"), slider, step(1, "one more")), ask];
  }

  function move(text, kind, round, month, what) {
    return button(text, kind, () => room.move(round, month, what, null));
  }

  function button(text, kind, act) {
    const made = element("button", { type: "button", class: `big ${kind}`, text });
    made.addEventListener("click", async () => {
      wrong.textContent = "";
      made.disabled = true;
      try {
        await act();
      } catch (error) {
        made.disabled = false;
        wrong.textContent = `Not done: ${error.message}.`;
      }
    });
    return made;
  }
}

function status(text) {
  return element("p", { class: "says", role: "status", text });
}

function warLeaves({ side, numbers }) {
  return side === "A" ? numbers.odds_A - numbers.cost_A : 100 - numbers.odds_D - numbers.cost_D;
}

function rangeOf([least, most]) {
  return least > most ? "none" : least === most ? `${least}` : `${least} to ${most}`;
}

// After a round all is shown: both sides' numbers, whether a deal existed, what it left.
function closed({ mine, earned, round, of }) {
  const pair = told(mine);
  const now = earned[round - 1];
  const rows = [
    ["The odds", pair.odds],
    ["What war costs", pair.costs],
    [`Deals, as a share for ${NAMES.A}`, pair.range],
    ["What came of it", pair.course],
  ];
  const sum = earned.reduce((all, each) => all + (each ?? 0), 0);
  const parts = earned.map((each, i) => `round ${i + 1}: ${each ?? "not finished"}`).join(", ");
  return [
    element("p", { class: "says", role: "status", text: now === null ? "Your pair did not finish: it is not counted." : `This round left you ${now} of 100.` }),
    element("dl", { class: "known" }, ...rows.map(([name, value]) => element("div", {}, element("dt", { text: name }), element("dd", { text: value })))),
    element("p", { text: `You have earned ${Math.round(10 * sum) / 10} points (${parts}).` }),
    element("p", { class: "quiet", text: round < of ? "The next round comes when it is opened at the front." : "That was the last round. Look to the front." }),
  ];
}
