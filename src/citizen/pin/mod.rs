//! PIN hashes: argon2id with a pepper, off the request threads, never more at once than half the cores.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::seal::random;
use crate::services::Failure;

/// How many may be in line, those whose turn it is among them; further ones are answered "try again shortly". They hold
/// a small part of the places for requests: a rush on sign-in leaves room for everything else.
const WAITING: usize = 24;

/// Makes and checks hashes of PINs and their halves.
#[derive(Clone, Debug)]
pub struct Hasher {
    pepper: Arc<[u8; 32]>,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// A hash of nothing, checked when there is none, so that both cases take as long.
    nobody: Arc<str>,
    /// Hashes made or checked so far.
    done: Arc<AtomicU64>,
}

/// A place in the line for the hasher, taken before a try is counted: who is told to come again has not tried.
#[derive(Debug)]
pub struct InLine<'h> {
    hasher: &'h Hasher,
    _place: SemaphorePermit<'h>,
}

impl Hasher {
    /// A hasher bounded to half of the machine's cores: the other half is for everyone who is not signing in.
    pub fn new(pepper: [u8; 32]) -> Hasher {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Hasher {
            pepper: Arc::new(pepper),
            running: Arc::new(Semaphore::new((cores / 2).max(1))),
            waiting: Arc::new(Semaphore::new(WAITING)),
            // Salt and hash of the right lengths and parameters; no PIN has this hash.
            nobody: "$argon2id$v=19$m=19456,t=2,p=1$c3BvcnRlbGxvLW5vYm9keQ$\
                     AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                .into(),
            done: Arc::default(),
        }
    }

    /// How many hashes it has made or checked: the work that an answer costs, for measuring and for tests.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Stands in line; at once, or not at all.
    ///
    /// # Errors
    /// [`Failure::HasherBusy`] if too many wait.
    pub fn line(&self) -> Result<InLine<'_>, Failure> {
        let place = self.waiting.try_acquire().map_err(|_| Failure::HasherBusy)?;
        Ok(InLine { hasher: self, _place: place })
    }

    /// As [`InLine::hash`], from the end of the line.
    ///
    /// # Errors
    /// [`Failure::HasherBusy`] if too many wait.
    pub async fn hash(&self, pin: &str) -> Result<String, Failure> {
        self.line()?.hash(pin).await
    }

    /// As [`InLine::verify`], from the end of the line.
    ///
    /// # Errors
    /// [`Failure::HasherBusy`] if too many wait.
    pub async fn verify(&self, pin: &str, hash: Option<&str>) -> Result<bool, Failure> {
        self.line()?.verify(pin, hash).await
    }
}

impl InLine<'_> {
    /// The hash of a PIN, as a PHC string.
    ///
    /// # Errors
    /// [`Failure::Hash`]
    pub async fn hash(&self, pin: &str) -> Result<String, Failure> {
        let pin = pin.to_owned();
        self.run(move |argon2| {
            let salt = SaltString::encode_b64(&random::<16>()).map_err(|_| Failure::Hash)?;
            let hash = argon2.hash_password(pin.as_bytes(), &salt).map_err(|_| Failure::Hash)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether `pin` is the one of `hash`. Without a hash it takes as long and answers no.
    ///
    /// # Errors
    /// [`Failure::Hash`]
    pub async fn verify(&self, pin: &str, hash: Option<&str>) -> Result<bool, Failure> {
        let pin = pin.to_owned();
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.hasher.nobody).to_owned();
        self.run(move |argon2| {
            let hash = PasswordHash::new(&hash).map_err(|_| Failure::Hash)?;
            Ok(argon2.verify_password(pin.as_bytes(), &hash).is_ok() && known)
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let hasher = self.hasher;
        let turn = hasher.running.clone().acquire_owned().await.map_err(|_| Failure::HasherBusy)?;
        hasher.done.fetch_add(1, Ordering::Relaxed);
        let pepper = hasher.pepper.clone();
        tokio::task::spawn_blocking(move || {
            // A hash that is begun goes on when who asked for it has gone: its turn is over with it, not before.
            let _turn = turn;
            let params = Params::new(19_456, 2, 1, None).map_err(|_| Failure::Hash)?;
            let argon2 = Argon2::new_with_secret(&pepper[..], Algorithm::Argon2id, Version::V0x13, params)
                .map_err(|_| Failure::Hash)?;
            work(&argon2)
        })
        .await
        .map_err(|_| Failure::Hash)?
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// How many hashes run, and how many did at most.
    #[derive(Default)]
    struct Running {
        now: AtomicUsize,
        most: AtomicUsize,
    }

    impl Running {
        fn hash(&self, argon2: &Argon2<'_>) -> Result<(), Failure> {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            let made = argon2.hash_password_into(b"27031958", &[0; 16], &mut [0; 32]);
            self.now.fetch_sub(1, Ordering::SeqCst);
            made.map_err(|_| Failure::Hash)
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn no_more_hashes_run_at_once_than_half_the_cores_even_when_who_asked_has_gone() {
        let (hasher, running) = (Hasher::new([1; 32]), Arc::new(Running::default()));
        let asked: Vec<_> = (0..WAITING)
            .map(|_| {
                let (hasher, running) = (hasher.clone(), running.clone());
                tokio::spawn(async move { hasher.line()?.run(move |argon2| running.hash(argon2)).await })
            })
            .collect();
        for (n, task) in asked.into_iter().enumerate() {
            // Every other one hangs up as soon as something is being hashed.
            if n % 2 == 0 {
                while running.now.load(Ordering::SeqCst) == 0 && !task.is_finished() {
                    tokio::task::yield_now().await;
                }
                task.abort();
            }
            let _ = task.await;
        }
        let half = (std::thread::available_parallelism().unwrap().get() / 2).max(1);
        let most = running.most.load(Ordering::SeqCst);
        assert!((1..=half).contains(&most), "{most} at once on {half} cores for them");
    }

    #[tokio::test]
    async fn a_hash_costs_nineteen_megabytes_and_two_passes_whether_it_is_somebodys_or_nobodys() {
        let hasher = Hasher::new([1; 32]);
        let cost = "$argon2id$v=19$m=19456,t=2,p=1$";
        assert!(hasher.hash("27031958").await.unwrap().starts_with(cost));
        assert!(hasher.nobody.starts_with(cost), "{}", hasher.nobody);
    }

    /// All that this runtime does is done on the thread of the test.
    #[tokio::test(flavor = "current_thread")]
    async fn no_hash_runs_on_a_thread_that_answers_requests() {
        let hasher = Hasher::new([1; 32]);
        let worked = hasher.line().unwrap().run(|_| Ok(std::thread::current().id())).await.unwrap();
        assert_ne!(worked, std::thread::current().id());
    }

    #[tokio::test]
    async fn a_pin_opens_its_own_hash_under_its_own_pepper_only() {
        let hasher = Hasher::new([1; 32]);
        let hash = hasher.hash("27031958").await.unwrap();
        assert!(hasher.verify("27031958", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("27031959", Some(&hash)).await.unwrap());
        assert!(!Hasher::new([2; 32]).verify("27031958", Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn without_a_hash_the_answer_is_no_and_not_an_error() {
        assert!(!Hasher::new([1; 32]).verify("27031958", None).await.unwrap());
    }
}
