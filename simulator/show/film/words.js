// Words, numbers and colours that several parts of the page share.

export const FACTS = JSON.parse(document.getElementById("facts").textContent);

// Kinds of endings and failures: label, colour and mark, the same as in every picture.
export const KINDS = FACTS.kinds;

const dark = matchMedia("(prefers-color-scheme: dark)");

export function onScheme(change) {
  dark.addEventListener("change", change);
}

// A colour as it is drawn on the ground there is; paper is white.
export function colour(name) {
  return dark.matches ? (FACTS.onDark[name] ?? name) : name;
}

// A colour of the style sheet, for what is drawn and not styled.
export function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// What a kind is called here, under these settings.
export function kindLabel(facts, key, settings) {
  const fits = (word) => word.kind === key && (!word.dial || settings[word.dial] === word.at);
  return facts.words.find(fits)?.label ?? KINDS[key].label;
}

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

// A share is told as so many of all the wars that an answer counts in the end, the interval likewise.
export function many(share) {
  return whole(Math.round(FACTS.wars * share));
}

export function ofAll() {
  return `of ${whole(FACTS.wars)}`;
}

export function whole(number) {
  return number.toLocaleString("en");
}

export function interval(ends, told = many) {
  return ends ? `${told(ends[0])} to ${told(ends[1])}` : "unknown";
}

export function signed(share) {
  const number = Math.round(FACTS.wars * share);
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

// What a design buys, in words.
export function boughtInWords(facts, settings) {
  const bought = facts.dials.filter((dial) => settings[dial.key] !== dial.start);
  return settingsInWords({ dials: bought }, settings) || "nothing";
}

// Remembered by this browser for this lesson and this class, in every tab; gone with the lesson.
export function remembered(name) {
  const key = `${FACTS.role}:${FACTS.run ?? location.pathname}:${name}`;
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function remember(name, what) {
  const key = `${FACTS.role}:${FACTS.run ?? location.pathname}:${name}`;
  try {
    localStorage.setItem(key, JSON.stringify(what));
  } catch {
    // A browser that keeps nothing: the page works, and forgets on a reload.
  }
}
