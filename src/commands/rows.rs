//! Rows read from files into the records, and invented ones written.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use sportello::import::progress::Bar;
use sportello::import::{self, Kind, demo};
use sportello::portal::Portal;

use super::ROWS_LEFT_OUT;

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ImportKind {
    Citizens,
    Contributions,
    Offices,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum GenerateKind {
    Citizens,
    Contributions,
}

impl ImportKind {
    fn kind(self, may_remove: usize) -> Kind {
        match self {
            ImportKind::Citizens => Kind::Citizens,
            ImportKind::Contributions => Kind::Contributions,
            ImportKind::Offices => Kind::Offices { may_remove },
        }
    }
}

/// Writes invented rows.
pub(crate) fn generate(kind: GenerateKind, count: usize, file: &Path, seed: u64) -> anyhow::Result<()> {
    let out = std::io::BufWriter::new(File::create(file)?);
    match kind {
        GenerateKind::Citizens => demo::citizens_csv(out, seed, count)?,
        GenerateKind::Contributions => demo::contributions_csv(out, seed, count)?,
    }
    Ok(())
}

/// Loads a file.
pub(crate) async fn load(
    portal: &Portal,
    kind: ImportKind,
    path: &Path,
    may_remove: usize,
) -> anyhow::Result<ExitCode> {
    let kind = kind.kind(may_remove);
    let bar = Bar::new(path.display().to_string());
    let report =
        import::run(&portal.db, kind, path, portal.clock.now(), &|progress| bar.show(progress)).await?;
    bar.end();
    if report.already {
        eprintln!("This file was imported before: {} rows. Nothing was changed.", report.rows);
    } else {
        let rows = report.rows - report.bad;
        eprintln!("{rows} {} imported.", if rows == 1 { "row" } else { "rows" });
    }
    if !report.without.is_empty() {
        let provinces: Vec<&str> = report.without.iter().map(|provincia| provincia.sigla).collect();
        eprintln!("Provinces without an office now: {}.", provinces.join(" "));
    }
    portal.db.close().await;
    if report.bad == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let file = report.bad_file.map(|file| format!("; each with its line and reason in {}", file.display()));
    eprintln!(
        "{} bad {} left out{}.",
        report.bad,
        if report.bad == 1 { "row was" } else { "rows were" },
        file.unwrap_or_default()
    );
    Ok(ExitCode::from(ROWS_LEFT_OUT))
}
