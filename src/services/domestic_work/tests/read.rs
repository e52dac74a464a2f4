//! What is read of a registration, from its first page to its end, and who knows of it.

use super::*;

impl At {
    /// Reads these pages of the registration and all that they lead to; how many each left its row in the audit.
    async fn audited(&self, rest: &[&str]) -> usize {
        let from = rest.iter().map(|rest| self.path(rest)).collect();
        self.desk.every_reading_is_audited(&DomesticWork, &self.visitor(), from).await
    }
}

#[tokio::test]
async fn every_reading_is_in_the_audit() {
    let at = At::begin().await;
    at.fill(&full()).await;
    let first = at.desk.every_reading_is_audited(&DomesticWork, &at.visitor(), vec![String::new()]).await;
    let draft = at.audited(&["", "/riepilogo", "/elimina"]).await;
    assert!(
        first > 1 && draft > 20,
        "{first} and {draft} addresses: a list, every step of a draft, its review"
    );
    assert_eq!(at.send().await, "/inviata");
    // On the first day of the work both a withdrawal and an end are open.
    at.desk.pass(8 * DAY);
    assert!(at.audited(&["/inviata", "/ritiro", "/cessazione"]).await >= 3);
    let end = [
        ("ultimo-giorno-giorno", "1"),
        ("ultimo-giorno-mese", "12"),
        ("ultimo-giorno-anno", "2026"),
        ("motivo", "dimissioni"),
    ];
    assert_eq!(at.see("/cessazione", &end).await, "/cessazione/riepilogo");
    assert!(at.audited(&["/cessazione/riepilogo", "/cessazione/elimina"]).await >= 2);
    assert_eq!(at.send_end().await, "/cessata");
    assert!(at.audited(&["/inviata", "/cessata", "/ritiro"]).await >= 3);
}
