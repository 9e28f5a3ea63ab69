// A hall page in small: drawn at 1920×1080 and scaled, so that it is the very picture.

import { html, useEffect, useRef, useState } from "../html.js";

const STAGE_PX = 1920;

export function Screen({ src, title, kind }) {
  const frame = useRef(null);
  const [scale, setScale] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => setScale(contentRect.width / STAGE_PX));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return html`<div class=${`con-screen con-screen-${kind}`} ref=${frame}>
    <iframe src=${src} title=${title} tabindex="-1" style=${{ transform: `scale(${scale})` }}></iframe></div>`;
}
