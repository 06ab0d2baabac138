import { FACTS } from "./words.js";

// The class, as the server tells it: how many are here, how they voted, what the presenter shows.
// `onState` gets null when the server cannot be heard.
export function openRoom(role, onState) {
  const nothing = () => {};
  if (role === "file") {
    return { vote: nothing, show: nothing, ballot: nothing, reset: nothing, design: nothing, round: nothing, move: nothing };
  }
  let sent = null;
  let waiting = 1000;
  listen();

  function listen() {
    const stream = new EventSource("class");
    stream.onmessage = (event) => {
      waiting = 1000;
      onState(JSON.parse(event.data));
    };
    // The class is over, or another has begun: back to the door.
    stream.addEventListener("over", () => location.reload());
    stream.onerror = () => {
      onState(null);
      stream.close();
      setTimeout(listen, waiting);
      waiting = Math.min(2 * waiting, 8000);
    };
  }

  async function post(address, body) {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return response.json();
    const told = await response.json().catch(() => ({}));
    throw new Error(told.error ?? `the server answered ${response.status}`);
  }
  return {
    vote: (scene, choice) => post("vote", { scene, choice }),
    design: (scene, name, settings) => post("board", { scene, name, settings }),
    ballot: (scene, over) => (role === "presenter" ? post("ballot", { scene, over }).catch(() => {}) : null),
    reset: () => post("reset", {}),
    round: (what, round) => post("round", { what, round }),
    move: (round, month, what, share) => post("move", { round, month, what, share }),
    // Slider moves come fast; the class needs the latest only.
    show(what) {
      if (role !== "presenter") return;
      clearTimeout(sent);
      sent = setTimeout(() => post("show", { what }).catch(() => {}), 150);
    },
  };
}

// The line that says how to join, and who is here.
export function joinLine(host) {
  if (!host || !FACTS.address) return () => {};
  const code = host.querySelector(".code");
  const people = host.querySelector(".people");
  return (state) => {
    if (state) code.textContent = state.admits ? state.code : "(the door is closed)";
    people.textContent = !state ? "" : state.people === 1 ? "1 student here" : `${state.people} students here`;
  };
}
