//! Settings: signed, of a portal that is trusted, and none that a kiosk may not have.

use super::*;

#[test]
fn settings_that_are_not_signed_were_changed_or_are_older_are_refused_in_words() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    // Whoever enrols first makes the database.
    let mut enrol = sportello(&store);
    enrol.args(["kiosk", "enrol", "--name", "roma-1", "--office", "0001", "--key"]).arg(folder.path("key"));
    assert!(enrol.status().unwrap().success());
    let signer = folder.path("settings.pub");
    fs::write(&signer, printed(&store, &["kiosk", "settings-key"])).unwrap();
    let portal = format!("http://127.0.0.1:{}", free_port());
    let start = |version: u32| {
        Office::signed(&format!("version = {version}"), &portal, &folder, &sound, Some((&store, &signer)))
    };
    let mut office = start(2);
    office.ready();
    office.kill();
    let refused = || {
        let mut command = Command::new(binary());
        command.arg("run").arg("--config").arg(folder.path("kiosk.toml")).arg("--signed-by").arg(&signer);
        let ran = command.output().unwrap();
        assert!(!ran.status.success());
        String::from_utf8_lossy(&ran.stderr).into_owned()
    };
    let mut older = start(1);
    assert!(!older.kiosk.child().wait().unwrap().success());
    let words = refused();
    assert!(words.contains("version 1") && words.contains("version 2 was accepted before"), "{words}");
    let file = folder.path("kiosk.toml");
    let signed = fs::read_to_string(&file).unwrap();
    fs::write(&file, signed.replace("version = 1", "version = 9")).unwrap();
    assert!(refused().contains("changed after they were signed"));
    fs::write(
        &file,
        signed.lines().filter(|line| !line.starts_with("# signed")).collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    assert!(refused().contains("are not signed"));
    let mut newer = start(3);
    newer.ready();
    newer.kill();
}

#[test]
fn a_portal_with_a_certificate_of_the_institute_is_trusted_and_another_is_not() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    let [key, certificate] = ["tls.key", "tls.pem"].map(|name| folder.path(name));
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]);
    openssl.args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"]);
    openssl.arg("-keyout").arg(&key).arg("-out").arg(&certificate);
    assert!(openssl.stderr(Stdio::null()).status().unwrap().success());
    let settings = store.path("tls.toml");
    let toml =
        format!("public_url = 'https://127.0.0.1'\n[tls]\ncertificate = {certificate:?}\nkey = {key:?}\n");
    fs::write(&settings, toml).unwrap();
    let program = Program::begin(|| {
        let mut command = sportello(&store);
        command.env("SPORTELLO_CONFIG", &settings);
        command
    });
    let portal = format!("https://127.0.0.1:{}", program.port());
    for (more, shown) in [
        (format!("authorities = {certificate:?}"), "Che cosa vuoi fare?"),
        (String::new(), "Il collegamento non c’è"),
    ] {
        let office = Office::with(&more, &portal, &folder, &sound);
        office.ready();
        let visitor = office.visitor();
        visitor.sees("dà il benvenuto");
        visitor.touch("parte:b-0-0");
        visitor.sees(shown);
    }
}

#[test]
fn settings_that_a_kiosk_may_not_have_are_named_and_it_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kiosk.toml");
    let least =
        "portal = 'http://127.0.0.1:1'\n[screen]\npixels_a_millimetre = 3.2\n[headset]\nmodel = 'x'\nfull = ";
    for (text, said) in [
        (format!("warning = 5\n{least}90.0"), "at least 20"),
        (format!("{least}130.0"), "too loud"),
        (format!("simulator = true\n{least}90.0"), "unknown field"),
    ] {
        fs::write(&file, text).unwrap();
        let ran = Command::new(binary()).args(["run", "--config"]).arg(&file).output().unwrap();
        let words = String::from_utf8_lossy(&ran.stderr);
        assert!(!ran.status.success() && words.contains(said), "{words}");
    }
}
