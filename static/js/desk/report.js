// Tells the laptop how many scans still wait here, so that the console can name the desk.

import { effect } from "../html.js";
import { post } from "./post.js";

const REST_MS = 2000;

export function reportWaiting(queue, late, link) {
  let told = null;
  let timer = 0;
  effect(() => {
    const now = `${queue.count.value} ${late.value.length}`;
    if (now === told || link.value !== "live") return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const { status } = await post("/devices/report", { pending: queue.count.value, failed: late.value.length }, REST_MS);
      if (status === 200) told = now;
    }, REST_MS / 4);
  });
}
