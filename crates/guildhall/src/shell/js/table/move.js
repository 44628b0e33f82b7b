// Hands: the mouse drags, a finger that rests takes up, the keyboard takes up and puts down. All end
// in one `put`.
let held = null;

const say = (text) => {
  ui.live.textContent = "";
  ui.live.textContent = text;
};
const note = (text, bad) => {
  ui.note.textContent = text;
  ui.note.classList.toggle("bad", Boolean(bad));
};

const choose = (act) => {
  if (chosen && tiles.has(chosen)) tiles.get(chosen).tabIndex = -1;
  chosen = act;
  if (act && tiles.has(act)) tiles.get(act).tabIndex = 0;
  drawFoot(act, act && act.at);
};

const snap = (minute) => Math.round(minute / GRID) * GRID;
const clamp = (act, from) => Math.max(day * DAY + axis[0], Math.min(day * DAY + axis[1] - Math.min(act.minutes, axis[1] - axis[0]), from));

// What is held hangs over the board, and those it meets are marked.
const hang = (at) => {
  held.at = at;
  for (const item of held.marked) item.classList.remove("meets");
  held.marked = [];
  const troubles = at ? check(held.act, at) : [];
  const ghost = held.ghost;
  ghost.hidden = !at;
  if (at) {
    ghost.style.transform = "translate(" + (RAIL + at.hall * width()) + "px," + top(at.from) + "px)";
    ghost.style.width = width() + "px";
    ghost.style.height = Math.max(14, at.len * scale()) + "px";
    ghost.className = "t-ghost t-p" + held.act.part + (troubles.some((one) => one.block) ? " block" : troubles.length ? " clash" : " fine");
    ghost.lastChild.textContent = span(at) + " · " + halls[at.hall].name;
    for (const { other } of troubles) {
      const item = other && tiles.get(other);
      if (item) {
        item.classList.add("meets");
        held.marked.push(item);
      }
    }
  }
  drawFoot(held.act, at);
  return troubles;
};

const take = (act, by) => {
  const ghost = make("div", "t-ghost");
  ghost.append(make("b", "", act.title), make("span"));
  ui.body.append(ghost);
  held = { act, by, ghost, marked: [], at: act.at, from: act.at };
  host.classList.add("holding");
  if (tiles.has(act)) tiles.get(act).classList.add("taken");
  drawAway(act);
};

const letGo = () => {
  const { act, ghost, marked } = held;
  for (const item of marked) item.classList.remove("meets");
  ghost.remove();
  host.classList.remove("holding");
  for (const band of ui.body.querySelectorAll(".t-away")) band.remove();
  ui.tray.classList.remove("over");
  if (tiles.has(act)) tiles.get(act).classList.remove("taken");
  held = null;
  if (stale) setTimeout(refresh);
};

const same = (a, b) => (a === null || b === null ? a === b : a.hall === b.hall && a.from === b.from && a.len === b.len);

// Puts it there at once, and asks the server; what it refuses goes back.
const put = (act, at) => {
  if (same(act.at, at)) {
    say(word("dropped_back"));
    return;
  }
  const before = act.at;
  const along = riders(act).map((one) => [one, one.at]);
  const touched = new Set(shift(act, at && { ...at, spot: before && before.hall === at.hall ? before.spot : false }));
  for (const [one, was] of along) {
    if (!was) continue;
    for (const hall of shift(one, at && { hall: at.hall, from: at.from + was.from - before.from, len: was.len, spot: was.spot && at.hall === before.hall })) touched.add(hall);
  }
  act.saving = true;
  redraw(touched);
  choose(act);
  say(at ? word("dropped", { title: act.title, place: placeWords(at) }) : word("released"));
  picked.delete(act);
  send(act, at, () => {
    const back = new Set(shift(act, before));
    for (const [one, was] of along) for (const hall of shift(one, was)) back.add(hall);
    redraw(back);
  });
};

const redraw = (touched) => {
  const focus = document.activeElement && document.activeElement.act;
  for (const hall of touched) drawHall(hall);
  drawTray();
  drawTroubles();
  if (!focus || document.activeElement !== document.body) return;
  const cards = [...ui.list.querySelectorAll("[role=button]")];
  const again = [tiles.get(focus), ...cards].find((one) => one && one.isConnected && one.act === focus);
  if (again) again.focus({ preventScroll: true });
};

