// Search as you type: name, pinyin, initials, number, phone tail. Only the newest question's answer is shown.

import { fetchJson } from "../command.js";
import { computed, signal } from "../html.js";

const PAUSE_MS = 120;
const BADGE = /^[2-9A-HJKMNP-Z]{16}$/;

// → {text, code, found: signal(null | [members]), trouble, chosen, ask(text), clear()}
export function makeSearch() {
  const text = signal("");
  const found = signal(null);
  const trouble = signal(false);
  const chosen = signal(0);
  let timer = 0;
  let turn = 0;

  function ask(words) {
    text.value = words;
    turn += 1;
    clearTimeout(timer);
    if (!words.trim()) return clear();
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

function badgeCode(words) {
  const code = words.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");
  return BADGE.test(code) ? code : null;
}
