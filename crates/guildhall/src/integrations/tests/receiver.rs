//! A real server on this machine that takes deliveries, or does not, as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// What came in.
#[derive(Clone)]
pub struct Came {
    pub headers: HeaderMap,
    pub body: String,
}

impl Came {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

/// How the server answers one request.
#[derive(Clone)]
pub enum Manner {
    Status(u16),
    LeadsTo(String),
    Silent,
}

#[derive(Default)]
struct Book {
    came: Vec<Came>,
    manners: VecDeque<Manner>,
}

/// An open server; closed when dropped.
pub struct Receiver {
    pub url: String,
    pub port: u16,
    book: Arc<Mutex<Book>>,
    _open: oneshot::Sender<()>,
}

impl Receiver {
    /// Opens one that answers so, one after the other, and 204 after that.
    pub fn open(manners: impl IntoIterator<Item = Manner>) -> Self {
        let book = Book { manners: manners.into_iter().collect(), ..Book::default() };
        let book = Arc::new(Mutex::new(book));
        let taking = Arc::clone(&book);
        let (told, port) = std::sync::mpsc::channel();
        let (open, closed) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                told.send(listener.local_addr().unwrap().port()).unwrap();
                let router =
                    Router::new().fallback(move |request| answer(Arc::clone(&taking), request));
                tokio::select! {
                    served = axum::serve(listener, router).into_future() => served.unwrap(),
                    _ = closed => {}
                }
            });
        });
        let port = port.recv().unwrap();
        Self { url: format!("http://127.0.0.1:{port}/hooks"), port, book, _open: open }
    }

    pub fn came(&self) -> Vec<Came> {
        self.book.lock().unwrap().came.clone()
    }

    /// What the deliveries told, in order.
    pub fn told(&self) -> Vec<String> {
        let kind = |one: &Came| {
            let json: serde_json::Value = serde_json::from_str(&one.body).unwrap();
            json["type"].as_str().unwrap().to_owned()
        };
        self.came().iter().map(kind).collect()
    }
}

async fn answer(book: Arc<Mutex<Book>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let came = Came { headers: head.headers, body: String::from_utf8(body.to_vec()).unwrap() };
    let manner = {
        let mut book = book.lock().unwrap();
        book.came.push(came);
        book.manners.pop_front().unwrap_or(Manner::Status(204))
    };
    match manner {
        Manner::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Manner::LeadsTo(url) => (StatusCode::FOUND, [(header::LOCATION, url)]).into_response(),
        Manner::Silent => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            StatusCode::NO_CONTENT.into_response()
        }
    }
}
