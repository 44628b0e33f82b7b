//! The wire to one reader. A large body that many ask for is sent by the kernel from a file in memory
//! (`sendfile(2)`), which saves copying it into the socket for each of them; everything else is
//! written as it is.

use std::io::{self, IoSlice};
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use axum::body::Bytes;
use rustix::fs::{MemfdFlags, memfd_create, sendfile};
use rustix::net::{SendFlags, send};
use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;

/// Below this size copying is cheaper than a second call into the kernel.
pub const LARGE: usize = 16 << 10;

/// So many bodies lie in files at a time.
const FILES_MAX: usize = 64;

/// A body and the file that holds the same bytes.
struct InFile {
    /// Kept, so that while this lives nothing else can lie at its address.
    bytes: Bytes,
    file: OwnedFd,
}

/// The large bodies that were asked for last, each in a file.
#[derive(Default)]
pub struct Files {
    latest: Mutex<Vec<Arc<InFile>>>,
}

/// Marks an answer's body as one that lies ready and is large.
#[derive(Clone)]
pub struct Large(pub Bytes);

/// What the wire sends next from a file.
#[derive(Clone, Default)]
pub struct Next(Arc<Mutex<Option<Arc<InFile>>>>);

/// The stream of one connection.
pub struct Wire {
    stream: TcpStream,
    next: Next,
}

impl InFile {
    fn new(bytes: Bytes) -> io::Result<Self> {
        let file = memfd_create("guildhall-page", MemfdFlags::CLOEXEC)?;
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            rest = &rest[rustix::io::write(&file, rest)?..];
        }
        Ok(Self { bytes, file })
    }

    /// Where in the file the bytes of `part` lie; `None` when it is no part of this body.
    fn offset(&self, part: &[u8]) -> Option<usize> {
        let offset = part.as_ptr().addr().checked_sub(self.bytes.as_ptr().addr())?;
        (!part.is_empty() && offset + part.len() <= self.bytes.len()).then_some(offset)
    }
}

impl Files {
    /// The file of a body, made when it was not asked for lately; `None` when the machine gives none.
    fn of(&self, bytes: Bytes) -> Option<Arc<InFile>> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |one: &Arc<InFile>| one.bytes.as_ptr() == bytes.as_ptr();
        if let Some(place) = latest.iter().position(same) {
            // Moved up halfway: what is asked for often stays, and rarely needs moving.
            latest.swap(place, place / 2);
            return Some(Arc::clone(&latest[place / 2]));
        }
        let file = Arc::new(InFile::new(bytes).ok()?);
        latest.truncate(FILES_MAX - 1);
        latest.push(Arc::clone(&file));
        Some(file)
    }
}

impl Next {
    /// The next body on the wire is this one.
    pub fn body(&self, large: Large, files: &Files) {
        let Large(bytes) = large;
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = next.as_ref().is_some_and(|one| one.bytes.as_ptr() == bytes.as_ptr());
        if !same {
            *next = files.of(bytes);
        }
    }

    fn get(&self) -> Option<Arc<InFile>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Wire {
    pub fn new(stream: TcpStream, next: Next) -> Self {
        Self { stream, next }
    }
}

/// Sends what may come before the body, then the body's part, as far as the socket takes them.
fn send_from(
    stream: &TcpStream,
    (before, part): (&[u8], usize),
    (file, offset): (&OwnedFd, usize),
) -> io::Result<usize> {
    let mut sent = 0;
    if !before.is_empty() {
        sent = send(stream, before, SendFlags::MORE | SendFlags::NOSIGNAL)?;
        if sent < before.len() {
            return Ok(sent);
        }
    }
    let mut offset = offset as u64;
    match sendfile(stream, file, Some(&mut offset), part) {
        Ok(body) => Ok(sent + body),
        // What went before is gone; the error comes again.
        Err(_) if sent > 0 => Ok(sent),
        Err(error) => Err(error.into()),
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(cx, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let found = self.next.get().and_then(|body| {
            let (before, part) = match slices {
                [part] => (&[][..], part),
                [before, part, ..] => match body.offset(before) {
                    Some(_) => (&[][..], before),
                    None => (&before[..], part),
                },
                [] => return None,
            };
            let offset = body.offset(part)?;
            Some((body, before, part.len(), offset))
        });
        let Some((body, before, part, offset)) = found else {
            return Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        };
        loop {
            ready!(self.stream.poll_write_ready(cx))?;
            let stream = &self.stream;
            let send = || send_from(stream, (before, part), (&body.file, offset));
            match stream.try_io(Interest::WRITABLE, send) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                sent => return Poll::Ready(sent),
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Read as _;

    use tokio::io::AsyncWriteExt as _;
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_large_body_arrives_whole_behind_its_head_however_the_socket_takes_it() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let reader = std::thread::spawn(move || {
            let mut all = Vec::new();
            std::net::TcpStream::connect(address).unwrap().read_to_end(&mut all).unwrap();
            all
        });
        let (stream, _) = listener.accept().await.unwrap();
        let (files, next) = (Files::default(), Next::default());
        let bodies: [Bytes; 2] =
            [7_u32, 11].map(|by| (0..3_000_000_u32).map(|at| (at / 251 * by) as u8).collect());
        next.body(Large(bodies[0].clone()), &files);
        let file = next.get().unwrap();
        assert_eq!(file.offset(&bodies[0][5..9]), Some(5));
        assert_eq!(file.offset(&bodies[1]), None);
        let mut wire = Wire::new(stream, next.clone());
        let head = b"head";
        // The second lies in no file, and is written as it is.
        for body in &bodies {
            let mut sent = 0;
            while sent < head.len() + body.len() {
                let (head, body) = match sent.checked_sub(head.len()) {
                    None => (&head[sent..], &body[..]),
                    Some(begun) => (&body[begun..], &[][..]),
                };
                let slices = [IoSlice::new(head), IoSlice::new(body)];
                let write =
                    |cx: &mut Context<'_>| Pin::new(&mut wire).poll_write_vectored(cx, &slices);
                sent += poll_fn(write).await.unwrap();
            }
        }
        wire.shutdown().await.unwrap();
        let expected = [&head[..], &bodies[0], head, &bodies[1]].concat();
        assert!(reader.join().unwrap() == expected);
    }

    #[test]
    fn files_of_bodies_that_nobody_asks_for_any_more_are_let_go() {
        let files = Files::default();
        let body = |by: u8| Bytes::from(vec![by; LARGE]);
        let often = body(1);
        for by in 0..200 {
            assert!(files.of(body(by)).is_some());
            assert!(files.of(often.clone()).is_some());
        }
        let latest = files.latest.lock().unwrap();
        assert_eq!(latest.len(), FILES_MAX);
        assert!(latest.iter().any(|one| one.bytes.as_ptr() == often.as_ptr()));
    }
}
