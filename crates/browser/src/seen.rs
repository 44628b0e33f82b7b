//! What a page did while it was driven: its navigations, requests and complaints.

use serde_json::Value;

/// One request a page made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub url: String,
    /// As Chromium calls it: `Document`, `Stylesheet`, `Image`, `Font`, `Script`, `Fetch`…
    pub kind: String,
    /// The status of the answer, once there is one.
    pub status: Option<u16>,
    /// Why there is no answer.
    pub failure: Option<String>,
    id: String,
}

impl Request {
    /// No answer, or one that says no.
    pub fn failed(&self) -> bool {
        self.failure.is_some() || self.status.is_some_and(|status| status >= 400)
    }
}

#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) main_frame: String,
    pub(crate) loading: bool,
    /// Documents and places within documents that were arrived at.
    pub(crate) arrivals: u64,
    pub(crate) requests: Vec<Request>,
    pub(crate) complaints: Vec<String>,
    /// What Chromium's tracing told, and whether it has told all.
    pub(crate) trace: Vec<Value>,
    pub(crate) trace_is_whole: bool,
}

impl Seen {
    pub(crate) fn take_in(&mut self, method: &str, params: &Value) {
        match method {
            "Page.frameRequestedNavigation"
            | "Page.frameScheduledNavigation"
            | "Page.frameStartedNavigating"
            | "Page.frameStartedLoading"
                if self.is_main(params) =>
            {
                self.loading = true;
            }
            "Page.frameStoppedLoading" if self.is_main(params) => self.loading = false,
            "Page.navigatedWithinDocument" if self.is_main(params) => self.arrivals += 1,
            "Page.frameNavigated" if params["frame"]["id"] == *self.main_frame => {
                self.arrivals += 1;
            }
            "Network.requestWillBeSent" => self.request(params),
            "Network.responseReceived" => self.response(params, &params["response"]),
            "Network.loadingFailed" => self.failure(params),
            "Runtime.consoleAPICalled" => self.console(params),
            "Runtime.exceptionThrown" => self.exception(&params["exceptionDetails"]),
            "Tracing.dataCollected" => {
                self.trace.extend(params["value"].as_array().into_iter().flatten().cloned());
            }
            "Tracing.tracingComplete" => self.trace_is_whole = true,
            "Log.entryAdded" => self.log(&params["entry"]),
            _ => {}
        }
    }

    fn is_main(&self, params: &Value) -> bool {
        params["frameId"] == *self.main_frame
    }

    fn request(&mut self, params: &Value) {
        // A redirect reuses the id of the request it answers.
        if params["redirectResponse"].is_object() {
            self.response(params, &params["redirectResponse"]);
        }
        self.requests.push(Request {
            url: text(&params["request"]["url"]),
            kind: text(&params["type"]),
            status: None,
            failure: None,
            id: text(&params["requestId"]),
        });
    }

    fn response(&mut self, params: &Value, response: &Value) {
        if let Some(request) = self.open_request(params) {
            request.status = response["status"].as_u64().and_then(|code| u16::try_from(code).ok());
        }
    }

    fn failure(&mut self, params: &Value) {
        // Chromium cancels what it no longer needs, such as a page that turns into a download.
        if params["canceled"] == true || params["errorText"] == "net::ERR_ABORTED" {
            return;
        }
        let blocked = params["blockedReason"].as_str().map(|why| format!(" ({why})"));
        let why = text(&params["errorText"]) + &blocked.unwrap_or_default();
        if let Some(request) = self.open_request(params) {
            request.failure = Some(why);
        }
    }

    fn open_request(&mut self, params: &Value) -> Option<&mut Request> {
        let id = params["requestId"].as_str()?;
        self.requests.iter_mut().rev().find(|request| request.id == id)
    }

    fn console(&mut self, params: &Value) {
        if params["type"] != "error" && params["type"] != "assert" {
            return;
        }
        let words = params["args"].as_array().into_iter().flatten().map(|arg| {
            let described = arg["description"].as_str().map(str::to_owned);
            arg["value"].as_str().map(str::to_owned).or(described).unwrap_or(arg.to_string())
        });
        self.complaints.push(words.collect::<Vec<_>>().join(" "));
    }

    fn exception(&mut self, details: &Value) {
        let described = details["exception"]["description"].as_str();
        self.complaints.push(described.map_or_else(|| text(&details["text"]), str::to_owned));
    }

    fn log(&mut self, entry: &Value) {
        // Failed requests are told apart, with their status.
        if entry["level"] == "error" && entry["source"] != "network" {
            let place = entry["url"].as_str().map(|url| format!(" ({url})"));
            self.complaints.push(text(&entry["text"]) + &place.unwrap_or_default());
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seen_after(events: &[(&str, Value)]) -> Seen {
        let mut seen = Seen { main_frame: "main".to_owned(), ..Seen::default() };
        for (method, params) in events {
            seen.take_in(method, params);
        }
        seen
    }

    fn sent(url: &str) -> (&'static str, Value) {
        let request = json!({ "url": url });
        let params = json!({ "requestId": "1", "type": "Document", "request": request });
        ("Network.requestWillBeSent", params)
    }

    #[test]
    fn loading_of_an_inner_frame_is_not_loading_of_the_page() {
        let seen = seen_after(&[("Page.frameStartedLoading", json!({ "frameId": "inner" }))]);

        assert!(!seen.loading);
    }

    #[test]
    fn a_redirect_gives_its_status_to_the_request_it_answers() {
        let mut redirected = sent("http://site/b");
        redirected.1["redirectResponse"] = json!({ "status": 303 });
        let answered = json!({ "requestId": "1", "response": { "status": 200 } });

        let seen = seen_after(&[
            sent("http://site/a"),
            redirected,
            ("Network.responseReceived", answered),
        ]);

        let statuses: Vec<_> =
            seen.requests.iter().map(|request| (request.url.as_str(), request.status)).collect();
        assert_eq!(statuses, [("http://site/a", Some(303)), ("http://site/b", Some(200))]);
    }

    #[test]
    fn a_request_that_chromium_cancelled_itself_has_not_failed() {
        let cancelled =
            json!({ "requestId": "1", "canceled": true, "errorText": "net::ERR_ABORTED" });

        let seen = seen_after(&[sent("http://site/a"), ("Network.loadingFailed", cancelled)]);

        assert!(seen.requests.iter().all(|request| !request.failed()));
    }
}
