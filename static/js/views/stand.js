// A shared tablet for everybody; in a helper's hands the page on which they type for somebody.

import { html, render } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { Helper } from "../qa/helper.js";
import { serveEverybody, Stand } from "../qa/stand.js";

const live = follow("stand");
const shared = page.device.role === "stand";

if (shared) serveEverybody(live);
render(shared ? html`<${Stand} live=${live} />` : html`<${Helper} live=${live} />`, document.getElementById("app"));
