import { FACTS, element, interval, many, ofAll } from "./words.js";
import { keyOf } from "./sources.js";
import { startOf } from "./address.js";

// The presenter's own window, for the screen that is not on the wall: a clock, the line to say, what
// comes next, the numbers that the class is about to see, and the notes, which stand nowhere else.
export function presenterWindow(button, source, keys) {
  let own = null;
  let at = { scene: FACTS.scenes[0], route: null };
  const expected = new Map();
  button?.addEventListener("click", toggle);
  window.addEventListener("pagehide", () => own?.close());
  setInterval(() => isOpen() && clock(), 1000);
  return {
    toggle,
    // Where the lesson stands: a scene, and the beat's step if the short route is on.
    at(scene, route) {
      at = { scene, route };
      if (isOpen()) paint();
    },
  };

  function isOpen() {
    return own && !own.closed;
  }

  function toggle() {
    if (!button) return;
    if (isOpen()) return own.close();
    own = window.open("", "presenter", "popup,width=620,height=760");
    if (!own) {
      button.textContent = "Allow this page to open a window";
      return;
    }
    // The same style, which the page's policy knows.
    own.document.head.replaceChildren(document.querySelector("style").cloneNode(true));
    own.document.documentElement.lang = "en";
    own.document.title = "For the presenter alone";
    own.addEventListener("keydown", keys);
    button.setAttribute("aria-pressed", "true");
    own.addEventListener("pagehide", () => button.setAttribute("aria-pressed", "false"));
    paint();
  }

  function clock() {
    const now = new Date();
    const time = now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const gone = at.route ? Math.floor((now - at.route.began) / 60_000) : null;
    const late = at.route && gone > at.route.until;
    const plan = at.route ? `, minute ${gone}; this beat ends at minute ${at.route.until}` : "";
    const line = own.document.querySelector(".clock");
    line.textContent = `${time}${plan}`;
    line.classList.toggle("late", Boolean(late));
  }

  function paint() {
    const { scene, route } = at;
    const title = document.querySelector(`#scene-${scene.number} h2`)?.textContent ?? "";
    const plays = [["When you play", { ...startOf(scene), ...scene.first }]];
    if (route) plays.push(["After the one thing to try", { ...startOf(scene), ...route.settings }]);
    const numbers = element("ul", { class: "expected" });
    for (const [when, settings] of plays) numbers.append(line(scene, when, settings));
    const parts = [
      element("p", { class: "clock", role: "timer" }),
      element("h1", { text: `${scene.number}. ${title}` }),
      ...(route ? [element("p", { class: "say", text: route.says }), element("p", { class: "then", text: route.then })] : []),
      element("h2", { text: "What the class is about to see" }),
      numbers,
      element("h2", { text: "Notes" }),
      element("p", { class: "own-notes", text: scene.notes }),
    ];
    const main = element("main", { class: "presenter-window" }, ...parts);
    own.document.body.replaceChildren(main);
    clock();
  }

  function line(scene, when, settings) {
    const words = element("span", { text: "is being counted\u2026" });
    const key = `${scene.number}?${keyOf(scene, settings)}`;
    if (!expected.has(key)) expected.set(key, count(scene, settings));
    expected.get(key).then(
      (told) => (words.textContent = told),
      (error) => {
        expected.delete(key);
        words.textContent = `cannot be told: ${error.message}`;
      },
    );
    return element("li", {}, element("b", { text: `${when}: ` }), words);
  }

  async function count(scene, settings) {
    let last = null;
    for await (const answer of source.ask(scene, settings, new AbortController().signal)) last = answer;
    const { share, ci } = last.main;
    return `${many(share)} ${ofAll()} ${scene.says} (${interval(ci)})`;
  }
}
