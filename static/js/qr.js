// A QR code (ISO/IEC 18004) of some bytes, drawn by the page itself, because only the page knows what stands in it.
// Level Q, which survives glare; byte mode; versions 1 to 10, that is at most 151 bytes; the mask is always number 3.

const CHECKS = [13, 22, 18, 26, 18, 24, 18, 22, 20, 24]; // error correction codewords of each block, by version
const BLOCKS = [1, 1, 2, 2, 4, 4, 6, 6, 8, 8];
const LEVEL_Q = 3;
const MASK = 3;
const masked = (x, y) => (x + y) % 3 === 0;

// → {modules: how many on a side, path: the dark ones as SVG path data}; null when the text is too long.
export function qr(text) {
  const bytes = new TextEncoder().encode(text);
  const version = CHECKS.findIndex((_, at) => bytes.length <= room(at + 1)) + 1;
  if (!version) return null;
  const grid = new Grid(version);
  grid.place(interleaved(codewords(bytes, version), version));
  return { modules: grid.side, path: grid.path() };
}

const raw = (version) => (modules(version) - (modules(version) % 8)) / 8; // codewords of both kinds
const data = (version) => raw(version) - CHECKS[version - 1] * BLOCKS[version - 1];
const room = (version) => data(version) - (version < 10 ? 2 : 3);

// What is left for codewords beside finders, timing, alignment, format and version.
function modules(version) {
  const aligned = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const marks = aligned ? (25 * aligned - 10) * aligned - 55 : 0;
  return (16 * version + 128) * version + 64 - marks - (version > 6 ? 36 : 0);
}

function codewords(bytes, version) {
  const bits = [];
  const add = (value, length) => { for (let at = length - 1; at >= 0; at--) bits.push((value >>> at) & 1); };
  add(4, 4);
  add(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) add(byte, 8);
  add(0, Math.min(4, data(version) * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  for (let pad = 0xec; bits.length < data(version) * 8; pad ^= 0xec ^ 0x11) add(pad, 8);
  return Array.from({ length: data(version) }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
}

// Blocks, the shorter ones first; then one codeword of each in turn, and one check of each in turn.
function interleaved(words, version) {
  const [checks, count] = [CHECKS[version - 1], BLOCKS[version - 1]];
  const short = Math.floor(data(version) / count);
  const shorter = count - (data(version) % count);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, at) => words.slice(from, (from += short + (at < shorter ? 0 : 1))));
  const corrections = blocks.map((block) => remainder(block, divisor(checks)));
  const inTurn = (rows, longest) => Array.from({ length: longest }, (_, at) => rows.map((row) => row[at])).flat().filter((word) => word !== undefined);
  return [...inTurn(blocks, short + 1), ...inTurn(corrections, checks)];
}

// Reed and Solomon over GF(256), by the polynomial 0x11d.
function product(one, other) {
  let found = 0;
  for (let bit = 7; bit >= 0; bit--) found = (found << 1) ^ ((found >>> 7) * 0x11d) ^ (((other >>> bit) & 1) * one);
  return found;
}

function divisor(degree) {
  const found = [...Array(degree - 1).fill(0), 1];
  for (let root = 1, times = 0; times < degree; times++, root = product(root, 2)) {
    for (let at = 0; at < degree; at++) found[at] = product(found[at], root) ^ (found[at + 1] ?? 0);
  }
  return found;
}

function remainder(words, by) {
  let found = by.map(() => 0);
  for (const word of words) {
    const factor = word ^ found[0];
    found = [...found.slice(1), 0].map((value, at) => value ^ product(by[at], factor));
  }
  return found;
}

class Grid {
  constructor(version) {
    this.side = version * 4 + 17;
    this.dark = Array.from({ length: this.side }, () => Array(this.side).fill(null)); // null: free for codewords
    this.#finders();
    this.#alignments(version);
    for (let at = 8; at < this.side - 8; at++) {
      this.#set(at, 6, at % 2 === 0);
      this.#set(6, at, at % 2 === 0);
    }
    this.#format();
    if (version > 6) this.#version(version);
  }

  #set(x, y, dark) { if (x >= 0 && y >= 0 && x < this.side && y < this.side) this.dark[y][x] = dark; }

  #square(x, y, radius, dark) {
    for (let dy = -radius; dy <= radius; dy++) for (let dx = -radius; dx <= radius; dx++) this.#set(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
  }

  #finders() {
    for (const [x, y] of [[3, 3], [this.side - 4, 3], [3, this.side - 4]]) this.#square(x, y, 4, (away) => away !== 2 && away !== 4);
  }

  #alignments(version) {
    if (version < 2) return;
    const count = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    const at = [6, ...Array.from({ length: count - 1 }, (_, n) => this.side - 7 - (count - 2 - n) * step)];
    for (const y of at) for (const x of at) {
      const finder = (x === 6 && y === 6) || (x === 6 && y === this.side - 7) || (x === this.side - 7 && y === 6);
      if (!finder) this.#square(x, y, 2, (away) => away !== 1);
    }
  }

  #format() {
    const told = (LEVEL_Q << 3) | MASK;
    const bits = ((told << 10) | checked(told, 10, 0x537)) ^ 0x5412;
    const bit = (at) => ((bits >>> at) & 1) === 1;
    for (let at = 0; at < 15; at++) {
      const near = at < 6 ? at : at < 8 ? at + 1 : at === 8 ? 7 : 14 - at;
      if (at < 8) this.#set(8, near, bit(at));
      else this.#set(near, 8, bit(at));
      if (at < 8) this.#set(this.side - 1 - at, 8, bit(at));
      else this.#set(8, this.side - 15 + at, bit(at));
    }
    this.#set(8, this.side - 8, true);
  }

  #version(version) {
    const bits = (version << 12) | checked(version, 12, 0x1f25);
    for (let at = 0; at < 18; at++) {
      const [far, near] = [this.side - 11 + (at % 3), Math.floor(at / 3)];
      this.#set(far, near, ((bits >>> at) & 1) === 1);
      this.#set(near, far, ((bits >>> at) & 1) === 1);
    }
  }

  // Upwards and downwards in columns of two, from the right; what is left over stays light.
  place(words) {
    let at = 0;
    for (let right = this.side - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.side; step++) for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? this.side - 1 - step : step;
        if (this.dark[y][x] !== null) continue;
        const bit = at < words.length * 8 && ((words[at >>> 3] >>> (7 - (at & 7))) & 1) === 1;
        this.dark[y][x] = bit !== masked(x, y);
        at++;
      }
    }
  }

  path() {
    return this.dark.map((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  }
}

// The remainder of a number by a polynomial of that degree.
function checked(value, degree, polynomial) {
  let found = value;
  for (let at = 0; at < degree; at++) found = (found << 1) ^ ((found >>> (degree - 1)) * polynomial);
  return found;
}
