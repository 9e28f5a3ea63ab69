// Keys for the whole page, except where something is typed or pressed by its own.

import { useLayoutEffect, useRef } from "../html.js";
import { meaning } from "./keys.js";

const OWN = "input, textarea, select, button, a, [role=button]";

export function useKeys(onKey) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useLayoutEffect(() => { // with the page, not after it: the first key counts
    function pressed(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(OWN)) return;
      const wanted = meaning(event);
      if (!wanted || (event.repeat && !["up", "down"].includes(wanted))) return;
      event.preventDefault();
      latest.current(wanted);
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
