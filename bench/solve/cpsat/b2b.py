"""The published B2B problem (Bofill and others) for CP-SAT: who meets in which slot."""

from ortools.sat.python import cp_model

import driver


def modelled(problem):
    model = cp_model.CpModel()
    slots = range(problem["slots"])
    held = []
    for meeting in problem["meetings"]:
        row = {slot: model.new_bool_var("") for slot in meeting["slots"]}
        model.add_exactly_one(row.values())
        held.append(row)
    start = [sum(slot * literal for slot, literal in row.items()) for row in held]
    for later, meeting in enumerate(problem["meetings"]):
        for before in meeting["after"]:
            model.add(start[before] + 1 <= start[later])
    for slot in slots:
        model.add(sum(row[slot] for row in held if slot in row) <= problem["tables"])
    counts = []
    for who in range(problem["participants"]):
        mine = [row for row, one in zip(held, problem["meetings"]) if who in one["parties"]]
        counts.append(breaks(model, mine, slots))
    least = model.new_int_var(0, len(slots), "")
    for count in counts:
        model.add(count >= least)
        model.add(count <= least + problem["spread_max"])
    model.minimize(sum(counts))
    return model, lambda solver: [read(solver, row) for row in held]


def breaks(model, mine, slots):
    """A break ends where somebody is idle, was busy before and is busy next."""
    busy = []
    for slot in slots:
        here = [row[slot] for row in mine if slot in row]
        model.add_at_most_one(here)
        busy.append(sum(here))
    if len(mine) < 2:
        return 0
    ends, seen = [], busy[0]
    for slot in slots[1:-1]:
        idle, next_one = 1 - busy[slot], busy[slot + 1]
        end, sees = model.new_bool_var(""), model.new_bool_var("")
        model.add(end >= seen + idle + next_one - 2)
        # What is counted is a break indeed: the fair spread looks at the fewest as well.
        for needed in (seen, idle, next_one):
            model.add(end <= needed)
        model.add(sees >= seen)
        model.add(sees >= busy[slot])
        model.add(sees <= seen + busy[slot])
        ends.append(end)
        seen = sees
    return sum(ends)


def read(solver, row):
    return next(slot for slot in row if solver.value(row[slot])) + 1


driver.run(modelled)
