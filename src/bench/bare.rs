//! What a page costs at least: the same bytes from actix and maud alone, and the same rows through sqlx.
//!
//! Served by a process of its own with the portal's settings, so that both are measured alike. It has neither session
//! nor audit nor a Page; markup is spliced as `html!` splices its literals, words are escaped as it escapes values.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use maud::{Markup, Render, html};
use uuid::Uuid;

use super::{BenchError, database, records};

/// The address of the page that reads nothing.
pub(super) const PUBLIC: &str = "/public";
/// The address of the same page as who is signed in sees it.
pub(super) const OWN: &str = "/own";
/// The address of the page with a search.
pub(super) const SEARCH: &str = "/search";
/// The address of the page that reads the rows first.
pub(super) const STATEMENT: &str = "/statement";

/// The file in which the bench has laid the page of an address.
pub(super) fn file(folder: &Path, address: &str) -> PathBuf {
    folder.join(format!("bare{}.html", address.replace('/', "-")))
}

/// A page as `html!` would write it: literal markup, and the words between.
struct Pieces(Vec<(Tags, String)>);

struct Tags(String);

impl Render for Tags {
    fn render_to(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

impl Pieces {
    fn of(page: &str) -> Pieces {
        let plain = |words: &str| {
            words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        };
        let mut pieces: Vec<(Tags, String)> = Vec::new();
        for piece in page.split_inclusive('>') {
            let (words, tag) = piece.find('<').map_or((piece, ""), |at| piece.split_at(at));
            match pieces.last_mut() {
                // `html!` makes one literal of what stands side by side.
                Some((Tags(before), _)) if words.is_empty() => before.push_str(tag),
                _ => pieces.push((Tags(tag.to_owned()), plain(words))),
            }
        }
        Pieces(pieces)
    }

    fn page(&self) -> Markup {
        html! { @for (tag, words) in &self.0 { (words) (tag) } }
    }
}

struct Bare {
    public: Pieces,
    own: Pieces,
    search: Pieces,
    statement: Pieces,
    pool: records::Pool,
    citizen: Uuid,
}

/// Serves both pages of `folder` until it is ended.
///
/// # Errors
/// [`BenchError`]
pub async fn serve(listen: SocketAddr, folder: &Path, citizen: Uuid) -> Result<(), BenchError> {
    let page = |address| std::fs::read_to_string(file(folder, address)).map(|page| Pieces::of(&page));
    let pool = records::readers(&database(folder));
    let bare = Data::new(Bare {
        public: page(PUBLIC)?,
        own: page(OWN)?,
        search: page(SEARCH)?,
        statement: page(STATEMENT)?,
        pool,
        citizen,
    });
    let configure = move |app: &mut web::ServiceConfig| {
        app.app_data(bare.clone())
            .route(PUBLIC, web::get().to(public))
            .route(OWN, web::get().to(own))
            .route(SEARCH, web::get().to(search))
            .route(STATEMENT, web::get().to(statement));
    };
    Ok(crate::web::listen(listen, None, configure, None, || ()).await?)
}

async fn public(bare: Data<Bare>) -> HttpResponse {
    answer(&bare.public)
}

async fn own(bare: Data<Bare>) -> HttpResponse {
    answer(&bare.own)
}

async fn search(bare: Data<Bare>) -> HttpResponse {
    answer(&bare.search)
}

async fn statement(bare: Data<Bare>) -> HttpResponse {
    match records::rows(&bare.pool, bare.citizen).await {
        Ok(rows) if rows.len() == records::ROWS => answer(&bare.statement),
        _ => HttpResponse::InternalServerError().finish(),
    }
}

fn answer(pieces: &Pieces) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(pieces.page().into_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_page_are_its_bytes() {
        let page =
            "<!DOCTYPE html><p class=\"a\">Tu &amp; io: &lt;&lt;sì&gt;&gt;, &quot;no&quot;</p>\n<p></p>fine";
        assert_eq!(Pieces::of(page).page().into_string(), page);
    }
}
