// The hall screen: the same snapshot gives the same picture. It keeps its last scene when the server is away.

import { bell, timed } from "../floor/bell.js";
import { Arming } from "../hall/arming.js";
import { Agenda } from "../hall/agenda.js";
import { Attendance, Spark } from "../hall/attendance.js";
import { Candidates } from "../hall/candidates.js";
import { Counting } from "../hall/counting.js";
import { Draw } from "../hall/draw.js";
import { Question } from "../hall/question.js";
import { Result } from "../hall/result.js";
import { Speaker } from "../hall/speaker.js";
import { Blank, Codes, Message, Welcome } from "../hall/scenes.js";
import { phrase, sized } from "../hall/type.js";
import { Voting } from "../hall/voting.js";
import { effect, html, render } from "../html.js";
import { follow } from "../live.js";
import { t, time } from "../texts.js";

const STALE_AFTER_SECONDS = 3;
const SHIFT_PX = [[0, 0], [2, 0], [2, 2], [0, 2], [-2, 2], [-2, 0], [-2, -2], [0, -2], [2, -2]];
const SCENES = { welcome: Welcome, codes: Codes, agenda: Agenda, attendance: Attendance, draw: Draw, speaker: Speaker, question: Question, candidates: Candidates, voting: Voting, counting: Counting, result: Result, message: Message, blank: Blank };

const VOTES = ["candidates", "voting", "counting", "result"];

const live = follow("hall");
const previewing = new URLSearchParams(location.search).has("preview");

function Hall() {
  const snapshot = live.snapshot.value;
  live.tick.value; // the clock below goes on by itself
  if (!snapshot) return html`<div class="hall night"></div>`;
  const { meeting } = snapshot;
  const scene = (previewing && snapshot.preview) || snapshot.scene;
  const Scene = SCENES[scene.name] ?? Blank;
  const [x, y] = SHIFT_PX[Math.floor(live.now() / 60_000) % SHIFT_PX.length];
  const titled = !["welcome", "blank"].includes(scene.name);
  return html`<div class="hall ${meeting.theme}" data-scene=${scene.name}>
    <div class="stage ${meeting.rehearsal ? "watched" : ""}" style=${{ "--shift-x": `${x}px`, "--shift-y": `${y}px` }}>
      ${titled && html`<div class="title sized" style=${titleSize(meeting)}>${phrase(meeting.title)}</div><div class="rule"></div>`}
      ${meeting.rehearsal && html`<div class="watermark">${t("Rehearsal")}</div>`}
      <${Scene} snapshot=${snapshot} scene=${scene} now=${live.now()} />
      ${scene.name !== "blank" && html`<div class="foot"><span>${foot(snapshot, scene)}</span>
        ${scene.name === "attendance" && html`<${Spark} arrivals=${snapshot.arrivals} />`}<b>
        ${live.seconds_away.value >= STALE_AFTER_SECONDS && html`<span class="stale" role="img" aria-label=${t("Not up to date")}></span>`}${time(live.now())}</b></div>`}
    </div>
    <${Arming} />
  </div>`;
}

function titleSize({ title, rehearsal }) {
  return sized(title, { width: rehearsal ? 118 : 156, height: 10.6, most: 5.2, spacing: 0.05 }, { width: 92, height: 26, most: 7, least: 4.6 });
}

// The record's head is shown once a quorum was declared: who takes a picture of it can hold the record to it.
function foot(snapshot, scene) {
  const words = state(snapshot, scene);
  if (scene.name !== "welcome" || !snapshot.signed) return words;
  return html`${words}${words && " · "}${t("Signing key")} <code>${snapshot.signed.fingerprint}</code>`;
}

function state({ desks, attendance }, scene) {
  const declared = attendance?.declared;
  if (VOTES.includes(scene.name)) return "";
  if (declared && scene.name === "attendance") return html`${t("Record")} <code>${declared.head.match(/.{1,4}/g).join(" ")}</code>`;
  if (desks.state === "closed" || desks.state === "after") return t("Check-in is closed");
  if (desks.open === 0) return "";
  return desks.open === 1 ? t("One check-in desk is open") : t("%(count)s check-in desks are open", { count: desks.open });
}

const ringing = bell(() => live.snapshot.value && timed(live.snapshot.value.bell.list, live.snapshot.value.bell.question), live.now);
effect(() => {
  live.tick.value;
  ringing();
});

render(html`<${Hall} />`, document.getElementById("app"));
