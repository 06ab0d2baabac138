import { element, placeName } from "./words.js";
import { costOf, nearest } from "./address.js";

// The controls of a scene. `onMove` gets the new settings at every move.
export function buildDials(form, facts, notched, onMove) {
  const shown = facts.dials.map((dial) =>
    dial.choices.length ? choiceDial(facts, dial, move) : sliderDial(facts, dial, notched, move),
  );
  let settings = {};
  const meter = facts.budget ? element("p", { class: "meter", role: "status" }) : null;
  const again = element("button", { type: "button", class: "again", text: "Back to the start" });
  again.addEventListener("click", () => onMove(null));
  form.replaceChildren(
    ...(meter ? [meter] : []),
    ...shown.map((each) => each.part),
    element("p", { class: "buttons" }, again),
  );
  form.addEventListener("submit", (event) => event.preventDefault());

  function move(key, place) {
    onMove({ ...settings, [key]: place });
  }
  return {
    set(now) {
      settings = now;
      shown.forEach((each) => each.set(now));
      if (meter) meter.textContent = `${costOf(facts, now)} of ${facts.budget} points spent`;
    },
  };
}

function sliderDial(facts, dial, notched, move) {
  const id = `dial-${facts.number}-${dial.key}`;
  const slider = element("input", {
    type: "range",
    id,
    min: notched ? 0 : dial.low,
    max: notched ? dial.notches.length - 1 : dial.high,
    step: notched ? 1 : dial.step,
  });
  const value = element("output", { for: id });
  slider.addEventListener("input", () => {
    const at = Number(slider.value);
    move(dial.key, notched ? dial.notches[at] : Number(at.toFixed(10)));
  });
  const [from, to] = dial.ends.length ? dial.ends : [placeName(dial, dial.low), placeName(dial, dial.high)];
  return {
    part: element(
      "div",
      { class: "dial" },
      element("label", { for: id }, dial.label, " ", value),
      slider,
      ...baseMark(dial),
      element(
        "div",
        { class: "ends", "aria-hidden": "true" },
        element("span", { text: from }),
        element("span", { text: to }),
      ),
      ...(dial.base.length ? [element("p", { class: "about", text: `There already (the mark): ${dial.about}, ${dial.base[0]} to ${dial.base[1]}.` })] : []),
    ),
    set(settings) {
      const place = settings[dial.key];
      slider.value = notched ? dial.notches.indexOf(nearest(dial.notches, place)) : place;
      value.textContent = placeName(dial, place);
      slider.setAttribute("aria-valuetext", placeName(dial, place));
    },
  };
}

// What there is of it already, as a mark along the slider.
function baseMark(dial) {
  if (!dial.base.length) return [];
  const mark = element("div", { class: "base", "aria-hidden": "true" }, element("i"));
  const span = dial.high - dial.low;
  mark.firstChild.style.left = `${(100 * (dial.base[0] - dial.low)) / span}%`;
  mark.firstChild.style.width = `${(100 * (dial.base[1] - dial.base[0])) / span}%`;
  return [mark];
}

function choiceDial(facts, dial, move) {
  const inputs = dial.choices.map((choice) => {
    const input = element("input", {
      type: "radio",
      name: `dial-${facts.number}-${dial.key}`,
      id: `dial-${facts.number}-${dial.key}-${choice.key}`,
      value: choice.key,
    });
    input.addEventListener("change", () => move(dial.key, choice.key));
    return input;
  });
  const labels = dial.choices.map((choice, i) =>
    element(
      "label",
      { for: inputs[i].id },
      inputs[i],
      element("span", { text: choice.cost ? `${choice.label} (${choice.cost})` : choice.label }),
    ),
  );
  return {
    part: element("fieldset", { class: "dial choice" }, element("legend", { text: dial.label }), ...labels),
    set(settings) {
      inputs.forEach((input, i) => {
        input.checked = settings[dial.key] === dial.choices[i].key;
        const cost = costOf(facts, { ...settings, [dial.key]: dial.choices[i].key });
        input.disabled = facts.budget > 0 && cost > facts.budget;
      });
    },
  };
}
