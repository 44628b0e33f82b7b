// The screen of a gate: one field for scanner, keyboard and names, the camera, and one large answer.

const root = document.querySelector('[data-gate]');
const words = JSON.parse(root.dataset.words);
const mine = root.dataset.lang;
const say = (key, lang = mine) => words[lang][key] || key;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const set = (name, text) => { part(name).textContent = text; };
const named = (said) => (said && (said[mine] || Object.values(said)[0])) || '';
const GOOD = ['admitted', 'left'];
const ASK = ['not_inside', 'wrong_gate', 'other_lane', 'not_confirmed', 'wrong_day'];
const CLOCK_OFF_MS = 120000;

const shown = () => {
  const ready = Boolean(gate.me);
  part('stranger').hidden = ready;
  part('work').hidden = !ready;
  if (!ready || !gate.door) return;
  const { gate: it, edition } = gate.door;
  set('gate', named(it.name));
  set('where', `${named(it.space)} · ${named(edition.name)}`);
  root.dataset.net = gate.net ? 'yes' : 'no';
  set('net', say(gate.net ? 'net' : 'no-net'));
  set('held', gate.held ? `${say('held')} ${gate.held}` : '');
  set('carried', `${say('carried')} ${gate.list.size()}`);
  part('clock').hidden = Math.abs(gate.off) < CLOCK_OFF_MS;
  part('ways').hidden = it.direction !== 'both';
};

let sound = null;
const heard = (kind) => {
  if (navigator.vibrate) navigator.vibrate(kind === 'good' ? 80 : [180, 90, 180]);
  try {
    sound = sound || new AudioContext();
    const tones = { good: [880, 1320], ask: [520, 520], bad: [180, 140] }[kind];
    tones.forEach((tone, i) => {
      const voice = sound.createOscillator();
      const loud = sound.createGain();
      voice.type = kind === 'bad' ? 'square' : 'sine';
      voice.frequency.value = tone;
      loud.gain.value = 0.2;
      voice.connect(loud).connect(sound.destination);
      voice.start(sound.currentTime + i * 0.14);
      voice.stop(sound.currentTime + i * 0.14 + 0.12);
    });
  } catch {
    // No sound is no reason to stop.
  }
};

let fading = 0;
const answered = (told) => {
  if (!told) return;
  const kind = GOOD.includes(told.answer) ? 'good' : ASK.includes(told.answer) ? 'ask' : 'bad';
  const panel = part('answer');
  panel.dataset.kind = kind;
  panel.dataset.answer = told.answer;
  panel.dataset.by = told.by;
  panel.dataset.count = Number(panel.dataset.count || 0) + 1;
  if (told.took !== undefined) panel.dataset.took = told.took.toFixed(1);
  set('word', say(told.answer));
  set('other-word', say(told.answer, mine === 'zh' ? 'en' : 'zh'));
  const sort = gate.door.passes.find((one) => one.slug === told.sort);
  set('holder', told.holder || '');
  set('sort', sort ? named(sort.name) : '');
  const before = told.before && kind !== 'good' ? new Date(told.before) : null;
  set('before', before ? `${say('before')} ${before.toLocaleTimeString(mine, { timeZone: gate.door.edition.zone, hour: '2-digit', minute: '2-digit' })}` : '');
  heard(kind);
  shown();
  clearTimeout(fading);
  fading = setTimeout(() => { panel.dataset.kind = ''; }, 8000);
};

const way = () => (root.querySelector('[name=way]:checked') || {}).value || 'in';
let turn = Promise.resolve();
const scan = (what) => {
  turn = turn.then(async () => answered(await scanned(what, way())));
  return turn;
};

const field = part('field');
const offered = () => {
  const list = part('found');
  list.replaceChildren();
  const text = field.value.trim();
  if (text.length < 2 || /^\d+$/.test(text) || !gate.list) return;
  for (const pass of gate.list.named(text, 8)) {
    const sort = gate.door.passes.find((one) => one.slug === pass.pass);
    const press = document.createElement('button');
    press.type = 'button';
    press.textContent = `${pass.holder} · ${sort ? named(sort.name) : pass.pass}`;
    press.addEventListener('click', () => {
      field.value = '';
      list.replaceChildren();
      scan({ id: pass.id });
    });
    const item = document.createElement('li');
    item.append(press);
    list.append(item);
  }
};
field.addEventListener('input', offered);
part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  field.value = '';
  part('found').replaceChildren();
  if (text) scan({ text });
});
// A scanner that types like a keyboard types wherever the focus is.
addEventListener('keydown', (event) => {
  const editing = /INPUT|BUTTON|A/.test(document.activeElement.tagName) && document.activeElement !== document.body;
  if (!editing && gate.me && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
});
for (const press of root.querySelectorAll('[data-line]')) {
  press.addEventListener('click', async () => {
    try {
      await call('PUT', here('/door/line'), { people: Number(press.dataset.line) });
      for (const one of root.querySelectorAll('[data-line]')) one.setAttribute('aria-pressed', one === press);
    } catch {
      gate.net = false;
      shown();
    }
  });
}

const video = part('video');
let seen = { text: '', at: 0 };
const looked = async (detector, canvas) => {
  if (!video.srcObject) return;
  let text = null;
  if (video.videoWidth) {
    try {
      if (detector) text = ((await detector.detect(video))[0] || {}).rawValue || null;
      else {
        const scale = Math.min(1, 640 / Math.max(video.videoWidth, video.videoHeight));
        canvas.width = video.videoWidth * scale;
        canvas.height = video.videoHeight * scale;
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        pen.drawImage(video, 0, 0, canvas.width, canvas.height);
        text = readPicture(pen.getImageData(0, 0, canvas.width, canvas.height));
      }
    } catch {
      text = null;
    }
  }
  // A pass that is held before the camera is one scan.
  const fresh = text && (text !== seen.text || Date.now() - seen.at > 4000);
  if (text) seen = { text, at: Date.now() };
  if (fresh) await scan({ text });
  setTimeout(() => looked(detector, canvas), 120);
};
part('camera').addEventListener('click', async () => {
  if (video.srcObject) {
    video.srcObject.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    video.hidden = true;
    return;
  }
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: 1280 } });
  } catch {
    set('trouble', say('no-camera'));
    return;
  }
  set('trouble', '');
  video.hidden = false;
  await video.play();
  const formats = 'BarcodeDetector' in window ? await BarcodeDetector.getSupportedFormats() : [];
  const detector = formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
  looked(detector, document.createElement('canvas'));
});

const begin = async () => {
  if (!window.isSecureContext) set('trouble', say('not-secure'));
  const secret = new URLSearchParams(location.hash.slice(1)).get('enrol');
  if (secret) {
    history.replaceState(null, '', location.pathname);
    try {
      await enrol(secret);
    } catch (error) {
      set('trouble', error.message);
    }
  }
  if (!await wake()) {
    shown();
    return;
  }
  shown();
  const began = performance.now();
  await sync();
  root.dataset.loaded = Math.round(performance.now() - began);
  setInterval(sync, 5000);
  field.focus();
};
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/gate/worker.js');
addEventListener('online', sync);
// For whoever measures it or looks at it closely.
window.guildhallGate = Object.freeze({ gate, sync, readPicture, verifiedByUs, bytesOf, judged });
begin();
