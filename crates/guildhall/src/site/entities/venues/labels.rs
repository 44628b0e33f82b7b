//! Where names stand on a map so that none touches another, a point, a way or its minutes.

/// A name beside its point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    /// `start`, `middle` or `end`: which part of the words stands at `x`.
    pub anchor: &'static str,
}

/// What wants a name: a point of some size, and its words in so many lines.
pub struct Room {
    pub at: (f64, f64),
    pub radius: f64,
    pub words: String,
    pub lines: f64,
}

/// A way that names keep off, and where its minutes stand.
pub struct Segment {
    pub from: (f64, f64),
    pub to: (f64, f64),
    pub chip: (f64, f64),
}

#[derive(Clone, Copy)]
struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Rect {
    fn around(at: (f64, f64), half: (f64, f64)) -> Self {
        let (x, y) = at;
        Self { left: x - half.0, top: y - half.1, right: x + half.0, bottom: y + half.1 }
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn leaves(&self, (width, height): (f64, f64)) -> bool {
        self.left < 0.0 || self.top < 0.0 || self.right > width || self.bottom > height
    }
}

/// A label for each room, in their order: to the right when that is free, else to the left, above,
/// below or at a slant.
pub fn place_labels(
    rooms: &[Room],
    segments: &[Segment],
    paper: (f64, f64),
    font: f64,
) -> Vec<Label> {
    let mut taken: Vec<Rect> =
        rooms.iter().map(|room| Rect::around(room.at, (room.radius, room.radius))).collect();
    taken.extend(segments.iter().map(|it| Rect::around(it.chip, (font * 1.4, font * 0.7))));
    for segment in segments {
        taken.extend(beads(segment, font * 0.3));
    }
    let mut labels = Vec::with_capacity(rooms.len());
    for room in rooms {
        let best = candidates(room, font).into_iter().min_by_key(|(_, rect)| {
            let hits = taken.iter().filter(|other| rect.touches(other)).count();
            hits + if rect.leaves(paper) { 100 } else { 0 }
        });
        if let Some((label, rect)) = best {
            taken.push(rect);
            labels.push(label);
        }
    }
    labels
}

/// A way as a string of small squares.
fn beads(segment: &Segment, half: f64) -> impl Iterator<Item = Rect> {
    const BEADS: i32 = 24;
    let (from, to) = (segment.from, segment.to);
    (2..=BEADS - 2).map(move |at| {
        let share = f64::from(at) / f64::from(BEADS);
        let point = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        Rect::around(point, (half, half))
    })
}

fn candidates(room: &Room, font: f64) -> Vec<(Label, Rect)> {
    let (width, height) = (width(&room.words) * font, room.lines * font * 1.35);
    let (x, y) = room.at;
    let gap = room.radius + font * 0.45;
    let half = height / 2.0;
    let places = [
        (x + gap, y, "start"),
        (x - gap, y, "end"),
        (x + gap, y - half, "start"),
        (x + gap, y + half, "start"),
        (x - gap, y - half, "end"),
        (x - gap, y + half, "end"),
        (x, y - gap - half, "middle"),
        (x, y + gap + half, "middle"),
    ];
    let places = places.into_iter().map(|(at, middle, anchor)| {
        let left = match anchor {
            "start" => at,
            "end" => at - width,
            _ => at - width / 2.0,
        };
        let (top, bottom) = (middle - half, middle + half);
        // The baseline of the first line.
        let label = Label { x: at.round(), y: (top + font * 1.02).round(), anchor };
        (label, Rect { left, top, right: left + width, bottom })
    });
    places.collect()
}

/// About how wide words are, in the size of their letters: Chinese signs are square.
pub fn width(words: &str) -> f64 {
    words.chars().map(|sign| if sign.is_ascii() { 0.58 } else { 1.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_neighbours_do_not_touch() {
        let room = |x: f64, y: f64, words: &str| Room {
            at: (x, y),
            radius: 13.0,
            words: words.to_owned(),
            lines: 1.0,
        };
        let rooms = [
            room(300.0, 100.0, "Grand Theatre"),
            room(290.0, 118.0, "Dome"),
            room(310.0, 130.0, "Art Center"),
        ];
        let labels = place_labels(&rooms, &[], (900.0, 500.0), 17.0);
        let rects: Vec<Rect> = rooms
            .iter()
            .zip(&labels)
            .filter_map(|(room, label)| {
                let mut all = candidates(room, 17.0).into_iter();
                all.find(|(one, _)| one == label).map(|(_, rect)| rect)
            })
            .collect();
        assert_eq!(rects.len(), 3);
        for (at, one) in rects.iter().enumerate() {
            assert!(rects[at + 1..].iter().all(|other| !one.touches(other)), "{labels:?}");
        }
    }
}
