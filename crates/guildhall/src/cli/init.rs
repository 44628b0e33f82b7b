//! The first steps on an empty machine: the schema, somebody who may do all, and an edition to begin.

use std::io::{IsTerminal as _, Write as _, stdin, stdout};

use anyhow::{Context as _, bail};
use clap::Args;
use kernel::{Date, Id, Lang, Slug, Text, Zone};
use store::Tx;

use super::Place;
use super::refused::{refused, said};
use super::serve::Public;
use super::system::operator;
use crate::access::sessions::Token;
use crate::access::{self, ImportSchedule, ManageAccounts, Role, Scope};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, Provenance, Standing};
use crate::people::account::Email;
use crate::people::letters::link_path;
use crate::people::verbs::{accounts, links, roles};
use crate::programme::model::Programme;
use crate::programme::verbs;

#[derive(Args)]
pub struct First {
    /// Address of the first organiser, who also operates the installation
    #[arg(long)]
    email: Option<String>,
    /// Their name, as others read it
    #[arg(long)]
    name: Option<String>,
    /// Language of their letters and of the link: zh or en
    #[arg(long, default_value = "zh")]
    lang: String,
    /// Slug of a first edition, for example my-conf-2026; none is made when absent
    #[arg(long)]
    edition_slug: Option<Slug>,
    /// Name of the edition; its slug when absent
    #[arg(long, requires = "edition_slug")]
    edition_name: Option<String>,
    /// First day, for example 2026-05-30
    #[arg(long, requires = "edition_slug")]
    first_day: Option<Date>,
    /// Last day; the first when absent
    #[arg(long, requires = "edition_slug")]
    last_day: Option<Date>,
    /// Time zone of the edition
    #[arg(long, default_value = "Asia/Shanghai")]
    zone: Zone,
    #[command(flatten)]
    public: Public,
}

/// What is made, its words checked.
struct Plan {
    email: Email,
    name: String,
    lang: Lang,
    edition: Option<Edition>,
}

pub fn run(place: &Place, first: &First) -> anyhow::Result<()> {
    let plan = first.plan()?;
    let db = place.open()?;
    let (ctx, lang) = (operator(), plan.lang);
    let slug = plan.edition.as_ref().map(|edition| edition.slug.clone());
    let token = db.write_now(move |tx: &mut Tx<'_>| begin(tx, &ctx, &plan))?;
    let base_url = match first.public.base_url.trim_end_matches('/') {
        "" => "http://127.0.0.1:8080",
        given => given,
    };
    if let Some(slug) = slug {
        println!("The edition {slug} is there; it is public from its first release on");
    }
    println!("Start `guildhall serve`, then sign in once, within a day, at");
    println!("  {base_url}{}", link_path(lang, &token.spelled(), ""));
    Ok(())
}

impl First {
    fn plan(&self) -> anyhow::Result<Plan> {
        let email = answered(self.email.as_deref(), "--email", "Address of the first organiser")?;
        let email: Email = email.parse().with_context(|| format!("--email {email:?}"))?;
        let name = answered(self.name.as_deref(), "--name", "Their name")?;
        let name = accounts::checked_name(&name)
            .map_err(|refusal| anyhow::anyhow!("--name {name:?}: {}", said(&refusal)))?;
        let lang = Lang::from_code(&self.lang)
            .with_context(|| format!("--lang {:?} is neither zh nor en", self.lang))?;
        let edition =
            self.edition_slug.as_ref().map(|slug| self.edition(slug, lang)).transpose()?;
        Ok(Plan { email, name, lang, edition })
    }

    fn edition(&self, slug: &Slug, lang: Lang) -> anyhow::Result<Edition> {
        let first_day = self.first_day.context("--edition-slug needs --first-day YYYY-MM-DD")?;
        let last_day = self.last_day.unwrap_or(first_day);
        if last_day < first_day {
            bail!("--last-day {last_day} comes before --first-day {first_day}");
        }
        let name = self.edition_name.as_deref().unwrap_or(slug.as_str());
        Ok(Edition {
            id: Id::named("edition", slug.as_str()),
            slug: slug.clone(),
            name: Text::in_one(lang, name),
            short_name: Text::empty(),
            theme: Text::empty(),
            summary: Text::empty(),
            place: Text::empty(),
            first_day,
            last_day,
            zone: self.zone.clone(),
            languages: vec![lang.into()],
            standing: Standing::Current,
            figures: Vec::new(),
            provenance: Provenance::Own,
        })
    }
}

/// What a flag says, or somebody at a terminal.
fn answered(given: Option<&str>, flag: &str, question: &str) -> anyhow::Result<String> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    if !stdin().is_terminal() {
        bail!("{flag} is missing, and there is no terminal to ask on");
    }
    print!("{question}: ");
    stdout().flush()?;
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// Makes what is missing of the plan; what is there already is left as it is.
fn begin(tx: &mut Tx<'_>, ctx: &Ctx, plan: &Plan) -> anyhow::Result<Token> {
    let may = access::require::<ManageAccounts>(tx, ctx, Scope::Site).map_err(refused)?;
    let account = accounts::ensure(tx, ctx, may, &plan.email, &plan.name, plan.lang);
    let account = account.map_err(refused)?;
    roles::appoint(tx, ctx, may, account.id, (Role::Operator, Scope::Site)).map_err(refused)?;
    if let Some(edition) = &plan.edition {
        let there = editions::verbs::by_slug(tx, &edition.slug)?;
        let scope = Scope::edition(there.as_ref().map_or(edition.id, |there| there.id));
        if there.is_none() {
            let may = access::require::<ImportSchedule>(tx, ctx, scope).map_err(refused)?;
            verbs::import(tx, ctx, may, &Programme::empty(edition.clone())).map_err(refused)?;
        }
        roles::appoint(tx, ctx, may, account.id, (Role::Organiser, scope)).map_err(refused)?;
    }
    links::make_for_terminal(tx, ctx, may, account.id).map_err(anyhow::Error::from)
}
