//! Listens, until it is told to stop.

use std::io::BufReader;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::ServiceConfig;
use actix_web::{App, HttpServer};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::signal::unix::{SignalKind, signal};

use super::lines::{self, Lines};
use crate::config::{Config, Tls};
use crate::portal::Portal;

/// Why the portal cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The certificate or its key cannot be read.
    #[error("the certificate or its key cannot be used: {0}")]
    Certificate(String),
    /// The server stopped by itself.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

/// Serves until SIGINT or SIGTERM; requests in flight are finished. `ready` is called once it listens.
///
/// # Errors
/// [`ServeError`]
pub async fn serve(portal: Portal, ready: impl FnOnce(&Config)) -> Result<(), ServeError> {
    let config = portal.config.clone();
    let portal = Arc::new(portal);
    let tls = config.tls.as_ref().map(tls_settings).transpose()?;
    listen(config.listen, tls, super::configure(portal), || ready(&config)).await
}

/// Listens with the portal's settings and whatever `configure` puts on its addresses.
pub(crate) async fn listen(
    address: SocketAddr,
    tls: Option<ServerConfig>,
    configure: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    ready: impl FnOnce(),
) -> Result<(), ServeError> {
    // SQLite reads on the thread that serves: more of them than cores, so that one which waits for the disk holds up
    // only its own lines.
    let workers = 2 * std::thread::available_parallelism().map_or(2, usize::from);
    let lines = Lines::default();
    let accepted = lines.clone();
    let server = HttpServer::new(move || App::new().configure(configure.clone()))
        .workers(workers)
        .tcp_nodelay(true)
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(2))
        .on_connect(move |line, of_line| accepted.accept(line, of_line))
        .shutdown_signal(told_to_stop())
        .shutdown_timeout(10);
    let bound = match tls {
        Some(settings) => server.bind_rustls_0_23(address, settings),
        None => server.bind(address),
    };
    let server = bound.map_err(|error| ServeError::Listen(address, error))?;
    ready();
    let watch = tokio::spawn(async move {
        let mut round = tokio::time::interval(lines::ROUND);
        loop {
            let now = round.tick().await;
            lines.close_still(now.into_std());
        }
    });
    let ended = server.run().await.map_err(ServeError::Stopped);
    watch.abort();
    ended
}

/// Comes to its end at SIGTERM and at Ctrl-C alike: for both, requests in flight are finished.
async fn told_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            // Then only Ctrl-C stops it gently.
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

fn tls_settings(tls: &Tls) -> Result<ServerConfig, ServeError> {
    let wrong = |error: &dyn std::fmt::Display| ServeError::Certificate(error.to_string());
    let file = |path| std::fs::File::open(path).map(BufReader::new).map_err(|e| wrong(&e));
    let chain: Result<Vec<_>, _> = CertificateDer::pem_reader_iter(file(&tls.certificate)?).collect();
    let key = PrivateKeyDer::from_pem_reader(file(&tls.key)?).map_err(|e| wrong(&e))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| wrong(&e))?
        .with_no_client_auth()
        .with_single_cert(chain.map_err(|e| wrong(&e))?, key)
        .map_err(|e| wrong(&e))
}
