// The solver: asked from the foot of the tray, watched, and its plan shown on the board before it is
// accepted or thrown away.
let run = null;
let plan = null;

const button = (key, act, plain) => {
  const made = make("button", "act small" + (plain ? " plain" : ""), word(key));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const drawRuns = () => {
  ui.runs.textContent = "";
  ui.tray.classList.toggle("planning", Boolean(plan));
  if (run && run.state === "running") {
    const bar = make("progress");
    bar.max = run.steps_max || 1;
    bar.value = run.steps;
    bar.setAttribute("aria-label", word("run_working"));
    ui.runs.append(make("p", "t-solver", word("run_working")), bar, button("run_stop", () => queue(() => ask("/runs/" + run.id + "/stop", {})), true));
    return;
  }
  if (plan) {
    drawPlan();
    return;
  }
  const these = button("run_these", () => start([["kind", "these"], ...[...picked].map((act) => ["activity", act.slug])]), true);
  these.disabled = !picked.size;
  const rest = button("run_rest", () => start([["kind", "rest"]]));
  rest.disabled = !acts.some(waits);
  const improve = button("run_improve", () => start([["kind", "improve"]]), true);
  const hall = make("select");
  hall.setAttribute("aria-label", word("run_without"));
  hall.append(new Option(word("run_without") + "…", ""));
  sheet.venues.forEach((venue, v) => {
    const group = make("optgroup");
    group.label = venue.name;
    for (const one of halls) if (one.venue === v) group.append(new Option(one.name, one.id));
    if (group.children.length) hall.append(group);
  });
  hall.addEventListener("change", () => {
    if (hall.value) start([["kind", "without_hall"], ["hall", hall.value]]);
  });
  const row = make("div", "t-asks");
  row.append(rest, these, improve);
  ui.runs.append(make("p", "t-solver", word("solver")), row, hall, make("p", "quiet", word("solver_hint")));
};

// What would move, and why: in place of the tray.
const drawPlan = () => {
  const list = make("ul", "t-plan");
  const entry = (slug, said, why) => {
    const act = bySlug.get(slug);
    const item = make("li", act ? "t-p" + act.part : "");
    item.append(make("b", "", act ? act.title : slug), make("span", "", said), make("span", "quiet", why));
    if (act) item.addEventListener("click", () => {
      const at = read((plan.moves.find((one) => one.slug === slug) || {}).at);
      if (!at) return;
      if (dayOf(at) !== day) turnTo(dayOf(at));
      look(at);
    });
    list.append(item);
  };
  // What rides along is said by what it rides in.
  const own = plan.moves.filter((one) => !one.along);
  for (const one of own) entry(one.slug, one.from + " → " + one.to, one.why);
  if (plan.left.length) list.append(make("li", "t-sub", word("run_left") + " " + plan.left.length));
  for (const one of plan.left) entry(one.slug, "", one.why);
  for (const line of plan.told) list.append(make("li", "quiet", line));
  const row = make("div", "t-asks");
  if (plan.moves.length) row.append(button("run_accept", () => settle("accept")));
  row.append(button("run_discard", () => settle("discard"), true));
  const what = plan.moves.length ? word("run_moves") + " " + own.length : word("run_nothing");
  ui.runs.append(make("p", "t-solver", plan.task + ": " + what), make("p", "quiet", plan.before_after), list, row);
};

// The plan's places, over the board.
const drawProposed = () => {
  for (const old of ui.body.querySelectorAll(".t-proposed")) old.remove();
  for (const one of plan ? plan.moves : []) {
    const [act, at] = [bySlug.get(one.slug), read(one.at)];
    if (!act || !at || dayOf(at) !== day || rides(act)) continue;
    const item = make("div", "t-proposed t-p" + act.part);
    item.style.transform = "translate(" + (RAIL + at.hall * width()) + "px," + top(at.from) + "px)";
    item.style.width = width() + "px";
    item.style.height = Math.max(14, at.len * scale()) + "px";
    item.append(make("b", "", act.title), make("span", "", span(at)));
    ui.body.append(item);
  }
};

const start = (fields) => queue(async () => {
  const { ok, said } = await ask("/runs", fields);
  if (!ok) {
    note(said.error || word("failed"), true);
    say(said.error || word("failed"));
  }
});

const settle = (how) => queue(async () => {
  const { id } = plan;
  const { ok, said } = await ask("/runs/" + id + "/" + how, {});
  if (!ok) {
    note(troubled(said) || word("failed"), true);
    say(troubled(said) || word("failed"));
    return;
  }
  plan = null;
  if (how === "accept") {
    picked.clear();
    follow(said);
    turnsAre(said.undo, said.redo);
  }
  drawRuns();
  drawProposed();
  note(word("run_" + how + "ed"));
  say(word("run_" + how + "ed"));
});

// What the stream tells of the run that was asked for last.
const runIs = async (told) => {
  run = told;
  if (told && told.state === "proposed") {
    const answer = await fetch(root + "/runs/" + told.id, { headers: { accept: "application/json" } });
    plan = answer.ok ? await answer.json() : null;
    if (plan) say(plan.task + ": " + word("run_moves") + " " + plan.moves.length);
    const first = plan && plan.moves.map((one) => read(one.at)).find((at) => at);
    if (first && dayOf(first) !== day) turnTo(dayOf(first));
    if (first) look(first);
  } else {
    plan = null;
    if (told && told.state === "failed") note(word("run_failed"), true);
  }
  drawRuns();
  drawProposed();
};
