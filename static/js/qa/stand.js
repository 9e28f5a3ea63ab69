// The shared tablet: big, one thing at a time, and nothing of one person reaches the next.

import { html, useEffect, useRef } from "../html.js";
import { listenForScanner } from "../desk/wedge.js";
import { t } from "../texts.js";
import { Idle, watchIdle } from "./idle.js";
import { begun, nextPerson, session } from "./session.js";
import { Ask, Home, Speak, Support } from "./steps.js";

const STEPS = { home: Home, ask: Ask, support: Support, speak: Speak };

export function Stand({ live }) {
  const snapshot = live.snapshot.value;
  const person = session.value;
  const node = useRef(null);
  live.tick.value;
  const step = person.step.value;
  useEffect(() => {
    node.current?.querySelector("[data-first]")?.focus({ preventScroll: true });
    node.current?.scrollTo(0, 0);
  }, [person.id, step, person.sent.value, person.asker.known.value]);
  if (!snapshot) return html`<p class="calm" role="status">${t("Connecting to the meeting …")}</p>`;
  const Step = snapshot.questions || step === "speak" ? STEPS[step] : Home;
  return html`<div class="stand qa" data-step=${step}>
    <header><p>${step !== "home" && snapshot.meeting.title}</p>${live.link.value !== "live" && html`<p class="stand-away" role="status">▲ ${t("no connection")}</p>`}</header>
    <div class="stand-step" ref=${node}><${Step} key=${`${person.id} ${step}`} person=${person} snapshot=${snapshot} linked=${live.link.value === "live"} now=${live.now()} /></div>
    <${Idle} />
    <footer>
      ${step !== "home" && !person.sent.value && html`<button type="button" class="stand-back" onClick=${() => (person.step.value = "home")}>${t("Back")}</button>`}
      ${begun(person) && html`<button type="button" class="stand-next" data-done=${step !== "ask" || person.sent.value !== null} onClick=${() => nextPerson(live.link.value === "live")}>${t("Next person")}</button>`}
    </footer>
  </div>`;
}

// A badge that is read belongs to whoever holds it: what the last one left is cleared first.
export function serveEverybody(live) {
  watchIdle(() => begun(session.value), () => nextPerson(live.link.value === "live"));
  listenForScanner((code) => {
    if (live.snapshot.value?.questions?.who !== "members") return;
    if (session.value.asker.known.value) nextPerson(false);
    session.value.asker.read(code);
  });
}
