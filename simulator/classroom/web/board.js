import { boughtInWords, element, interval, many, ofAll, remember, remembered } from "./words.js";
import { keyOf } from "./sources.js";
import { costOf } from "./address.js";

// The class's designs, best first: one board for everybody, on the server; a file keeps its own.
// `onFirst` hears which is the best of them.
export function designBoard(host, facts, role, room, onShow, onFirst) {
  const own = `board ${facts.number}`;
  let rows = role === "file" ? (remembered(own) ?? []) : [];
  const name = element("input", { type: "text", id: "team", maxlength: 24, autocomplete: "off" });
  const put = element("button", { type: "button", text: "Put it on the board" });
  const told = element("p", { class: "put-told", role: "status" });
  const table = element("tbody");
  const head = element("tr");
  for (const title of ["design", `holds, ${ofAll()}`, "points", "what was bought"]) {
    head.append(element("th", { scope: "col", text: title }));
  }
  host.append(
    element("h3", { text: "The class board" }),
    element("p", { class: "put" }, element("label", { for: "team", text: "Name" }), name, put),
    told,
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The class board" }, element("table", {}, element("thead", {}, head), table)),
  );
  let current = null;
  put.disabled = true;
  put.addEventListener("click", async () => {
    if (!current) return;
    told.textContent = "";
    if (role === "file") keep();
    else {
      try {
        await room.design(facts.number, name.value, current.settings);
      } catch (error) {
        told.textContent = `Not put there: ${error.message}.`;
        return;
      }
    }
    name.value = "";
  });
  paint();

  // The file's own board: the same rows as the server's.
  function keep() {
    const { main, settings } = current;
    if (rows.some((each) => keyOf(facts, each.settings) === keyOf(facts, settings))) return;
    const called = name.value.trim() || `Design ${rows.length + 1}`;
    rows = [...rows, { name: called, settings: { ...settings }, cost: costOf(facts, settings), share: main.share, ci: main.ci }];
    rows.sort((one, other) => other.share - one.share);
    remember(own, rows);
    paint();
  }

  function paint() {
    onFirst(rows[0]);
    table.replaceChildren(
      ...rows.map((each) => {
        const show = element("button", { type: "button", class: "open", text: each.name });
        show.addEventListener("click", () => onShow(each.settings));
        return element(
          "tr",
          {},
          element("th", { scope: "row" }, show),
          element("td", { text: `${many(each.share)} (${interval(each.ci)})` }),
          element("td", { text: String(each.cost) }),
          element("td", { text: boughtInWords(facts, each.settings) }),
        );
      }),
    );
  }
  return {
    set(answer) {
      current = answer.n === answer.of ? answer : null;
      put.disabled = current === null;
    },
    told(state) {
      rows = state.board;
      paint();
    },
    forget() {
      rows = [];
      remember(own, rows);
      paint();
    },
  };
}
