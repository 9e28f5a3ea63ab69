// One short sound for each verdict, told apart by rhythm and direction, not by pitch alone.

const TUNES = {
  admitted: [[660, 0, 0.09], [990, 0.09, 0.2]],
  admitted_nonvoting: [[660, 0, 0.09], [660, 0.13, 0.16]],
  returned: [[520, 0, 0.08], [660, 0.08, 0.08], [780, 0.16, 0.16]],
  already_in: [[440, 0, 0.14], [440, 0.22, 0.14]],
  unknown_code: [[300, 0, 0.18, "square"], [200, 0.2, 0.34, "square"]],
  not_on_roll: [[200, 0, 0.5, "square"]],
  revoked: [[240, 0, 0.1, "square"], [240, 0.15, 0.1, "square"], [240, 0.3, 0.24, "square"]],
  closed: [[360, 0, 0.16, "triangle"], [270, 0.18, 0.16, "triangle"], [180, 0.36, 0.3, "triangle"]],
  accepted_here: [[590, 0, 0.09, "triangle"], [740, 0.12, 0.09, "triangle"], [590, 0.24, 0.16, "triangle"]],
  already_here: [[440, 0, 0.14, "triangle"], [440, 0.22, 0.14, "triangle"]],
  unknown_here: [[300, 0, 0.18, "square"], [200, 0.2, 0.34, "square"]],
  waiting: [[880, 0, 0.05, "triangle"]],
  refused: [[300, 0, 0.3, "triangle"]],
};
const LOUDNESS = { sine: 0.5, triangle: 0.5, square: 0.16 };

let speaker = null;

// Browsers let a page sound only after somebody touched it.
export function openSpeaker() {
  speaker ??= new AudioContext();
  if (speaker.state === "suspended") speaker.resume();
}

export function play(name) {
  if (!speaker || speaker.state !== "running" || !TUNES[name]) return;
  for (const [pitch, start, length, shape = "sine"] of TUNES[name]) {
    sound(pitch, speaker.currentTime + start, length, shape);
  }
}

function sound(pitch, start, length, shape) {
  const voice = new OscillatorNode(speaker, { frequency: pitch, type: shape });
  const volume = new GainNode(speaker, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS[shape], start + 0.01);
  volume.gain.setValueAtTime(LOUDNESS[shape], start + length - 0.02);
  volume.gain.linearRampToValueAtTime(0, start + length);
  voice.connect(volume).connect(speaker.destination);
  voice.start(start);
  voice.stop(start + length);
}
