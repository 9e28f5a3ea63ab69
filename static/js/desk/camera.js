// The live camera (where the page is secure) and the photograph (everywhere), read by one worker.

import { signal } from "../html.js";

const FRAME_MS = 60;
const SIDE_MOST = 1000;
const PHOTO_SIDES = [1600, 900, 2600];

export const canWatch = Boolean(window.isSecureContext && navigator.mediaDevices?.getUserMedia);
export const camera = { state: signal("off"), torch: signal(null), facing: signal("environment") };

let worker = null;
let stream = null;
let watching = 0;

// Watch through the camera in `video`; `onText` hears every code in every frame that was read.
export async function watch(video, onText) {
  stop();
  const turn = ++watching;
  camera.state.value = "starting";
  try {
    const opened = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: camera.facing.value, width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false });
    if (turn !== watching) return opened.getTracks().forEach((track) => track.stop());
    stream = opened;
    video.srcObject = stream;
    await video.play();
    const [track] = stream.getVideoTracks();
    track.onended = () => turn === watching && stop("lost");
    camera.torch.value = track.getCapabilities?.().torch ? false : null;
    camera.state.value = "on";
    look(video, onText, turn);
  } catch (error) {
    stop(error.name === "NotAllowedError" ? "forbidden" : "missing");
  }
}

export function stop(state = "off") {
  watching += 1;
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  camera.torch.value = null;
  camera.state.value = state;
}

export function turnAround(video, onText) {
  camera.facing.value = camera.facing.value === "environment" ? "user" : "environment";
  return watch(video, onText);
}

export async function switchTorch() {
  const on = !camera.torch.value;
  await stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });
  camera.torch.value = on;
}

// Read one photograph, at several sizes, since tablets take pictures far larger than a code needs.
export async function readPhoto(file) {
  const picture = await createImageBitmap(file);
  for (const side of PHOTO_SIDES) {
    const text = await decode(pixels(picture, picture.width, picture.height, side), "photo");
    if (text) return text;
  }
  return null;
}

// One frame at a time: while the worker reads, frames pass by unread.
async function look(video, onText, turn) {
  for (let frame = 0; turn === watching; frame += 1) {
    const started = performance.now();
    if (video.videoWidth) {
      const text = await decode(view(video, frame), frame % 2 === 1 ? "hard" : "plain");
      if (text && turn === watching) onText(text);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(10, FRAME_MS - (performance.now() - started))));
  }
}

// Mostly the square in the middle, where the hint is; now and then the whole picture.
function view(video, frame) {
  const { videoWidth: width, videoHeight: height } = video;
  if (frame % 4 === 3) return pixels(video, width, height, SIDE_MOST);
  const side = Math.min(width, height);
  return pixels(video, side, side, SIDE_MOST, (width - side) / 2, (height - side) / 2);
}

const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", { willReadFrequently: true });

function pixels(source, width, height, most, left = 0, top = 0) {
  const scale = Math.min(1, most / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  pen.drawImage(source, left, top, width, height, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const answers = new Map();
let asked = 0;

function decode(image, how) {
  worker ??= start();
  return new Promise((resolve) => {
    const id = ++asked;
    answers.set(id, resolve);
    worker.postMessage({ id, image, how }, [image.data.buffer]);
  });
}

function start() {
  const made = new Worker("/static/js/desk/decode.js", { type: "module" });
  made.onmessage = ({ data }) => {
    answers.get(data.id)?.(data.text);
    answers.delete(data.id);
  };
  made.onerror = () => { // a browser that cannot load it says so instead of looking for ever
    for (const answer of answers.values()) answer(null);
    answers.clear();
    stop("broken");
  };
  return made;
}
