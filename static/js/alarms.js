// What the chair must be told, in words: one sentence for each code, saying what to do.

import { ago, listed, moment, t, time } from "./console/words.js";

const SENTENCES = {
  below_line: (figures) => t("Only %(present)s are in the hall now; %(needed)s were needed when the quorum was declared. Count before the next vote.", figures),
  base_moved: (figures) => t("The base was %(before)s when the quorum was declared and is %(now)s now. Declare it again.", figures),
  exclusions_wait: (figures) => t("%(count)s exclusions wait for the meeting's vote. Until then they count in the base.", figures),
  desk_silent: ({ names, since_at, waiting }, now) => waiting
    ? t("%(names)s: last heard of %(ago)s ago, with %(waiting)s scans waiting. Check the Wi-Fi there; nothing is lost.", { names: listed(names), waiting, ago: ago(now - since_at) })
    : t("%(names)s: last heard of %(ago)s ago. Check the Wi-Fi there; scans are collected meanwhile.", { names: listed(names), ago: ago(now - since_at) }),
  screen_stale: ({ names, since_at }, now) => t("%(names)s: last heard of %(ago)s ago, and may show an old picture. Look at it.", { names: listed(names), ago: ago(now - since_at) }),
  scans_late: (figures) => t("%(name)s: %(count)s scans made without connection could not be admitted. Send a supervisor.", figures),
  conflicts: (figures) => t("Of %(count)s people a scan made without connection waits for you. See “For the supervisor” at the step Check-in.", figures),
  scans_differ: (figures) => t("%(name)s made %(made)s scans and %(received)s were received. Find out why, and write it down beside the desk.", figures),
  proxy_papers: (figures) => t("%(count)s people have come in person whom others represent: their papers are to be settled. See “Papers of proxies” at the step Check-in.", figures),
  by_name: (figures) => t("%(name)s signed %(count)s people in or out by name, without a badge, in %(minutes)s minutes. Go and look.", figures),
  clock_moved: ({ by_ms, at, restarted }, now) => restarted
    ? t("The laptop was started again with its clock at another time. It is %(time)s now: see that this is right.", { time: time(now) })
    : by_ms > 0
      ? t("The laptop's clock was set forward by %(by)s, %(ago)s ago. It is %(time)s now: see that this is right. Speeches and deadlines go on as they were.", { by: ago(by_ms), ago: ago(now - at), time: time(now) })
      : t("The laptop's clock was set back by %(by)s, %(ago)s ago. It is %(time)s now: see that this is right. Speeches and deadlines go on as they were.", { by: ago(-by_ms), ago: ago(now - at), time: time(now) }),
  no_copy: ({ since_at, why }, now) => t("No copy could be written %(ago)s ago (%(why)s). Look at the stick; a new try is made by itself.", { why, ago: ago(now - since_at) }),
  other_head: ({ name, seq, seen_at, ends_at }, now) => seq > ends_at
    ? t("%(name)s saw entry %(seq)s at %(time)s; this file ends at %(end)s. Entries were lost: look for a newer copy before you go on.", { name, seq, time: moment(seen_at, now), end: ends_at })
    : t("%(name)s saw another entry %(seq)s at %(time)s than this file has. Call the supervisor: the journal was rewritten.", { name, seq, time: moment(seen_at, now) }),
  continued: ({ at }, now) => t("This file goes on from a copy of %(time)s: badges replaced after that are to be replaced again, and what was done after it is missing.", { time: moment(at, now) }),
  unsigned: () => t("Nobody signs the journal: this laptop cannot keep its key. The meeting goes on, but no key will vouch for its record."),
};

export function sentence({ code, figures }, now) {
  return SENTENCES[code]?.(figures, now) ?? code;
}

export const SIGNS = { stop: "■", warn: "▲" };