// Where the pointer is, as a place.
const under = (x, y, grip) => {
  const box = ui.scroll.getBoundingClientRect();
  if (x < box.left + RAIL || x > box.right || y < box.top || y > box.bottom) return null;
  const body = ui.body.getBoundingClientRect();
  const hall = Math.floor((x - body.left - RAIL) / width());
  if (hall < 0 || hall >= halls.length) return null;
  const minute = snap((y - body.top - grip) / scale() + axis[0] + day * DAY);
  return { hall, from: clamp(held.act, minute), len: held.act.minutes };
};

// A finger that rests this long on an activity means it.
const REST_MS = 320;

const hands = () => {
  let press = null;
  let wanted = null;
  const drag = () => {
    wanted = wanted && null;
    if (!held || held.by !== "hand") return;
    const { x, y } = press;
    const box = ui.scroll.getBoundingClientRect();
    const edge = 48;
    const pull = (near, far, at) => (at < near + edge ? at - near - edge : at > far - edge ? at - far + edge : 0);
    const inside = x > box.left && x < box.right && y > box.top && y < box.bottom;
    if (inside) ui.scroll.scrollBy({ left: pull(box.left + RAIL, box.right, x) / 3, top: pull(box.top + 40, box.bottom, y) / 3, behavior: "instant" });
    const tray = ui.tray.getBoundingClientRect();
    held.out = x < tray.right && y > tray.top && y < tray.bottom;
    ui.tray.classList.toggle("over", held.out && Boolean(held.from));
    hang(held.out ? null : under(x, y, press.grip) || held.at);
    wanted = requestAnimationFrame(drag);
  };
  const lift = () => {
    take(press.act, "hand");
    wanted = requestAnimationFrame(drag);
  };
  const end = () => {
    if (press) clearTimeout(press.resting);
    press = null;
  };
  host.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[role=button]");
    if (!item || !item.act || event.button !== 0 || held) return;
    if (press && press.pointer !== event.pointerId) return;
    end();
    const box = item.getBoundingClientRect();
    const onBoard = item.classList.contains("t-act");
    press = { act: item.act, x0: event.clientX, y0: event.clientY, x: event.clientX, y: event.clientY, grip: onBoard ? event.clientY - box.top : 8, pointer: event.pointerId };
    choose(item.act);
    if (event.pointerType === "touch") {
      // A finger that moves at once scrolls; one that rests takes it up.
      press.resting = setTimeout(() => {
        if (navigator.vibrate) navigator.vibrate(15);
        lift();
      }, REST_MS);
      return;
    }
    item.focus({ preventScroll: true });
    event.preventDefault();
  });
  // Once something is held, the finger moves it and scrolls nothing.
  host.addEventListener("touchmove", (event) => {
    if (held && held.by === "hand") event.preventDefault();
  }, { passive: false });
  host.addEventListener("contextmenu", (event) => {
    if (press && event.target.closest("[role=button]")) event.preventDefault();
  });
  addEventListener("pointermove", (event) => {
    if (!press || event.pointerId !== press.pointer) return;
    press.x = event.clientX;
    press.y = event.clientY;
    if (held) return;
    const far = Math.hypot(press.x - press.x0, press.y - press.y0);
    if (press.resting === undefined) {
      if (far > 4) lift();
    } else if (far > 10) {
      end();
    }
  });
  addEventListener("pointerup", (event) => {
    if (!press || event.pointerId !== press.pointer) return;
    cancelAnimationFrame(wanted);
    if (held && held.by === "hand") {
      const { act, out } = held;
      const at = out ? null : under(press.x, press.y, press.grip) || held.at;
      letGo();
      if (at || out) put(act, at);
    }
    end();
  });
  addEventListener("pointercancel", (event) => {
    if (press && event.pointerId !== press.pointer) return;
    if (held && held.by === "hand") letGo();
    end();
  });
  host.addEventListener("focusin", (event) => {
    if (event.target.act && !held) choose(event.target.act);
  });
  host.addEventListener("keydown", (event) => keys(event, () => {
    end();
    cancelAnimationFrame(wanted);
  }));
};

