// A worker that reads codes. Plain reading is quick; every other frame it tries harder, each time in another way: for glare
// and crumples, for faint prints, for shadows, with a second binarizer. A photograph is read in all ways.

import { prepareZXingModule, readBarcodes } from "/static/vendor/zxing/reader/index.js";
import { insideAlone, stretched, stretchedHere } from "./contrast.js";

const FORMATS = ["QRCode", "DataMatrix", "Code128", "Code39"];
const PLAIN = { formats: FORMATS, tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: 1 };
const HARD = { formats: FORMATS, tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, tryDenoise: true, maxNumberOfSymbols: 1 };
const GLOBAL = { ...HARD, tryDenoise: false, binarizer: "GlobalHistogram" };
const SAME = (image) => image;
const WAYS = [[HARD, SAME], [HARD, stretched], [GLOBAL, SAME], [HARD, stretchedHere], [HARD, insideAlone]];

const ready = prepareZXingModule({
  overrides: { locateFile: (name) => `/static/vendor/zxing/${name}` },
  fireImmediately: true,
});
ready.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));

let turn = 0;

// `how`: "plain", "hard" (one way, another one each time), "photo" (all of them)
onmessage = async ({ data: { id, image, how } }) => {
  let text = null;
  try {
    const ways = how === "photo" ? WAYS : how === "hard" ? [WAYS[turn++ % WAYS.length]] : [[PLAIN, SAME]];
    for (const [options, prepared] of ways) text ??= await read(prepared(image), options);
  } finally {
    postMessage({ id, text });
  }
};

async function read(image, options) {
  const found = await readBarcodes(image, options);
  return found.find((one) => one.isValid && one.text)?.text ?? null;
}
