// What is sent, and what others do meanwhile.
let waiting = Promise.resolve();
let pending = 0;

const ask = async (path, fields) => {
  const answer = await fetch(root + path, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields),
  });
  const kind = answer.headers.get("content-type") || "";
  return { ok: answer.ok, said: kind.startsWith("application/json") ? await answer.json() : {} };
};

// One after the other, in the order of the hands.
const queue = (work) => {
  pending++;
  note(word("sent"));
  waiting = waiting.then(work).catch(() => note(word("failed"), true)).finally(() => {
    pending--;
    if (!pending && ui.note.textContent === word("sent")) note("");
  });
  return waiting;
};

const troubled = (said) => [said.error, ...(said.caused || []).map((one) => one.said)].filter(Boolean).join(" · ");

const send = (act, at, takeBack) => queue(async () => {
  const where = at
    ? { hall: halls[at.hall].id, day: sheet.days[dayOf(at)].date, start: clock(at.from), minutes: at.len }
    : { act: "unplace" };
  let answer = null;
  try {
    answer = await ask("/activities/" + act.slug, { seen: act.seen, ...where });
  } finally {
    act.saving = false;
    if (!answer || !answer.ok) takeBack();
  }
  if (!answer.ok) {
    note(troubled(answer.said) || word("failed"), true);
    say(troubled(answer.said) || word("failed"));
    await reread();
    return;
  }
  follow(answer.said);
  turnsAre(true, false);
  note(troubled(answer.said), answer.said.caused.length > 0);
});

// A step as the server tells it, put into the copy.
const follow = ({ version, changes }) => {
  const touched = new Set();
  for (const change of changes) {
    if (change.number !== undefined) {
      for (const hall of rewrite(change, version)) touched.add(hall);
      continue;
    }
    const { slug, at, seen } = change;
    const act = bySlug.get(slug);
    if (!act || act.v > version) continue;
    act.v = version;
    act.seen = seen;
    if (act.saving) continue;
    for (const hall of shift(act, read(at))) touched.add(hall);
  }
  redraw(touched);
  return changes;
};

const turnsAre = (undo, redo) => {
  ui.undo.disabled = !undo;
  ui.redo.disabled = !redo;
};

const turn = (which) => {
  if (ui[which].disabled) return;
  queue(async () => {
    const { ok, said } = await ask("/" + which, {});
    if (!ok) {
      note(said.error || word("failed"), true);
      say(said.error || word("failed"));
      return;
    }
    follow(said);
    turnsAre(said.undo, said.redo);
    const first = said.changes[0] && bySlug.get(said.changes[0].slug);
    if (first) {
      if (first.at && dayOf(first.at) !== day) turnTo(dayOf(first.at));
      choose(first);
      say(word(which) + ": " + first.title + (first.at ? ", " + placeWords(first.at) : ""));
    }
    note(troubled(said));
  });
};

const reread = async () => {
  const answer = await fetch(root + "/model", { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const slug = chosen && chosen.slug;
  load(await answer.json());
  if (held) letGo();
  drawDays();
  drawTray();
  drawBoard();
  turnsAre(sheet.undo, sheet.redo);
  if (slug) choose(bySlug.get(slug) || null);
};

let stale = false;
const refresh = () => {
  stale = false;
  waiting = waiting.then(reread).then(() => note(word("reloaded"))).catch(() => note(word("failed"), true));
};

let stream = null;
let last = 0;
const listen = () => {
  stream = new EventSource(root + "/live?after=" + last);
  stream.addEventListener("here", (event) => {
    const names = JSON.parse(event.data);
    ui.here.textContent = names.length ? word("here") + ": " + names.join(", ") : "";
  });
  stream.addEventListener("steps", (event) => {
    for (const step of JSON.parse(event.data)) {
      last = step.version;
      follow(step);
      if (step.by === null) continue;
      const first = step.changes[0];
      const act = first && bySlug.get(first.slug);
      if (act) {
        note(word(first.number === undefined ? "moved_by" : "written_by", { who: step.by, title: act.title }));
        if (tiles.has(act)) tiles.get(act).classList.add("news");
      }
    }
  });
  stream.addEventListener("anew", (event) => {
    last = JSON.parse(event.data).version;
    // Whatever is held stays in the hand.
    stale = true;
    if (!held) refresh();
  });
  stream.addEventListener("run", (event) => runIs(JSON.parse(event.data)));
  let lost = false;
  stream.onopen = () => {
    if (lost) note(word("back_online"));
    lost = false;
  };
  stream.onerror = () => {
    stream.close();
    // A stream that was ended on purpose is opened again before anybody notices.
    setTimeout(listen, 1000);
    lost = true;
    if (!navigator.onLine) note(word("offline"), true);
  };
};

const begin = async () => {
  const answer = await fetch(root + "/model", { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  load(await answer.json());
  last = sheet.version;
  const asked = new URLSearchParams(location.search).get("day");
  const first = sheet.days.findIndex((one, i) => acts.some((act) => act.at && dayOf(act.at) === i));
  day = Math.max(0, sheet.days.findIndex((one) => one.date === asked), asked ? 0 : first);
  colours();
  frame();
  document.documentElement.classList.add("at-work");
  host.hidden = false;
  const plain = document.querySelector(".plainly");
  if (plain) plain.remove();
  drawDays();
  drawTray();
  drawRuns();
  drawBoard();
  drawFoot(null);
  turnsAre(sheet.undo, sheet.redo);
  listen();
};
begin();
