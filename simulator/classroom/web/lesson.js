import { FACTS, remember, remembered } from "./words.js";
import { liveSource, tableSource } from "./sources.js";
import { handSettled, readAddress, settled, startOf, writeAddress } from "./address.js";
import { joinLine, openRoom } from "./room.js";
import { storyDialog } from "./story.js";
import { buildScene } from "./scene.js";
import { lessonRoute } from "./route.js";
import { pairsPhone } from "./pairs_phone.js";
import { pairsWall } from "./pairs_wall.js";
import { presenterWindow } from "./presenter.js";
import { afterTheDraw, bargainingRange } from "./arithmetic.js";

const packed = document.getElementById("table").textContent;
const source = FACTS.role === "file" ? await tableSource(packed).catch(cannot) : liveSource(FACTS.role);
const scenes = new Map();
const student = FACTS.role === "student";
const page = document.documentElement;
const lost = document.getElementById("lost");
let here = 0;
let led = null;
let following = false;
let ownDesign = false;

page.classList.add("scripted", FACTS.role);
const joined = joinLine(document.querySelector(".join"));
const room = openRoom(FACTS.role, (state) => {
  joined(state);
  lost.textContent = state ? "" : "The program that plays the wars cannot be heard. Trying again\u2026";
  lost.hidden = !lost.textContent;
  page.classList.toggle("alone", !state);
  if (!state) return;
  wall.told(state.pairs);
  if (student) bargains(state.pairs);
  if (remembered("class") !== null && remembered("class") !== state.class) forget();
  remember("class", state.class);
  for (const scene of scenes.values()) scene.told(state);
  scenes.get(here)?.retry();
  if (student && state.shown && state.shown !== led) {
    led = state.shown;
    lead(state.shown);
  }
});
// Where the class itself bargains, the scenes wait behind it.
const pairs = document.getElementById("pairs");
const wall = pairsWall(student ? null : pairs, document.getElementById("pairs-button"), room, source, (shown) => {
  if (shown) dialog.close();
  page.classList.toggle("bargaining", shown);
});
const phone = student ? pairsPhone(pairs, room) : null;
function bargains(state) {
  if (state.on) dialog.close();
  page.classList.toggle("bargaining", state.on);
  phone(state);
}
const dialog = storyDialog(document.getElementById("story"));
for (const each of FACTS.scenes) {
  const onState = (scene, settings, hand, shown) => {
    if (scene.number !== here) return;
    page.classList.toggle("asking", !shown);
    const address = writeAddress(scene, settings, hand, shown);
    if (address !== location.hash) history.replaceState(null, "", address);
    room.show(address);
  };
  scenes.set(
    each.number,
    buildScene(each, { source, role: FACTS.role, room, authors: FACTS.authors ?? {}, dialog, onState }),
  );
}

// Without its answers the page still asks its questions, and says why it cannot answer them.
function cannot(error) {
  const told = document.getElementById("lost");
  told.textContent = `Nothing can be played: ${error.message}.`;
  told.hidden = false;
  throw error;
}

// The wall leads to its scene and its settings; what a student built or moved here stays.
function lead(shown) {
  const asked = readAddress(shown, FACTS.scenes);
  const scene = scenes.get(asked.facts.number);
  const wall = settled(asked.facts, asked.typed, false);
  const offer = document.getElementById("wall");
  const stays = asked.facts.budget > 0 || (ownDesign && asked.facts.number === here);
  if (asked.facts.number !== here) ownDesign = false;
  following = true;
  go(asked.facts.number, stays ? scene.state().settings : wall, asked.shown, handSettled(asked.facts, asked.typed));
  following = false;
  const now = scene.state().settings;
  offer.hidden = !stays || !asked.shown || Object.keys(wall).every((key) => wall[key] === now[key]);
  offer.querySelector("button").onclick = () => {
    offer.hidden = true;
    ownDesign = false;
    scene.moveTo(wall, true);
  };
}

