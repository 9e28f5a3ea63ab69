// Figures set into a Chinese sentence: the same rule as kiosk/i18n/cjk_spacing.py. A space stands beside what is Latin alone.

const PLACE = /( ?)%(?:\((\w+)\)s|%)( ?)/g;
const wide = (letter) => letter >= "\u2e80";

export function setIn(sentence, shown) {
  return sentence.replace(PLACE, (found, before, name, after, start) => {
    const value = name ? shown(name) : "%";
    const left = wide(value.slice(0, 1)) && wide(sentence.slice(0, start).slice(-1)) ? "" : before;
    const right = wide(value.slice(-1)) && wide(sentence.slice(start + found.length).slice(0, 1)) ? "" : after;
    return left + value + right;
  });
}
