//! Regions, which are searched by choosing one of their provinces.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::places::{Provincia, fold};

/// A region with its provinces of today, in order of name.
#[derive(Clone, Debug, PartialEq)]
pub struct Regione {
    /// Its Italian name.
    pub name: &'static str,
    /// Its provinces.
    pub provinces: Vec<&'static Provincia>,
}

/// The region of this name, in Italian or as its own other language, English or Arabic call it; what is one province is
/// none.
pub(super) fn regione(folded: &str) -> Option<Regione> {
    const OTHERS: [(&str, &[&str]); 13] = [
        ("Calabria", &["كالابريا"]),
        ("Campania", &["كامبانيا"]),
        ("Emilia-Romagna", &["emilia", "romagna"]),
        ("Friuli-Venezia Giulia", &["friuli", "venezia giulia"]),
        ("Lazio", &["latium", "لاتسيو"]),
        ("Lombardia", &["lombardy", "لومبارديا"]),
        ("Piemonte", &["piedmont", "بيدمونت"]),
        ("Puglia", &["apulia", "puglie", "بوليا"]),
        ("Sardegna", &["sardinia", "سردينيا"]),
        ("Sicilia", &["sicily", "صقلية"]),
        ("Toscana", &["tuscany", "توسكانا"]),
        ("Trentino-Alto Adige/Südtirol", &["trentino", "alto adige", "sudtirolo", "south tyrol"]),
        ("Veneto", &["veneto region", "فينيتو"]),
    ];
    /// The names of each region as they are compared: read once, for every search asks.
    static REGIONS: OnceLock<Vec<(Vec<String>, Regione)>> = OnceLock::new();
    let table = || {
        let mut regions: BTreeMap<&'static str, Vec<&'static Provincia>> = BTreeMap::new();
        for provincia in Provincia::all().iter().filter(|provincia| !provincia.historic) {
            regions.entry(provincia.region).or_default().push(provincia);
        }
        let several = regions.into_iter().filter(|(_, provinces)| provinces.len() > 1);
        let row = |(region, mut provinces): (&'static str, Vec<&'static Provincia>)| {
            provinces.sort_by_key(|provincia| fold(provincia.name));
            let others =
                OTHERS.iter().find(|(name, _)| *name == region).map_or(&[][..], |(_, others)| others);
            let called = region.split('/').chain([region]).chain(others.iter().copied()).map(fold).collect();
            (called, Regione { name: region.split('/').next().unwrap_or(region), provinces })
        };
        several.map(row).collect()
    };
    let bare = folded.strip_prefix("regione ").unwrap_or(folded);
    let regions = REGIONS.get_or_init(table);
    let found = regions.iter().find(|(called, _)| called.iter().any(|name| name == bare));
    found.map(|(_, regione)| regione.clone())
}
