// What a device keeps: who it is, its gate, its list encrypted, and the scans it still holds. All of it
// is gone when the device is taken out of use.

const STORE = 'guildhall-gate';
const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
let base = null;
const opening = async () => {
  if (base) return base;
  const request = indexedDB.open(STORE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kept');
    request.result.createObjectStore('scans', { keyPath: 'number' });
  };
  base = await asked(request);
  return base;
};
const table = async (name, mode) => (await opening()).transaction(name, mode).objectStore(name);
const keep = {
  get: async (key) => asked((await table('kept', 'readonly')).get(key)),
  put: async (key, value) => asked((await table('kept', 'readwrite')).put(value, key)),
  scans: async (count) => asked((await table('scans', 'readonly')).getAll(null, count)),
  held: async () => asked((await table('scans', 'readonly')).count()),
  hold: async (scan) => asked((await table('scans', 'readwrite')).put(scan)),
  drop: async (numbers) => {
    const scans = await table('scans', 'readwrite');
    await Promise.all(numbers.map((number) => asked(scans.delete(number))));
  },
  wipe: async () => {
    if (base) base.close();
    base = null;
    await asked(indexedDB.deleteDatabase(STORE));
  },
};

// The passes a device carries.
const newList = () => {
  const all = new Map();
  const shorts = new Map();
  return {
    until: 0,
    size: () => all.size,
    get: (id) => all.get(id) || null,
    byShort: (short) => all.get(shorts.get(short)) || null,
    take(passes) {
      for (const pass of passes) {
        const mine = all.get(pass.id);
        // What was scanned here is newer than what the house knows of it.
        if (mine && mine.at > pass.at) Object.assign(pass, { at: mine.at, inside: mine.inside });
        all.set(pass.id, pass);
        shorts.set(pass.short, pass.id);
      }
    },
    note(pass, inside, at) {
      Object.assign(pass, { inside, at });
      if (!pass.fresh) all.set(pass.id, pass);
    },
    named(text, most) {
      const wanted = text.trim().toLowerCase().replace(/\s+/g, '');
      const found = [];
      for (const pass of all.values()) {
        if (pass.spelled.includes(wanted) || pass.holder.toLowerCase().replace(/\s+/g, '').includes(wanted)) found.push(pass);
        if (found.length === most) break;
      }
      return found;
    },
    written: () => JSON.stringify([...all.values()]),
  };
};

const AES = 'AES-GCM';
const sealList = async (key, list) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(list.written());
  await keep.put('list', { iv, until: list.until, data: await crypto.subtle.encrypt({ name: AES, iv }, key, text) });
};
const openList = async (key) => {
  const list = newList();
  const kept = await keep.get('list');
  if (kept) {
    const text = await crypto.subtle.decrypt({ name: AES, iv: kept.iv }, key, kept.data);
    list.take(JSON.parse(new TextDecoder().decode(text)));
    list.until = kept.until;
  }
  return list;
};
