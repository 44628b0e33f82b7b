//! One visitor: going to places and asking what is there.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::pipe::Pipe;
use crate::{Device, Fault, PATIENCE, Request};

const QUESTIONS: &str = include_str!("page.js");

/// How often a page is asked again for what is not there yet.
const ASK_AGAIN: Duration = Duration::from_millis(25);

/// What Chromium must report so that [`crate::seen`] can tell it.
const REPORTS: [&str; 4] = ["Page.enable", "Network.enable", "Runtime.enable", "Log.enable"];

/// One page of one visitor, with cookies and storage of its own. Dropping it closes it.
pub struct Page {
    pub(crate) pipe: Arc<Pipe>,
    pub(crate) session: String,
    pub(crate) device: Device,
    /// Chromium calls the page by the name of its main frame.
    pub(crate) frame: String,
    pub(crate) context: String,
}

impl Page {
    pub(crate) fn open(pipe: Arc<Pipe>, device: Device, user_agent: &str) -> Result<Self, Fault> {
        let context = pipe.call(None, "Target.createBrowserContext", json!({}))?;
        let context = string(&context["browserContextId"]);
        let place = json!({ "url": "about:blank", "browserContextId": context });
        let target = pipe.call(None, "Target.createTarget", place)?;
        let frame = string(&target["targetId"]);
        let attach = json!({ "targetId": frame, "flatten": true });
        let session = string(&pipe.call(None, "Target.attachToTarget", attach)?["sessionId"]);
        pipe.now(|heard| heard.session(&session).main_frame.clone_from(&frame));
        let page = Self { pipe, session, device, frame, context };
        for report in REPORTS {
            page.command(report, json!({}))?;
        }
        for (command, params) in page.device.commands(user_agent) {
            page.command(command, params)?;
        }
        Ok(page)
    }

    /// Opens an address and waits until it is loaded. An answer such as 404 is no fault: see
    /// [`Page::status`].
    pub fn goto(&self, url: &str) -> Result<(), Fault> {
        let opened = self.command("Page.navigate", json!({ "url": url }))?;
        match opened["errorText"].as_str() {
            Some(why) => Err(Fault::NotOpened { url: url.to_owned(), why: why.to_owned() }),
            None => self.settle(),
        }
    }

    pub fn reload(&self) -> Result<(), Fault> {
        self.arrive_by(|| self.command("Page.reload", json!({})))
    }

    /// To the place before this one in the visitor's history.
    pub fn back(&self) -> Result<(), Fault> {
        self.arrive_by(|| {
            self.command("Runtime.evaluate", json!({ "expression": "history.back()" }))
        })
    }

    pub fn url(&self) -> Result<String, Fault> {
        self.eval("location.href")
    }

    /// The status the current document was answered with.
    pub fn status(&self) -> Option<u16> {
        let requests = self.requests();
        requests.iter().rev().find(|request| request.kind == "Document")?.status
    }

    /// The value of a script expression, awaited when it is a promise.
    pub fn eval<T: DeserializeOwned>(&self, script: &str) -> Result<T, Fault> {
        let params = json!({
            "expression": script, "returnByValue": true, "awaitPromise": true, "userGesture": true,
        });
        let answer = self.command("Runtime.evaluate", params)?;
        let failed = &answer["exceptionDetails"];
        if failed.is_object() {
            let why = failed["exception"]["description"].as_str().or(failed["text"].as_str());
            return Err(self.script_fault(script, why.unwrap_or("it threw")));
        }
        serde_json::from_value(answer["result"]["value"].clone())
            .map_err(|e| self.script_fault(script, &format!("its value is of another type: {e}")))
    }

    /// How many elements a selector finds.
    pub fn count(&self, css: &str) -> Result<usize, Fault> {
        self.ask(&format!("document.querySelectorAll({}).length", literal(css)))
    }

    pub fn exists(&self, css: &str) -> Result<bool, Fault> {
        Ok(self.count(css)? > 0)
    }

    /// Waits until a selector finds something.
    pub fn wait_for(&self, css: &str) -> Result<(), Fault> {
        self.wait_until(css, || self.exists(css))
    }

    /// Waits until a script expression is true.
    pub fn wait_until_true(&self, script: &str) -> Result<(), Fault> {
        self.wait_until(script, || self.ask(script))
    }

    /// The words of the first element a selector finds, as they are seen; waits for it.
    pub fn text(&self, css: &str) -> Result<String, Fault> {
        self.wait_for(css)?;
        let texts = self.texts(css)?;
        texts.into_iter().next().ok_or_else(|| self.waited(css))
    }

    /// The words of every element a selector finds.
    pub fn texts(&self, css: &str) -> Result<Vec<String>, Fault> {
        self.question("texts", &[css.into()])
    }

