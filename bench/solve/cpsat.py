"""OR-Tools CP-SAT on a published B2B problem, to be run beside `bench-solve b2b`.

    python -m venv peer && peer/bin/pip install ortools
    cargo run --release -p bench-solve -- b2b --beside peer/bin/python

Called as `cpsat.py FILE.dzn SECONDS WORKERS SEED`; prints one JSON object. The answer is scored by
the bench's own checker, not here.
"""

import json
import re
import sys
import time

from ortools.sat.python import cp_model

SPREAD_MAX = 2


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        text = re.sub(r"%[^\n]*", "", file.read())
    fields = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    fields = {name.strip(): value for name, value in fields.items()}

    def numbers(value):
        return [int(word) for word in re.findall(r"-?\d+", value)]

    def sets(name, count):
        found = re.findall(r"\{([^}]*)\}", fields.get(name, ""))
        return [set(numbers(one)) - {0} for one in found] or [set()] * count

    flat = numbers(fields["requested"])
    meetings = [flat[at : at + 3] for at in range(0, len(flat), 3)]
    size = {name: int(fields[name]) for name in ("nBusiness", "nTables", "nTotalSlots", "nMorningSlots")}
    fixed = numbers(fields["fixed"]) if "fixed" in fields else [0] * len(meetings)
    return size, meetings, sets("forbidden", size["nBusiness"]), fixed, sets("precedences", len(meetings))


def modelled(size, meetings, forbidden, fixed, precedences):
    model = cp_model.CpModel()
    slots = range(1, size["nTotalSlots"] + 1)
    held = []
    for (one, other, session), place in zip(meetings, fixed):
        row = {}
        for slot in slots:
            morning = slot <= size["nMorningSlots"]
            fits = session == 3 or (session == 1) == morning
            free = slot not in forbidden[one - 1] and slot not in forbidden[other - 1]
            if fits and free and place in (0, slot):
                row[slot] = model.new_bool_var("")
        model.add_exactly_one(row.values())
        held.append(row)
    start = [sum(slot * literal for slot, literal in row.items()) for row in held]
    for later, earlier in enumerate(precedences):
        for before in earlier:
            model.add(start[before - 1] + 1 <= start[later])
    for slot in slots:
        model.add(sum(row[slot] for row in held if slot in row) <= size["nTables"])
    counts = []
    for who in range(1, size["nBusiness"] + 1):
        mine = [row for row, meeting in zip(held, meetings) if who in meeting[:2]]
        counts.append(breaks(model, mine, slots))
    least = model.new_int_var(0, len(slots), "")
    for count in counts:
        model.add(count >= least)
        model.add(count <= least + SPREAD_MAX)
    model.minimize(sum(counts))
    return model, held


def breaks(model, mine, slots):
    """Runs of busy slots, less one."""
    if not mine:
        return 0
    runs, before = [], None
    for slot in slots:
        busy = model.new_bool_var("")
        model.add(sum(row[slot] for row in mine if slot in row) == busy)
        run = busy
        if before is not None:
            run = model.new_bool_var("")
            model.add_implication(run, busy)
            model.add_implication(run, ~before)
            model.add_bool_or(run, ~busy, before)
        runs.append(run)
        before = busy
    model.add(sum(runs) >= 1)
    return sum(runs) - 1


def main():
    path, seconds, workers, seed = sys.argv[1:5]
    model, held = modelled(*read(path))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = float(seconds)
    solver.parameters.num_workers = int(workers)
    solver.parameters.random_seed = int(seed)
    began = time.monotonic()
    status = solver.solve(model)
    outcome = {"status": solver.status_name(status).capitalize(), "seconds": time.monotonic() - began}
    outcome["bound"] = solver.best_objective_bound
    outcome["answer"] = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        outcome["answer"] = [next(slot for slot in row if solver.value(row[slot])) for row in held]
    print(json.dumps(outcome))


main()
