// Ed25519 for browsers whose WebCrypto has none (RFC 8032). Only public keys and public codes pass
// through here, so its time may depend on them.

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const modP = (a) => ((a % P) + P) % P;
const power = (base, exponent) => {
  let [result, square] = [1n, modP(base)];
  for (let rest = exponent; rest; rest >>= 1n) {
    if (rest & 1n) result = modP(result * square);
    square = modP(square * square);
  }
  return result;
};
const D = modP(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n);
const littleEnd = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

const plus = (a, b) => {
  const [x1, y1, z1, t1] = a;
  const [x2, y2, z2, t2] = b;
  const A = modP((y1 - x1) * (y2 - x2));
  const B = modP((y1 + x1) * (y2 + x2));
  const C = modP(2n * D * t1 * t2);
  const E = modP(2n * z1 * z2);
  const [e, f, g, h] = [B - A, E - C, E + C, B + A];
  return [modP(e * f), modP(g * h), modP(f * g), modP(e * h)];
};
const pointOf = (bytes) => {
  const y = littleEnd(bytes) & ((1n << 255n) - 1n);
  if (y >= P) return null;
  const u = modP(y * y - 1n);
  const v = modP(D * y * y + 1n);
  let x = modP(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (modP(v * x * x) !== u) x = modP(x * ROOT);
  if (modP(v * x * x) !== u) return null;
  if ((x & 1n) !== BigInt(bytes[31] >> 7)) {
    if (x === 0n) return null;
    x = P - x;
  }
  return [x, y, 1n, modP(x * y)];
};
const BASE = pointOf(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x58 : 0x66)));

const verifiedByUs = async (key, signature, message) => {
  const [A, R] = [pointOf(key), pointOf(signature.slice(0, 32))];
  const s = littleEnd(signature.slice(32));
  if (!A || !R || s >= ORDER) return false;
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(signature.slice(0, 32));
  hashed.set(key, 32);
  hashed.set(message, 64);
  const k = littleEnd(new Uint8Array(await crypto.subtle.digest('SHA-512', hashed))) % ORDER;
  const minus = [P - A[0], A[1], 1n, modP(P - A[3])];
  const both = plus(BASE, minus);
  let sum = [0n, 1n, 1n, 0n];
  for (let i = 255n; i >= 0n; i -= 1n) {
    sum = plus(sum, sum);
    const [one, two] = [(s >> i) & 1n, (k >> i) & 1n];
    if (one && two) sum = plus(sum, both);
    else if (one) sum = plus(sum, BASE);
    else if (two) sum = plus(sum, minus);
  }
  return modP(sum[0]) === modP(R[0] * sum[2]) && modP(sum[1]) === modP(R[1] * sum[2]);
};
