//! Days and times as the site says them: 24 hours, in the edition's own zone.

use kernel::{Date, Interval, Lang, Zone};

use crate::words::Words;

/// `周五` / `Fri`.
pub fn weekday(words: Words, day: Date) -> &'static str {
    match day.weekday() {
        0 => words.shell_weekday_mon(),
        1 => words.shell_weekday_tue(),
        2 => words.shell_weekday_wed(),
        3 => words.shell_weekday_thu(),
        4 => words.shell_weekday_fri(),
        5 => words.shell_weekday_sat(),
        _ => words.shell_weekday_sun(),
    }
}

/// `2月` / `Feb`.
pub fn month(words: Words, day: Date) -> &'static str {
    match day.month() {
        1 => words.shell_month_1(),
        2 => words.shell_month_2(),
        3 => words.shell_month_3(),
        4 => words.shell_month_4(),
        5 => words.shell_month_5(),
        6 => words.shell_month_6(),
        7 => words.shell_month_7(),
        8 => words.shell_month_8(),
        9 => words.shell_month_9(),
        10 => words.shell_month_10(),
        11 => words.shell_month_11(),
        _ => words.shell_month_12(),
    }
}

/// What stands beside a large `21`: `2月 周五` / `Fri Feb`.
pub fn beside_number(words: Words, day: Date) -> String {
    let (month, weekday) = (month(words, day), weekday(words, day));
    match words.lang() {
        Lang::Zh => format!("{month} {weekday}"),
        Lang::En => format!("{weekday} {month}"),
    }
}

/// `2月21日 周五` / `Fri 21 Feb`.
pub fn day(words: Words, day: Date) -> String {
    let (month, weekday, number) = (month(words, day), weekday(words, day), day.day());
    match words.lang() {
        Lang::Zh => format!("{month}{number}日 {weekday}"),
        Lang::En => format!("{weekday} {number} {month}"),
    }
}

/// `2025年2月21–23日` / `21–23 February 2025`, with both months and years where they differ.
pub fn days(words: Words, first: Date, last: Date) -> String {
    let full = |day: Date| match words.lang() {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), month(words, day), day.year()),
    };
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    match words.lang() {
        _ if first == last => full(first),
        Lang::Zh if same_month => {
            format!("{}–{}日", full(first).trim_end_matches('日'), last.day())
        }
        Lang::En if same_month => format!("{}–{}", first.day(), full(last)),
        _ => format!("{} – {}", full(first), full(last)),
    }
}

/// `09:15–10:45`; an end on a later day names that day.
pub fn times(words: Words, zone: &Zone, interval: Interval) -> String {
    let (start, end) = (zone.wall(interval.start()), zone.wall(interval.end()));
    if start.date == end.date || (end.minute == 0 && start.date.next() == end.date) {
        let end = if end.minute == 0 { "24:00".to_owned() } else { end.clock() };
        format!("{}–{end}", start.clock())
    } else {
        format!("{}–{} {}", start.clock(), day(words, end.date), end.clock())
    }
}

/// `2月21日 周五 09:15–10:45` / `Fri 21 Feb 09:15–10:45`.
pub fn span(words: Words, zone: &Zone, interval: Interval) -> String {
    let start = zone.wall(interval.start());
    format!("{} {}", day(words, start.date), times(words, zone, interval))
}

#[cfg(test)]
mod tests {
    use kernel::Timestamp;

    use super::*;

    fn shanghai() -> Zone {
        "Asia/Shanghai".parse().unwrap()
    }

    fn from_to(start: &str, end: &str) -> Interval {
        let at = |text: &str| format!("{text}:00+08:00").parse::<Timestamp>().unwrap();
        Interval::new(at(start), at(end)).unwrap()
    }

    #[test]
    fn a_span_reads_in_both_languages() {
        let interval = from_to("2025-02-21T09:15", "2025-02-21T10:45");
        let zone = shanghai();
        assert_eq!(span(Words::of(Lang::Zh), &zone, interval), "2月21日 周五 09:15–10:45");
        assert_eq!(span(Words::of(Lang::En), &zone, interval), "Fri 21 Feb 09:15–10:45");
    }

    #[test]
    fn midnight_ends_the_day_it_closes() {
        let words = Words::of(Lang::En);
        let night = from_to("2025-02-21T22:00", "2025-02-22T00:00");
        assert_eq!(times(words, &shanghai(), night), "22:00–24:00");
        let over = from_to("2025-02-21T22:00", "2025-02-22T01:30");
        assert_eq!(times(words, &shanghai(), over), "22:00–Sat 22 Feb 01:30");
    }

    #[test]
    fn the_days_of_an_edition_share_what_they_can() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let of = |lang, first, last| days(Words::of(lang), date(first), date(last));
        assert_eq!(of(Lang::Zh, "2025-02-21", "2025-02-23"), "2025年2月21–23日");
        assert_eq!(of(Lang::En, "2025-02-21", "2025-02-23"), "21–23 Feb 2025");
        assert_eq!(of(Lang::En, "2025-02-28", "2025-03-01"), "28 Feb 2025 – 1 Mar 2025");
    }
}
