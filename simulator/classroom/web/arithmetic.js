// All the arithmetic of war and peace that the page does itself; a test compares it with Python.

// The shares of A that both sides prefer to war (Fearon 1995), before they are cut at 0 and 1.
export function bargainingRange(p, costA, costD) {
  return { low: p - costA, high: p + costD };
}

// What either loser of a lottery over the whole stake would have by fighting instead of paying up.
export function afterTheDraw(p, cost) {
  return { loserA: p - cost, loserD: 1 - p - cost };
}
