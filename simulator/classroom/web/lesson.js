import { liveSource, tableSource } from "./sources.js";
import { handSettled, readAddress, settled, writeAddress } from "./address.js";
import { openRoom } from "./room.js";
import { storyDialog } from "./story.js";
import { buildScene } from "./scene.js";
import { afterTheDraw, bargainingRange } from "./arithmetic.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const packed = document.getElementById("table").textContent;
const source = facts.role === "file" ? await tableSource(packed).catch(cannot) : liveSource(facts.role);
const scenes = new Map();
let here = 0;
let leading = facts.role !== "student";

document.documentElement.classList.add("scripted", facts.role);
const roomLine = document.getElementById("room");
const room = openRoom(facts.role, (state) => {
  for (const [number, counts] of Object.entries(state.votes)) scenes.get(Number(number))?.votes.phones(counts);
  const people = state.people === 1 ? "1 student here" : `${state.people} students here`;
  if (facts.code) roomLine.textContent = `Join with the code ${facts.code} at ${facts.address}. ${people}.`;
  if (!leading && state.shown && location.hash !== state.shown) {
    history.replaceState(null, "", state.shown);
    follow();
  }
});
const dialog = storyDialog(document.getElementById("story"), facts.course);
for (const each of facts.scenes) {
  const onState = (scene, settings, hand, shown) => {
    if (scene.number !== here) return;
    const address = writeAddress(scene, settings, hand, shown);
    if (address !== location.hash) history.replaceState(null, "", address);
    room.show(address);
  };
  scenes.set(
    each.number,
    buildScene(each, { source, role: facts.role, room, authors: facts.authors ?? {}, dialog, onState }),
  );
}

// Without its answers the page still asks its questions, and says why it cannot answer them.
function cannot(error) {
  document.getElementById("room").textContent = `Nothing can be played: ${error.message}.`;
  throw error;
}

function follow() {
  const { facts: found, typed, shown } = readAddress(location.hash, facts.scenes);
  go(found.number, settled(found, typed, facts.role === "file"), shown, handSettled(found, typed));
}

function go(number, settings, shown, hand) {
  const changed = number !== here;
  if (changed) scenes.get(here)?.leave();
  here = number;
  for (const [each, scene] of scenes) scene.section.classList.toggle("here", each === number);
  for (const link of document.querySelectorAll("[data-go]")) {
    if (Number(link.dataset.go) === number) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  const scene = scenes.get(number);
  const kept = scene.state();
  scene.moveTo(settings ?? kept.settings, shown ?? kept.shown, hand);
  if (changed) window.scrollTo(0, 0);
}

for (const link of document.querySelectorAll("[data-go]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(Number(link.dataset.go));
    document.getElementById("main").focus({ preventScroll: true });
  });
}
window.addEventListener("hashchange", follow);

// Presenters' remote controls send PageDown and PageUp; the arrows belong to the sliders.
window.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || document.getElementById("story").open) return;
  const typing = event.target.matches?.("input[type=text]");
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  if (step && scenes.has(here + step)) {
    event.preventDefault();
    go(here + step);
  } else if (!typing && event.key.toLowerCase() === "n") toggleNotes();
});

const notes = document.getElementById("notes-button");
function toggleNotes() {
  if (!notes) return;
  const on = document.documentElement.classList.toggle("with-notes");
  notes.setAttribute("aria-pressed", String(on));
}
notes?.addEventListener("click", toggleNotes);
document.getElementById("link-button").addEventListener("click", async (event) => {
  const told = await navigator.clipboard?.writeText(location.href).then(
    () => "Copied",
    () => "See the address bar",
  );
  event.target.textContent = told ?? "See the address bar";
});

globalThis.classroom = { bargainingRange, afterTheDraw, role: facts.role };
follow();
document.documentElement.classList.add("ready");
