// The board: halls side by side, time downwards, one day at a time.
const ZOOMS = [[0.7, 104], [1, 132], [1.4, 160], [2, 200], [2.8, 240]];
const RAIL = 64;
let zoom = Number(localStorage.getItem("table-zoom") || 2);
let axis = [540, 1080];
let chosen = null;
const tiles = new Map();

const make = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
};
const scale = () => ZOOMS[zoom][0];
const width = () => ZOOMS[zoom][1];
const top = (minute) => (minute - day * DAY - axis[0]) * scale();
const onDay = (act) => act.at && dayOf(act.at) === day;

// The parts' own hues, as rules: a page carries no style of its own.
const colours = () => {
  const rules = new CSSStyleSheet();
  const hue = (part, i, shade) => ".t-p" + i + "{--hue:" + (/^#[0-9a-f]{6}$/i.test(part[shade]) ? part[shade] : "inherit") + "}";
  const all = (shade) => sheet.parts.map((part, i) => hue(part, i, shade)).join("");
  rules.replaceSync(all("light") + "@media(prefers-color-scheme:dark){" + all("dark") + "}");
  document.adoptedStyleSheets = [rules];
};

const frame = () => {
  host.textContent = "";
  const button = (name, key) => {
    const made = make("button", "t-" + name);
    made.type = "button";
    made.title = word(key);
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("class", "i");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", host.dataset.icons + name);
    icon.append(use);
    made.append(icon, make("span", "unseen", word(key)));
    return made;
  };
  const bar = make("div", "t-bar");
  ui.days = make("div", "t-days");
  ui.undo = button("undo", "undo");
  ui.redo = button("redo", "redo");
  const smaller = button("minus", "zoom_out");
  const larger = button("plus", "zoom_in");
  ui.here = make("p", "t-here");
  ui.note = make("p", "t-note");
  const tools = make("div", "t-tools");
  ui.troubles = make("a", "t-troubles");
  ui.troubles.href = host.dataset.conflicts;
  const rules = make("a", "", word("rules"));
  rules.href = root + "/rules";
  const away = make("a", "", word("absences"));
  away.href = root.replace(/\/table$/, "/absences");
  const turns = make("div", "t-turns");
  turns.append(ui.undo, ui.redo, smaller, larger);
  tools.append(ui.here, ui.troubles, away, rules, turns);
  bar.append(ui.days, ui.note, tools);
  const main = make("div", "t-main");
  ui.tray = make("section", "t-tray");
  const head = make("h2", "", word("tray") + " ");
  ui.count = make("span", "count");
  head.append(ui.count);
  ui.find = make("input");
  ui.find.type = "search";
  ui.find.placeholder = word("find");
  ui.find.setAttribute("aria-label", word("find"));
  ui.list = make("ul", "t-list");
  ui.runs = make("div", "t-runs");
  ui.tray.append(head, ui.find, ui.list, ui.runs);
  ui.scroll = make("div", "t-scroll");
  ui.scroll.setAttribute("role", "group");
  ui.scroll.setAttribute("aria-label", word("board"));
  main.append(ui.tray, ui.scroll);
  ui.foot = make("div", "t-foot");
  ui.live = make("p", "unseen");
  ui.live.setAttribute("aria-live", "assertive");
  host.append(bar, main, ui.foot, ui.live);
  smaller.addEventListener("click", () => enlarge(-1));
  larger.addEventListener("click", () => enlarge(1));
  ui.undo.addEventListener("click", () => turn("undo"));
  ui.redo.addEventListener("click", () => turn("redo"));
  ui.find.addEventListener("input", () => drawTray());
  hands();
};
const ui = {};

const enlarge = (by) => {
  const middle = (ui.scroll.scrollTop + ui.scroll.clientHeight / 2) / scale();
  zoom = Math.max(0, Math.min(ZOOMS.length - 1, zoom + by));
  localStorage.setItem("table-zoom", zoom);
  drawBoard();
  ui.scroll.scrollTop = middle * scale() - ui.scroll.clientHeight / 2;
};

const turnTo = (to) => {
  day = to;
  history.replaceState(null, "", root + "?day=" + sheet.days[day].date);
  drawDays();
  drawBoard();
};

const drawDays = () => {
  ui.days.textContent = "";
  sheet.days.forEach((one, i) => {
    const tab = make("button", i === day ? "current" : "");
    tab.type = "button";
    if (i === day) tab.setAttribute("aria-current", "true");
    tab.dataset.day = i;
    tab.append(make("b", "", one.number), make("span", "", one.said));
    tab.addEventListener("click", () => turnTo(i));
    ui.days.append(tab);
  });
};

// From the first opening or start to the last, in whole hours.
const measure = () => {
  let from = DAY;
  let until = 0;
  const see = (a, b) => {
    from = Math.min(from, Math.max(0, a - day * DAY));
    until = Math.max(until, Math.min(DAY, b - day * DAY));
  };
  for (const hall of halls) for (const [a, b] of hall.open || hall.around || []) if (Math.floor(a / DAY) === day) see(a, b);
  for (const act of acts) if (onDay(act)) see(act.at.from, act.at.from + act.at.len);
  if (from >= until) [from, until] = [480, 1200];
  axis = [Math.floor(from / 60) * 60, Math.ceil(until / 60) * 60];
};

const drawBoard = () => {
  const at = [ui.scroll.scrollLeft, ui.scroll.scrollTop];
  measure();
  tiles.clear();
  const board = make("div", "t-board");
  board.style.width = RAIL + halls.length * width() + "px";
  board.style.setProperty("--w", width() + "px");
  board.style.setProperty("--hour", 60 * scale() + "px");
  const head = make("div", "t-head");
  head.setAttribute("aria-hidden", "true");
  head.append(make("div", "t-corner"));
  const venues = make("div", "t-venues");
  const names = make("div", "t-halls");
  for (const venue of sheet.venues) {
    if (!venue.halls.length) continue;
    const one = make("div", "");
    one.style.width = venue.halls.length * width() + "px";
    one.append(make("span", "", venue.name));
    venues.append(one);
  }
  for (const hall of halls) {
    const one = make("div", "", hall.name);
    one.title = hall.name;
    if (hall.seats !== null) one.append(make("small", "", " · " + hall.seats));
    names.append(one);
  }
  const heads = make("div", "t-heads");
  heads.append(venues, names);
  head.append(heads);
  const body = make("div", "t-body");
  body.style.height = (axis[1] - axis[0]) * scale() + "px";
  const rail = make("div", "t-rail");
  rail.setAttribute("aria-hidden", "true");
  for (let minute = axis[0]; minute < axis[1]; minute += 60) {
    const hour = make("b", "", clock(minute));
    hour.style.top = (minute - axis[0]) * scale() + "px";
    rail.append(hour);
  }
  ui.columns = halls.map((hall) => {
    const column = make("div", "t-column");
    column.dataset.hall = hall.i;
    return column;
  });
  body.append(rail, ...ui.columns);
  board.append(head, body);
  ui.body = body;
  ui.scroll.replaceChildren(board);
  halls.forEach((_, i) => drawHall(i));
  drawTroubles();
  drawProposed();
  [ui.scroll.scrollLeft, ui.scroll.scrollTop] = at;
  if (chosen && tiles.has(chosen)) tiles.get(chosen).tabIndex = 0;
  else if (tiles.size) [...tiles.values()][0].tabIndex = 0;
};

// Those that overlap stand side by side.
const lanes = (list) => {
  const placed = [];
  let group = [];
  let end = -1;
  const close = () => {
    const wide = Math.max(0, ...group.map((one) => one.lane + 1));
    for (const one of group) one.wide = wide;
    placed.push(...group);
    group = [];
  };
  for (const act of list) {
    if (act.at.from >= end) close();
    const taken = new Set(group.filter((one) => one.act.at.from + one.act.at.len > act.at.from).map((one) => one.lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    group.push({ act, lane });
    end = Math.max(end, act.at.from + act.at.len);
  }
  close();
  return placed;
};

const drawHall = (i) => {
  const column = ui.columns[i];
  const hall = halls[i];
  const focused = column.contains(document.activeElement) ? document.activeElement.act : null;
  column.textContent = "";
  const open = (hall.open || hall.around || []).filter(([a]) => Math.floor(a / DAY) === day).sort((a, b) => a[0] - b[0]);
  if (hall.open || hall.around) {
    let shut = day * DAY + axis[0];
    for (const [from, until] of [...open, [day * DAY + axis[1], DAY * DAY]]) {
      if (from > shut) {
        const closed = make("i", "t-closed");
        closed.style.top = top(shut) + "px";
        closed.style.height = (Math.min(from, day * DAY + axis[1]) - shut) * scale() + "px";
        column.append(closed);
      }
      shut = Math.max(shut, until);
    }
  }
  const list = [...inHall[i]].filter((act) => onDay(act) && !rides(act)).sort((a, b) => a.at.from - b.at.from || b.at.len - a.at.len || a.i - b.i);
  for (const { act, lane, wide } of lanes(list)) column.append(tile(act, lane, wide));
  if (focused && tiles.has(focused) && focused.at && focused.at.hall === i) tiles.get(focused).focus({ preventScroll: true });
};

const tile = (act, lane, wide) => {
  const made = make("div", "t-act t-p" + act.part);
  const high = Math.min(act.at.len, day * DAY + axis[1] - act.at.from) * scale();
  made.style.top = top(act.at.from) + "px";
  made.style.height = Math.max(12, high - 1) + "px";
  made.style.left = (lane * 100) / wide + "%";
  made.style.width = 100 / wide + "%";
  if (high < 34) made.classList.add("short");
  if (act.saving) made.classList.add("saving");
  const troubles = check(act, act.at);
  act.troubles = troubles;
  if (troubles.length) made.classList.add("clash");
  const inner = riders(act).length;
  made.append(make("b", "", act.title), make("span", "", span(act.at) + (inner ? " · +" + inner : "")));
  made.setAttribute("role", "button");
  made.append(make("span", "unseen", ", " + placeWords(act.at) + (troubles.length ? ", " + troubles.map((one) => word(one.sort)).join(", ") : "")));
  made.tabIndex = act === chosen ? 0 : -1;
  made.act = act;
  made.dataset.slug = act.slug;
  tiles.set(act, made);
  return made;
};

const drawTray = () => {
  const words = ui.find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const all = acts.filter(waits);
  const meets = (act) => {
    const text = (act.title + " " + act.people.map((one) => sheet.people[one]).join(" ")).toLowerCase();
    return words.every((one) => text.includes(one));
  };
  const list = all.filter(meets);
  ui.count.textContent = words.length ? list.length + " / " + all.length : all.length;
  const rows = list.map((act) => {
    const row = make("li");
    const box = make("input");
    box.type = "checkbox";
    box.checked = picked.has(act);
    box.setAttribute("aria-label", act.title);
    box.addEventListener("change", () => {
      if (box.checked) picked.add(act); else picked.delete(act);
      drawRuns();
    });
    const card = make("div", "t-card t-p" + act.part);
    card.setAttribute("role", "button");
    card.tabIndex = 0;
    card.act = act;
    card.dataset.slug = act.slug;
    card.append(make("b", "", act.title), make("span", "", word("min", { n: act.minutes }) + (act.people.length ? " · " + act.people.map((one) => sheet.people[one]).join(" · ") : "")));
    row.append(box, card);
    return row;
  });
  for (const act of picked) if (!waits(act)) picked.delete(act);
  drawRuns();
  if (!all.length) rows.push(make("li", "quiet", word("tray_empty")));
  ui.list.replaceChildren(...rows);
};
const picked = new Set();

const drawTroubles = () => {
  let count = 0;
  // Those of two are found from both sides and count once.
  for (const act of acts) if (act.at && !act.off) for (const { other } of check(act, act.at)) count += !other || act.i < other.i;
  ui.troubles.replaceChildren(word("conflicts"), make("b", "", count));
  ui.troubles.classList.toggle("some", count > 0);
};

// While it is held: the times at which somebody it needs is away, across all halls.
const drawAway = (act) => {
  for (const [person, who, from, len, wish] of sheet.absences) {
    const needed = person !== null ? act.people.includes(person) : act.hosts.includes(who);
    if (!needed || Math.floor(from / DAY) !== day) continue;
    const band = make("div", wish ? "t-away wish" : "t-away");
    band.append(make("span", "", person !== null ? sheet.people[person] : sheet.hosts[who]));
    band.style.top = Math.max(0, top(from)) + "px";
    band.style.height = len * scale() + "px";
    ui.body.append(band);
  }
};

// What is known about one: under the board, in words.
const drawFoot = (act, at) => {
  ui.foot.textContent = "";
  if (!act) {
    ui.foot.append(make("p", "quiet", word(matchMedia("(pointer: coarse)").matches ? "help_touch" : "help")));
    return;
  }
  const line = make("p", "t-what");
  line.append(make("b", "", act.title), make("span", "", at ? placeWords(at) : word("tray")));
  if (act.people.length) line.append(make("span", "quiet", act.people.map((one) => sheet.people[one]).join(" · ")));
  const link = make("a", "", word("details"));
  link.href = root + "/activities/" + act.slug;
  line.append(link);
  ui.foot.append(line);
  const troubles = at ? check(act, at) : [];
  const list = make("ul", "t-why");
  for (const one of troubles.slice(0, 4)) list.append(make("li", one.block ? "block" : "", one.said));
  if (at && !troubles.length) list.append(make("li", "fine", word("nothing_wrong")));
  ui.foot.append(list);
};
