// Search as you type: name, pinyin, initials, number, phone tail. Only the newest question's answer is shown.

import { fetchJson } from "../command.js";
import { computed, signal } from "../html.js";
import { codesIn, normal } from "./codes.js";

const PAUSE_MS = 120;
const WHOLE_MS = 500; // a scanner that types goes before
const BADGE = /^[2-9A-HJKMNP-Z]{16}$/;

// → {text, code, found: signal(null | [members]), trouble, chosen, ask(text), clear()}; `onCode(code)` is told of a code
// for which `isKnown(code)` holds: some scanners fill the field without a key that is heard.
export function makeSearch({ onCode, isKnown } = {}) {
  const text = signal("");
  const found = signal(null);
  const trouble = signal(false);
  const chosen = signal(0);
  let timer = 0;
  let whole = 0;
  let turn = 0;

  function ask(words) {
    text.value = words;
    turn += 1;
    clearTimeout(timer);
    clearTimeout(whole);
    if (!words.trim()) return clear();
    const known = isKnown && codesIn(normal(words)).find((one) => isKnown(one.code));
    if (known) whole = setTimeout(() => onCode(known.code), WHOLE_MS);
    timer = setTimeout(() => fetchMembers(words.trim(), turn), PAUSE_MS);
  }

  async function fetchMembers(words, asked) {
    const members = await membersOf(words).catch(() => null);
    if (asked !== turn) return;
    trouble.value = members === null;
    found.value = members ?? [];
    chosen.value = 0;
  }

  function clear() {
    turn += 1;
    clearTimeout(timer);
    clearTimeout(whole);
    text.value = "";
    found.value = null;
    trouble.value = false;
    chosen.value = 0;
  }

  const code = computed(() => badgeCode(text.value)); // a whole badge code was typed

  return { text, code, found, trouble, chosen, ask, clear };
}

async function membersOf(words) {
  const { status, body } = await fetchJson(`/roll/search?q=${encodeURIComponent(words)}`);
  return status === 200 ? body.members : null;
}

// The code in what was typed; sixteen letters with a slip are tried too, and told as unknown.
function badgeCode(words) {
  const typed = normal(words);
  return codesIn(typed)[0]?.code ?? (BADGE.test(typed) ? typed : null);
}
