// Lists made from the edition's data file: the visitor's own stars, and what is on now.
const zone = { timeZone: root.dataset.zone || undefined };
const clock = (minute) => new Date(minute * 60000).toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit", ...zone });
// As the pages write it: 2月21日 周五, Fri 21 Feb.
const dayOf = (minute) => {
  const zh = root.lang.startsWith("zh");
  const part = (wanted) => new Date(minute * 60000).toLocaleDateString(zh ? root.lang : "en-GB", { ...wanted, ...zone });
  const words = [part({ weekday: "short" }), part({ month: "short", day: "numeric" })];
  return (zh ? words.reverse() : words).join(" ");
};
const make = (name, classes, ...children) => {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  node.append(...children);
  return node;
};
const read = async (path) => {
  const data = await (await fetch(path)).json();
  data.items = data.items.map(([slug, title, start, end, hall, part, flags]) => ({
    slug, title, start, end, part, off: flags & 1, inner: flags & 2, sample: flags & 4, loose: flags & 8, hall: data.halls[hall][0], venueAt: data.halls[hall][1], venue: data.venues[data.halls[hall][1]],
  }));
  return data;
};
const line = (item, ...notes) => {
  const link = make("a", "title", item.title);
  link.href = activities + item.slug;
  const place = root.lang.startsWith("zh") ? item.venue + " " + item.hall : item.hall + ", " + item.venue;
  const time = make("time", "", clock(item.start) + "–" + clock(item.end));
  time.dateTime = new Date(item.start * 60000).toISOString();
  return make("li", "entry p" + item.part + (item.off ? " off" : ""), time, make("div", "", link, make("p", "detail", place, ...(item.sample ? [" ", make("span", "chop", root.dataset.sample)] : [])), ...notes.filter(Boolean).map((note) => make("p", "hint", note))));
};
// What releases did to the visitor's stars since they were set: how it was then, and what became of it.
const changedStars = async () => {
  let rows = [];
  try { rows = await (await fetch(home + "/changes.json")).json(); } catch { /* Older sites have no such file. */ }
  const seen = readSeen();
  const stars = readStars();
  for (const slug of stars) if (!seen[slug]) seen[slug] = opened;
  writeSeen(seen);
  const changed = new Map();
  // Oldest first: the first tells how it was, the last what became of it.
  for (const [slug, title, at, turn, start, end, place] of rows) {
    if (!stars.has(slug) || at <= seen[slug]) continue;
    changed.set(slug, { slug, title, was: changed.get(slug)?.was || { start, end, place }, turn });
  }
  return changed;
};
const wasAt = ({ start, end, place }) => [start ? dayOf(start) + " " + clock(start) + "–" + clock(end) : "", place].filter(Boolean).join(" · ");
const mine = document.querySelector("[data-stars]");
if (mine) Promise.all([read(mine.dataset.stars), changedStars()]).then(([data, changed]) => {
  const news = mine.querySelector("[data-news]");
  const gone = mine.querySelector("[data-gone]");
  const said = (item) => {
    const change = changed.get(item.slug);
    if (!change) return "";
    if (item.off) return mine.dataset.newlyCancelled;
    // Moved away and back again is no news.
    if (change.was.start === item.start && change.was.place === item.hall) return "";
    const was = wasAt(change.was);
    if (change.turn === "moved") return was ? mine.dataset.moved.replace("%", was) : "";
    return change.turn === "restored" ? mine.dataset.restored : "";
  };
  mine.querySelector("[data-seen]").addEventListener("click", () => {
    const seen = readSeen();
    for (const slug of changed.keys()) seen[slug] = Math.floor(Date.now() / 1000);
    // What is no longer there has no star to take off.
    const stars = readStars();
    for (const { slug, turn } of changed.values()) if (turn === "removed") { stars.delete(slug); delete seen[slug]; }
    writeStars(stars);
    writeSeen(seen);
    changed.clear();
    list();
  });
  const into = mine.querySelector("[data-into]");
  const button = mine.querySelector("[data-ics]");
  const hand = mine.querySelector("[data-hand]");
  const readHanded = () => {
    try { return new Set(JSON.parse(localStorage.getItem(store + ":handed") || "[]")); } catch { return new Set(); }
  };
  hand.querySelector("button").addEventListener("click", async () => {
    const handed = readHanded();
    const body = new URLSearchParams(chosen.map(({ slug }) => [handed.has(slug) ? "with" : "fresh", slug]));
    const told = hand.querySelector("[role=status]");
    // Without the cookie of whoever is signed in: nobody is to be known by their stars.
    const answer = await fetch(home + "/starred", { method: "POST", body, credentials: "omit" }).catch(() => null);
    told.textContent = answer && answer.ok ? told.dataset.done : told.dataset.failed;
    if (!answer || !answer.ok) return;
    for (const { slug } of chosen) handed.add(slug);
    try { localStorage.setItem(store + ":handed", JSON.stringify([...handed])); } catch { /* As above. */ }
    hand.dataset.told = "yes";
    list();
  });
  const minutesBetween = (one, other) => {
    const way = data.travel.find(([from, to]) => (from === one && to === other) || (from === other && to === one));
    return one === other || !way ? 0 : way[2];
  };
  let chosen = [];
  const list = () => {
    const stars = readStars();
    chosen = data.items.filter((item) => stars.has(item.slug)).sort((one, other) => one.start - other.start);
    into.replaceChildren();
    mine.hidden = false;
    const lost = [...changed.values()].filter(({ slug, turn }) => turn === "removed" && stars.has(slug) && !chosen.some((item) => item.slug === slug));
    news.hidden = !lost.length && !chosen.some(said);
    gone.replaceChildren(...lost.map(({ title, was }) => make("li", "line", make("b", "", title), make("span", "tag", wasAt(was)), make("span", "hint", mine.dataset.removed))));
    mine.querySelector("[data-empty]").hidden = chosen.length + lost.length > 0;
    button.hidden = !chosen.length;
    // Only what was not handed in yet, and what it stands beside.
    const handed = readHanded();
    hand.hidden = chosen.length < 2 || chosen.every((item) => handed.has(item.slug)) && !hand.dataset.told;
    hand.querySelector("button").hidden = chosen.every((item) => handed.has(item.slug));
    let rows = null;
    let day = "";
    let before = null;
    for (const item of chosen) {
      if (dayOf(item.start) !== day) {
        day = dayOf(item.start);
        rows = make("ol", "rows");
        into.append(make("section", "section", make("h2", "", day), rows));
      }
      // Where people come and go nobody is bound: neither by it nor for it.
      const bound = !item.loose && before;
      const way = bound ? minutesBetween(before.venueAt, item.venueAt) : 0;
      const clash = bound && item.start < before.end;
      const late = bound && !clash && item.start - before.end < way;
      rows.append(line(item, said(item) || (item.off && mine.dataset.cancelled), clash && mine.dataset.clash, late && mine.dataset.travel.replace("%", way)));
      if (!item.off && !item.loose && (!before || item.end > before.end)) before = item;
    }
    addStars(into);
  };
  const stamp = (minute) => new Date(minute * 60000).toISOString().replace(/[-:]|\.\d+/g, "");
  const escaped = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  // RFC 5545 §3.1: no line longer than 75 octets; the next begins with a space.
  const fold = (text) => {
    const lines = [];
    let part = "";
    let size = 0;
    for (const symbol of text) {
      const octets = new TextEncoder().encode(symbol).length;
      if (size + octets > 74) { lines.push(part); part = " "; size = 1; }
      part += symbol;
      size += octets;
    }
    return [...lines, part].join("\r\n");
  };
  button.addEventListener("click", () => {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guildhall//Stars//EN"];
    for (const item of chosen) lines.push("BEGIN:VEVENT", "UID:" + item.slug + "@" + mine.dataset.edition + ".guildhall", "DTSTAMP:" + stamp(now() / 60000), "DTSTART:" + stamp(item.start), "DTEND:" + stamp(item.end), "SUMMARY:" + escaped(item.title), "LOCATION:" + escaped(item.hall + ", " + item.venue), "URL:" + location.origin + activities + item.slug, ...(item.off ? ["STATUS:CANCELLED"] : []), "END:VEVENT");
    lines.push("END:VCALENDAR", "");
    const file = URL.createObjectURL(new Blob([lines.map(fold).join("\r\n")], { type: "text/calendar" }));
    const link = make("a");
    link.href = file;
    link.download = mine.dataset.edition + ".ics";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(file), 60000);
  });
  document.addEventListener("stars", list);
  list();
});
// The home page: what the server wrote may be hours old.
const live = document.querySelector("[data-live] [data-list]") && document.querySelector("[data-live]");
if (live) read(live.dataset.live).then((data) => {
  const shown = (name, items) => {
    const box = live.querySelector("[data-list=" + name + "]");
    if (!box) return;
    box.hidden = !items.length;
    const slugs = items.slice(0, 6).map((item) => activities + item.slug).join();
    if (slugs === [...box.querySelectorAll("a.title")].map((link) => link.getAttribute("href")).join()) return;
    box.querySelector("ol").replaceChildren(...items.slice(0, 6).map((item) => line(item)));
    addStars(box);
  };
  const refresh = () => {
    const minute = now() / 60000;
    const open = data.items.filter((item) => !item.inner && !item.off);
    shown("now", open.filter((item) => item.start <= minute && minute < item.end));
    shown("next", open.filter((item) => item.start > minute));
    live.hidden = !live.querySelector("[data-list]:not([hidden])");
  };
  refresh();
  setInterval(refresh, 60000);
});
const told = document.querySelector("[data-changed]");
if (told && readStars().size) changedStars().then((changed) => {
  const weighty = [...changed.values()].filter(({ slug }) => readStars().has(slug));
  told.hidden = !weighty.length;
  told.querySelector("a").textContent = told.dataset.changed.replace("%", weighty.length);
});
for (const cloth of document.querySelectorAll("[data-cloth]")) {
  const minute = (now() - Number(cloth.dataset.cloth)) / 60000 - Number(cloth.dataset.from);
  const [, , width, height] = cloth.getAttribute("viewBox").split(" ").map(Number);
  if (minute < 0 || minute > height) continue;
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
  mark.setAttribute("class", "clothnow");
  mark.setAttribute("d", "M0 " + minute + "h" + width);
  cloth.append(mark);
}
