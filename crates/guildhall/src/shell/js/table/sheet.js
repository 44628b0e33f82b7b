// The draft table: what is on it. The server keeps the truth; this is its copy, kept up to date.
const host = document.getElementById("table");
if (!host) return;
const root = host.dataset.root;
const DAY = 1440;
const GRID = 5;
let sheet = null;
let acts = [];
let halls = [];
let day = 0;
const bySlug = new Map();
const hallAt = new Map();
let inHall = [];
let ofPerson = [];

const word = (key, given = {}) => (sheet.words[key] || key).replace(/\{(\w+)\}/g, (all, name) => (name in given ? given[name] : all));
const clock = (minute) => {
  const m = ((minute % DAY) + DAY) % DAY;
  return String(Math.floor(m / 60)).padStart(2, "0") + ":" + String(m % 60).padStart(2, "0");
};
const span = (at) => clock(at.from) + "–" + (at.from + at.len === (Math.floor(at.from / DAY) + 1) * DAY ? "24:00" : clock(at.from + at.len));
const dayOf = (at) => Math.floor(at.from / DAY);
const placeWords = (at) => word("at", { hall: halls[at.hall].name, time: sheet.days[dayOf(at)].full + " " + span(at) });

// [hall, minute, minutes, on a spot] as the server says it.
const read = (at) => (at && hallAt.has(at[0]) ? { hall: hallAt.get(at[0]), from: at[1], len: at[2], spot: at[3] === 1 } : null);

const load = (given) => {
  sheet = given;
  acts = given.activities;
  halls = [];
  bySlug.clear();
  hallAt.clear();
  given.venues.forEach((venue, v) => venue.halls.forEach((hall) => {
    hallAt.set(hall.id, halls.length);
    halls.push({ ...hall, venue: v, i: halls.length, around: venue.open });
  }));
  inHall = halls.map(() => new Set());
  ofPerson = given.people.map(() => []);
  acts.forEach((act, i) => {
    act.i = i;
    act.v = given.version;
    act.children = [];
    act.at = read(act.at);
    bySlug.set(act.slug, act);
    for (const person of act.people) ofPerson[person].push(act);
    if (act.at && !act.off) inHall[act.at.hall].add(act);
  });
  for (const act of acts) if (act.parent !== null && acts[act.parent]) acts[act.parent].children.push(act);
  day = Math.min(day, given.days.length - 1);
};

// Moves it in the copy; answers the halls that look different now.
const shift = (act, at) => {
  const touched = [];
  if (act.at && !act.off) {
    inHall[act.at.hall].delete(act);
    touched.push(act.at.hall);
  }
  act.at = at;
  if (at && !act.off) {
    act.minutes = at.len;
    inHall[at.hall].add(act);
    touched.push(at.hall);
  }
  return touched;
};

// What another page wrote of an activity, put into the copy; answers the halls that look different.
const rewrite = ({ number, named, at, ...given }, version) => {
  const [people, hosts] = named;
  for (const [i, name] of people) {
    sheet.people[i] = name;
    ofPerson[i] = ofPerson[i] || [];
  }
  for (const [i, name] of hosts) sheet.hosts[i] = name;
  const act = acts[number] || { i: number, v: 0, children: [], people: [], parent: null, at: null, off: true };
  if (act.v > version) return [];
  acts[number] = act;
  const stays = act.saving ? act.at : read(at);
  const touched = shift(act, null);
  for (const person of act.people) ofPerson[person] = ofPerson[person].filter((one) => one !== act);
  const above = acts[act.parent];
  if (above) above.children = above.children.filter((one) => one !== act);
  bySlug.delete(act.slug);
  Object.assign(act, given, { v: version });
  bySlug.set(act.slug, act);
  for (const person of act.people) ofPerson[person].push(act);
  if (acts[act.parent]) acts[act.parent].children.push(act);
  return [...touched, ...shift(act, stays)];
};

const covers = (outer, inner) => outer.hall === inner.hall && outer.from <= inner.from && inner.from + inner.len <= outer.from + outer.len;
// It stands within its parent and moves with it.
const rides = (act) => {
  const above = act.parent === null ? null : acts[act.parent];
  if (!above || above.off || !above.at) return false;
  return act.at ? covers(above.at, act.at) : true;
};
const riders = (act) => act.children.filter((child) => !child.off && rides(child)).flatMap((child) => [child, ...riders(child)]);
// What waits in the tray: it is to be placed itself, and has no place.
const waits = (act) => !act.off && !act.at && !rides(act) && !act.children.some((child) => !child.off);
const related = (one, other) => {
  const holds = (outer, inner) => {
    for (let up = inner, depth = 0; up.parent !== null && depth < 8; depth++) {
      up = acts[up.parent];
      if (up === outer) return true;
    }
    return false;
  };
  return holds(one, other) || holds(other, one);
};
