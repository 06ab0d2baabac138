import { FACTS, element, onScheme, remember, remembered, whole } from "./words.js";
import { ROUNDS, counted, markGrid, markKey, plural, told } from "./pairs.js";

// The wall while the class itself bargains: three rounds, the room's pairs above the model's wars.
export function pairsWall(host, button, room, source, onShow) {
  if (!host || !button) return { told: () => {}, leave: () => {}, forward: () => {}, shown: () => false };
  let state = null;
  let shown = remembered("pairs shown") === true;
  let model = null;
  const headline = element("h2", { class: "pairs-says", "aria-live": "polite", tabindex: "-1" });
  const main = element("button", { type: "button", class: "play" });
  const again = element("button", { type: "button", text: "Begin again" });
  const back = element("button", { type: "button", text: "Back to the lesson" });
  const count = element("p", { class: "pairs-count" });
  const wrong = element("p", { class: "wrong", role: "alert" });
  const columns = ROUNDS.map((_, i) => column(i + 1));
  const key = markKey();
  const [sums, rows] = [element("tbody"), element("tbody")];
  const details = element(
    "details",
    { class: "pairs-all" },
    element("summary", { text: "In numbers, and pair by pair" }),
    scroll("In numbers", table(["how they came out", ...ROUNDS.flatMap((_, i) => [`${i + 1}: class`, `${i + 1}: model (95\u00a0%)`])], sums)),
    scroll("Pair by pair", table(["round", "the odds", "what war costs", `deals, as a share for ${FACTS.names.A}`, "what came of it"], rows)),
  );
  host.append(
    headline,
    element("p", { class: "run" }, main, count, again, back),
    wrong,
    element("div", { class: "pairs-rounds" }, ...columns.map((each) => each.part)),
    key.list,
    details,
  );
  main.addEventListener("click", () => forward());
  again.addEventListener("click", () => lead("again", 0));
  back.addEventListener("click", () => show(false));
  button.addEventListener("click", () => show(!shown));
  onScheme(() => (key.paint(), columns.forEach((each) => each.repaint())));

  function column(number) {
    const says = element("p", { class: "pairs-told" });
    const theirs = element("div", { class: "host" });
    const names = { class: element("p", { class: "quiet" }), model: element("p", { class: "quiet" }) };
    const wars = element("div", { class: "host" });
    const ofModel = element("p", { class: "pairs-told" });
    const found = element("div", { class: "found" }, names.class, theirs, says, names.model, wars, ofModel);
    const [pairs, model] = [markGrid(theirs, 1.9, 5.6), markGrid(wars, 0.7, 7.2)];
    const rule = element("p", { class: "rule", text: ROUNDS[number - 1].says });
    const part = element("figure", { class: "pairs-round" }, element("figcaption", {}, element("b", { text: `${number}. ${ROUNDS[number - 1].title}` })), rule, found);
    return {
      part,
      repaint: () => (pairs.paint(), model.paint()),
      set(ours, theirs) {
        found.hidden = !ours;
        rule.hidden = Boolean(ours);
        if (!ours) return;
        names.class.textContent = `This class: ${plural(ours.n, "pair")}`;
        says.textContent = ours.n ? counted(ours, number) : "No pair finished.";
        pairs.set(ours.how, `${plural(ours.n, "pair")}, a mark each. ${says.textContent}`);
        names.model.textContent = theirs ? `The model: ${plural(theirs.n, "war")}` : "The model's wars are being played\u2026";
        ofModel.textContent = theirs ? counted(theirs, number, "war") : "";
        if (theirs) model.set(theirs.how, `${plural(theirs.n, "war")} of the model, a mark each. ${ofModel.textContent}`);
      },
    };
  }

  // One press of the remote: open a round, close it, and after the last go back to the lesson.
  function forward() {
    if (!shown || !state) return;
    if (state.open) lead("close", state.round);
    else if (state.round < state.of) lead("open", state.round + 1);
    else show(false);
  }

  async function lead(what, round) {
    wrong.textContent = "";
    try {
      await room.round(what, round);
    } catch (error) {
      wrong.textContent = `Not done: ${error.message}.`;
    }
  }

  function show(now) {
    shown = now;
    remember("pairs shown", shown);
    if (!now && state?.on) lead("leave", 0);
    paint();
    (now ? headline : button).focus({ preventScroll: true });
  }

  function paint() {
    host.hidden = !shown;
    button.setAttribute("aria-pressed", String(shown));
    onShow(shown);
    if (!shown || !state) return;
    const { round, open, of, pairs, done, closed } = state;
    if (!model) findModel();
    const ends = !open && round === of;
    main.textContent = open ? `Close round ${round}` : ends ? "Back to the lesson" : `Open round ${round + 1}`;
    again.hidden = open || !round;
    back.hidden = ends;
    headline.textContent = says();
    count.textContent = open ? `${whole(done)} of ${plural(pairs, "pair")} done` : `${plural(state.phones, "phone")}: ${plural(Math.floor(state.phones / 2), "pair")}${state.phones % 2 ? ", one against the program" : ""}`;
    columns.forEach((each, i) => each.set(closed[i], model?.[i]));
    columns.forEach((each, i) => each.part.classList.toggle("now", i + 1 === round));
    key.list.hidden = details.hidden = !closed.length;
    sums.replaceChildren(sum("", "a deal existed"), ...Object.entries(FACTS.pairs).map(([key, mark]) => sum(key, mark.label)));
    rows.replaceChildren(...state.all.flatMap((each, i) => each.map((pair, k) => row(i + 1, k + 1, told(pair)))));
  }

  function says() {
    const { round, open, of, closed } = state;
    if (open) return `Round ${round}: ${ROUNDS[round - 1].says}`;
    if (round) return closed[round - 1].n ? counted(closed[round - 1], round) : `No pair finished round ${round} of ${of}.`;
    return `You bargain first. ${FACTS.names.A} asks for a share of the land, ${FACTS.names.D} accepts, or fights another month.`;
  }

  // Asked for while the class bargains, so that it is there when a round closes; what fails is asked
  // for again with the next news.
  async function findModel() {
    model = [];
    try {
      model = await source.treatments();
    } catch {
      model = null;
      return;
    }
    paint();
  }

  function row(round, pair, { odds, costs, range, course }) {
    return element("tr", {}, element("th", { scope: "row", text: `${round}, pair ${pair}` }), ...[odds, costs, range, course].map((text) => element("td", { text })));
  }

  // What a mark stands for, counted: the class, and the model with its interval.
  function sum(key, label) {
    const cells = ROUNDS.flatMap((_, i) => [state.closed[i] && of(state.closed[i], key), model?.[i] && state.closed[i] && ofModel(model[i], key)]);
    return element("tr", {}, element("th", { scope: "row", text: label }), ...cells.map((text) => element("td", { text: text || "" })));
  }

  function of({ n, existed, how }, key) {
    return `${whole((key ? how[key] : existed) ?? 0)} of ${whole(n)}`;
  }

  function ofModel(answer, key) {
    const [low, high] = answer.ci[key || "existed"].map((share) => whole(Math.round(share * answer.n)));
    return `${of(answer, key)} (${low} to ${high})`;
  }

  function scroll(name, inside) {
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, inside);
  }

  function table(titles, body) {
    const head = element("tr", {}, ...titles.map((text) => element("th", { scope: "col", text })));
    return element("table", {}, element("thead", {}, head), body);
  }

  return {
    told(now) {
      // A wall that was reloaded, or another one, finds the class where it is.
      if (now?.on && !state?.on) shown = true;
      state = now;
      paint();
    },
    forward,
    leave: () => shown && show(false),
    shown: () => shown,
  };
}
