// A QR code's modules become its text: format, mask, blocks, Reed-Solomon, segments. Versions 1 to 10,
// which is more than a pass needs. Where the modules are is found in qr_find.js.

// By version, for the levels L, M, Q, H: check words a block, blocks, data words of each, and how many
// blocks more have one word more.
const BLOCKS = [
  [[7, 1, 19, 0], [10, 1, 16, 0], [13, 1, 13, 0], [17, 1, 9, 0]],
  [[10, 1, 34, 0], [16, 1, 28, 0], [22, 1, 22, 0], [28, 1, 16, 0]],
  [[15, 1, 55, 0], [26, 1, 44, 0], [18, 2, 17, 0], [22, 2, 13, 0]],
  [[20, 1, 80, 0], [18, 2, 32, 0], [26, 2, 24, 0], [16, 4, 9, 0]],
  [[26, 1, 108, 0], [24, 2, 43, 0], [18, 2, 15, 2], [22, 2, 11, 2]],
  [[18, 2, 68, 0], [16, 4, 27, 0], [24, 4, 19, 0], [28, 4, 15, 0]],
  [[20, 2, 78, 0], [18, 4, 31, 0], [18, 2, 14, 4], [26, 4, 13, 1]],
  [[24, 2, 97, 0], [22, 2, 38, 2], [22, 4, 18, 2], [26, 4, 14, 2]],
  [[30, 2, 116, 0], [22, 3, 36, 2], [20, 4, 16, 4], [24, 4, 12, 4]],
  [[18, 2, 68, 2], [26, 4, 43, 1], [24, 6, 19, 2], [28, 6, 15, 2]],
];
const centres = (version) => {
  if (version === 1) return [];
  const last = 4 * version + 10;
  return version < 7 ? [6, last] : [6, (6 + last) / 2, last];
};
const MASKS = [
  (y, x) => (y + x) % 2 === 0, (y) => y % 2 === 0, (y, x) => x % 3 === 0, (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0, (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0, (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

// The field of 256, by the polynomial of QR codes.
const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i += 1) {
  EXP[i] = x;
  LOG[x] = i;
  x = x & 128 ? ((x << 1) ^ 0x11d) & 255 : x << 1;
}
for (let i = 255; i < 512; i += 1) EXP[i] = EXP[i - 255];
const times = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0);

// Sets a block right in place; false when too much of it is wrong.
const corrected = (block, checks) => {
  const at = (poly, x) => poly.reduce((sum, one) => times(sum, x) ^ one, 0);
  const syndromes = [];
  for (let i = 0; i < checks; i += 1) syndromes.push(at(block, EXP[i]));
  if (!syndromes.some(Boolean)) return true;
  // Berlekamp and Massey: the locator, lowest power first.
  let locator = [1];
  let before = [1];
  let errors = 0;
  let shift = 1;
  let last = 1;
  for (let n = 0; n < checks; n += 1) {
    let off = syndromes[n];
    for (let i = 1; i <= errors; i += 1) off ^= times(locator[i] || 0, syndromes[n - i]);
    if (off === 0) {
      shift += 1;
      continue;
    }
    const kept = locator.slice();
    const factor = times(off, EXP[(255 - LOG[last]) % 255]);
    before.forEach((one, i) => {
      locator[i + shift] = (locator[i + shift] || 0) ^ times(factor, one);
    });
    for (let i = 0; i < locator.length; i += 1) locator[i] = locator[i] || 0;
    if (2 * errors <= n) {
      errors = n + 1 - errors;
      before = kept;
      last = off;
      shift = 1;
    } else {
      shift += 1;
    }
  }
  if (2 * errors > checks) return false;
  const places = [];
  for (let i = 0; i < block.length; i += 1) {
    const inverse = EXP[(255 - (i % 255)) % 255];
    if (locator.reduceRight((sum, one) => times(sum, inverse) ^ one, 0) === 0) places.push(i);
  }
  if (places.length !== errors) return false;
  // Forney: how wrong each is.
  const values = new Array(checks).fill(0);
  for (let i = 0; i < checks; i += 1) {
    for (let j = 0; j <= i && j < locator.length; j += 1) values[i] ^= times(locator[j], syndromes[i - j]);
  }
  for (const place of places) {
    const inverse = EXP[(255 - (place % 255)) % 255];
    const above = values.slice(0, errors).reduceRight((sum, one) => times(sum, inverse) ^ one, 0);
    let below = 0;
    for (let j = 1; j < locator.length; j += 2) {
      below ^= times(locator[j], EXP[(LOG[inverse] * (j - 1)) % 255]);
    }
    if (below === 0) return false;
    const wrong = times(EXP[place % 255], times(above, EXP[(255 - LOG[below]) % 255]));
    block[block.length - 1 - place] ^= wrong;
  }
  return checks > 0 && !syndromes.map((_, i) => at(block, EXP[i])).some(Boolean);
};

// Level and mask of the nearest of the 32 formats, if it is near.
const formatOf = (bits) => {
  let best = null;
  let least = 4;
  for (let data = 0; data < 32; data += 1) {
    let rest = data << 10;
    for (let i = 14; i >= 10; i -= 1) if ((rest >> i) & 1) rest ^= 0x537 << (i - 10);
    let apart = ((data << 10) | rest) ^ 0x5412 ^ bits;
    let count = 0;
    for (; apart; apart &= apart - 1) count += 1;
    if (count < least) {
      least = count;
      best = { level: [1, 0, 3, 2][data >> 3], mask: MASKS[data & 7] };
    }
  }
  return best;
};

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const textOf = (bytes, version) => {
  let place = 0;
  const take = (count) => {
    let value = 0;
    for (let i = 0; i < count; i += 1, place += 1) {
      value = value * 2 + (((bytes[place >> 3] || 0) >> (7 - (place & 7))) & 1);
    }
    return value;
  };
  const wide = version > 9;
  let text = '';
  while (place + 4 <= bytes.length * 8) {
    const mode = take(4);
    if (mode === 0) return text;
    if (mode === 1) {
      let left = take(wide ? 12 : 10);
      for (; left >= 3; left -= 3) text += String(take(10)).padStart(3, '0');
      if (left === 2) text += String(take(7)).padStart(2, '0');
      if (left === 1) text += take(4);
    } else if (mode === 2) {
      let left = take(wide ? 11 : 9);
      for (; left >= 2; left -= 2) {
        const two = take(11);
        text += SIGNS[Math.floor(two / 45)] + SIGNS[two % 45];
      }
      if (left) text += SIGNS[take(6)];
    } else if (mode === 4) {
      const all = new Uint8Array(take(wide ? 16 : 8)).map(() => take(8));
      text += new TextDecoder().decode(all);
    } else if (mode === 7) {
      take(8);
    } else {
      return null;
    }
  }
  return text;
};

// The text of a square of modules, dark ones true; null when it cannot be read.
const readModules = (dark) => {
  const size = dark.length;
  const version = (size - 17) / 4;
  if (!BLOCKS[version - 1]) return null;
  let one = 0;
  let two = 0;
  const bit = (value, y, x) => value * 2 + (dark[y][x] ? 1 : 0);
  for (const x of [0, 1, 2, 3, 4, 5, 7, 8]) one = bit(one, 8, x);
  for (const y of [7, 5, 4, 3, 2, 1, 0]) one = bit(one, y, 8);
  for (let y = size - 1; y >= size - 7; y -= 1) two = bit(two, y, 8);
  for (let x = size - 8; x < size; x += 1) two = bit(two, 8, x);
  const format = formatOf(one) || formatOf(two);
  if (!format) return null;
  const all = centres(version);
  const near = (y, x) => all.some((cy) => all.some((cx) => Math.abs(cy - y) < 3 && Math.abs(cx - x) < 3
    && !((cy === 6 && cx === 6) || (cy === 6 && cx === size - 7) || (cy === size - 7 && cx === 6))));
  const taken = (y, x) => (y < 9 && (x < 9 || x > size - 9)) || (y > size - 9 && x < 9) || y === 6 || x === 6 || near(y, x)
    || (version > 6 && ((y < 6 && x > size - 12) || (x < 6 && y > size - 12)));
  const bits = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right -= 1;
    for (let i = 0; i < size; i += 1) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) if (!taken(y, x)) bits.push(dark[y][x] !== format.mask(y, x));
    }
  }
  const [checks, few, words, more] = BLOCKS[version - 1][format.level];
  const blocks = [];
  for (let i = 0; i < few + more; i += 1) blocks.push({ data: words + (i < few ? 0 : 1), all: [] });
  let place = 0;
  const word = () => {
    let value = 0;
    for (let i = 0; i < 8; i += 1, place += 1) value = value * 2 + (bits[place] ? 1 : 0);
    return value;
  };
  for (let i = 0; i <= words; i += 1) for (const block of blocks) if (i < block.data) block.all.push(word());
  for (let i = 0; i < checks; i += 1) for (const block of blocks) block.all.push(word());
  const bytes = [];
  for (const block of blocks) {
    if (!corrected(block.all, checks)) return null;
    bytes.push(...block.all.slice(0, block.data));
  }
  return textOf(bytes, version);
};
