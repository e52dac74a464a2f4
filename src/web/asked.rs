//! A request as the front door looks at it: the few headers that matter, who asks, and the body as far as a form may go.
//!
//! **Invariant**: of what a proxy names, what it was itself told by who asks does not count.

use std::net::IpAddr;
use std::time::Duration;

use a11y::text::Lang;
use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};
use actix_web::web::Payload;
use futures_util::StreamExt;

use super::cookies::{self, Name};
use super::front::exact_lang;
use super::negotiate::{self, Form};
use super::reply::AS_TEXT;
use super::shell::Who;
use super::{forms, kiosk};
use crate::citizen::sessions::Cookie;
use crate::portal::Portal;

/// How long a form may take to arrive: slow lines have minutes' worth of it, and nobody holds a connection for good.
const BODY_WITHIN: Duration = Duration::from_secs(30);

/// A request, as far as the front door looks at it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// `GET`, `POST`, ...
    pub(crate) method: String,
    /// The path as it came, not decoded: no address of ours needs an escape.
    pub(crate) path: String,
    /// The query, without its question mark.
    pub(crate) query: String,
    /// `Cookie`, like all headers empty where it is missing.
    pub(crate) cookie: String,
    /// `Accept`.
    pub(crate) accept: String,
    /// `Accept-Language`.
    pub(crate) accept_language: String,
    /// `Origin`.
    pub(crate) origin: String,
    /// `Host`.
    pub(crate) host: String,
    /// `Sec-Fetch-Site`.
    pub(crate) fetch_site: String,
    /// `User-Agent`.
    pub(crate) user_agent: String,
    /// `Content-Type`.
    pub(crate) content_type: String,
    /// `Signature-Input`, `Signature` and `Content-Digest`: of a kiosk.
    pub(crate) signed: Option<[String; 3]>,
    /// Who asks, after trusted proxies.
    pub(crate) peer: Option<IpAddr>,
    /// The body.
    pub(crate) body: Body,
}

/// The body of a request, as far as it came.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// Larger than a form may be.
    Large,
    /// It broke off, or stood still for too long.
    Broken,
}

impl Default for Body {
    fn default() -> Body {
        Body::Whole(Vec::new())
    }
}

impl Asked {
    /// Reads what the front door looks at, and the body as far as a form may go.
    pub(super) async fn read(request: &HttpRequest, body: Payload, portal: &Portal) -> Asked {
        let header = |name: HeaderName| {
            request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned()
        };
        let mut cookies = String::new();
        for value in request.headers().get_all(header::COOKIE) {
            cookies.push_str(value.to_str().unwrap_or(""));
            cookies.push(';');
        }
        Asked {
            method: request.method().as_str().to_owned(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or("").to_owned(),
            cookie: cookies,
            accept: header(header::ACCEPT),
            accept_language: header(header::ACCEPT_LANGUAGE),
            origin: header(header::ORIGIN),
            host: header(header::HOST),
            fetch_site: header(HeaderName::from_static("sec-fetch-site")),
            user_agent: header(header::USER_AGENT),
            content_type: header(header::CONTENT_TYPE),
            signed: kiosk::signed(request.headers()),
            peer: peer(request, &portal.config.trusted_proxies),
            body: Body::read(body).await,
        }
    }

    /// The cookie of a session that it came with.
    pub(super) fn session(&self, secure: bool) -> Option<Cookie> {
        cookies::find(&self.cookie, Name::Session, secure).and_then(Cookie::parse)
    }

    /// Who it is from, as far as that is known where no session is looked up.
    pub(super) fn who(&self, secure: bool) -> Who<'static> {
        if self.session(secure).is_some() { Who::Unknown } else { Who::Nobody }
    }

    /// The language of the answer: that of the address, else its reader's.
    pub(super) fn lang(&self, secure: bool) -> Lang {
        self.path.split('/').nth(1).and_then(exact_lang).unwrap_or_else(|| {
            negotiate::language(cookies::find(&self.cookie, Name::Language, secure), &self.accept_language)
        })
    }

    /// The form of the answer, whatever its address means.
    pub(super) fn form(&self) -> Form {
        let plain = self.query.split('&').any(|field| field == AS_TEXT);
        negotiate::form(plain.then_some("testo"), &self.accept).unwrap_or(Form::Html)
    }

