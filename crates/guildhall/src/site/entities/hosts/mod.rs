//! The communities and organisations of an edition and each of them.

mod stack;

use askama::Template;
use kernel::{Lang, Slug};

use super::days::{DayLines, by_day};
use super::places::country;
use super::{is_web, site_name};
use crate::hosts::model::{CommunityStanding, Host, Nature, OrganisationKind};
use crate::people::model::Person;
use crate::programme::model::{Activity, Scheme, Term};
use crate::shell::Frame;
use crate::site::names::{self, Named as _};
use crate::site::{Address, Filter, Site, rendered};
use crate::words::Words;
use stack::Stack;

/// Hosts of one nature.
struct Group<'s> {
    /// By which the page is jumped in.
    anchor: &'static str,
    name: &'static str,
    rows: Vec<Row<'s>>,
}

struct Row<'s> {
    host: &'s Host,
    path: String,
    country: String,
    /// How many activities it runs.
    count: usize,
    /// The tokens by which the script filters.
    tokens: String,
}

#[derive(Template)]
#[template(path = "site/entities/hosts/hosts.html")]
struct HostsPage<'s> {
    frame: Frame<'s>,
    /// Those that run activities, said at length.
    core: Option<Group<'s>>,
    communities: Option<Group<'s>>,
    organisations: Vec<Group<'s>>,
    bodies: Option<Group<'s>>,
    total: usize,
    companies: usize,
    stack: Option<Stack<'s>>,
    sectors: Vec<(usize, &'s Term)>,
}

#[derive(Template)]
#[template(path = "site/entities/hosts/host.html")]
struct HostPage<'s> {
    frame: Frame<'s>,
    host: &'s Host,
    kind: &'static str,
    facts: Vec<(&'static str, String)>,
    /// Its address, and what the link says.
    website: Option<(&'s str, &'s str)>,
    people: Vec<(&'s Person, String)>,
    count: usize,
    /// The programme filtered by it.
    programme: String,
    days: Vec<DayLines<'s>>,
    source: Option<&'s String>,
}

pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let words = Words::of(lang);
    let lead = words.entities_hosts_lead();
    let core = community(site, lang, CommunityStanding::Core);
    let communities = community(site, lang, CommunityStanding::Participating);
    let organisations = organisations(site, lang);
    let bodies = group(site, lang, ("bodies", words.entities_bodies()), |it| *it == Nature::Body);
    let size = |group: &Option<Group<'_>>| group.as_ref().map_or(0, |group| group.rows.len());
    let companies = organisations.iter().map(|group| group.rows.len()).sum();
    rendered(&HostsPage {
        frame: site.frame(lang, address, words.entities_hosts(), lead),
        stack: stack::stack(site, lang),
        sectors: sectors(site),
        total: size(&core) + size(&communities) + companies + size(&bodies),
        core,
        communities,
        organisations,
        bodies,
        companies,
    })
}

fn community(site: &Site, lang: Lang, wanted: CommunityStanding) -> Option<Group<'_>> {
    let words = Words::of(lang);
    let name = match wanted {
        CommunityStanding::Core => ("core", words.entities_core_communities()),
        CommunityStanding::Participating => ("communities", words.entities_communities()),
    };
    let fits =
        |nature: &Nature| matches!(nature, Nature::Community { standing } if *standing == wanted);
    group(site, lang, name, fits)
}

fn organisations(site: &Site, lang: Lang) -> Vec<Group<'_>> {
    let of = |kind: OrganisationKind| {
        let fits =
            |it: &Nature| matches!(it, Nature::Organisation { kind: this, .. } if *this == kind);
        group(site, lang, (anchor(kind), kind.name(Words::of(lang))), fits)
    };
    OrganisationKind::ALL.into_iter().filter_map(of).collect()
}

const fn anchor(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::FoundationModel => "foundation-model",
        OrganisationKind::VerticalModel => "vertical-model",
        OrganisationKind::Scenario => "scenario",
        OrganisationKind::Compute => "compute",
        OrganisationKind::Corpus => "corpus",
        OrganisationKind::Fund => "fund",
        OrganisationKind::Tool => "tool",
        OrganisationKind::SoftwareService => "software-service",
        OrganisationKind::DeveloperCommunity => "developer-community",
    }
}

fn group<'s>(
    site: &'s Site,
    lang: Lang,
    (anchor, name): (&'static str, &'static str),
    fits: impl Fn(&Nature) -> bool,
) -> Option<Group<'s>> {
    let hosts = site.release.programme.hosts.iter().filter(|host| fits(&host.nature));
    let mut rows: Vec<Row<'_>> = hosts.map(|host| row(site, lang, host)).collect();
    leave_out_home(&mut rows);
    (!rows.is_empty()).then_some(Group { anchor, name, rows })
}

