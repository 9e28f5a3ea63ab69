// Faint prints: a picture whose greys lie close together is spread over all of them before it is read. Pure functions of
// ImageData; the result is grey.

const CUT = 0.01; // of the darkest and of the lightest pixels may lie outside
const BLOCK = 48; // pixels
const LEAST = 6; // levels: less than that is noise alone

// The whole picture spread by its own darkest and lightest greys.
export function stretched(image) {
  const grey = greys(image);
  const count = new Uint32Array(256);
  for (const value of grey) count[value] += 1;
  const outside = grey.length * CUT;
  let [low, high] = [0, 255];
  for (let sum = count[0]; sum < outside; sum += count[low]) low += 1;
  for (let sum = count[255]; sum < outside; sum += count[high]) high -= 1;
  return made(image, (place) => spread(grey[place], low, high));
}

// Each part spread by what is around it: a shadow or a dark table beside the badge takes nothing from it.
export function stretchedHere(image) {
  const { width, height } = image;
  const grey = greys(image);
  const [across, down] = [Math.ceil(width / BLOCK), Math.ceil(height / BLOCK)];
  const lows = new Uint8Array(across * down).fill(255);
  const highs = new Uint8Array(across * down);
  for (let place = 0; place < grey.length; place += 1) {
    const block = Math.floor(Math.floor(place / width) / BLOCK) * across + Math.floor((place % width) / BLOCK);
    if (grey[place] < lows[block]) lows[block] = grey[place];
    if (grey[place] > highs[block]) highs[block] = grey[place];
  }
  const [low, high] = [widened(lows, across, down, Math.min), widened(highs, across, down, Math.max)];
  return made(image, (place) => {
    const block = Math.floor(Math.floor(place / width) / BLOCK) * across + Math.floor((place % width) / BLOCK);
    return spread(grey[place], low[block], high[block]);
  });
}

// What is as grey as the middle of the picture, dark where it is darker than what is around it; all else is paper. So a
// print that is cut off to its edge has a quiet zone on any table, and a shadow over it takes nothing from it.
export function insideAlone(image) {
  const { width, height } = image;
  const grey = greys(image);
  const [low, high] = middle(grey, width, height);
  const reach = Math.min(REACH_MOST, Math.max(LEAST, high - low));
  const within = (value) => value >= low - reach && value <= high + reach / 2;
  const [sums, counts] = sumsOf(grey, width, height, within);
  const around = Math.round(Math.min(width, height) / 14);
  return made(image, (place) => {
    if (!within(grey[place])) return 255;
    const [x, y] = [place % width, Math.floor(place / width)];
    const [left, top, right, bottom] = [Math.max(0, x - around), Math.max(0, y - around), Math.min(width, x + around + 1), Math.min(height, y + around + 1)];
    const of = (sum) => sum[bottom * (width + 1) + right] - sum[top * (width + 1) + right] - sum[bottom * (width + 1) + left] + sum[top * (width + 1) + left];
    return grey[place] < of(sums) / of(counts) - BELOW ? 0 : 255;
  });
}

const REACH_MOST = 30; // levels: how much darker a shadow may make the print elsewhere
const BELOW = 1.5; // levels: a plain ground is no code

// The darkest and lightest greys of the middle, but for a few.
function middle(grey, width, height) {
  const half = Math.round(Math.min(width, height) / 8);
  const values = [];
  for (let y = Math.floor(height / 2) - half; y < height / 2 + half; y += 2) {
    for (let x = Math.floor(width / 2) - half; x < width / 2 + half; x += 2) values.push(grey[y * width + x]);
  }
  values.sort((one, other) => one - other);
  return [values[Math.floor(values.length * 0.03)], values[Math.floor(values.length * 0.97)]];
}

// Sums and numbers of the pixels that count, over all that lie above and to the left.
function sumsOf(grey, width, height, within) {
  const sums = new Float64Array((width + 1) * (height + 1));
  const counts = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let [sum, count] = [0, 0];
    for (let x = 0; x < width; x += 1) {
      const value = grey[y * width + x];
      if (within(value)) [sum, count] = [sum + value, count + 1];
      const place = (y + 1) * (width + 1) + x + 1;
      sums[place] = sums[place - width - 1] + sum;
      counts[place] = counts[place - width - 1] + count;
    }
  }
  return [sums, counts];
}

function widened(values, across, down, choose) {
  return values.map((_, block) => {
    const [x, y] = [block % across, Math.floor(block / across)];
    let found = values[block];
    for (let j = Math.max(0, y - 1); j <= Math.min(down - 1, y + 1); j += 1) {
      for (let i = Math.max(0, x - 1); i <= Math.min(across - 1, x + 1); i += 1) found = choose(found, values[j * across + i]);
    }
    return found;
  });
}

const spread = (value, low, high) => ((value - low) * 255) / Math.max(LEAST, high - low);

function greys({ data }) {
  const found = new Uint8Array(data.length / 4);
  for (let place = 0; place < found.length; place += 1) {
    found[place] = (data[place * 4] * 77 + data[place * 4 + 1] * 150 + data[place * 4 + 2] * 29) >> 8;
  }
  return found;
}

function made({ width, height }, valueAt) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let place = 0; place < width * height; place += 1) data[place * 4] = data[place * 4 + 1] = data[place * 4 + 2] = valueAt(place);
  return new ImageData(data, width, height);
}
