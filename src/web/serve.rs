//! Listens, until it is told to stop.

use std::io::{self, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_http::{HttpService, Protocol};
use actix_server::GracefulShutdownSignal;
use actix_service::{IntoServiceFactory, ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_tls::accept::TlsError;
use actix_tls::accept::rustls_0_23::{Acceptor, TlsStream};
use actix_web::App;
use actix_web::dev::{AppConfig, Server};
use actix_web::rt::net::TcpStream;
use actix_web::web::ServiceConfig;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::lines::{self, Lines};
use super::wire::{Pages, Wire};
use crate::config::{Config, Tls};
use crate::portal::Portal;

/// Why the portal cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    /// The certificate or its key cannot be read.
    #[error("the certificate or its key cannot be used: {0}")]
    Certificate(String),
    /// The server stopped by itself.
    #[error("the server stopped: {0}")]
    Stopped(io::Error),
}

/// Serves until SIGINT or SIGTERM; requests in flight are finished. `ready` is called once it listens.
///
/// # Errors
/// [`ServeError`]
pub async fn serve(portal: Portal, ready: impl FnOnce(&Config)) -> Result<(), ServeError> {
    let config = portal.config.clone();
    let portal = Arc::new(portal);
    let tls = config.tls.as_ref().map(tls_settings).transpose()?;
    let pages = Some(Pages::new(portal.clone()));
    listen(config.listen, tls, super::configure(portal), pages, || ready(&config)).await
}

/// Listens with the portal's settings and whatever `configure` puts on its addresses; what the HTTP library answers by
/// itself is answered with `pages`.
pub(crate) async fn listen(
    address: SocketAddr,
    tls: Option<ServerConfig>,
    configure: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    pages: Option<Pages>,
    ready: impl FnOnce(),
) -> Result<(), ServeError> {
    // SQLite reads on the thread that serves: one more of them than cores, so that one which waits for the disk holds up
    // only its own lines; each keeps a megabyte.
    let workers = 1 + std::thread::available_parallelism().map_or(2, usize::from);
    let lines = Lines::default();
    let accepted = lines.clone();
    let builder = Server::build().workers(workers).shutdown_signal(told_to_stop()).shutdown_timeout(10);
    let front = Front { configure, pages, lines: accepted, stopping: builder.graceful_shutdown_signal() };
    let bound = match tls {
        Some(settings) => builder.bind("sportello", address, move || front.encrypted(settings.clone())),
        None => builder.bind("sportello", address, move || front.plain()),
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

/// What each thread that serves is made of. It is `HttpServer` of actix-web, written out for the [`Wire`] under it.
#[derive(Clone)]
struct Front<C> {
    configure: C,
    pages: Option<Pages>,
    lines: Lines,
    stopping: GracefulShutdownSignal,
}

/// The service of one kind of line.
macro_rules! service {
    ($front:expr) => {{
        let Front { configure, lines, stopping, .. } = $front.clone();
        let app = App::new().configure(configure).into_factory();
        HttpService::build()
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .client_request_timeout(Duration::from_secs(10))
            .client_disconnect_timeout(Duration::from_secs(2))
            .on_connect_ext(move |wire: &Wire<_>, of_line| lines.accept(wire.line(), of_line))
            .finish(map_config(app.map_err(|error| error.error_response()), |()| AppConfig::default()))
    }};
}

impl<C: Fn(&mut ServiceConfig) + Clone + Send + 'static> Front<C> {
    /// Lines in clear.
    fn plain(
        &self,
    ) -> impl ServiceFactory<TcpStream, Config = (), Response = (), Error = DispatchError, InitError = ()> + use<C>
    {
        let pages = self.pages.clone();
        let wired = fn_service(move |line: TcpStream| {
            let pages = pages.clone();
            async move {
                // A system that cannot do it answers a little later.
                let _ = line.set_nodelay(true);
                let peer = line.peer_addr().ok();
                Ok::<_, DispatchError>((Wire::new(line, pages), Protocol::Http1, peer))
            }
        });
        wired.and_then(service!(self))
    }

    /// Lines under TLS.
    fn encrypted(
        &self,
        mut settings: ServerConfig,
    ) -> impl ServiceFactory<
        TcpStream,
        Config = (),
        Response = (),
        Error = TlsError<io::Error, DispatchError>,
        InitError = (),
    > + use<C> {
        // HTTP/2 is not offered: to a flood of heads or bodies its library answers by a reset of its own, of which no Page can
        // be made, and a view of ours is two requests, which it would not make faster.
        settings.alpn_protocols = vec![b"http/1.1".to_vec()];
        let pages = self.pages.clone();
        let accept = Acceptor::new(settings).map_init_err(|_| ()).map_err(TlsError::into_service_error);
        let wired = accept.and_then(move |line: TlsStream<TcpStream>| {
            let pages = pages.clone();
            async move {
                let (socket, _) = line.get_ref();
                let _ = socket.set_nodelay(true);
                let peer = socket.peer_addr().ok();
                Ok((Wire::new(line, pages), Protocol::Http1, peer))
            }
        });
        wired.and_then(service!(self).map_err(TlsError::Service))
    }
}

/// Comes to its end at SIGTERM and at Ctrl-C alike: for both, requests in flight are finished. Both are listened for at once:
/// who is told that it serves may already tell it to stop.
fn told_to_stop() -> impl Future<Output = ()> {
    let [terminated, interrupted] = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    let told = async |listened: io::Result<Signal>| match listened {
        Ok(mut signal) => drop(signal.recv().await),
        // Then only the other stops it gently.
        Err(_) => std::future::pending().await,
    };
    async move {
        tokio::select! {
            () = told(terminated) => {}
            () = told(interrupted) => {}
        }
    }
}

fn tls_settings(tls: &Tls) -> Result<ServerConfig, ServeError> {
    let wrong = |error: &dyn std::fmt::Display| ServeError::Certificate(error.to_string());
    let file = |path| std::fs::File::open(path).map(BufReader::new).map_err(|e| wrong(&e));
    // What its reader says of a file repeats it: of a key that lost its line ends, all of the key.
    let no_pem = |path: &Path| wrong(&format!("{} does not hold it in PEM", path.display()));
    let chain: Result<Vec<_>, _> = CertificateDer::pem_reader_iter(file(&tls.certificate)?).collect();
    let chain = chain.map_err(|_| no_pem(&tls.certificate))?;
    let key = PrivateKeyDer::from_pem_reader(file(&tls.key)?).map_err(|_| no_pem(&tls.key))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| wrong(&e))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|e| wrong(&e))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use ed25519_dalek::SigningKey;
    use ed25519_dalek::pkcs8::EncodePrivateKey;
    use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
    use proptest::prelude::*;

    use super::*;

    /// A certificate, though of another key.
    const CERTIFICATE: &[u8] = include_bytes!("../../data/demo_cards/authority.pem");

    /// What is said of these two files.
    fn said(certificate: &[u8], key: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let tls = Tls { certificate: folder.path().join("tls.pem"), key: folder.path().join("tls.key") };
        std::fs::write(&tls.certificate, certificate).unwrap();
        std::fs::write(&tls.key, key).unwrap();
        match tls_settings(&tls) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    proptest! {
        /// Files of any kind, and PEM in which something is gone or changed: nothing is served, and it is said why.
        #[test]
        fn files_that_are_no_certificate_with_its_key_are_refused_and_never_repeated(
            noise in proptest::collection::vec(any::<u8>(), 0..300),
            secret in any::<[u8; 32]>(),
            at in any::<prop::sample::Index>(),
            cut in any::<prop::sample::Index>(),
        ) {
            let key = SigningKey::from_bytes(&secret).to_pkcs8_pem(LineEnding::LF).unwrap();
            let (key, one_line) = (key.as_bytes(), key.replace('\n', ""));
            let mut changed = CERTIFICATE.to_vec();
            let from = at.index(changed.len());
            changed.splice(from.., noise.iter().copied());
            for (certificate, key) in [
                (noise.as_slice(), key),
                (CERTIFICATE, noise.as_slice()),
                (changed.as_slice(), key),
                (&CERTIFICATE[..cut.index(CERTIFICATE.len())], key),
                (CERTIFICATE, &key[..cut.index(key.len())]),
                (CERTIFICATE, one_line.as_bytes()),
                // Each whole, in the place of the other, and not of one another.
                (key, CERTIFICATE),
                (CERTIFICATE, key),
            ] {
                let said = said(certificate, key);
                prop_assert!(said.starts_with("the certificate or its key cannot be used: "), "{}", said);
                // Of a file nothing is repeated, neither as text nor as a list of its bytes.
                prop_assert!(!said.contains("-----") && !said.contains("45, 45"), "{}", said);
            }
        }
    }
}
