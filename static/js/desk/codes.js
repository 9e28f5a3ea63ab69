// Badge codes, as kiosk/rules/badge_codes.py makes them: 16 characters of 31, the last one a check.

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const LENGTH = 16;
const IGNORED = /[\s\-\u2010-\u2013]/g;

export const normal = (text) => text.normalize("NFKC").toUpperCase().replace(IGNORED, "");

// Whether a normalised code has the form of a badge's, its check character included.
export function valid(code) {
  if (code.length !== LENGTH) return false;
  let sum = 0;
  for (let place = 0; place < LENGTH; place += 1) {
    const value = ALPHABET.indexOf(code[place]);
    if (value < 0) return false;
    sum += (place + 1) * value;
  }
  return sum % ALPHABET.length === 0;
}

// Every code that stands anywhere in a normalised text, with its place: `]Q1` and whatever a scanner puts around it.
export function codesIn(text) {
  const found = [];
  for (let at = 0; at + LENGTH <= text.length; at += 1) {
    const code = text.slice(at, at + LENGTH);
    if (valid(code)) found.push({ code, at });
  }
  return found;
}

// The one to go by: known on this meeting's roll, as far as this page knows the roll; else the first.
export function chosen(codes, isKnown) {
  const known = isKnown ? codes.filter(isKnown) : [];
  return known.length === 1 ? known[0] : codes[0] ?? null;
}
