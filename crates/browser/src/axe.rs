//! Accessibility, as axe-core finds it in the page as it stands.

use std::fmt;

use serde::Deserialize;
use serde_json::json;

use crate::device::Script;
use crate::{Fault, Page};

/// Vendored, so that a run needs no network; its licence lies beside it.
const AXE: &str = include_str!("../vendor/axe.min.js");

/// WCAG 2.2 at level AA is the sum of these; best practice on top, because it is cheap to keep.
const RUN: &str = r#"
    axe.run(document, {
        runOnly: {
            type: "tag",
            values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
        resultTypes: ["violations"],
    }).then((results) => results.violations.map(({ id, impact, help, nodes }) => ({
        id, impact, help,
        nodes: nodes.map((node) => ({
            target: node.target.flat().join(" "), html: node.html, why: node.failureSummary ?? "",
        })),
    })))
"#;

/// One rule that a page breaks.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Violation {
    pub id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: Option<String>,
    pub help: String,
    pub nodes: Vec<Node>,
}

/// One place where it breaks the rule.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Node {
    pub target: String,
    pub html: String,
    pub why: String,
}

impl Page {
    /// The WCAG 2.2 AA and best-practice rules that the page breaks in its present state.
    ///
    /// A device without script lends axe-core the timers it needs; the page has already been read
    /// without them.
    pub fn axe(&self) -> Result<Vec<Violation>, Fault> {
        self.allow_script(Script::Runs)?;
        let violations = self.run_axe();
        self.allow_script(self.device.script())?;
        violations
    }

    fn allow_script(&self, script: Script) -> Result<(), Fault> {
        let disabled = json!({ "value": script == Script::Blocked });
        self.command("Emulation.setScriptExecutionDisabled", disabled).map(drop)
    }

    fn run_axe(&self) -> Result<Vec<Violation>, Fault> {
        if !self.eval::<bool>("typeof axe === 'object'")? {
            self.eval::<Option<()>>(&format!("{AXE};null"))?;
        }
        self.eval(RUN)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unrated");
        writeln!(f, "{} ({impact}): {}", self.id, self.help)?;
        for node in &self.nodes {
            let why = node.why.replace('\n', " ");
            writeln!(f, "  at {}\n     {}\n     {why}", node.target, node.html)?;
        }
        Ok(())
    }
}
