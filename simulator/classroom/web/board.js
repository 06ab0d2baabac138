import { element, interval, settingsInWords, thousand } from "./words.js";
import { costOf } from "./address.js";

// The class's designs, best first. They live in this page only.
export function designBoard(host, facts, onShow) {
  const kept = new Map();
  const name = element("input", { type: "text", id: "team", maxlength: 24, autocomplete: "off" });
  const put = element("button", { type: "button", text: "Put it on the board" });
  const table = element("tbody");
  const head = element("tr");
  for (const title of ["design", "holds, of 1,000", "points", "what was bought"]) {
    head.append(element("th", { scope: "col", text: title }));
  }
  host.append(
    element("h3", { text: "The class board" }),
    element("p", { class: "put" }, element("label", { for: "team", text: "Name" }), name, put),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The class board" }, element("table", {}, element("thead", {}, head), table)),
  );
  let current = null;
  put.disabled = true;
  put.addEventListener("click", () => {
    if (!current) return;
    kept.set(current.key, { name: name.value.trim() || `Design ${kept.size + 1}`, answer: current });
    name.value = "";
    paint();
  });
  return (answer) => {
    current = answer.n === answer.of ? answer : null;
    put.disabled = current === null;
  };

  function paint() {
    const rows = [...kept.values()].sort((a, b) => b.answer.main.share - a.answer.main.share);
    table.replaceChildren(
      ...rows.map(({ name: who, answer }) => {
        const show = element("button", { type: "button", class: "open", text: who });
        show.addEventListener("click", () => onShow(answer.settings));
        const { share, ci } = answer.main;
        const bought = facts.dials.filter((dial) => answer.settings[dial.key] !== dial.start);
        const words = settingsInWords({ dials: bought }, answer.settings) || "nothing";
        return element(
          "tr",
          {},
          element("th", { scope: "row" }, show),
          element("td", { text: `${thousand(share)} (${interval(ci)})` }),
          element("td", { text: String(costOf(facts, answer.settings)) }),
          element("td", { text: words }),
        );
      }),
    );
  }
}
