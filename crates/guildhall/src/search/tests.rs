use kernel::{Lang, Text};

use super::{Search, Target};
use crate::programme::fixture;
use crate::programme::model::Programme;

const TITLES: [(&str, &str); 6] = [
    ("具身智能论坛", "Embodied intelligence forum"),
    ("大模型推理加速实践", "Faster inference for large models"),
    ("重庆开发者之夜", "Chongqing developers' night"),
    ("Rust 社区交流", "Rust communities meet"),
    ("智能体编程挑战赛", "Agents programming challenge"),
    ("开幕式", "Opening ceremony"),
];

fn programme() -> Programme {
    let mut programme = fixture::programme(TITLES.len());
    for (activity, (zh, en)) in programme.activities.iter_mut().zip(TITLES) {
        activity.title = Text::zh_en(zh, en);
        activity.summary = Text::empty();
    }
    programme.activities[5].description = Text::zh_en("讲讲具身智能与café。", "A word about Rust.");
    programme.people[0].name = Text::zh_en("样例张三", "Łukasz Sample");
    programme
}

fn titles(query: &str) -> Vec<String> {
    let programme = programme();
    let hits = Search::of(&programme).find(query, 50);
    let name = |target| match target {
        Target::Activity(at) => programme.activities[at].title.get(Lang::Zh).to_owned(),
        Target::Person(at) => programme.people[at].name.get(Lang::Zh).to_owned(),
        Target::Host(at) => programme.hosts[at].name.get(Lang::Zh).to_owned(),
        Target::Venue(at) => programme.venues[at].name.get(Lang::Zh).to_owned(),
        Target::Route(at) => programme.routes[at].title.get(Lang::Zh).to_owned(),
        Target::Page(at) => programme.pages[at].title.get(Lang::Zh).to_owned(),
    };
    hits.into_iter().map(|hit| name(hit.target)).collect()
}

#[test]
fn chinese_is_found_by_any_part_of_it() {
    assert_eq!(titles("身智"), ["具身智能论坛", "开幕式"]);
    assert_eq!(titles("推理加速"), ["大模型推理加速实践"]);
    assert_eq!(titles("智能"), ["智能体编程挑战赛", "具身智能论坛", "开幕式"]);
    assert!(titles("智身").is_empty());
}

#[test]
fn english_is_found_by_its_beginning_in_any_case_and_number() {
    assert_eq!(titles("INFER"), ["大模型推理加速实践"]);
    assert_eq!(titles("agent"), ["智能体编程挑战赛"]);
    assert_eq!(titles("community meets"), ["Rust 社区交流"]);
    assert_eq!(titles("CAFE"), ["开幕式"]);
    assert_eq!(titles("lukasz")[0], "样例张三");
}

#[test]
fn chinese_is_found_by_its_pinyin_and_by_initials() {
    for query in ["jushenzhineng", "jushen zhineng", "shenzhin", "jszn", "JuShen"] {
        assert_eq!(titles(query), ["具身智能论坛"], "{query}");
    }
    assert_eq!(titles("chongqing kaifa"), ["重庆开发者之夜"]);
}

#[test]
fn a_title_weighs_more_than_a_description_and_every_word_must_be_met() {
    assert_eq!(titles("rust"), ["Rust 社区交流", "开幕式"]);
    assert_eq!(titles("rust 交流"), ["Rust 社区交流"]);
    assert!(titles("rust nowhere").is_empty());
}

#[test]
fn a_filter_takes_what_the_activity_is_about_and_not_what_its_description_mentions() {
    let search = Search::of(&programme());
    assert_eq!(search.activities("rust"), [3]);
    assert_eq!(search.activities("lukasz"), [0, 1]);
    assert_eq!(search.activities("suanli"), [] as [usize; 0]);
    assert_eq!(search.activities("").len(), 0);
}

#[test]
fn odd_queries_find_nothing_and_break_nothing() {
    let long = "智".repeat(100_000);
    for query in ["", "   ", "\u{0}\u{fffd}", "?!%&", "é\u{301}\u{301}", long.as_str(), "𠮷", "-"]
    {
        assert!(titles(query).is_empty(), "{query}");
    }
}
