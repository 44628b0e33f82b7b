// A picture becomes a QR code's modules: light and dark by what is around, three corner marks, the
// fourth corner from the small mark near it, and a grid through all four.

// True where a picture is darker than around it.
const darkOf = ({ data, width, height }) => {
  const grey = new Uint8Array(width * height);
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      const i = (y * width + x) * 4;
      const value = (data[i] * 77 + data[i + 1] * 151 + data[i + 2] * 28) >> 8;
      grey[y * width + x] = value;
      row += value;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  const reach = Math.max(8, Math.min(width, height) >> 4);
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, foot] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sum = sums[foot * (width + 1) + right] - sums[top * (width + 1) + right]
        - sums[foot * (width + 1) + left] + sums[top * (width + 1) + left];
      const area = (foot - top) * (right - left);
      // Where all is alike it is light, unless it is very dark.
      if (grey[y * width + x] * area < sum * 0.92 || grey[y * width + x] < 30) dark[y * width + x] = 1;
    }
  }
  return { dark, width, height };
};

// The five runs through a point along a line, if they are those of a corner mark; its middle and size.
const crossed = ({ dark, width, height }, x, y, dx, dy) => {
  const at = (n) => {
    const [px, py] = [x + n * dx, y + n * dy];
    return px >= 0 && py >= 0 && px < width && py < height ? dark[py * width + px] : -1;
  };
  if (at(0) !== 1) return null;
  const runs = [0, 0, 0, 0, 0];
  let n = 0;
  for (; at(n) === 1; n += 1) runs[2] += 1;
  for (; at(n) === 0; n += 1) runs[3] += 1;
  for (; at(n) === 1; n += 1) runs[4] += 1;
  const end = n - runs[4] - runs[3];
  for (n = -1; at(n) === 1; n -= 1) runs[2] += 1;
  const start = n + 1;
  for (; at(n) === 0; n -= 1) runs[1] += 1;
  for (; at(n) === 1; n -= 1) runs[0] += 1;
  const size = runs.reduce((sum, run) => sum + run, 0) / 7;
  const fits = size >= 1 && [1, 1, 3, 1, 1].every((want, i) => Math.abs(runs[i] - want * size) < want * size * 0.6);
  return fits ? { middle: (start + end - 1) / 2, size } : null;
};

const marksOf = (picture) => {
  const marks = [];
  for (let y = 1; y < picture.height; y += 2) {
    let from = 0;
    for (let x = 1; x <= picture.width; x += 1) {
      const i = y * picture.width;
      if (x < picture.width && picture.dark[i + x] === picture.dark[i + x - 1]) continue;
      const middle = (from + x - 1) >> 1;
      const long = x - from >= 3;
      from = x;
      if (!long || !picture.dark[i + middle]) continue;
      const across = crossed(picture, middle, y, 1, 0);
      if (!across) continue;
      const cx = Math.round(middle + across.middle);
      const down = crossed(picture, cx, y, 0, 1);
      if (!down) continue;
      const cy = Math.round(y + down.middle);
      const again = crossed(picture, cx, cy, 1, 0);
      if (!again) continue;
      const found = { x: cx + again.middle, y: y + down.middle, size: (again.size + down.size) / 2, count: 1 };
      const same = marks.find((mark) => Math.hypot(mark.x - found.x, mark.y - found.y) < 4 * mark.size);
      if (!same) marks.push(found);
      else {
        for (const part of ['x', 'y', 'size']) same[part] = (same[part] * same.count + found[part]) / (same.count + 1);
        same.count += 1;
      }
    }
  }
  return marks.sort((a, b) => b.count - a.count).slice(0, 8);
};

// Maps the unit square's corners onto four points.
const mapped = ([a, b, c, d]) => {
  const [ex, ey] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y];
  const [fx, fy, gx, gy] = [b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y];
  const under = fx * gy - gx * fy;
  const g = (ex * gy - gx * ey) / under;
  const h = (fx * ey - ex * fy) / under;
  const [p, q] = [b.x - a.x + g * b.x, d.x - a.x + h * d.x];
  const [r, s] = [b.y - a.y + g * b.y, d.y - a.y + h * d.y];
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [(p * u + q * v + a.x) / w, (r * u + s * v + a.y) / w];
  };
};

