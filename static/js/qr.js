// A QR code of some text, drawn by the page itself, because only the page knows what stands in it.

import { encode } from "uqr";

const BYTES_MOST = 151; // version 10: more is too fine for a tablet's camera

// → {modules: how many on a side, path: the dark ones as SVG path data}; null when the text is too long.
// Level Q survives glare.
export function qr(text) {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length > BYTES_MOST) return null;
  const { data, size } = encode(bytes, { ecc: "Q", border: 0, maskPattern: 3 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? `M${x} ${y}h1v1h-1z` : [])));
  return { modules: size, path: dark.join("") };
}