const keys = (event, release) => {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z") {
    event.preventDefault();
    turn(event.shiftKey ? "redo" : "undo");
    return;
  }
  if (command && event.key.toLowerCase() === "y") {
    event.preventDefault();
    turn("redo");
    return;
  }
  const item = event.target;
  if (held && event.key === "Escape") {
    event.preventDefault();
    release();
    letGo();
    drawFoot(chosen, chosen && chosen.at);
    say(word("dropped_back"));
    return;
  }
  if (!item.act || command) return;
  if (held && held.by === "keys") heldKeys(event);
  else if (!held) freeKeys(event, item);
};

// Nothing is held: arrows go from one to the next, Enter takes up.
const freeKeys = (event, item) => {
  const { act } = item;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    take(act, "keys");
    const at = act.at || { hall: nearHall(), from: nearMinute(act), len: act.minutes };
    if (dayOf(at) === day) hang(at);
    look(at);
    say(word("grabbed", { title: act.title, place: act.at ? placeWords(act.at) : word("tray") }));
  } else if ((event.key === "Delete" || event.key === "Backspace") && act.at) {
    event.preventDefault();
    put(act, null);
  } else if (event.key.startsWith("Arrow") && item.classList.contains("t-act")) {
    event.preventDefault();
    const next = neighbour(act, event.key);
    if (next) tiles.get(next).focus();
  }
};

const neighbour = (act, key) => {
  const list = [...tiles.keys()].filter((one) => tiles.get(one).isConnected && onDay(one));
  const column = (i) => list.filter((one) => one.at.hall === i).sort((a, b) => a.at.from - b.at.from);
  const own = column(act.at.hall);
  const at = own.indexOf(act);
  if (key === "ArrowUp") return own[at - 1];
  if (key === "ArrowDown") return own[at + 1];
  const step = key === "ArrowRight" ? 1 : -1;
  for (let i = act.at.hall + step; i >= 0 && i < halls.length; i += step) {
    const there = column(i);
    const far = (one) => Math.abs(one.at.from - act.at.from);
    if (there.length) return there.reduce((best, one) => (far(one) < far(best) ? one : best));
  }
  return null;
};

// Something is held: arrows move it, Enter puts it down.
const heldKeys = (event) => {
  const { act, at } = held;
  const far = event.shiftKey ? 60 : GRID;
  const moves = { ArrowUp: [0, -far], ArrowDown: [0, far], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  if (event.key in moves) {
    event.preventDefault();
    const [side, down] = moves[event.key];
    const hall = Math.max(0, Math.min(halls.length - 1, at.hall + side));
    const to = { hall, from: clamp(act, at.from + down), len: at.len };
    const troubles = hang(to);
    look(to);
    say(word("at", { hall: halls[hall].name, time: span(to) }) + (troubles.length ? ". " + troubles.map((one) => one.said).join(". ") : ""));
  } else if (event.key === "PageDown" || event.key === "PageUp") {
    event.preventDefault();
    const to = day + (event.key === "PageDown" ? 1 : -1);
    if (to < 0 || to >= sheet.days.length) return;
    const from = at.from + (to - day) * DAY;
    letGo();
    turnTo(to);
    take(act, "keys");
    hang({ ...at, from: clamp(act, from) });
    ui.scroll.tabIndex = -1;
    focusHeld();
    say(placeWords(held.at));
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    letGo();
    put(act, at);
    if (tiles.has(act)) tiles.get(act).focus({ preventScroll: true });
  } else if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    letGo();
    if (act.at) put(act, null);
  }
};

// After turning to another day the one that is held has no tile: its ghost keeps the keyboard.
const focusHeld = () => {
  held.ghost.tabIndex = -1;
  held.ghost.act = held.act;
  held.ghost.focus({ preventScroll: true });
};

const nearHall = () => Math.max(0, Math.min(halls.length - 1, Math.floor(ui.scroll.scrollLeft / width())));
const nearMinute = (act) => clamp(act, snap(ui.scroll.scrollTop / scale() + axis[0] + day * DAY));
const look = (at) => {
  const box = ui.scroll;
  const x = at.hall * width();
  const y = top(at.from);
  if (x < box.scrollLeft || x + width() > box.scrollLeft + box.clientWidth - RAIL) box.scrollLeft = x - width();
  if (y < box.scrollTop || y + at.len * scale() > box.scrollTop + box.clientHeight - 60) box.scrollTop = y - 80;
};
