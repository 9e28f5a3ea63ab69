// What could not be sent goes out again by itself while the laptop is there; not from all phones at once.

import { useEffect } from "../html.js";

const AGAIN_MS = 3_000;

export function useResend(asking, linked, questions) {
  const waits = linked && questions && asking.state.value.name === "unsent";
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => asking.deliver(questions), AGAIN_MS * (0.5 + Math.random() / 2));
    return () => clearTimeout(timer);
  }, [waits]);
}