function follow() {
  const { facts: found, typed, shown } = readAddress(location.hash, FACTS.scenes);
  following = true;
  go(found.number, settled(found, typed, FACTS.role === "file"), shown, handSettled(found, typed));
  following = false;
}

function go(number, settings, shown, hand) {
  const changed = number !== here;
  if (changed) {
    scenes.get(here)?.leave();
    dialog.close();
  }
  here = number;
  for (const [each, scene] of scenes) scene.section.classList.toggle("here", each === number);
  for (const link of document.querySelectorAll("[data-go]")) {
    if (Number(link.dataset.go) === number) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  const scene = scenes.get(number);
  const kept = scene.state();
  // Back and forward keep to the lesson: every scene gone to is a step of the browser's history.
  if (changed && !following) history.pushState(null, "", writeAddress(scene.facts, kept.settings, handSettled(scene.facts, {}), kept.shown));
  scene.moveTo(settings ?? kept.settings, shown ?? kept.shown, hand);
  presenter.at(scene.facts, beat);
  if (changed) window.scrollTo(0, 0);
}

for (const link of document.querySelectorAll("[data-go]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    wall.leave();
    go(Number(link.dataset.go));
    document.getElementById("main").focus({ preventScroll: true });
  });
}
window.addEventListener("hashchange", follow);
document.addEventListener("input", (event) => {
  if (event.target.closest?.(".dials")) ownDesign = true;
});

// Presenters' remote controls send PageDown and PageUp; the arrows belong to the sliders. The
// presenter's own window hears them too.
window.addEventListener("keydown", onKey);
function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches?.("input[type=text]");
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  if (step && wall.shown()) {
    event.preventDefault();
    if (step > 0) wall.forward();
  } else if (step && routed(step)) event.preventDefault();
  else if (step && scenes.has(here + step)) {
    event.preventDefault();
    go(here + step);
  } else if (!typing && event.key.toLowerCase() === "n") presenter.toggle();
}

document.getElementById("link-button").addEventListener("click", async (event) => {
  const told = await navigator.clipboard?.writeText(location.href).then(
    () => "Copied",
    () => "See the address bar",
  );
  event.target.textContent = told ?? "See the address bar";
});

// The next class: asked for twice, because votes and designs go.
const next = document.getElementById("next-button");
next?.addEventListener("click", async () => {
  if (next.dataset.sure !== "1") {
    next.dataset.sure = "1";
    next.textContent = "Sure? Votes and designs go";
    setTimeout(() => {
      next.dataset.sure = "";
      next.textContent = "Next class";
    }, 4000);
    return;
  }
  await room.reset();
  wall.leave();
  forget();
  next.dataset.sure = "";
  next.textContent = "Next class";
  for (const scene of scenes.values()) scene.moveTo(startOf(scene.facts), false);
  go(1, startOf(FACTS.scenes[0]), false);
});
function forget() {
  for (const scene of scenes.values()) scene.forget();
}

const presenter = presenterWindow(document.getElementById("notes-button"), source, onKey);
let beat = null;

// The short lesson's beats do what a teacher would.
const routed = lessonRoute(document.getElementById("route"), document.getElementById("route-button"), {
  go: (number) => go(number),
  close: (number) => room.ballot(number, true),
  play: (number) => scenes.get(number).play(),
  settle: (number, wanted) => {
    const scene = scenes.get(number);
    scene.moveTo({ ...startOf(scene.facts), ...wanted }, true);
  },
  told: (now) => {
    beat = now;
    if (here) presenter.at(scenes.get(here).facts, beat);
  },
});

const code = document.getElementById("code-dialog");
document.querySelector(".join button")?.addEventListener("click", () => code.showModal());
code?.addEventListener("click", () => code.close());

globalThis.classroom = { bargainingRange, afterTheDraw, role: FACTS.role };
follow();
page.classList.add("ready");
