// A scanner that types. Its keys come less than 100 ms apart, whatever has the focus and whatever the input method makes
// of them; they are read in every way they may have been meant, and taken out of the field again. A slower one is heard
// where the field for names has the focus, by codes that this meeting knows.

import { chosen, LENGTH } from "./codes.js";
import { codesTyped, readings, types } from "./layouts.js";

const KEY_GAP_MS = 100; // on average: a busy tablet may hold back one key
const HICCUP_MS = 300;
const SLOW_GAP_MS = 1500;
const QUICK_GAP_MS = 35; // nobody types a whole word at this pace
const FOREIGN_LEAST = 6;
const KEYS_MOST = 200;
const ENDS = ["Enter", "NumpadEnter", "Tab"];

// `onCode(code, source)`; `isKnown(code)`: whether the code is on this meeting's roll, as far as the page knows it, null
// where it knows nothing; `slowField(node)`: whether a slow scanner may be typing into that node.
export function listenForScanner(onCode, { target = window, isKnown = null, slowField = () => false } = {}) {
  let keys = []; // of one burst
  let slow = []; // of everything typed into the field, however slowly
  let field = null;
  let pause = 0;
  let suffixUntil = 0;

  function begin() {
    const focused = document.activeElement;
    const holdsText = focused?.tagName === "INPUT" || focused?.tagName === "TEXTAREA";
    field = holdsText ? { node: focused, value: focused.value } : null;
    keys = [];
  }

  function finish() {
    clearTimeout(pause);
    const read = keys;
    const typedInto = field;
    keys = [];
    const code = scanned(read, isKnown);
    if (!code) return finishSlow();
    slow = [];
    suffixUntil = read.at(-1).at + HICCUP_MS;
    giveBack(typedInto, () => onCode(code, "wedge"));
    return true;
  }

  // By hand or by a slow scanner, in the field for names: only a code that the roll has, since no pace tells it apart.
  function finishSlow() {
    const node = document.activeElement;
    const code = isKnown && slowField(node) ? codesTyped(slow).map((one) => one.code).find(isKnown) : null;
    if (!code) return false;
    slow = [];
    giveBack({ node, value: "" }, () => onCode(code, "typed"));
    return true;
  }

  function hear(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const at = event.timeStamp;
    const goesOn = keys.length > 0 && at - keys.at(-1).at < HICCUP_MS;
    if (ENDS.includes(event.code || event.key)) {
      if ((goesOn && finish()) || finishSlow() || (keys.length === 0 && at < suffixUntil)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      slow = [];
      return;
    }
    const pressed = { key: event.key, code: event.code, at };
    if (!types(pressed)) return;
    if (!goesOn) begin();
    keys = [...keys.slice(1 - KEYS_MOST), pressed];
    slow = slow.length > 0 && at - slow.at(-1).at > SLOW_GAP_MS ? [pressed] : [...slow.slice(1 - KEYS_MOST), pressed];
    clearTimeout(pause);
    pause = setTimeout(finish, quick(keys).length ? KEY_GAP_MS : HICCUP_MS);
  }

  target.addEventListener("keydown", hear, { capture: true });
  return () => target.removeEventListener("keydown", hear, { capture: true });
}

const pace = (keys) => (keys.at(-1).at - keys[0].at) / (keys.length - 1);

// The codes among the keys that came faster than a hand types.
const quick = (keys) => (keys.length < LENGTH ? [] : codesTyped(keys).filter(({ from, to }) => pace(keys.slice(from, to)) < KEY_GAP_MS));

// Ours are found by their check character, whatever stands around them; any other code must have come faster than a hand.
function scanned(keys, isKnown) {
  const ours = chosen(quick(keys).map(({ code }) => code), isKnown);
  if (ours) return ours;
  return keys.length >= FOREIGN_LEAST && pace(keys) < QUICK_GAP_MS ? foreign(keys) : null;
}

const foreign = (keys) => readings(keys)[0].replaceAll("\0", "") || null;

// Leaving the field first ends an input method's composition; only then is the old text safe to put back.
function giveBack(field, then) {
  field?.node.blur();
  setTimeout(() => {
    if (field) {
      restore(field.node, field.value);
      field.node.focus({ preventScroll: true });
    }
    then();
  }, 0);
}

function restore(node, value) {
  if (node.value === value) return;
  node.value = value;
  node.dispatchEvent(new Event("input", { bubbles: true }));
}
