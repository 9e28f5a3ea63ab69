// How wide a text is, in em: a Hanzi is one, a Latin letter a little more than half.

export function ems(text, spacing = 0) {
  let width = 0;
  for (const letter of text) width += (letter.charCodeAt(0) > 0x2e7f ? 1 : letter === " " ? 0.3 : 0.6) + spacing;
  return Math.max(1, Math.round(width * 100) / 100);
}
