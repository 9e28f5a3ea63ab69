// The agenda that fits the rules is chosen with them, until somebody chooses another.

const rules = document.querySelector("select[name=preset]");
const agendas = [...document.querySelectorAll("input[name=template]")];
let own = false;

for (const one of agendas) one.addEventListener("change", () => (own = true));
rules?.addEventListener("change", () => {
  const fitting = rules.selectedOptions[0].dataset.template;
  for (const one of agendas) if (!own) one.checked = one.value === fitting;
});
