// The rate of attendance beside its numbers, as kiosk/rules/rate.py has it: half a tenth is rounded up, 186 of 206 is 90.3.

export function rate(part, whole) {
  if (!(whole > 0)) return "";
  const tenths = Math.floor((2000 * part + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}\u00a0%`; // the sign stays with its number
}
