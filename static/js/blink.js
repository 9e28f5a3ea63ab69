// "Which one are you?" The page shows its device's name over everything for some seconds. It grows and shrinks slowly:
// a screen that flashes makes some people ill.

const SHOWN_MS = 8_000;

export function blink(name) {
  document.getElementById("blink")?.remove();
  const shown = document.createElement("div");
  shown.id = "blink";
  shown.setAttribute("role", "alert");
  const words = document.createElement("b");
  words.textContent = name;
  shown.append(words);
  const end = () => shown.remove();
  shown.addEventListener("click", end);
  setTimeout(end, SHOWN_MS);
  document.body.append(shown);
}
