// A scanner that types. Its keys come less than 100 ms apart, whatever has the focus and whatever the input
// method makes of them, so they are read by their place on the keyboard and taken out of the field again.

const KEY_GAP_MS = 100; // on average: a busy tablet may hold back one key
const HICCUP_MS = 300;
const QUICK_GAP_MS = 35; // nobody types a whole word at this pace
const FOREIGN_LEAST = 6;
const BADGE_LENGTH = 16;
const BADGE = /^[2-9A-HJKMNP-Z]{16}$/;

export function listenForScanner(onCode, { target = window } = {}) {
  let keys = [];
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
    const code = scanned(read);
    if (!code) return false;
    suffixUntil = read.at(-1).at + HICCUP_MS;
    giveBack(typedInto, () => onCode(code));
    return true;
  }

  function hear(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const at = event.timeStamp;
    const goesOn = keys.length > 0 && at - keys.at(-1).at < HICCUP_MS;
    if (["Enter", "NumpadEnter", "Tab"].includes(event.code)) {
      if ((goesOn && finish()) || (keys.length === 0 && at < suffixUntil)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      return;
    }
    const character = characterOf(event.code);
    if (!character) return;
    if (!goesOn) begin();
    keys.push({ character, at });
    clearTimeout(pause);
    pause = setTimeout(finish, badgeAtEnd(keys) ? KEY_GAP_MS : HICCUP_MS);
  }

  target.addEventListener("keydown", hear, { capture: true });
  return () => target.removeEventListener("keydown", hear, { capture: true });
}

function characterOf(code) {
  const found = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code);
  return found ? found[1] ?? found[2] : null;
}

const text = (keys) => keys.map((key) => key.character).join("");
const pace = (keys) => (keys.at(-1).at - keys[0].at) / (keys.length - 1);

// Ours are sixteen characters of a small alphabet, even after a letter that somebody typed just before; any other
// code must have come faster than a hand.
function scanned(keys) {
  return badgeAtEnd(keys) ?? (keys.length >= FOREIGN_LEAST && pace(keys) < QUICK_GAP_MS ? text(keys) : null);
}

function badgeAtEnd(keys) {
  const last = keys.slice(-BADGE_LENGTH);
  return BADGE.test(text(last)) && pace(last) < KEY_GAP_MS ? text(last) : null;
}

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
