"""Conference scheduling (Kheiri, Pylyavskyy, Jacko) for CP-SAT: all sixteen terms of the library.

A track has a cell (session, room); a submission has a cell of its track and, where slots matter, a
start in it. Terms of weight 0 are left out.
"""

from itertools import combinations

from ortools.sat.python import cp_model

import driver


class Board:
    """The variables that all terms share."""

    def __init__(self, problem):
        self.problem, self.model = problem, cp_model.CpModel()
        self.length = [one["slots"] for one in problem["submissions"]]
        self.track = [one["track"] for one in problem["submissions"]]
        self.slots = problem["sessions"]
        self.sessions, self.rooms = range(len(self.slots)), range(len(problem["rooms"]))
        self.tracks, self.submissions = range(len(problem["tracks"])), range(len(self.length))
        self.cells = [(session, room) for session in self.sessions for room in self.rooms]
        self.members = [[at for at in self.submissions if self.track[at] == track] for track in self.tracks]
        self.costs = []
        self.place_tracks()
        self.place_submissions()

    def bool(self):
        return self.model.new_bool_var("")

    def cost(self, weight, term):
        if weight:
            self.costs.append(weight * term)

    def cost_more(self, weight, count, free):
        """What is more than `free`; a variable, so that the bound is never below 0."""
        if weight:
            more = self.model.new_int_var(0, len(self.cells), "")
            self.model.add(more == count - free)
            self.cost(weight, more)

    def place_tracks(self):
        self.has = [{cell: self.bool() for cell in self.cells} for _ in self.tracks]
        for cell in self.cells:
            self.model.add_at_most_one(has[cell] for has in self.has)
        self.running = [[sum(has[s, r] for r in self.rooms) for s in self.sessions] for has in self.has]
        self.runs = []
        for running, has in zip(self.running, self.has):
            self.runs.append([self.bool() for _ in self.sessions])
            for s in self.sessions:
                self.model.add_max_equality(self.runs[-1][s], [has[s, r] for r in self.rooms])

    def place_submissions(self):
        self.stands = []
        for length in self.length:
            row = {cell: self.bool() for cell in self.cells if self.slots[cell[0]] >= length}
            self.model.add_exactly_one(row.values())
            self.stands.append(row)
        for track, has in zip(self.tracks, self.has):
            for cell in self.cells:
                inside = [(self.length[at], self.stands[at][cell]) for at in self.members[track] if cell in self.stands[at]]
                filled = sum(length * stands for length, stands in inside)
                self.model.add(filled <= self.slots[cell[0]] * has[cell])
                self.model.add(sum(stands for _, stands in inside) >= has[cell])
        self.in_session = [self.summed(row, 0, self.sessions) for row in self.stands]
        self.in_room = [self.summed(row, 1, self.rooms) for row in self.stands]

    @staticmethod
    def summed(row, part, over):
        return [sum(stands for cell, stands in row.items() if cell[part] == at) for at in over]

    def place_starts(self):
        """Which slot each submission begins in, and nothing twice in one slot of a cell."""
        self.begins, self.starts, self.busy, inside = [], [], [], {cell: [] for cell in self.cells}
        for at, length in enumerate(self.length):
            begins = [[self.bool() for _ in range(self.slots[s] - length + 1)] for s in self.sessions]
            self.begins.append(begins)
            for s in self.sessions:
                self.model.add(sum(begins[s]) == self.in_session[at][s])
            self.busy.append([
                [sum(begins[s][max(0, k - length + 1) : k + 1]) for k in range(self.slots[s])]
                for s in self.sessions
            ])
            start = self.model.new_int_var(0, max(self.slots), "")
            self.model.add(start == sum(k * begin for row in begins for k, begin in enumerate(row)))
            self.starts.append(start)
            for (s, r), stands in self.stands[at].items():
                inside[s, r].append(self.model.new_optional_fixed_size_interval_var(start, length, stands, ""))
        for intervals in inside.values():
            self.model.add_no_overlap(intervals)


def modelled(problem):
    board = Board(problem)
    weights = problem["weights"]
    tracks_in_cells(board, weights)
    tracks_side_by_side(board, weights)
    tracks_together(board, weights)
    submissions_in_cells(board, weights)
    presenters = met(problem, lambda one, other: presenters_meet(problem, one, other)) if weights[11] + weights[14] else []
    attendees = met(problem, lambda one, other: attendees_meet(problem, one, other)) if weights[12] + weights[15] else []
    meet_in_sessions(board, [(weights[11], presenters), (weights[12], attendees)])
    ordered = ordered_pairs(board) if weights[8] else []
    in_slots = [(weights[14], presenters), (weights[15], attendees), (weights[8], ordered)]
    slots_matter = any(weight and pairs for weight, pairs in in_slots) or weights[8] and any_order(problem)
    if slots_matter:
        board.place_starts()
        meet_in_slots(board, in_slots)
        orders(board, weights[8])
    board.model.minimize(sum(board.costs))
    return board.model, lambda solver: read(board, solver, slots_matter)


def tracks_in_cells(board, weights):
    problem = board.problem
    for track, has in zip(board.tracks, board.has):
        for (s, r), one in has.items():
            board.cost(weights[0] * problem["track_sessions"][track][s], one)
            board.cost(weights[1] * problem["track_rooms"][track][r], one)
            board.cost(weights[2] * problem["session_rooms"][s][r], one)