/// Where most come from one country, only the others say theirs.
fn leave_out_home(rows: &mut [Row<'_>]) {
    let of = |country: &str| rows.iter().filter(|row| row.country == country).count();
    let most = rows.iter().map(|row| &row.country).max_by_key(|country| of(country)).cloned();
    let Some(most) = most.filter(|most| of(most) * 3 > rows.len() * 2) else { return };
    rows.iter_mut().filter(|row| row.country == most).for_each(|row| row.country.clear());
}

fn row<'s>(site: &'s Site, lang: Lang, host: &'s Host) -> Row<'s> {
    let programme = &site.release.programme;
    let code = host.country.as_deref().unwrap_or_default();
    let places = host.sectors.iter().filter_map(|slug| {
        programme.terms.iter().position(|it| it.scheme == Scheme::Sector && it.slug == *slug)
    });
    let mut tokens: Vec<String> = places.map(|at| format!("t{at}")).collect();
    tokens.extend(stack::layers(host).iter().map(|layer| format!("l{}", *layer as usize)));
    Row {
        path: site.to(lang, Address::Host(host.slug.clone())),
        country: country(code, Words::of(lang)),
        count: run_by(site, host).len(),
        tokens: tokens.join(" "),
        host,
    }
}

/// The sectors that any host is in, with their numbers in the tokens.
fn sectors(site: &Site) -> Vec<(usize, &Term)> {
    let programme = &site.release.programme;
    let used = |slug: &Slug| programme.hosts.iter().any(|host| host.sectors.contains(slug));
    let terms = programme.terms.iter().enumerate();
    terms.filter(|(_, term)| term.scheme == Scheme::Sector && used(&term.slug)).collect()
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let programme = &site.release.programme;
    let host = site.index.host_by_slug(programme, slug)?;
    let activities = run_by(site, host);
    let theirs = programme.people.iter().filter(|person| person.host == Some(host.id));
    let to = |person: &Person| site.to(lang, Address::Person(person.slug.clone()));
    let filter = Filter { hosts: vec![host.slug.clone()], ..Filter::default() };
    let url = host.site.as_deref().filter(|url| is_web(url));
    let about = if host.summary.is_empty() { &host.name } else { &host.summary };
    Some(rendered(&HostPage {
        frame: site.frame(lang, address, host.name.get(lang), about.get(lang)),
        kind: names::nature(&host.nature, Words::of(lang)),
        facts: facts(site, lang, host),
        website: url.map(|url| (url, site_name(url))),
        people: theirs.map(|person| (person, to(person))).collect(),
        count: activities.len(),
        programme: site.to(lang, Address::ProgrammeList(None)) + &filter.query(),
        days: by_day(site, lang, &activities),
        source: host.provenance.source(),
        host,
    }))
}

/// What the host runs. What one of these holds need not be told again.
fn run_by<'s>(site: &'s Site, host: &Host) -> Vec<&'s Activity> {
    let programme = &site.release.programme;
    let own = |id| {
        let parent = site.index.activity(programme, id);
        parent.is_some_and(|parent| parent.hosts.contains(&host.id))
    };
    let mut activities = site.index.of_host(programme, host.id);
    activities.retain(|one| !one.parent.is_some_and(own));
    activities
}

fn facts(site: &Site, lang: Lang, host: &Host) -> Vec<(&'static str, String)> {
    let words = Words::of(lang);
    let mut facts = Vec::new();
    if let Some(code) = &host.country {
        facts.push((words.entities_country(), country(code, words)));
    }
    let layers: Vec<&str> = stack::layers(host).iter().map(|layer| layer.name(words)).collect();
    if !layers.is_empty() {
        facts.push((words.entities_layers(), layers.join(" / ")));
    }
    let term = |slug| site.index.term(&site.release.programme, (Scheme::Sector, slug));
    let sectors: Vec<&str> =
        host.sectors.iter().filter_map(term).map(|term| term.name.get(lang)).collect();
    if !sectors.is_empty() {
        facts.push((words.entities_sectors(), sectors.join(" / ")));
    }
    facts
}

/// How dark a cell of the table is.
const fn shade(count: &usize) -> &'static str {
    match *count {
        0 => "",
        1 | 2 => "s1",
        3 | 4 => "s2",
        5..=7 => "s3",
        _ => "s4",
    }
}

impl HostPage<'_> {
    /// The name in the other language, when it is another.
    fn other_name(&self) -> Option<&str> {
        let lang = self.frame.lang();
        let other = self.host.name.get(lang.other());
        (other != self.host.name.get(lang)).then_some(other)
    }
}
