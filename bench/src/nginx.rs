//! An nginx of our own that serves one file, compressed beforehand.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, bail};

/// A running nginx; ends when dropped.
pub struct Nginx {
    child: Child,
    folder: PathBuf,
    pub url: String,
}

/// The file both sides serve, with the headers both send.
pub struct Page<'p> {
    pub gzip: &'p [u8],
    pub headers: &'p [(String, String)],
}

/// The same line as ours, gathered in memory and written now and then, as ours is.
const LOG_FORMAT: &str = "log_format line escape=json '{\"at\":\"$time_iso8601\",\
    \"request\":\"$connection-$connection_requests\",\"method\":\"$request_method\",\
    \"path\":\"$uri\",\"class\":\"page\",\"status\":$status,\"bytes\":$body_bytes_sent,\
    \"seconds\":$request_time}';";

impl Nginx {
    pub fn start(page: &Page<'_>) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("bench-nginx-{}", std::process::id()));
        fs::create_dir_all(folder.join("www"))?;
        // gzip_static wants the plain name beside the pressed one; nobody asks for it here.
        fs::write(folder.join("www/page"), b"plain")?;
        fs::write(folder.join("www/page.gz"), page.gzip)?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let place = folder.display();
        let mut headers = String::new();
        for (name, value) in page.headers {
            headers.push_str(&format!("add_header {name} \"{value}\";\n"));
        }
        let config = format!(
            "daemon off; worker_processes auto; pid {place}/pid; error_log {place}/error.log;\n\
             events {{ worker_connections 1024; }}\n\
             http {{ {LOG_FORMAT}\n\
             access_log {place}/access.log line buffer=64k flush=1s;\n\
             sendfile on; tcp_nopush on; keepalive_requests 1000000000;\n\
             open_file_cache max=100; default_type 'text/html; charset=utf-8'; etag on;\n\
             client_body_temp_path {place}; proxy_temp_path {place}; fastcgi_temp_path {place};\n\
             uwsgi_temp_path {place}; scgi_temp_path {place};\n\
             server {{ listen 127.0.0.1:{port}; root {place}/www; gzip_static on;\n{headers}}} }}\n"
        );
        fs::write(folder.join("nginx.conf"), config)?;
        let child = Command::new("/usr/sbin/nginx")
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .stderr(Stdio::null())
            .spawn()
            .context("cannot run nginx; install it (Debian package nginx-light)")?;
        let url = format!("http://127.0.0.1:{port}/page");
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(Self { child, folder, url });
            }
            sleep(Duration::from_millis(50));
        }
        bail!("nginx did not open its port; see {}", folder.join("error.log").display())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master ends its workers when it is asked, not when it is killed.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
