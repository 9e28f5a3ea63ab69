// A worker that reads codes. Plain reading is quick; every other frame it tries harder, for glare and crumples.

import { prepareZXingModule, readBarcodes } from "/static/vendor/zxing/reader/index.js";

const FORMATS = ["QRCode", "DataMatrix", "Code128", "Code39"];
const PLAIN = { formats: FORMATS, tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: 1 };
const HARD = { formats: FORMATS, tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, tryDenoise: true, maxNumberOfSymbols: 1 };

const ready = prepareZXingModule({
  overrides: { locateFile: (name) => `/static/vendor/zxing/${name}` },
  fireImmediately: true,
});
ready.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));

onmessage = async ({ data: { id, image, hard } }) => {
  let text = null;
  try {
    const found = await readBarcodes(image, hard ? HARD : PLAIN);
    text = found.find((one) => one.isValid && one.text)?.text ?? null;
  } finally {
    postMessage({ id, text });
  }
};
