// The guess before the answer: hands counted here, phones counted by the server.
export function voteBlock(section, facts, role, room, onChange) {
  const options = [...section.querySelectorAll(".option")];
  const less = [...section.querySelectorAll(".less")];
  const hint = section.querySelector(".hint");
  const hands = options.map(() => 0);
  let phones = options.map(() => 0);
  let mine = null;
  if (role === "student") hint.textContent = "Choose what you expect.";
  options.forEach((button, i) => {
    button.addEventListener("click", async () => {
      if (role === "student") {
        try {
          await room.vote(facts.number, i);
          mine = i;
        } catch (error) {
          hint.textContent = error.message;
        }
      } else hands[i] += 1;
      paint();
      onChange();
    });
    less[i].addEventListener("click", () => {
      hands[i] = Math.max(0, hands[i] - 1);
      paint();
      onChange();
    });
  });
  paint();

  function paint(right = null) {
    const total = options.map((_, i) => hands[i] + phones[i]);
    const most = Math.max(1, ...total);
    options.forEach((button, i) => {
      button.querySelector(".count").textContent = total[i] || "";
      button.style.setProperty("--share", `${(100 * total[i]) / most}%`);
      button.setAttribute("aria-pressed", String(mine === i));
      button.classList.toggle("right", right === i);
      button.querySelector(".mark").textContent = right === i ? "\u2713" : "";
      less[i].hidden = role === "student" || hands[i] === 0;
    });
  }
  return {
    phones(counts) {
      phones = options.map((_, i) => counts?.[i] ?? 0);
      paint();
    },
    // Marks the option that the played wars fall into, and says how the class did.
    mark(answer) {
      const right = answer ? rightOption(facts, answer) : null;
      paint(right);
      const total = hands.map((count, i) => count + phones[i]);
      const all = total.reduce((sum, each) => sum + each, 0);
      if (right === null) return "";
      return all
        ? `The wars say: ${facts.vote.options[right].label}. ${total[right]} of ${all} had guessed it.`
        : `The wars say: ${facts.vote.options[right].label}.`;
    },
  };
}

export function rightOption(facts, answer) {
  const { on, options } = facts.vote;
  if (on === "bars") {
    const largest = answer.bars.reduce((best, bar) => (bar.count > best.count ? bar : best));
    const found = options.findIndex((option) => option.key === largest.key);
    return found < 0 ? null : found;
  }
  if (on !== "main" && on !== "effect") return null;
  const value = on === "main" ? answer.main.share : answer.effect.mean;
  const found = options.findIndex((option) => option.from <= value && value < option.to);
  return found < 0 ? null : found;
}
