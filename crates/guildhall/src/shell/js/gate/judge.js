// What a gate answers on its own: the same as door/rules.rs, with what the list says.

// A day as the edition's zone has it.
const dayIn = (zone, at) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
const laneOf = (id, lanes) => parseInt(id.slice(-2), 16) % lanes;

// Who was seen lately enough: on the same day, and no longer ago than they stay.
const seenLately = (door, pass, at) => pass.at > 0 && at - pass.at < door.gate.stay_minutes * 6e4
  && dayIn(door.edition.zone, pass.at) === dayIn(door.edition.zone, at);

// The answer to a code or to a pass of the list, and the pass if it is known.
const judged = async (door, list, { text, id }, way, at) => {
  let pass = id ? list.get(id) : null;
  let signed = null;
  if (!id) {
    const short = shortOf(text);
    if (short) {
      pass = list.byShort(short);
    } else {
      signed = await opened(door, text);
      if (signed.wrong) return { answer: signed.wrong };
      pass = list.get(signed.id);
    }
  }
  if (!pass && !signed) return { answer: 'unknown' };
  if (!pass) {
    // Newer than our list: its signature vouches for it.
    const sort = door.passes.find((one) => one.kind === signed.kind);
    pass = { id: signed.id, holder: '', pass: sort ? sort.slug : '', state: 'ok', at: 0, inside: false, fresh: true };
  }
  if (way === 'out') return { answer: seenLately(door, pass, at) && pass.inside ? 'left' : 'not_inside', pass };
  const day = dayIn(door.edition.zone, at);
  const sort = door.passes.find((one) => one.slug === pass.pass);
  const days = sort && sort.days.length ? sort.days : (signed ? signed.days : []);
  const off = (all) => all.length > 0 && !all.includes(day);
  let answer = 'admitted';
  if (pass.state === 'off') answer = 'cancelled';
  else if (pass.state === 'waits') answer = 'not_confirmed';
  else if (door.gate.passes.length && !door.gate.passes.includes(pass.pass)) answer = 'wrong_gate';
  else if (off(door.gate.days) || off(days)) answer = 'wrong_day';
  else if (door.gate.lanes > 1 && laneOf(pass.id, door.gate.lanes) !== door.gate.lane) answer = 'other_lane';
  else if (door.gate.reentry !== 'free' && seenLately(door, pass, at)) {
    if (door.gate.reentry === 'never') answer = 'used';
    else if (pass.inside) answer = 'already_inside';
  }
  return { answer, pass, before: seenLately(door, pass, at) ? pass.at : 0 };
};
