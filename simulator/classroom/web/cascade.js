import { FACTS, element, percent, whole } from "./words.js";

// A short stop in the scene of the leader: a war in which the audience at home tips, as a film.
export function cascade(host, source, dialog) {
  const says = element("p", { role: "status", text: "Being played\u2026" });
  const open = element("button", { type: "button", text: "Open the film of one" });
  open.hidden = true;
  host.append(
    element("p", {
      text: "A regime can look safe because everybody waits for others. Once the most ready speak out, the rest follow in a month or two, and nobody saw it coming.",
    }),
    says,
    element("p", { class: "buttons" }, open),
  );
  find();

  async function find() {
    try {
      const found = await source.tips();
      const [low, high] = found.ci.map((share) => percent(share));
      says.textContent = `In ${whole(found.count)} of ${whole(found.n)} such wars (95\u00a0% interval ${low} to ${high}) open dissent in ${FACTS.names.A} leaps by a third of all people within three months.`;
      open.hidden = !found.story;
      open.addEventListener("click", () => show(found));
    } catch (error) {
      says.textContent = `Not to be had: ${error.message}.`;
    }
  }

  function show({ story, command }) {
    const facts = { counts: "ended", words: [], dials: [], cures: [], film: "The crowd that was silent", played: command };
    dialog.open(facts, story.war, async () => ({ told: story, settings: {}, cures: null, start: null, next: null, fork: null }));
  }
}