    /// Something is sent with it.
    pub(super) fn sends(&self) -> bool {
        self.method == "POST"
    }
}

impl Body {
    /// The whole body, if it arrives whole and is no larger than the bytes of a form may be.
    async fn read(body: Payload) -> Body {
        tokio::time::timeout(BODY_WITHIN, Body::collect(body)).await.unwrap_or(Body::Broken)
    }

    async fn collect(mut body: Payload) -> Body {
        let mut bytes = Vec::new();
        while let Some(chunk) = body.next().await {
            let Ok(chunk) = chunk else { return Body::Broken };
            bytes.extend_from_slice(&chunk);
            if bytes.len() > forms::MOST_READ {
                return Body::Large;
            }
        }
        Body::Whole(bytes)
    }
}

/// Who asks: the peer, or whom a trusted proxy names last; some proxies write a header of their own below the one they got.
fn peer(request: &HttpRequest, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = request.peer_addr().map(|address| address.ip())?;
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let forwarded = request.headers().get_all("x-forwarded-for").last().and_then(|value| value.to_str().ok());
    forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok()).or(Some(peer))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::net::SocketAddr;

    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    /// What proxies and who lies to them write: addresses, what looks like some, and anything that a header may hold.
    fn named() -> impl Strategy<Value = String> {
        let one = prop_oneof![
            any::<IpAddr>().prop_map(|ip| ip.to_string()),
            "[0-9a-fA-F.:%\\[\\]]{0,45}",
            "[ -~]{0,30}",
            "[\u{80}-\u{ff}]{0,8}",
            Just(String::new()),
        ];
        prop::collection::vec(one, 0..5).prop_map(|all| all.join(","))
    }

    proptest! {
        #[test]
        fn whatever_a_proxy_passes_on_somebody_asks_and_only_its_own_last_word_counts(
            headers in prop::collection::vec(named(), 0..4), last: IpAddr, trusts: bool,
        ) {
            let proxy: SocketAddr = ([192, 0, 2, 1], 443).into();
            let trusted: Vec<IpAddr> = if trusts { vec![proxy.ip()] } else { Vec::new() };
            let ask = |headers: &[String]| {
                let mut request = TestRequest::default().peer_addr(proxy);
                for named in headers {
                    let value = header::HeaderValue::from_bytes(named.as_bytes()).unwrap();
                    request = request.append_header(("x-forwarded-for", value));
                }
                peer(&request.to_http_request(), &trusted)
            };
            prop_assert!(ask(&headers).is_some());
            let mut with_last = headers.clone();
            with_last.push(format!("{},  {last} ", headers.join(",")));
            // A letter that is not of ASCII makes all of its header unread; then it is the proxy itself.
            let read = headers.iter().all(|named| named.is_ascii());
            let expected = if trusts && read { last } else { proxy.ip() };
            prop_assert_eq!(ask(&with_last), Some(expected));
        }
    }

    #[test]
    fn who_asks_is_whom_the_trusted_proxy_named_itself_and_nobody_else_is_believed() {
        let proxy: SocketAddr = "192.0.2.1:443".parse().unwrap();
        let asks = |headers: &[&str], trusted: &[IpAddr]| {
            let request = TestRequest::default().peer_addr(proxy);
            let append =
                |request: TestRequest, named: &&str| request.append_header(("x-forwarded-for", *named));
            let request = headers.iter().fold(request, append).to_http_request();
            peer(&request, trusted).unwrap().to_string()
        };
        let trusted = [proxy.ip()];
        assert_eq!(asks(&["203.0.113.7"], &trusted), "203.0.113.7");
        // What who asks has written before it, in the same header or in one of its own, is theirs alone to believe.
        assert_eq!(asks(&["198.51.100.9, 203.0.113.7"], &trusted), "203.0.113.7");
        assert_eq!(asks(&["198.51.100.9", "203.0.113.7"], &trusted), "203.0.113.7");
        for none in [&[][..], &["unknown"], &["203.0.113.7", ""]] {
            assert_eq!(asks(none, &trusted), "192.0.2.1", "{none:?}");
        }
        assert_eq!(asks(&["203.0.113.7"], &[]), "192.0.2.1");
    }
}
