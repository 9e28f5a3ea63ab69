// The page around the check: take records, say what holds, and show each pick as a pocket calculator does it.

const data = JSON.parse(document.getElementById("data").textContent);
const STEPS = { form: () => t("the form"), commitment: () => t("the commitment"), order: () => t("the order"), dice: () => t("the dice"), chain: () => t("the chain") };
const HOLDS = {
  "hall-draw/1": () => t("It holds: form, commitment and order."),
  "hall-draw/1 void": () => t("A draw that was given up; its form and commitment hold."),
  "hall-draw/1 hand": () => t("An order drawn by hand; its form holds."),
};
let words = data.words[data.language] ?? {};

function t(msgid, figures = {}) {
  return (words[msgid] ?? msgid).replace(/%\((\w+)\)s/g, (_, name) => String(figures[name]));
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let texts = data.records.map((record) => new TextEncoder().encode(record));

function draw() {
  const found = checkAll(texts);
  document.documentElement.lang = data.language;
  document.getElementById("check").replaceChildren(
    make("header", {}, make("h1", {}, t("Check a draw")), make("p", {}, t("Your own device does the sums, with this page alone. Save the page and it works without any network.")), languages()),
    ...found.map(result),
    chooser(),
    make("footer", {}, t("Fair if the dice are fair, or if nobody who influences a value or a void knows the secret.")),
  );
}

function languages() {
  return make("nav", {}, ...Object.entries(data.languages).map(([code, name]) => make("button", { type: "button", lang: code, "aria-pressed": String(code === data.language), onclick: () => speak(code) }, name)));
}

function speak(code) {
  data.language = code;
  words = data.words[code] ?? {};
  draw();
}

function result(one) {
  const holds = one.step === null;
  const title = one.number ? t("Draw %(number)s", { number: one.number }) : t("A text");
  return make("section", { class: holds ? "holds" : "fails" },
    make("h2", {}, title),
    make("p", { class: "verdict" }, holds ? `✓ ${HOLDS[one.kind]()}` : `✕ ${t("It fails at %(step)s.", { step: STEPS[one.step]() })}`),
    !holds && make("p", {}, t(...one.sentence)),
    ...one.remarks.map((remark) => make("p", { class: "remark" }, t(...remark))),
    holds && one.fields.reason && make("p", {}, `${t("Reason")}: ${one.fields.reason[0]} · ${one.fields.by.join(" · ")}`),
    holds && one.fields.order && make("ol", { class: "order" }, ...one.fields.order.map((name) => make("li", {}, name))),
    holds && one.hash && make("p", { class: "hash" }, t("Hash of the text"), make("code", {}, groups(one.hash))),
    holds && one.picks.length > 1 && sums(one.picks),
  );
}

function sums(picks) {
  return make("details", {}, make("summary", {}, t("Follow it with a pocket calculator")),
    make("table", {}, make("tbody", {}, ...picks.map(({ word, left, remainder, name }) => make("tr", {},
      make("td", {}, make("code", {}, word || "–")),
      make("td", {}, word ? `= ${Number.parseInt(word, 16)}` : ""),
      make("td", {}, word ? t("÷ %(left)s remainder %(remainder)s", { left, remainder }) : t("the last one left")),
      make("td", {}, name === null ? t("too large: the next word is taken") : make("b", {}, word ? t("%(place)s. name left: %(name)s", { place: remainder + 1, name }) : name)))))));
}

function chooser() {
  const files = make("input", { type: "file", multiple: "", accept: ".txt,text/plain", onchange: async (event) => {
    texts = await Promise.all(Array.from(event.target.files, async (file) => new Uint8Array(await file.arrayBuffer())));
    draw();
  } });
  const pasted = make("textarea", { rows: "6", spellcheck: "false", placeholder: "hall-draw/1 …" });
  const check = () => {
    texts = [new TextEncoder().encode(pasted.value)];
    draw();
  };
  return make("section", { class: "chooser" }, make("h2", {}, t("Check another text")),
    make("label", { class: "do pick" }, t("Choose a file"), files),
    make("label", {}, make("span", {}, t("Or paste the text, with its last line end")), pasted),
    make("button", { type: "button", class: "do", onclick: check }, t("Check")));
}

const groups = (digits) => digits.match(/.{1,4}/g).join(" ");

draw();
