// The page's state in its address, so that a link is the exact picture.

export function startOf(facts) {
  return Object.fromEntries(facts.dials.map((dial) => [dial.key, dial.start]));
}

// Settings from an address: whatever a dial cannot have is put where it can.
export function settled(facts, typed, notched) {
  const settings = startOf(facts);
  for (const dial of facts.dials) {
    if (!(dial.key in typed)) continue;
    if (dial.choices.length) {
      if (dial.choices.some((each) => each.key === typed[dial.key])) settings[dial.key] = typed[dial.key];
      continue;
    }
    const value = Number(typed[dial.key]);
    if (Number.isFinite(value)) settings[dial.key] = notched ? nearest(dial.notches, value) : stepped(dial, value);
  }
  if (facts.budget && costOf(facts, settings) > facts.budget) return startOf(facts);
  return settings;
}

export function stepped(dial, value) {
  const inside = Math.min(dial.high, Math.max(dial.low, value));
  const steps = Math.round((inside - dial.low) / dial.step);
  return Number(Math.min(dial.high, dial.low + steps * dial.step).toFixed(10));
}

// The sliders whose arithmetic the page does itself.
export function handSettled(facts, typed) {
  const at = {};
  for (const dial of facts.pageDials) {
    const value = Number(typed[dial.key]);
    at[dial.key] = dial.key in typed && Number.isFinite(value) ? stepped(dial, value) : dial.start;
  }
  return at;
}

export function nearest(places, value) {
  return places.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best));
}

export function costOf(facts, settings) {
  return facts.dials.reduce(
    (sum, dial) => sum + (dial.choices.find((each) => each.key === settings[dial.key])?.cost ?? 0),
    0,
  );
}

export function readAddress(hash, scenes) {
  const typed = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")));
  const number = Number(typed.scene?.replace(/^scene-/, "") ?? hash.match(/^#scene-(\d)$/)?.[1] ?? 1);
  const facts = scenes[Math.min(Math.max(1, Math.round(number) || 1), scenes.length) - 1];
  return { facts, typed, shown: typed.shown === "1" };
}

// Only what differs from the start is written: a short link, and the start stays the start.
export function writeAddress(facts, settings, hand, shown) {
  const parts = { scene: facts.number };
  for (const [dials, at] of [[facts.dials, settings], [facts.pageDials, hand]]) {
    for (const dial of dials) if (at[dial.key] !== dial.start) parts[dial.key] = at[dial.key];
  }
  if (shown) parts.shown = 1;
  return `#${new URLSearchParams(parts)}`;
}