const sampled = (picture, size, corner, [left, top, right]) => {
  // Middles of the three marks are three and a half modules from the edges; the fourth point is the
  // small mark's middle, or where it would be.
  const inner = corner ? size - 6.5 : size - 3.5;
  const fourth = corner || { x: top.x + right.x - left.x, y: top.y + right.y - left.y };
  const near = 3.5;
  const far = size - 3.5;
  // From modules onto the picture, by the square of the four points.
  const square = mapped([left, right, fourth, top]);
  const bend = mapped([{ x: near, y: near }, { x: far, y: near }, { x: inner, y: inner }, { x: near, y: far }]);
  // `bend` leads from the unit square to modules; its inverse is found by a few steps.
  const unit = (x, y) => {
    let [u, v] = [(x - near) / (far - near), (y - near) / (far - near)];
    for (let i = 0; i < (corner ? 6 : 0); i += 1) {
      const [bx, by] = bend(u, v);
      u += (x - bx) / (far - near);
      v += (y - by) / (far - near);
    }
    return [u, v];
  };
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    const row = [];
    for (let x = 0; x < size; x += 1) {
      const [px, py] = square(...unit(x + 0.5, y + 0.5)).map(Math.floor);
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) return null;
      row.push(picture.dark[py * picture.width + px] === 1);
    }
    rows.push(row);
  }
  return rows;
};

// The small mark near the fourth corner: dark in light in dark.
const smallMark = (picture, size, [left, top, right], module) => {
  const share = (size - 10) / (size - 7);
  const guess = { x: left.x + share * (top.x + right.x - 2 * left.x), y: left.y + share * (top.y + right.y - 2 * left.y) };
  const ux = { x: (right.x - left.x) / (size - 7), y: (right.y - left.y) / (size - 7) };
  const uy = { x: (top.x - left.x) / (size - 7), y: (top.y - left.y) / (size - 7) };
  let best = null;
  let most = 20;
  const reach = Math.ceil(module * 4);
  const step = Math.max(1, Math.floor(module / 3));
  for (let oy = -reach; oy <= reach; oy += step) {
    for (let ox = -reach; ox <= reach; ox += step) {
      let score = 0;
      for (let v = -2; v <= 2; v += 1) {
        for (let u = -2; u <= 2; u += 1) {
          const px = Math.floor(guess.x + ox + u * ux.x + v * uy.x);
          const py = Math.floor(guess.y + oy + u * ux.y + v * uy.y);
          const ring = Math.max(Math.abs(u), Math.abs(v));
          if (px >= 0 && py >= 0 && px < picture.width && py < picture.height
            && picture.dark[py * picture.width + px] === (ring === 1 ? 0 : 1)) score += 1;
        }
      }
      score -= Math.hypot(ox, oy) / (reach * 4);
      if (score > most) {
        most = score;
        best = { x: guess.x + ox, y: guess.y + oy };
      }
    }
  }
  return best;
};

// The text of the QR code in a picture (as a canvas gives it), or null.
const readPicture = (image) => {
  const picture = darkOf(image);
  const marks = marksOf(picture);
  const tried = [];
  for (const left of marks) {
    for (const right of marks) {
      for (const top of marks) {
        if (left === right || left === top || right === top) continue;
        const [ax, ay, bx, by] = [right.x - left.x, right.y - left.y, top.x - left.x, top.y - left.y];
        const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
        const turn = (ax * by - ay * bx) / (a * b);
        const alike = Math.abs(a - b) / Math.max(a, b);
        if (turn > 0.8 && alike < 0.3) tried.push({ three: [left, top, right], a, b, cost: 1 - turn + alike });
      }
    }
  }
  tried.sort((one, two) => one.cost - two.cost);
  for (const { three, a, b } of tried.slice(0, 6)) {
    // A line across a mark that stands askew is longer than its side.
    const askew = Math.max(Math.abs(three[2].x - three[0].x), Math.abs(three[2].y - three[0].y)) / a;
    const module = askew * (three[0].size + three[1].size + three[2].size) / 3;
    const guess = Math.round(((a + b) / 2 / module + 7 - 17) / 4);
    for (const version of [guess, guess - 1, guess + 1]) {
      if (version < 1 || version > 10) continue;
      const size = version * 4 + 17;
      const corner = version > 1 ? smallMark(picture, size, three, module) : null;
      for (const fourth of corner ? [corner, null] : [null]) {
        const modules = sampled(picture, size, fourth, three);
        const text = modules && readModules(modules);
        if (text) return text;
      }
    }
  }
  return null;
};
