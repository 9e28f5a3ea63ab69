// A scanner that types. Its keys come less than 100 ms apart, whatever has the focus and whatever the input
// method makes of them, so they are read by their place on the keyboard and taken out of the field again.

const KEY_GAP_MS = 100;
const QUICK_GAP_MS = 35; // nobody types a whole word at this pace
const FOREIGN_LEAST = 6;
const BADGE = /^[2-9A-HJKMNP-Z]{16}$/;

export function listenForScanner(onCode, { target = window } = {}) {
  let keys = [];
  let field = null;
  let pause = 0;
  let swallowSuffixUntil = 0;

  function begin() {
    keys = [];
    const focused = document.activeElement;
    const holdsText = focused && "value" in focused && (focused.tagName === "INPUT" || focused.tagName === "TEXTAREA");
    field = holdsText ? { node: focused, value: focused.value } : null;
  }

  function finish() {
    clearTimeout(pause);
    const read = keys;
    keys = [];
    if (!isScan(read)) return false;
    if (field) giveBack(field);
    swallowSuffixUntil = performance.now() + KEY_GAP_MS;
    onCode(read.map((key) => key.character).join(""));
    return true;
  }

  function hear(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const now = performance.now();
    if (event.code === "Enter" || event.code === "NumpadEnter" || event.code === "Tab") {
      const scanned = keys.length > 0 && now - keys.at(-1).at < KEY_GAP_MS && finish();
      if (scanned || now < swallowSuffixUntil) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      return;
    }
    const character = characterOf(event.code);
    if (!character) return;
    if (keys.length === 0 || now - keys.at(-1).at >= KEY_GAP_MS) begin();
    keys.push({ character, at: now });
    clearTimeout(pause);
    pause = setTimeout(finish, KEY_GAP_MS);
  }

  target.addEventListener("keydown", hear, { capture: true });
  return () => target.removeEventListener("keydown", hear, { capture: true });
}

function characterOf(code) {
  const found = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code);
  return found ? found[1] ?? found[2] : null;
}

// Ours are sixteen characters of a small alphabet; anything else must have come faster than a hand.
function isScan(keys) {
  if (BADGE.test(keys.map((key) => key.character).join(""))) return true;
  if (keys.length < FOREIGN_LEAST) return false;
  return (keys.at(-1).at - keys[0].at) / (keys.length - 1) < QUICK_GAP_MS;
}

// Leaving the field first ends an input method's composition; only then is the old text safe to put back.
function giveBack({ node, value }) {
  node.blur();
  restore(node, value);
  setTimeout(() => {
    restore(node, value);
    node.focus({ preventScroll: true });
  }, 0);
}

function restore(node, value) {
  if (node.value === value) return;
  node.value = value;
  node.dispatchEvent(new Event("input", { bubbles: true }));
}
