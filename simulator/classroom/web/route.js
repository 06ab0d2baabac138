import { FACTS, element, remember, remembered } from "./words.js";

// The short lesson: six beats through some of the scenes. The remote moves through a beat: ask, close
// the vote, play, say why, try one thing; then the next beat.
const STEPS = ["ask", "close", "play", "why", "try"];
const SAYS = {
  ask: () => "Ask, and let the class vote.",
  close: () => "The vote is over.",
  play: () => "The wars are played.",
  why: (beat) => beat.why,
  try: (beat) => beat.tries,
};
const NEXT = { ask: "close the vote", close: "play", play: "say why", why: "try one thing", try: "next beat" };

// `lead` is what the beats do to the lesson: go(scene), close(scene), play(scene), settle(scene, settings);
// told(beat) hears where they stand, null when they are left.
export function lessonRoute(bar, button, lead) {
  let at = remembered("route") ?? null;
  button?.addEventListener("click", () => (at ? leave() : enter()));
  paint();

  function enter() {
    at = { beat: 0, step: 0, began: Date.now() };
    lead.go(FACTS.beats[0].scene);
    keep();
  }

  function leave() {
    at = null;
    keep();
  }

  function keep() {
    remember("route", at);
    paint();
  }

  function paint() {
    bar.hidden = !at;
    button?.setAttribute("aria-pressed", String(Boolean(at)));
    if (!at) return lead.told(null);
    const beat = FACTS.beats[at.beat];
    const planned = FACTS.beats.slice(0, at.beat + 1).reduce((sum, each) => sum + each.minutes, 0);
    const step = STEPS[at.step];
    const last = at.beat === FACTS.beats.length - 1 && step === "try";
    const then = last ? "That was the last." : `PageDown: ${NEXT[step]}.`;
    const after = FACTS.beats[at.beat + 1];
    const asks = after ? ` Next beat: scene ${after.scene}, ${after.minutes} minutes.` : "";
    lead.told({ says: SAYS[step](beat), then: then + asks, until: planned, began: at.began, settings: beat.settings });
    bar.replaceChildren(
      element("b", { text: SAYS[step](beat) }),
      element("span", { text: `Beat ${at.beat + 1} of ${FACTS.beats.length}, until minute ${planned}. ${then}` }),
    );
  }

  // The remote's step; whether the route took it.
  return (by) => {
    if (!at) return false;
    if (by > 0) forward();
    else back();
    keep();
    return true;
  };

  function forward() {
    const beat = FACTS.beats[at.beat];
    if (at.step < STEPS.length - 1) {
      at = { ...at, step: at.step + 1 };
      const step = STEPS[at.step];
      if (step === "close") lead.close(beat.scene);
      if (step === "play") lead.play(beat.scene);
      if (step === "try") lead.settle(beat.scene, beat.settings);
    } else if (at.beat < FACTS.beats.length - 1) {
      at = { ...at, beat: at.beat + 1, step: 0 };
      lead.go(FACTS.beats[at.beat].scene);
    }
  }

  // Back is to the beginning of a beat: what was played stays played.
  function back() {
    const beat = at.step ? at.beat : Math.max(0, at.beat - 1);
    at = { ...at, beat, step: 0 };
    lead.go(FACTS.beats[beat].scene);
  }
}
