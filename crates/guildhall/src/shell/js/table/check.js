// What would conflict, said while something is dragged. The server looks again and decides.
const overlap = (a, b) => a.from < b.from + b.len && b.from < a.from + a.len;
const within = (open, at) => open === null || open.some(([from, until]) => from <= at.from && at.from + at.len <= until);

const check = (act, at) => {
  const found = [];
  const hall = halls[at.hall];
  const add = (sort, other, given) => {
    const rule = sheet.rules[sort];
    if (rule !== "ignore") found.push({ sort, other, block: rule === "block", said: word(sort + "_of", { one: act.title, other: other ? other.title : "", hall: hall.name, time: span(at), ...given }) });
  };
  for (const person of act.people) {
    for (const other of ofPerson[person]) {
      if (other === act || other.off || !other.at || related(act, other)) continue;
      const name = sheet.people[person];
      if (overlap(at, other.at)) {
        add("person_twice", other, { person: name });
        continue;
      }
      const gap = at.from < other.at.from ? other.at.from - at.from - at.len : at.from - other.at.from - other.at.len;
      const way = sheet.travel[hall.venue][halls[other.at.hall].venue];
      if (way !== null && gap < way) add("travel_too_short", other, { person: name, gap, way });
    }
  }
  for (const [person, who, from, len, wish] of sheet.absences) {
    const needed = person !== null ? act.people.includes(person) : act.hosts.includes(who);
    if (needed && overlap(at, { from, len })) add(wish ? "rather_not" : "away", null, { who: person !== null ? sheet.people[person] : sheet.hosts[who] });
  }
  for (const other of inHall[at.hall]) {
    if (other === act || !overlap(at, other.at) || (at.spot && other.at.spot) || related(act, other)) continue;
    add("hall_twice", other, {});
  }
  if (act.places !== null && hall.seats !== null && act.places > hall.seats) add("hall_too_small", null, { places: act.places, seats: hall.seats });
  if (!within(hall.around, at) || !within(hall.open, at)) add("outside_opening", null, {});
  return found;
};
