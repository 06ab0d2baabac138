// The class, as the server tells it: how many are here, how they voted, what the presenter shows.

export function openRoom(role, onState) {
  if (role === "file") return { vote() {}, show() {} };
  let sent = null;
  const stream = new EventSource("class");
  stream.onmessage = (event) => onState(JSON.parse(event.data));
  const post = (address, body) =>
    fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    async vote(scene, choice) {
      const response = await post("vote", { scene, choice });
      if (!response.ok) throw new Error("the vote was not counted");
    },
    // Slider moves come fast; the class needs the latest only.
    show(what) {
      if (role !== "presenter") return;
      clearTimeout(sent);
      sent = setTimeout(() => post("show", { what }).catch(() => {}), 150);
    },
  };
}
