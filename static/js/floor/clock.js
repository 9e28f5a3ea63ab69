// A speaker's clock, counted from the moments that are recorded: two pages with the same time show the same.

import { t } from "../texts.js";

export const ANSWER_WARN_SECONDS = 15; // a speech has the warning of its list

// {left_ms, used_ms, state: "running" | "paused" | "warning" | "over"}; overtime counts on below zero.
export function reading({ began_at, paused_at, paused_ms, seconds }, now, warn_seconds) {
  const used_ms = Math.max(0, (paused_at ?? now) - began_at - paused_ms);
  const left_ms = seconds * 1000 - used_ms;
  const state = paused_at !== null ? "paused" : left_ms <= 0 ? "over" : left_ms <= warn_seconds * 1000 ? "warning" : "running";
  return { left_ms, used_ms, state };
}

// 4:05; an hour and more 1:04:05; over time +0:12. A whole second is shown until it is over.
export function digits(left_ms) {
  const seconds = left_ms > 0 ? Math.ceil(left_ms / 1000) : Math.floor(-left_ms / 1000);
  return `${left_ms > 0 ? "" : "+"}${minutes(seconds)}`;
}

export const spent = (ms) => minutes(Math.floor(ms / 1000));

const two = (n) => String(n).padStart(2, "0");

function minutes(seconds) {
  const whole = Math.floor(seconds / 60);
  return whole < 60 ? `${whole}:${two(seconds % 60)}` : `${Math.floor(whole / 60)}:${two(whole % 60)}:${two(seconds % 60)}`;
}

const WORDS = { running: () => t("speaking"), paused: () => t("clock stopped"), warning: () => t("coming to the end"), over: () => t("over time") };

export const word = (state) => WORDS[state]();
