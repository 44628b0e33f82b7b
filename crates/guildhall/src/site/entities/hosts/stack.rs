//! The "AI Shanghai team": which layers of the stack are peopled, and in which sectors.

use kernel::{Lang, Text};

use crate::hosts::model::{Host, Layer, Nature};
use crate::programme::model::{Scheme, Term};
use crate::site::names::Named as _;
use crate::site::{Address, Site};
use crate::words::Words;

/// Marks in one row of the picture, and the side of one with the room around it.
const ROW: usize = 40;
const STEP: usize = 20;

/// From the ground up: what each layer rests on lies below it.
const TOP_DOWN: [Layer; 6] = [
    Layer::Platform,
    Layer::Tool,
    Layer::VerticalModel,
    Layer::FoundationModel,
    Layer::Corpus,
    Layer::Compute,
];

pub struct Stack<'s> {
    pub strata: Vec<Stratum<'s>>,
    /// The table behind the picture.
    pub rows: Vec<Row<'s>>,
    /// Some marks are hollow, which wants saying.
    pub samples: bool,
}

/// A sector with how many are on each layer.
pub struct Row<'s> {
    pub sector: &'s Term,
    pub counts: Vec<usize>,
}

/// One layer with those on it.
pub struct Stratum<'s> {
    pub name: &'static str,
    /// The number of its token, by which the script filters.
    pub token: usize,
    pub count: usize,
    /// One mark for each: filled when a public source names it, hollow when it is a sample.
    pub marks: Vec<Mark>,
    pub width: usize,
    pub height: usize,
    /// Those that a public source names.
    pub named: Vec<(&'s Text, String)>,
}

pub struct Mark {
    pub x: usize,
    pub y: usize,
    pub sample: bool,
}

/// The layers that a host works on.
pub fn layers(host: &Host) -> &[Layer] {
    match &host.nature {
        Nature::Organisation { layers, .. } => layers,
        Nature::Community { .. } | Nature::Body => &[],
    }
}

/// The picture; `None` when no host says its layer. A layer without hosts is left standing, empty.
pub fn stack(site: &Site, lang: Lang) -> Option<Stack<'_>> {
    let programme = &site.release.programme;
    let strata: Vec<Stratum<'_>> =
        TOP_DOWN.into_iter().map(|layer| stratum(site, lang, layer)).collect();
    let terms = programme.terms.iter().filter(|term| term.scheme == Scheme::Sector);
    let rows = terms.map(|sector| Row { sector, counts: counts(site, sector) });
    let rows = rows.filter(|row| row.counts.iter().any(|count| *count > 0)).collect();
    let samples = strata.iter().flat_map(|it| &it.marks).any(|mark| mark.sample);
    let there = strata.iter().any(|stratum| stratum.count > 0);
    there.then_some(Stack { strata, rows, samples })
}

fn counts(site: &Site, sector: &Term) -> Vec<usize> {
    let hosts = &site.release.programme.hosts;
    let on = |layer: Layer| {
        let there =
            |host: &&Host| host.sectors.contains(&sector.slug) && layers(host).contains(&layer);
        hosts.iter().filter(there).count()
    };
    TOP_DOWN.into_iter().map(on).collect()
}

fn stratum(site: &Site, lang: Lang, layer: Layer) -> Stratum<'_> {
    let hosts = site.release.programme.hosts.iter();
    let mut here: Vec<&Host> = hosts.filter(|host| layers(host).contains(&layer)).collect();
    here.sort_by_key(|host| host.provenance.is_sample());
    let mark = |(at, host): (usize, &&Host)| Mark {
        x: at % ROW * STEP,
        y: at / ROW * STEP,
        sample: host.provenance.is_sample(),
    };
    let named = here.iter().filter(|host| host.provenance.source().is_some());
    let path = |host: &Host| site.to(lang, Address::Host(host.slug.clone()));
    Stratum {
        name: layer.name(Words::of(lang)),
        token: layer as usize,
        count: here.len(),
        marks: here.iter().enumerate().map(mark).collect(),
        width: here.len().clamp(1, ROW) * STEP,
        height: here.len().div_ceil(ROW).max(1) * STEP,
        named: named.map(|host| (&host.name, path(host))).collect(),
    }
}
