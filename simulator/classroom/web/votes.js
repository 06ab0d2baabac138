import { element, remember, remembered } from "./words.js";

// The guess before the answer: hands counted here, phones counted by the server and shown when the
// vote is over. Bars are shares of all votes.
export function voteBlock(section, facts, role, room, onChange) {
  const options = [...section.querySelectorAll(".option")];
  const less = [...section.querySelectorAll(".less")];
  const hint = section.querySelector(".hint");
  const turnout = element("p", { class: "turnout", role: "status" });
  section.querySelector(".options").after(turnout);
  const name = `hands ${facts.number}`;
  let hands = kept();
  let phones = options.map(() => 0);
  let over = false;
  let mine = null;
  let right = null;
  if (role === "student") hint.textContent = "Choose what you expect.";
  options.forEach((button, i) => {
    button.addEventListener("click", async () => {
      if (role === "student") {
        if (over) return;
        try {
          await room.vote(facts.number, i);
          mine = i;
        } catch (error) {
          hint.textContent = `Not counted: ${error.message}.`;
        }
      } else count(i, 1);
      paint();
      onChange();
    });
    less[i].addEventListener("click", () => {
      count(i, -1);
      paint();
      onChange();
    });
  });
  // Another tab of the same lesson counts as well.
  window.addEventListener("storage", () => {
    hands = kept();
    paint();
  });
  paint();

  function kept() {
    const found = remembered(name);
    return options.map((_, i) => (Number.isInteger(found?.[i]) ? found[i] : 0));
  }

  function count(i, by) {
    hands[i] = Math.max(0, hands[i] + by);
    remember(name, hands);
  }

  function paint() {
    const told = options.map((_, i) => hands[i] + (over || role === "student" ? phones[i] : 0));
    const all = told.reduce((sum, each) => sum + each, 0);
    const voted = phones.reduce((sum, each) => sum + each, 0);
    options.forEach((button, i) => {
      button.querySelector(".count").textContent = told[i] || "";
      button.style.setProperty("--share", all ? `${(100 * told[i]) / all}%` : "0%");
      button.setAttribute("aria-pressed", String(mine === i));
      button.classList.toggle("right", right === i);
      button.querySelector(".mark").textContent = right === i ? "\u2713" : "";
      less[i].hidden = role === "student" || hands[i] === 0;
    });
    turnout.textContent = !over && voted && role !== "student" ? `${voted} ${voted === 1 ? "phone has" : "phones have"} voted; shown when the vote is over.` : "";
    turnout.hidden = !turnout.textContent;
  }
  return {
    // What the server says of this scene's vote.
    told(state) {
      phones = options.map((_, i) => state.votes[facts.number]?.[i] ?? 0);
      over = state.closed.includes(facts.number);
      mine = state.mine[facts.number] ?? (role === "student" ? null : mine);
      paint();
    },
    forget() {
      hands = options.map(() => 0);
      remember(name, hands);
      right = null;
      paint();
    },
    // Marks the option that the played wars fall into, and says how the class did.
    mark(value) {
      right = value === null ? null : rightOption(facts, value);
      paint();
      if (right === null) return "";
      const total = hands.map((each, i) => each + phones[i]);
      const all = total.reduce((sum, each) => sum + each, 0);
      const says = `The wars say: ${facts.vote.options[right].label}.`;
      return all ? `${says} ${total[right]} of ${all} had guessed it.` : says;
    },
  };
}

// What the guess is about, as a number or a kind; null while it is not known.
export function askedFor(facts, answer) {
  if (facts.vote.on === "main") return answer.main.share;
  if (facts.vote.on === "effect") return answer.effect.mean;
  if (facts.vote.on === "bars") return answer.bars.reduce((best, bar) => (bar.count > best.count ? bar : best)).key;
  return null;
}

export function rightOption(facts, value) {
  const fits = (option) => ("key" in option ? option.key === value : option.from <= value && value < option.to);
  const found = facts.vote.options.findIndex(fits);
  return found < 0 ? null : found;
}
