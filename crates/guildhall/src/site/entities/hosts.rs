//! The communities and organisations of an edition and each of them.

use askama::Template;
use kernel::{Lang, Slug};

use super::is_web;
use crate::hosts::model::{CommunityStanding, Host, Layer, Nature, OrganisationKind};
use crate::programme::model::Scheme;
use crate::shell::Frame;
use crate::site::lines::Line;
use crate::site::names::{self, Named as _};
use crate::site::{Address, Site, rendered};
use crate::words::Words;

struct Group<'s> {
    name: &'static str,
    hosts: Vec<&'s Host>,
}

#[derive(Template)]
#[template(path = "site/entities/hosts.html")]
struct HostsPage<'s> {
    frame: Frame<'s>,
    site: &'s Site,
    stack: Vec<Group<'s>>,
    groups: Vec<Group<'s>>,
}

#[derive(Template)]
#[template(path = "site/entities/host.html")]
struct HostPage<'s> {
    frame: Frame<'s>,
    host: &'s Host,
    kind: &'static str,
    facts: Vec<(&'static str, String)>,
    website: Option<&'s str>,
    lines: Vec<Line<'s>>,
    source: Option<&'s String>,
}

pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let words = Words::of(lang);
    let lead = words.entities_hosts_lead();
    rendered(&HostsPage {
        frame: site.frame(lang, address, words.entities_hosts(), lead),
        stack: stack(site, words),
        groups: groups(site, words),
        site,
    })
}

/// The companies on each layer of the stack; a layer without any is left standing, empty.
fn stack(site: &Site, words: Words) -> Vec<Group<'_>> {
    let on = |host: &&Host, layer: Layer| match &host.nature {
        Nature::Organisation { layers, .. } => layers.contains(&layer),
        _ => false,
    };
    let hosts = &site.release.programme.hosts;
    let group = |layer: Layer| Group {
        name: layer.name(words),
        hosts: hosts.iter().filter(|host| on(host, layer)).collect(),
    };
    let all: Vec<Group<'_>> = Layer::ALL.into_iter().map(group).collect();
    if all.iter().all(|group| group.hosts.is_empty()) { Vec::new() } else { all }
}

fn groups(site: &Site, words: Words) -> Vec<Group<'_>> {
    let of = |name, wanted: &dyn Fn(&Nature) -> bool| {
        let hosts = site.release.programme.hosts.iter().filter(|host| wanted(&host.nature));
        Group { name, hosts: hosts.collect() }
    };
    let community = |wanted| move |nature: &Nature| matches!(nature, Nature::Community { standing } if *standing == wanted);
    let mut groups = vec![
        of(words.entities_core_communities(), &community(CommunityStanding::Core)),
        of(words.entities_communities(), &community(CommunityStanding::Participating)),
    ];
    for kind in OrganisationKind::ALL {
        groups.push(of(
            kind.name(words),
            &|nature| matches!(nature, Nature::Organisation { kind: this, .. } if *this == kind),
        ));
    }
    groups.push(of(words.entities_bodies(), &|nature| *nature == Nature::Body));
    groups.retain(|group| !group.hosts.is_empty());
    groups
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let programme = &site.release.programme;
    let host = site.index.host_by_slug(programme, slug)?;
    let lines = site.index.of_host(programme, host.id);
    Some(rendered(&HostPage {
        frame: site.frame(lang, address, host.name.get(lang), host.summary.get(lang)),
        kind: names::nature(&host.nature, Words::of(lang)),
        facts: facts(site, lang, host),
        website: host.site.as_deref().filter(|url| is_web(url)),
        lines: lines.into_iter().map(|one| site.line(lang, one)).collect(),
        source: host.provenance.source(),
        host,
    }))
}

fn facts(site: &Site, lang: Lang, host: &Host) -> Vec<(&'static str, String)> {
    let words = Words::of(lang);
    let mut facts = Vec::new();
    if let Some(country) = &host.country {
        facts.push((words.entities_country(), country.clone()));
    }
    if let Nature::Organisation { layers, .. } = &host.nature
        && !layers.is_empty()
    {
        let layers: Vec<&str> = layers.iter().map(|layer| layer.name(words)).collect();
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
