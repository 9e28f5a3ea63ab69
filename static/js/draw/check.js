// Check the record of a draw (hall-draw/1) in the visitor's own browser: this file needs nothing else, not even Web
// Crypto, which a page without HTTPS does not have. It stands in the page for checking, which can be saved.

const FORM = "hall-draw/1";
const NAMES_MOST = 4096;
const ZEROS = "0".repeat(64);
const FORMS = {
  [FORM]: "meeting draw prev slot+ name+ commit value* secret order+",
  [`${FORM} void`]: "meeting draw prev slot+ name+ commit value* secret reason by by",
  [`${FORM} hand`]: "meeting draw prev name+ reason by by order+",
};
const SPOKEN = ["meeting", "slot", "name", "order", "reason", "by"];
const DICE = /(?:^| )\[([1-9][0-9]?)d(10|6)\]$/u;
const FACES = { 10: /^[0-9]*$/, 6: /^[1-6]*$/ };

// SHA-256 of UTF-8 text, as 64 lower-case hex digits (FIPS 180-4).
export function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const length = ((bytes.length + 8) >> 6) * 64 + 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(length - 4, (bytes.length << 3) >>> 0);
  const state = START.slice();
  const w = new Uint32Array(64);
  for (let at = 0; at < length; at += 64) mix(state, w, view, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

// The fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64.
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && d * d <= n && n % d === 0));
const part = (n, root) => Number(((root === 2 ? squareRoot(BigInt(n) << 64n) : cubeRoot(BigInt(n) << 96n)) & 0xffffffffn));
const squareRoot = (n) => search(n, 2n);
const cubeRoot = (n) => search(n, 3n);
function search(n, power) {
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= n) low = middle;
    else high = middle;
  }
  return low;
}
const START = Uint32Array.from(PRIMES.slice(0, 8), (n) => part(n, 2));
const ROUNDS = Uint32Array.from(PRIMES.slice(0, 64), (n) => part(n, 3));

function mix(state, w, view, at) {
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
}

// A record by itself → {kind, number, prev, hash, step: null | "form" …, sentence: [msgid, figures] | null, remarks, picks}
export function check(bytes) {
  let record = null;
  try {
    record = read(bytes);
    const picks = CHECKS[record.kind](record);
    return { ...about(record), step: null, sentence: null, remarks: remarks(record), picks };
  } catch (failed) {
    if (!failed.step) throw failed;
    return { ...about(record), step: failed.step, sentence: failed.sentence, remarks: [], picks: [] };
  }
}

function about(record) {
  if (!record) return { kind: null };
  return { kind: record.kind, number: record.fields.draw[0], prev: record.fields.prev[0], hash: sha256(record.text), fields: record.fields };
}

function fail(step, msgid, figures = {}) {
  return Object.assign(new Error(msgid), { step, sentence: [msgid, figures] });
}

const form = (msgid, figures) => fail("form", msgid, figures);

function read(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw form("The text is not UTF-8.");
  }
  const lines = text.split("\n");
  if (lines.pop() !== "") throw form("The text does not end with a line feed.");
  const kind = lines[0];
  if (!Object.hasOwn(FORMS, kind ?? "")) throw form("The first line is not that of a draw.");
  const fields = readFields(kind, lines.slice(1));
  checkValues(kind, fields);
  return { kind, fields, text };
}

function readFields(kind, lines) {
  const found = {};
  const wanted = FORMS[kind].split(" ");
  const bare = (one) => one.replace(/[+*]$/, "");
  const enough = (one) => one.endsWith("*") || (one.endsWith("+") && found[bare(one)]?.length > 0);
  let place = 0;
  lines.forEach((text, index) => {
    const line = index + 2;
    const parts = /^([a-z]+): (.+)$/s.exec(text);
    if (!parts) throw form("Line %(line)s is not of the form “key: value”.", { line });
    const key = parts[1];
    while (place < wanted.length && bare(wanted[place]) !== key) {
      if (!enough(wanted[place])) throw form("Line %(line)s: here “%(wanted)s” is expected.", { line, wanted: bare(wanted[place]) });
      place += 1;
    }
    if (place === wanted.length) throw form("Line %(line)s does not belong there: “%(key)s”.", { line, key });
    (found[key] ??= []).push(parts[2]);
    if (!/[+*]$/.test(wanted[place])) place += 1;
  });
  for (const rest of wanted.slice(place)) if (!enough(rest)) throw form("The line “%(wanted)s” is missing.", { wanted: bare(rest) });
  return { value: [], ...found };
}

function checkValues(kind, fields) {
  for (const key of SPOKEN) for (const value of fields[key] ?? []) checkSpoken(key, value);
  const [number] = fields.draw;
  const [prev] = fields.prev;
  if (!/^[1-9][0-9]*$/.test(number)) throw form("The draw's number is not a whole number from 1, written plainly.");
  for (const key of ["prev", "commit", "secret"]) {
    for (const value of fields[key] ?? []) {
      const lost = kind.endsWith("void") && key === "secret" && value === "lost";
      if (!lost && !/^[0-9a-f]{64}$/.test(value)) throw form("The line “%(key)s” does not hold 64 digits 0-9, a-f.", { key });
    }
  }
  if ((number === "1") !== (prev === ZEROS)) throw form("Only the first draw, and it always, has a “prev” of 64 zeros.");
  if (fields.secret?.[0] === ZEROS) throw form("The secret is 64 zeros.");
  if (fields.value.some((value) => !/^[0-9]{1,64}$/.test(value))) throw form("A value is not 1 to 64 digits.");
  const slots = fields.slot ?? [];
  if (new Set(slots).size !== slots.length) throw form("Two slots have the same label.");
  if (fields.name.length > NAMES_MOST) throw form("There are more than %(most)s names.", { most: NAMES_MOST });
  for (let i = 1; i < fields.name.length; i++) if (!before(fields.name[i - 1], fields.name[i])) throw form("The names are not in ascending order of their bytes, each once.");
  const values = fields.value.length;
  if (values > slots.length || (kind === FORM && values !== slots.length)) throw form("There are %(values)s values for %(slots)s slots.", { values, slots: slots.length });
  if (fields.order && fields.order.length !== fields.name.length) throw form("The order has %(order)s lines for %(names)s names.", { order: fields.order.length, names: fields.name.length });
}

