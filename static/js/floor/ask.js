// Asking to speak at a tablet, where the list of speakers takes requests.

import { send } from "../command.js";
import { html, useState } from "../html.js";
import { t } from "../texts.js";

// `list`: {state: "open" | "closed", seconds_group: a number where groups have their time together}.
export function AskToSpeak({ list }) {
  const [name, setName] = useState("");
  const [group, setGroup] = useState("");
  const [said, say] = useState("");
  const ask = (point_of_order) => async (event) => {
    event.preventDefault();
    const { status, body } = await send("/floor/requests", { name: name.trim(), point_of_order, ...(list.seconds_group ? { group: group.trim() } : {}) });
    say(status === 200 ? t("%(name)s is on the list.", { name: name.trim() }) : body.message ?? t("The laptop did not answer. Please try again."));
    if (status === 200) setName("");
  };
  return html`<form class="lectern-ask" onSubmit=${ask(false)}>
    <label><span>${t("Your name")}</span><input maxlength="60" autocomplete="off" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
    ${list.seconds_group && html`<label><span>${t("Group")}</span><input maxlength="60" autocomplete="off" value=${group} onInput=${(event) => setGroup(event.target.value)} /></label>`}
    <button disabled=${!name.trim() || list.state === "closed"}>${list.state === "closed" ? t("The list of speakers is closed.") : t("Ask to speak")}</button>
    <button type="button" disabled=${!name.trim()} onClick=${ask(true)}>${t("Point of order")}</button>
    <p role="status">${said}</p></form>`;
}
