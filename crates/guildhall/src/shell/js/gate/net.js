// The way to the house, and what is done while there is none. Nobody presses a switch: a request that
// fails means that there is no network, one that succeeds that there is.

const API = '/api/v1';
const ONLINE_WITHIN_MS = 2500;
const BATCH = 100;
const gate = { me: null, key: null, door: null, list: null, net: true, off: 0, held: 0, next: 1 };

class Gone extends Error {}
const call = async (method, path, body, within = ONLINE_WITHIN_MS) => {
  const headers = { authorization: `Bearer ${gate.me.token}` };
  if (body) headers['content-type'] = 'application/json';
  const sent = { method, headers, cache: 'no-store', signal: AbortSignal.timeout(within) };
  if (body) sent.body = JSON.stringify(body);
  const answer = await fetch(`${API}${path}`, sent);
  if (answer.status === 401) throw new Gone();
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status });
  return answer.status === 204 ? null : answer.json();
};
const here = (path) => `/editions/${gate.me.edition}${path}`;
const rightNow = () => Date.now() + gate.off;

const enrol = async (secret) => {
  const answer = await fetch(`${API}/door/enrolments`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ secret }),
  });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const { list_key: raw, ...me } = await answer.json();
  const key = await crypto.subtle.importKey('raw', bytesOf(raw), AES, false, ['encrypt', 'decrypt']);
  await keep.put('key', key);
  await keep.put('me', me);
};

// Opens what the device keeps; false when it was never enrolled.
const wake = async () => {
  gate.me = await keep.get('me');
  gate.key = await keep.get('key');
  if (!gate.me || !gate.key) return false;
  gate.door = await keep.get('door');
  gate.off = (await keep.get('off')) || 0;
  gate.next = (await keep.get('next')) || 1;
  gate.list = await openList(gate.key);
  for (const scan of await keep.scans()) {
    const pass = scan.id && gate.list.get(scan.id);
    if (pass && scan.at > pass.at && (scan.said === 'admitted' || scan.said === 'left')) {
      gate.list.note(pass, scan.said === 'admitted', scan.at + gate.off);
    }
  }
  gate.held = await keep.held();
  return true;
};

// The gate's rules and what changed of the list.
const refresh = async () => {
  const door = await call('GET', here('/door'));
  if (gate.door && gate.door.gate.space.en !== door.gate.space.en) gate.list = newList();
  gate.door = door;
  gate.off = door.now - Date.now();
  await keep.put('door', door);
  await keep.put('off', gate.off);
  const { passes, until } = await call('GET', here(`/door/passes?since=${gate.list.until}`), null, 30000);
  gate.list.take(passes);
  gate.list.until = until;
  if (passes.length) await sealList(gate.key, gate.list);
};

// Sends what is held, oldest first.
const flush = async () => {
  for (;;) {
    const scans = await keep.scans(BATCH);
    if (!scans.length) break;
    const sent = scans.map(({ id, ...scan }) => scan);
    const answer = await call('POST', here('/scans'), { now: Date.now(), held: gate.held - scans.length, scans: sent }, 15000);
    gate.off = answer.clock_off_ms;
    await keep.drop(scans.map((scan) => scan.number));
    gate.held = await keep.held();
  }
};

let busy = false;
const sync = async () => {
  if (busy || !gate.me) return;
  busy = true;
  try {
    await flush();
    await refresh();
    gate.net = true;
  } catch (error) {
    if (error instanceof Gone) await gone();
    else gate.net = Boolean(error.status);
  }
  busy = false;
  shown();
};
const gone = async () => {
  await keep.wipe();
  Object.assign(gate, { me: null, key: null, door: null, list: null, held: 0 });
  shown();
};

// One scan: asked of the house where there is a network, else answered here and held.
const scanned = async (named, way) => {
  const number = gate.next;
  gate.next += 1;
  await keep.put('next', gate.next);
  const scan = { number, at: Date.now() };
  if (named.id) scan.admission = named.id;
  else scan.code = named.text.slice(0, 400);
  if (gate.door.gate.direction === 'both') scan.direction = way;
  const going = gate.door.gate.direction === 'both' ? way : gate.door.gate.direction;
  if (gate.net) {
    try {
      const told = await call('POST', here('/scans'), { now: Date.now(), held: gate.held, scans: [scan] });
      gate.off = told.clock_off_ms;
      const [answer] = told.answers;
      const pass = answer.admission && gate.list.get(answer.admission);
      if (pass && (answer.answer === 'admitted' || answer.answer === 'left')) {
        gate.list.note(pass, answer.answer === 'admitted', rightNow());
      }
      return { answer: answer.answer, holder: answer.holder, sort: answer.pass, before: answer.before, by: 'house' };
    } catch (error) {
      if (error instanceof Gone) {
        await gone();
        return null;
      }
      gate.net = false;
    }
  }
  const began = performance.now();
  const { answer, pass, before } = await judged(gate.door, gate.list, named, going, rightNow());
  const took = performance.now() - began;
  if (pass && (answer === 'admitted' || answer === 'left')) gate.list.note(pass, answer === 'admitted', rightNow());
  await keep.hold({ ...scan, said: answer, id: pass ? pass.id : undefined });
  gate.held += 1;
  return { answer, holder: pass && pass.holder, sort: pass && pass.pass, before, by: 'gate', took };
};