function checkSpoken(key, value) {
  if (value.normalize("NFC") !== value) throw form("A line “%(key)s” is not in the normal form NFC.", { key });
  if (/^ | $| {2}|[^\P{Zs} ]/u.test(value)) throw form("A line “%(key)s” holds spaces that do not belong there.", { key });
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) throw form("A line “%(key)s” holds control characters.", { key });
}

// The order of UTF-8 bytes is that of code points; JavaScript's own is not.
function before(one, other) {
  const a = Array.from(one, (c) => c.codePointAt(0));
  const b = Array.from(other, (c) => c.codePointAt(0));
  const place = a.findIndex((point, i) => point !== b[i]);
  return place === -1 ? a.length < b.length : b[place] !== undefined && a[place] < b[place];
}

const material = ({ text }) => text.slice(0, text.indexOf("\ncommit: ") + 1);
const commitment = (m, secret) => sha256(`${FORM} commit\n${sha256(m)}\n${secret}\n`);

function checkDraw(record) {
  const { fields } = record;
  const [secret] = fields.secret;
  const m = material(record);
  if (commitment(m, secret) !== fields.commit[0]) throw fail("commitment", "The commitment is not that of these names, slots and this secret.");
  const e = `commit: ${fields.commit[0]}\n${fields.value.map((value) => `value: ${value}\n`).join("")}`;
  const picks = shuffle(fields.name, sha256(`${FORM} seed\n${sha256(m)}\n${sha256(e)}\n${secret}\n`));
  const drawn = picks.map(({ name }) => name).filter((name) => name !== null);
  drawn.forEach((name, i) => {
    if (fields.order[i] !== name) throw fail("order", "At place %(place)s stands %(said)s; the draw gives %(drawn)s.", { place: i + 1, said: fields.order[i], drawn: name });
  });
  fields.slot.forEach((slot, i) => {
    const dice = DICE.exec(slot);
    const value = fields.value[i];
    if (dice && !(value.length === Number(dice[1]) && FACES[dice[2]].test(value))) throw fail("dice", "The value %(value)s is not what the slot “%(slot)s” declares.", { value, slot });
  });
  return picks;
}

// → [{word, left, remainder, name | null}]: what a pocket calculator can follow
function shuffle(names, seed) {
  const left = [...names];
  const picks = [];
  let words = [];
  for (let block = 0; left.length > 1; ) {
    if (!words.length) words = sha256(`${FORM} stream\n${seed}\n${block++}\n`).match(/.{4}/g);
    const word = words.shift();
    const number = Number.parseInt(word, 16);
    const m = left.length;
    const discarded = number >= 65536 - (65536 % m);
    picks.push({ word, left: m, remainder: number % m, name: discarded ? null : left.splice(number % m, 1)[0] });
  }
  return [...picks, { word: "", left: 1, remainder: 0, name: left[0] }];
}

function checkVoid(record) {
  const [secret] = record.fields.secret;
  const m = material(record).replace(record.kind, FORM);
  if (secret !== "lost" && commitment(m, secret) !== record.fields.commit[0]) throw fail("commitment", "The commitment is not that of these names, slots and this secret.");
  return [];
}

function checkHand({ fields }) {
  const sorted = (names) => [...names].sort().join("\n");
  if (sorted(fields.order) !== sorted(fields.name)) throw fail("order", "The order does not hold every name once.");
  return [];
}

const CHECKS = { [FORM]: checkDraw, [`${FORM} void`]: checkVoid, [`${FORM} hand`]: checkHand };

function remarks({ kind, fields }) {
  const found = [];
  if (kind === FORM) {
    const dice = DICE.exec(fields.slot.at(-1));
    if (!dice) found.push(["The last slot's label declares no dice.", {}]);
    else if (Number(dice[1]) < (dice[2] === "10" ? 9 : 12)) found.push(["The last slot has fewer dice than 9 with ten sides or 12 with six.", {}]);
  }
  for (const key of SPOKEN) {
    for (const value of fields[key] ?? []) {
      const odd = /[\p{Cf}\p{Co}\p{Cn}\ufffd]/u.exec(value);
      if (odd) found.push(["A line “%(key)s” holds the character %(character)s, which cannot be seen.", { key, character: `U+${odd[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` }]);
    }
  }
  return found;
}

// Several records of one meeting, in any order: each by itself, and against the one numbered one less.
export function checkAll(contents) {
  const found = contents.map(check);
  return found.map((one) => chained(one, found.filter(({ kind }) => kind)));
}

function chained(one, known) {
  if (!one.kind || one.step) return one;
  if (known.some(({ number, hash }) => number === one.number && hash !== one.hash)) return { ...one, step: "chain", sentence: ["Two different records have the number %(number)s.", { number: one.number }] };
  if (one.number === "1") return one;
  const earlier = known.find(({ number }) => BigInt(number) + 1n === BigInt(one.number));
  if (!earlier) return { ...one, remarks: [...one.remarks, ["The record before this one was not given.", {}]] };
  if (earlier.hash !== one.prev) return { ...one, step: "chain", sentence: ["It does not follow the record numbered one less.", {}] };
  return one;
}
