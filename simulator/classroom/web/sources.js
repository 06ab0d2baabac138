// Where answers come from: the server, or the table in this file. Both say the same things.

export function keyOf(facts, settings) {
  return facts.dials.map((dial) => `${dial.key}=${settings[dial.key]}`).join("&");
}

export function liveSource(role) {
  const query = (facts, settings, more = {}) =>
    new URLSearchParams({ scene: facts.number, ...settings, ...more }).toString();
  return {
    // A class of thirty asks for few different things, so its sliders have notches.
    notched: role === "student",
    async *ask(facts, settings, signal) {
      const response = await patiently(`answer?${query(facts, settings)}`, signal);
      yield* lines(response.body);
    },
    async cures(facts, signal) {
      return (await patiently(`cures?scene=${facts.number}`, signal)).json();
    },
    async best(facts, signal) {
      return (await patiently(`best?scene=${facts.number}`, signal)).json();
    },
    // Another future of the same war can be asked for: which lever, and from which month.
    fork: true,
    async story(facts, settings, war, signal, more = {}) {
      return (await patiently(`war?${query(facts, settings, { war, ...more })}`, signal)).json();
    },
    async records() {
      return (await patiently("records")).json();
    },
    async tips() {
      return (await patiently("tips")).json();
    },
    async treatments() {
      return (await patiently("treatments")).json();
    },
    async verdicts(author) {
      return (await patiently(`verdicts?${new URLSearchParams({ author })}`)).json();
    },
    async apart(first, second) {
      return (await patiently(`apart?${new URLSearchParams({ first, second })}`)).json();
    },
    stories: () => null,
  };
}

export async function tableSource(packed) {
  if (!globalThis.DecompressionStream) throw new Error("this file needs a browser of 2023 or later");
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const table = await new Response(plain).json();
  return {
    notched: true,
    async *ask(facts, settings) {
      const found = table.answers[facts.number][keyOf(facts, settings)];
      if (!found) throw new Error("this file has no answer for these settings");
      yield { ...table.stamp, ...found, settings: { ...settings }, scene: facts.number };
    },
    async best(facts) {
      return table.best[facts.number];
    },
    async cures(facts) {
      return table.cures[facts.number] ?? [];
    },
    async story(facts, settings, war) {
      const found = (table.stories[facts.number] ?? []).find((each) => each.war === war);
      if (!found) throw new Error("this file does not tell that one");
      return found;
    },
    async verdicts(author) {
      return table.verdicts[author];
    },
    records: async () => table.records,
    tips: async () => table.tips,
    async apart(first, second) {
      return table.apart[[first, second].sort().join("&")];
    },
    // Single wars of a file are those under the starting settings.
    stories: (facts) => (table.stories[facts.number] ?? []).map((each) => each.war),
  };
}

// What a network that fails is called.
export const GONE = "the program that plays the wars does not answer";

// A busy server says 503 and is asked again, more and more slowly, until somebody gives up.
async function patiently(address, signal) {
  for (let wait = 400; ; wait = Math.min(2 * wait, 5000)) {
    const response = await fetch(address, { signal, headers: { accept: "application/json" } }).catch((error) => {
      throw signal?.aborted ? error : new Error(GONE);
    });
    if (response.ok) return response;
    if (response.status !== 503 && response.status !== 429) {
      const told = await response.json().catch(() => ({}));
      throw new Error(told.error ?? `the server answered ${response.status}`);
    }
    await new Promise((done, failed) => {
      const timer = setTimeout(done, wait);
      signal?.addEventListener("abort", () => (clearTimeout(timer), failed(signal.reason)));
    });
  }
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const whole = rest.split("\n");
    rest = whole.pop();
    for (const line of whole) {
      const told = JSON.parse(line);
      if (told.error) throw new Error(told.error);
      yield told;
    }
    if (done) return;
  }
}
