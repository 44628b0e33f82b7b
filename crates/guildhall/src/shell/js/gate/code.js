// A pass's code, read and checked without any network: the same as door/code.rs and door/short.rs.

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const PURPOSE = new TextEncoder().encode('guildhall pass 1\0');

// The 91 bytes of 221 digits, or null.
const sealedOf = (text) => {
  const digits = text.replace(/\s/g, '');
  if (!/^\d{221}$/.test(digits)) return null;
  const bytes = new Uint8Array(91);
  for (let part = 0; part < 13; part += 1) {
    let number = BigInt(digits.slice(part * 17, part * 17 + 17));
    if (number >> 56n) return null;
    for (let i = 6; i >= 0; i -= 1, number >>= 8n) bytes[part * 7 + i] = Number(number & 255n);
  }
  return bytes[0] === 1 ? bytes : null;
};

let subtleKnows = true;
const verified = async (key, signature, message) => {
  if (subtleKnows) {
    try {
      key.own = key.own || await crypto.subtle.importKey('raw', key.bytes, { name: 'Ed25519' }, false, ['verify']);
      return await crypto.subtle.verify({ name: 'Ed25519' }, key.own, signature, message);
    } catch {
      subtleKnows = false;
    }
  }
  return verifiedByUs(key.bytes, signature, message);
};

// What a code says: `{ wrong }`, or the pass with its days and kind.
const opened = async (door, text) => {
  const bytes = sealedOf(text);
  if (!bytes) return { wrong: 'no_code' };
  if (hexOf(bytes.slice(2, 6)) !== door.edition.tag) return { wrong: 'foreign' };
  const key = door.keys.find((one) => one.number === bytes[1]);
  if (!key) return { wrong: 'old_code' };
  key.bytes = key.bytes instanceof Uint8Array ? key.bytes : bytesOf(key.public);
  const edition = Uint8Array.from(door.edition.id.replace(/-/g, '').match(/../g), (two) => parseInt(two, 16));
  const message = new Uint8Array(PURPOSE.length + 16 + 27);
  message.set(PURPOSE);
  message.set(edition, PURPOSE.length);
  message.set(bytes.slice(0, 27), PURPOSE.length + 16);
  if (!await verified(key, bytes.slice(27), message)) return { wrong: 'forged' };
  const id = hexOf(bytes.slice(6, 22)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const first = bytes[22] * 256 + bytes[23];
  const days = [];
  for (let i = 0; i < 8; i += 1) {
    if ((bytes[24] >> i) & 1) days.push(new Date((first + i) * 864e5 + Date.UTC(2000, 0, 1)).toISOString().slice(0, 10));
  }
  return { id, days, kind: bytes[25] };
};

// A short code as it is kept, or null.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const shortOf = (text) => {
  const typed = text.replace(/[\s\-–—.·]/g, '').toUpperCase();
  if (typed.length !== 9) return null;
  const digits = [...typed].map((sign) => LETTERS.indexOf(sign));
  if (digits.includes(-1)) return null;
  return digits.reduce((sum, digit, i) => sum + digit * (i + 1), 0) % 31 === 0 ? typed : null;
};
