//! Measuring what the portal promises.

use std::path::PathBuf;

use anyhow::bail;
use clap::Subcommand;
use sportello::bench;

/// Processes that the bench starts beside itself.
#[derive(Subcommand)]
pub(crate) enum BenchPart {
    /// Serve the pages to compare with.
    #[command(hide = true)]
    Bare {
        #[arg(long)]
        listen: std::net::SocketAddr,
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        citizen: uuid::Uuid,
    },
    /// Send requests at a fixed rate.
    #[command(hide = true)]
    Load {
        #[arg(long)]
        port: u16,
        #[arg(long)]
        sessions: PathBuf,
        #[arg(long)]
        rates: String,
    },
    /// Measure with the records of a nation: a quarter of an hour, and 20 GB of disk for that time.
    Scale {
        /// Citizens on record, each with about 35 contributions.
        #[arg(long, default_value_t = bench::Scale::default().citizens)]
        citizens: usize,
        /// Statements read a second.
        #[arg(long, default_value_t = bench::Scale::default().pages)]
        pages: f64,
        /// Statements ordered by post a second.
        #[arg(long, default_value_t = bench::Scale::default().posts)]
        posts: f64,
        /// Seconds a measure.
        #[arg(long, default_value_t = bench::Scale::default().seconds)]
        seconds: f64,
        /// Where to keep the records for the next run; else they are removed.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
}

/// Measures, or is one of the processes that this takes.
pub(crate) async fn measure(quick: bool, part: Option<BenchPart>) -> anyhow::Result<()> {
    let out = &mut std::io::stdout();
    let holds = match part {
        None if quick => bench::run_quick(out).await?,
        None => bench::run(bench::Options::WHOLE, out).await?,
        Some(BenchPart::Scale { citizens, pages, posts, seconds, folder }) => {
            let scale = bench::Scale { citizens, pages, posts, seconds, folder, ..bench::Scale::default() };
            bench::run_scale(scale, out).await?
        }
        Some(BenchPart::Bare { listen, folder, citizen }) => {
            bench::serve_bare(listen, &folder, citizen).await?;
            true
        }
        Some(BenchPart::Load { port, sessions, rates }) => {
            bench::send(port, &sessions, serde_json::from_str(&rates)?, out).await?;
            true
        }
    };
    if !holds {
        bail!("a figure does not hold");
    }
    Ok(())
}
