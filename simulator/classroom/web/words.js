// Words, numbers and colours that several parts of the page share.

// Colours: Okabe and Ito's, told apart by the colour-blind; shapes say the same again.
export const KINDS = {
  none: { label: "still holding", colour: "#00795a", shape: "dot" },
  "rearm and renege": { label: "broken after rearming", colour: "#c24a00", shape: "up" },
  "spoilers at home": { label: "spoilers at home", colour: "#a8487d", shape: "square" },
  "new optimism": { label: "new optimism", colour: "#a67200", shape: "down" },
  "guarantor left": { label: "the guarantor left", colour: "#0067a5", shape: "diamond" },
  accident: { label: "an incident nobody ordered", colour: "#5f5f5f", shape: "cross" },
  ongoing: { label: "still at war", colour: "#5f5f5f", shape: "cross" },
  truce: { label: "a truce, politics left open", colour: "#0067a5", shape: "diamond" },
  settlement: { label: "a signed settlement", colour: "#00795a", shape: "dot" },
  frozen: { label: "gone quiet, nothing signed", colour: "#2f88b8", shape: "square" },
  withdrawal: { label: "the attacker left or was driven out", colour: "#a8487d", shape: "down" },
  imposed: { label: "terms imposed on the defender", colour: "#c24a00", shape: "up" },
  conquest: { label: "conquest", colour: "#7a3000", shape: "square" },
};

export const INK = "#1b1f24";
export const NOW = "#0b57a4";
export const BEFORE = "#5f5f5f";

export function element(name, options = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key === "text") made.textContent = value;
    else if (key === "class") made.className = value;
    else if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function percent(share, digits = 0) {
  return share === null || share === undefined ? "?" : `${(100 * share).toFixed(digits)}\u00a0%`;
}

// A share of n wars is told as so many of 1,000, with the interval in the same unit.
export function thousand(number) {
  return Math.round(1000 * number).toLocaleString("en");
}

export function whole(number) {
  return number.toLocaleString("en");
}

export function interval(ends, told = thousand) {
  return ends ? `${told(ends[0])} to ${told(ends[1])}` : "unknown";
}

export function signed(share) {
  const number = Math.round(1000 * share);
  return number > 0 ? `+${whole(number)}` : number < 0 ? `\u2212${whole(-number)}` : "0";
}

export function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

export function placeName(dial, place) {
  if (dial.choices.length) return dial.choices.find((each) => each.key === place).label;
  if (dial.percent) return `${Number((100 * place).toFixed(2))}\u00a0%`;
  return String(place);
}

export function settingsInWords(facts, settings) {
  return facts.dials.map((dial) => `${dial.label}: ${placeName(dial, settings[dial.key])}`).join("; ");
}
