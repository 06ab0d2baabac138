import { element, interval, many, ofAll, signed } from "./words.js";

// Which group of assumptions separates the author shown from another one.
export function separation(host, authors, source) {
  const other = element("select", { id: "other-author" });
  const button = element("button", { type: "button", text: "Tell them apart" });
  const told = element("div", { class: "told", role: "status" });
  host.append(
    element("h3", { text: "Which assumption separates two authors?" }),
    element("p", { class: "ask-apart" }, element("label", { for: "other-author", text: "Compare with" }), other, button),
    told,
  );
  let here = "";
  button.addEventListener("click", async () => {
    const [first, second] = [here, other.value].sort();
    told.replaceChildren(element("p", { text: "Mixtures of the two are being played\u2026" }));
    try {
      const account = await source.apart(first, second);
      if ([here, other.value].sort().join() === [first, second].join()) show(account, first, second);
    } catch (error) {
      told.replaceChildren(element("p", { text: `Not to be had: ${error.message}` }));
    }
  });
  other.addEventListener("change", () => told.replaceChildren());
  return (answer) => {
    if (here === answer.settings.author) return;
    here = answer.settings.author;
    const names = Object.keys(authors).filter((name) => name !== here);
    other.replaceChildren(...names.map((name) => element("option", { value: name, text: authors[name].name })));
    told.replaceChildren();
  };

  function show(account, first, second) {
    const names = [authors[first].name, authors[second].name];
    const gap = account.second - account.first;
    const list = element("ul", { class: "bars" });
    const most = Math.max(0.05, ...account.groups.map((each) => Math.abs(each.value)), ...account.groups.flatMap((each) => each.ci ?? []).map(Math.abs));
    const left = (share) => 50 + (50 * share) / most;
    for (const each of account.groups) {
      const fill = element("div", { class: "fill" });
      fill.style.left = `${Math.min(50, left(each.value))}%`;
      fill.style.width = `${Math.abs(left(each.value) - 50)}%`;
      const whisker = element("div", { class: "whisker" });
      if (each.ci) {
        whisker.style.left = `${left(each.ci[0])}%`;
        whisker.style.width = `${left(each.ci[1]) - left(each.ci[0])}%`;
      }
      list.append(
        element(
          "li",
          { title: each.about },
          element("span", { class: "label", text: each.group }),
          element("div", { class: "track", "aria-hidden": "true" }, fill, whisker),
          element("span", { class: "number" }, element("b", { text: signed(each.value) }), element("small", { text: ` (${interval(each.ci, signed)})` })),
        ),
      );
    }
    told.replaceChildren(
      element("p", {
        text:
          `On the same facts the fighting stops within two years in ${many(account.first)} ${ofAll()} wars for ${names[0]}, ` +
          `in ${many(account.second)} for ${names[1]}. The difference of ${signed(gap)} comes from:`,
      }),
      list,
      element("p", {
        class: "caption",
        text: `Shapley values with 95\u00a0% intervals; n = ${account.n} wars of each of ${account.mixtures} mixtures, on the same luck.`,
      }),
    );
  }
}
