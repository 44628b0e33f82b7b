//! A conference of any size with texts of usual length: thirty halls, ten-minute changes, two
//! languages, one person to two activities.

use std::fmt::Write as _;

use guildhall::editions::model::{Hall, Venue};
use guildhall::programme::fixture;
use guildhall::programme::model::{Programme, Release};
use kernel::{Interval, Text};

const HALLS: usize = 30;
const SLOTS_A_DAY: usize = 32;

const ZH: [&str; 12] = [
    "具身智能",
    "大模型",
    "推理加速",
    "开源社区",
    "算力调度",
    "数据语料",
    "智能体",
    "工业软件",
    "机器人",
    "编程挑战",
    "金融科技",
    "医疗影像",
];
const EN: [&str; 12] = [
    "embodied intelligence",
    "large models",
    "faster inference",
    "open source communities",
    "compute scheduling",
    "corpora",
    "agents",
    "industrial software",
    "robots",
    "programming challenges",
    "financial technology",
    "medical imaging",
];

pub fn release(count: usize) -> Release {
    Release { programme: programme(count), ..fixture::release(0) }
}

fn programme(count: usize) -> Programme {
    let mut programme = fixture::programme(count);
    let halls = spread_halls(&mut programme.venues);
    let day_first = programme.edition.first_day;
    let zone = programme.edition.zone.clone();
    for (at, activity) in programme.activities.iter_mut().enumerate() {
        let (zh, en) = (ZH[at % 12], EN[at % 12]);
        let (zh_more, en_more) = (ZH[at / 12 % 12], EN[at / 12 % 12]);
        activity.title = Text::zh_en(
            format!("{zh}与{zh_more}：第 {at} 场实践"),
            format!("Practice {at}: {en} meet {en_more}"),
        );
        activity.summary = Text::zh_en(
            format!("从{zh}到{zh_more}，一线开发者讲述他们走过的路。"),
            format!("From {en} to {en_more}: developers tell which way they went and why."),
        );
        activity.description = Text::zh_en(paragraphs(&ZH, at, "，"), paragraphs(&EN, at, ", "));
        let lap = at / HALLS;
        let day = i64::try_from(lap / SLOTS_A_DAY).unwrap_or(0);
        let slot = i64::try_from(lap % SLOTS_A_DAY).unwrap_or(0);
        let start = zone.moment(day_first, 9 * 60).plus_minutes(day * 24 * 60 + slot * 20);
        if let (Some(place), Ok(interval)) =
            (activity.placement.as_mut(), Interval::new(start, start.plus_minutes(20)))
        {
            place.hall = halls[at % HALLS];
            place.interval = interval;
        }
    }
    programme
}

/// About seven hundred letters, different for every activity.
fn paragraphs(words: &[&str; 12], at: usize, comma: &str) -> String {
    let mut text = String::new();
    for sentence in 0..9_usize {
        for word in 0..4_usize {
            let pick = at.wrapping_mul(31) + sentence * 7 + word * (at % 5 + 1);
            let _ = write!(text, "{}{comma}", words[pick % 12]);
        }
        let _ = write!(text, "{}. ", at * 10 + sentence);
        if sentence % 3 == 2 {
            text.push_str("\n\n");
        }
    }
    text
}

fn spread_halls(venues: &mut [Venue]) -> Vec<guildhall::editions::model::HallId> {
    let pattern = venues[0].halls[0].clone();
    for (at, venue) in venues.iter_mut().enumerate() {
        venue.halls = (0..HALLS / 2).map(|number| hall(&pattern, at, number)).collect();
    }
    venues.iter().flat_map(|venue| venue.halls.iter().map(|hall| hall.id)).collect()
}

fn hall(pattern: &Hall, venue: usize, number: usize) -> Hall {
    let name = format!("hall-{venue}-{number}");
    Hall {
        id: fixture::id(&name),
        slug: name.parse().expect("the name is a slug"),
        name: Text::zh_en(format!("{number} 厅"), format!("Hall {number}")),
        ..pattern.clone()
    }
}