    /// An attribute of the first element a selector finds; waits for the element.
    pub fn attribute(&self, css: &str, name: &str) -> Result<Option<String>, Fault> {
        self.wait_for(css)?;
        let (css, name) = (literal(css), literal(name));
        self.ask(&format!("document.querySelector({css}).getAttribute({name})"))
    }

    /// What the page itself gets when it fetches an address, as text.
    pub fn fetch_text(&self, url: &str) -> Result<String, Fault> {
        self.eval(&format!("fetch({}).then((answer) => answer.text())", literal(url)))
    }

    /// What scripts and policies complained about since the page was opened, or since
    /// [`Page::forget`].
    pub fn console_errors(&self) -> Vec<String> {
        self.pipe.now(|heard| heard.session(&self.session).complaints.clone())
    }

    /// Every request since the page was opened, or since [`Page::forget`].
    pub fn requests(&self) -> Vec<Request> {
        self.pipe.now(|heard| heard.session(&self.session).requests.clone())
    }

    /// The requests that got no answer, or one of 400 and above.
    pub fn failed_requests(&self) -> Vec<Request> {
        self.requests().into_iter().filter(Request::failed).collect()
    }

    /// Forgets requests and complaints so far.
    pub fn forget(&self) {
        self.pipe.now(|heard| {
            let seen = heard.session(&self.session);
            seen.requests.clear();
            seen.complaints.clear();
        });
    }

    /// Waits until nothing is loading, after a round trip that lets a navigation begin.
    pub(crate) fn settle(&self) -> Result<(), Fault> {
        // It may be gone with the page it was asked of; then the page is loading.
        let _ = self.command("Runtime.evaluate", json!({ "expression": "0" }));
        let idle = |loading: bool| (!loading).then_some(());
        self.pipe
            .wait(PATIENCE, |heard| idle(heard.session(&self.session).loading))
            .ok_or_else(|| self.waited("the page to finish loading"))
    }

    fn arrive_by(&self, go: impl FnOnce() -> Result<Value, Fault>) -> Result<(), Fault> {
        let arrivals = self.pipe.now(|heard| heard.session(&self.session).arrivals);
        go()?;
        self.pipe
            .wait(PATIENCE, |heard| {
                (heard.session(&self.session).arrivals > arrivals).then_some(())
            })
            .ok_or_else(|| self.waited("another page"))?;
        self.settle()
    }

    /// Asks one of the functions of `page.js`.
    pub(crate) fn question<T: DeserializeOwned>(
        &self,
        name: &str,
        arguments: &[Value],
    ) -> Result<T, Fault> {
        let arguments: Vec<String> = arguments.iter().map(Value::to_string).collect();
        self.ask(&format!("({QUESTIONS}).{name}({})", arguments.join(", ")))
    }

    /// Evaluates, and once more when the page went away under the first attempt.
    fn ask<T: DeserializeOwned>(&self, script: &str) -> Result<T, Fault> {
        match self.eval(script) {
            Err(Fault::Refused { .. }) => {
                self.settle()?;
                self.eval(script)
            }
            answer => answer,
        }
    }

    pub(crate) fn wait_until(
        &self,
        what: &str,
        mut there: impl FnMut() -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let until = Instant::now() + PATIENCE;
        while !there()? {
            if Instant::now() > until {
                return Err(self.waited(what));
            }
            thread::sleep(ASK_AGAIN);
        }
        Ok(())
    }

    pub(crate) fn waited(&self, what: &str) -> Fault {
        let url = self.url().unwrap_or_else(|_| "a page that does not answer".to_owned());
        Fault::Waited { what: what.to_owned(), url, waited: PATIENCE }
    }

    fn script_fault(&self, script: &str, why: &str) -> Fault {
        let params = json!({ "expression": "location.href", "returnByValue": true });
        let url = self.command("Runtime.evaluate", params).unwrap_or_default();
        // The questions of this harness are long and the same; what was asked comes last.
        let script = script.rsplit("})\n").next().unwrap_or(script);
        let script = script.chars().take(300).collect();
        Fault::Script { url: string(&url["result"]["value"]), script, why: why.to_owned() }
    }

    /// Takes the network away from the page, or gives it back.
    pub fn network(&self, there: bool) -> Result<(), Fault> {
        let params = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.emulateNetworkConditions", params).map(drop)
    }

    pub(crate) fn command(&self, method: &str, params: Value) -> Result<Value, Fault> {
        self.pipe.call(Some(&self.session), method, params)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let visitor = json!({ "browserContextId": self.context });
        // Already gone is as good as closed.
        let _ = self.pipe.call(None, "Target.disposeBrowserContext", visitor);
    }
}

pub(crate) fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A value as a script would write it.
fn literal(value: impl Serialize) -> String {
    json!(value).to_string()
}
