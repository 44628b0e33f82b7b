"""Runs OR-Tools CP-SAT on one model, for `bench-solve peers`; see README.md beside.

Called as `MODEL.py SECONDS wall|cpu WORKERS SEED` with the problem as JSON on standard input; prints
one JSON object. The time in which Python builds the model is not counted. Answers are scored by the
bench's own checkers, not here.
"""

import json
import sys
import threading
import time

from ortools.sat.python import cp_model


def run(modelled):
    """`modelled` takes a problem and gives the model and what reads an answer from a solver."""
    seconds, clock, workers, seed = sys.argv[1:5]
    model, answer = modelled(json.load(sys.stdin))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = int(workers)
    solver.parameters.random_seed = int(seed)
    wall, cpu = time.monotonic(), time.process_time()
    if clock == "wall":
        solver.parameters.max_time_in_seconds = float(seconds)
    else:
        stopped = threading.Thread(target=stop, args=(solver, cpu + float(seconds)), daemon=True)
        stopped.start()
    status = solver.solve(model)
    print(json.dumps({
        "status": solver.status_name(status).capitalize(),
        "seconds": time.monotonic() - wall,
        "cpu": time.process_time() - cpu,
        "bound": solver.best_objective_bound,
        "answer": answer(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None,
    }))


def stop(solver, end):
    """Asks again and again, since a search that has not begun yet does not hear it."""
    while True:
        time.sleep(0.02)
        if time.process_time() >= end:
            solver.stop_search()
