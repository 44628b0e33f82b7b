//! Drafts by a machine: any server that speaks the chat interface of OpenAI. Off until the operator
//! names one. What it writes is marked as unread, and a release leaves it out unless the edition
//! allows it.

use std::sync::Arc;
use std::time::Duration;

use kernel::Lang;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Semaphore;

use super::glossary::Term;
use super::refusal::Unwilling;

/// Where a machine is and what it is called. The key is shown nowhere.
#[derive(Clone)]
pub struct Machine {
    /// `https://example.org/v1`, without a slash at its end.
    base_url: String,
    model: String,
    key: String,
    agent: ureq::Agent,
    turns: Arc<Semaphore>,
}

/// A machine on the operator's own desk is slow with long texts.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// So many are asked at once; others wait.
const AT_ONCE: usize = 2;
/// A longer answer is no translation.
const ANSWER_BYTES_MAX: u64 = 512 * 1024;

/// What is to be translated.
#[derive(Clone, Debug)]
pub struct Task {
    pub from: Lang,
    pub to: Lang,
    pub words: String,
    pub terms: Vec<Term>,
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

impl Machine {
    pub fn new(base_url: &str, model: &str, key: &str, patience: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(patience))
            // The address was chosen by the operator: it leads nowhere else.
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            model: model.to_owned(),
            key: key.to_owned(),
            agent: config.new_agent(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Asks without holding up whoever answers readers.
    pub async fn draft(&self, task: Task) -> Result<String, Unwilling> {
        let silent = |_| Unwilling::MachineSilent;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(silent)?;
        let machine = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            machine.ask(&task)
        });
        asked.await.map_err(|_| Unwilling::MachineFailed)?
    }

    /// Asks and waits.
    pub fn ask(&self, task: &Task) -> Result<String, Unwilling> {
        let body = json!({
            "model": self.model,
            "temperature": 0,
            "messages": [
                { "role": "system", "content": instruction(task) },
                { "role": "user", "content": task.words },
            ],
        });
        let mut request = self.agent.post(format!("{}/chat/completions", self.base_url));
        request = request.header("content-type", "application/json");
        if !self.key.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.key));
        }
        let mut response = request.send(body.to_string()).map_err(|error| {
            // The words of the error name the address alone, never the key.
            tracing::warn!(%error, "the machine that translates did not answer");
            Unwilling::MachineSilent
        })?;
        let status = response.status();
        if !status.is_success() {
            tracing::warn!(status = status.as_u16(), "the machine that translates said no");
            return Err(Unwilling::MachineFailed);
        }
        let limited = response.body_mut().with_config().limit(ANSWER_BYTES_MAX);
        let text = limited.read_to_string().map_err(|error| match error {
            ureq::Error::Timeout(_) => Unwilling::MachineSilent,
            _ => Unwilling::MachineFailed,
        })?;
        let answer: Answer = serde_json::from_str(&text).map_err(|_| Unwilling::MachineFailed)?;
        let first = answer.choices.into_iter().next().ok_or(Unwilling::MachineFailed)?;
        let words = first.message.content.trim().to_owned();
        if words.is_empty() { Err(Unwilling::MachineFailed) } else { Ok(words) }
    }
}

// The key must not slip into a log.
impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Machine({} at {})", self.model, self.base_url)
    }
}

fn instruction(task: &Task) -> String {
    let name = |lang| match lang {
        Lang::Zh => "Simplified Chinese",
        Lang::En => "English",
    };
    let mut said = format!(
        "You translate texts of a conference programme from {} to {}. Keep Markdown, names, numbers \
         and line breaks. Answer with the translation alone.",
        name(task.from),
        name(task.to)
    );
    if !task.terms.is_empty() {
        said.push_str(" Use these terms:");
        for term in &task.terms {
            said.push_str(&format!("\n{} = {}", term.get(task.from), term.get(task.to)));
        }
    }
    said
}