def tracks_side_by_side(board, weights):
    """Terms 4 and 14: pairs of rooms of one session with tracks that should not be side by side."""
    tracks = board.problem["tracks"]
    for one, other in combinations(board.tracks, 2):
        chairs = bool(set(tracks[one]["chairs"]) & set(tracks[other]["chairs"]))
        weight = weights[3] * board.problem["similar"][one][other] + weights[13] * chairs
        if not weight:
            continue
        for s in board.sessions:
            pairs = board.model.new_int_var(0, len(board.rooms) ** 2, "")
            board.model.add_multiplication_equality(pairs, [board.running[one][s], board.running[other][s]])
            board.cost(weight, pairs)


def tracks_together(board, weights):
    """Terms 5, 6 and 7: one room, nothing of one track in parallel, sessions in a row."""
    for track, has in zip(board.tracks, board.has):
        if not board.members[track]:
            continue
        rooms, runs = [], board.runs[track]
        for r in board.rooms:
            rooms.append(board.bool())
            board.model.add_max_equality(rooms[r], [has[s, r] for s in board.sessions])
        board.cost_more(weights[4], sum(rooms), 1)
        for s in board.sessions:
            board.cost_more(weights[5], board.running[track][s], runs[s])
        if weights[6]:
            begins, broken = [runs[0]], board.bool()
            for s in board.sessions[1:]:
                begins.append(board.bool())
                board.model.add(begins[s] >= runs[s] - runs[s - 1])
            board.model.add(sum(begins) <= 1 + broken * len(board.sessions))
            board.cost(weights[6], broken)


def submissions_in_cells(board, weights):
    for at, one in enumerate(board.problem["submissions"]):
        for s in board.sessions:
            cost = weights[7] * one["zone_penalty"][s] + weights[9] * one["session_penalty"][s]
            board.cost(cost * one["slots"], board.in_session[at][s])
        for r in board.rooms:
            board.cost(weights[10] * one["slots"] * one["room_penalty"][r], board.in_room[at][r])


def met(problem, meet):
    return [pair for pair in combinations(range(len(problem["submissions"])), 2) if meet(*pair)]


def people(problem, at):
    one = problem["submissions"][at]
    chairs = problem["tracks"][one["track"]]["chairs"]
    return set(one["presenters"]), set(one["attendees"]), set(chairs), one["track"]


def presenters_meet(problem, one, other):
    presents, _, chairs, track = people(problem, one)
    present, _, chair, another = people(problem, other)
    return bool(presents & present or track != another and (presents & chair or present & chairs))


def attendees_meet(problem, one, other):
    presents, attends, chairs, track = people(problem, one)
    present, attend, chair, another = people(problem, other)
    both = attends & attend or attends & present or attend & presents
    return bool(both or track != another and (attends & chair or attend & chairs))


def meet_in_sessions(board, weighted):
    for weight, pairs in weighted:
        for one, other in pairs if weight else []:
            meets = board.bool()
            for s in board.sessions:
                if board.track[one] != board.track[other]:
                    board.model.add(meets >= board.in_session[one][s] + board.in_session[other][s] - 1)
                    continue
                for r in board.rooms:
                    here, there = (board.stands[at].get((s, r), 0) for at in (one, other))
                    board.model.add(meets >= here + board.in_session[other][s] - there - 1)
            board.cost(weight, meets)


def meet_in_slots(board, weighted):
    for weight, pairs in weighted:
        for one, other in pairs if weight else []:
            once = min(board.length[one], board.length[other]) == 1
            meets = board.bool()
            for s in board.sessions:
                for k in range(board.slots[s]):
                    if not once:
                        meets = board.bool()
                    board.model.add(meets >= board.busy[one][s][k] + board.busy[other][s][k] - 1)
                    if not once:
                        board.cost(weight, meets)
            if once:
                board.cost(weight, meets)


def any_order(problem):
    return any(one["order"] for one in problem["submissions"])


def ordered_pairs(board):
    wishes = [one["order"] > 0 for one in board.problem["submissions"]]
    return [
        pair
        for members in board.members
        for pair in combinations([at for at in members if wishes[at]], 2)
    ]


def orders(board, weight):
    """Term 9: the position in the track, by session, room and slot."""
    most = max(board.slots)
    rank = {cell: at * most for at, cell in enumerate(board.cells)}
    for members in board.members if weight else []:
        if not any(board.problem["submissions"][at]["order"] for at in members):
            continue
        key, before = {}, {at: [] for at in members}
        for at in members:
            cells = sum(rank[cell] * stands for cell, stands in board.stands[at].items())
            key[at] = cells + board.starts[at]
        for one, other in combinations(members, 2):
            first = board.bool()
            board.model.add(key[one] < key[other]).only_enforce_if(first)
            board.model.add(key[one] > key[other]).only_enforce_if(~first)
            before[other].append(first)
            before[one].append(1 - first)
        for at in members:
            wanted = board.problem["submissions"][at]["order"]
            if wanted:
                missed = board.bool()
                board.model.add(sum(before[at]) + 1 == wanted).only_enforce_if(~missed)
                board.cost(weight, missed)


def read(board, solver, slots_matter):
    """Session, room and first slot of each submission."""
    free, answer = {cell: 0 for cell in board.cells}, []
    for at, length in enumerate(board.length):
        cell = next(cell for cell, stands in board.stands[at].items() if solver.value(stands))
        start = free[cell]
        free[cell] += length
        if slots_matter:
            start = solver.value(board.starts[at])
        answer.append([*cell, start])
    return answer


driver.run(modelled)
