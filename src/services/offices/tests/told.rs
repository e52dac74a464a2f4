//! What a search does not use, takes another way or cannot know is told, and nothing that is not true.

use super::*;

impl Counter {
    /// What is told in the end of a search that may lead on to the place found among the words.
    async fn led(&self, typed: &str) -> Vec<String> {
        match self.answer(Lang::It, &[], &[(pages::WHERE, typed)]).await {
            Answer::See(to) => {
                let query = to.strip_prefix("sedi?").unwrap();
                let fields: Vec<_> = query.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
                let fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, decoded(value))).collect();
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
                told(&shown(self.answer(Lang::It, &[], &fields).await))
            }
            answer => told(&shown(answer)),
        }
    }
}

/// What [`pages::encoded`] was given.
fn decoded(value: &str) -> String {
    let mut parts = value.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn who_asks_for_sign_language_steps_or_hours_is_told_that_one_searches_by_place() {
    let counter = Counter::open().await;
    let told = "Le sedi si cercano per luogo. La pagina di ogni sede dice gli orari";
    for (typed, title, used) in [
        ("lingua dei segni", "In quale luogo?", None),
        ("interprete LIS", "In quale luogo?", None),
        ("sede aperta sabato", "In quale luogo?", None),
        ("gradini", "In quale luogo?", None),
        ("parcheggio Lecce", "Sedi per Lecce (LE)", Some("Lecce")),
        ("lingua dei segni, Castro (LE)", "Sedi per Castro (LE)", Some("Castro")),
    ] {
        let page = counter.led(typed).await;
        assert!(page[0].starts_with(title), "{typed}: {page:?}");
        assert!(page.iter().any(|text| text.starts_with(told)), "{typed}: {page:?}");
        let sentence = used.map(|used| format!("“{typed}”: abbiamo cercato solo {used}"));
        let part = page.iter().find(|text| text.contains("abbiamo cercato"));
        assert_eq!(part.is_some(), used.is_some(), "{typed}: {page:?}");
        assert!(part.zip(sentence).is_none_or(|(part, said)| part.contains(&said)), "{typed}: {part:?}");
    }
    let segni = counter.search("Segni").await;
    assert!(line(&segni.title, Lang::It).starts_with("Sedi per Segni (RM)"));
}

#[tokio::test]
async fn a_part_that_was_not_used_a_new_name_and_a_region_are_told_in_every_language() {
    let counter = Counter::open().await;
    let search = async |lang, typed: &str, whole: Option<&str>| {
        let fields: Vec<_> =
            std::iter::once((pages::WHERE, typed)).chain(whole.map(|whole| (pages::TYPED, whole))).collect();
        shown(counter.answer(lang, &[], &fields).await)
    };
    match counter.answer(Lang::It, &[], &[(pages::WHERE, "Roma centro")]).await {
        Answer::See(to) => assert_eq!(to, "sedi?dove=roma&scritto=Roma%20centro"),
        other => panic!("{other:?}"),
    }
    for (lang, part, renamed, yours, region) in [
        (
            Lang::It,
            "Hai scritto “Roma centro”: abbiamo cercato solo Roma, il resto non è stato usato.",
            "Abano oggi si chiama Abano Terme, provincia di Padova.",
            "Castro, provincia di Lecce",
            "Liguria: quale provincia?",
        ),
        (
            Lang::En,
            "You typed “Roma centro”: we searched for Roma only, and did not use the rest.",
            "Abano is now called Abano Terme, province of Padova.",
            "Castro, province of Lecce",
            "Liguria: which province?",
        ),
        (
            Lang::Ar,
            "كتبت «Roma centro»: بحثنا عن Roma فقط، ولم نستعمل الباقي.",
            "Abano تُسمى اليوم Abano Terme، مقاطعة Padova.",
            "Castro، مقاطعة Lecce",
            "Liguria: أي مقاطعة؟",
        ),
    ] {
        says(&search(lang, "roma", Some("Roma centro")).await, part);
        // An address that was made by hand says nothing of what was not typed.
        assert!(
            !told(&search(lang, "roma", Some("Milano 5")).await).iter().any(|text| text.contains("Milano 5"))
        );
        says(&search(lang, "Abano", None).await, renamed);
        says(&search(lang, "castro", None).await, yours);
        let liguria = search(lang, "Liguria", None).await;
        assert_eq!(line(&liguria.title, lang), region);
        assert!(
            to(&liguria, "La Spezia").ends_with("sedi?dove=provincia%20della%20Spezia"),
            "{:?}",
            told(&liguria)
        );
    }
    let slash = told(&search(Lang::It, "Roma (80121)", None).await);
    let other = "Il CAP 80121 è di Napoli, provincia di Napoli, non di Roma: abbiamo cercato Roma.";
    assert!(slash.iter().any(|text| text == other), "{slash:?}");
}

#[tokio::test]
async fn of_a_postal_code_beside_a_comune_only_what_is_true_is_told() {
    let counter = Counter::open().await;
    for (typed, title, sentence) in [
        ("73030 Castro", "Sedi per Castro (LE)", None),
        ("80121 Napoli", "Sedi per Napoli (NA)", None),
        ("Napoli (80121)", "Sedi per Napoli (NA)", None),
        (
            "Via Roma 3, 24063 Castro",
            "Sedi per Castro (BG)",
            Some(
                "Hai scritto “Via Roma 3, 24063 Castro”: abbiamo cercato solo 24063 Castro, il resto non è stato usato.",
            ),
        ),
        (
            "00118 Napoli",
            "Sedi per Napoli (NA)",
            Some("Il CAP 00118 è di Roma, provincia di Roma, non di Napoli: abbiamo cercato Napoli."),
        ),
        (
            "Viterbo 00185",
            "Sedi per Viterbo (VT)",
            Some("Il CAP 00185 è di Roma, provincia di Roma, non di Viterbo: abbiamo cercato Viterbo."),
        ),
        (
            "39099 Napoli",
            "Sedi per Napoli (NA)",
            Some("Il CAP 39099 non è di Napoli: abbiamo cercato Napoli."),
        ),
        ("81055 Santa Maria", "Sedi per Santa Maria Capua Vetere", None),
    ] {
        let told = counter.led(typed).await;
        assert!(told[0].starts_with(title), "{typed}: {told:?}");
        let of_what_was_typed =
            |text: &&String| text.contains("Hai scritto") || text.contains("abbiamo cercato");
        let heard = told.iter().find(of_what_was_typed).map(String::as_str);
        assert_eq!(heard, sentence, "{typed}");
    }
}

#[tokio::test]
async fn a_name_of_the_past_leaves_the_choice_to_whoever_typed_it() {
    let counter = Counter::open().await;
    for typed in ["S. Maria", "Santa Maria"] {
        let page = counter.search(typed).await;
        assert_eq!(line(&page.title, Lang::It), "Quale comune?");
        says(&page, "Santa Maria, oggi Santa Maria del Cedro, provincia di Cosenza");
        says(&page, "Santa Maria Capua Vetere, provincia di Caserta");
    }
    let like = counter.search("Gomero").await;
    says(&like, "Comero, oggi Casto, provincia di Brescia");
    // A part of a comune that was never one is no slip.
    says(&counter.search("Vomero").await, "Vomero oggi fa parte di Napoli, provincia di Napoli.");
    assert_eq!(counter.led("Roma NA").await[0], counter.led("Roma (NA)").await[0]);
    says(
        &counter.search("Roma (NA)").await,
        "Roma non è in provincia di Napoli: questa pagina è su Roma, provincia di Roma.",
    );
}

#[tokio::test]
async fn a_place_abroad_is_told_to_be_abroad_and_a_guess_to_be_a_guess() {
    let counter = Counter::open().await;
    for typed in ["Francia", "Germany", "ألبانيا", "Pola"] {
        let page = counter.search(typed).await;
        says(&page, &format!("“{typed}” è all’estero, e le nostre sedi sono in Italia."));
        assert!(links(&page).iter().any(|link| matches!(link.to, Target::Phone(_))), "{typed}");
    }
    let guess = counter.search("Franciacort").await;
    says(&guess, "Nessun comune si chiama così. Forse cercavi uno di questi.");
    assert_eq!(links(&guess).len(), 1);
}

#[tokio::test]
async fn a_former_province_leads_to_that_of_today_and_says_so() {
    let counter = Counter::open().await;
    for (typed, said) in [
        ("Ogliastra", "Ogliastra non è più una provincia: oggi i suoi comuni sono in provincia di Nuoro."),
        (
            "prov. VS",
            "Medio Campidano non è più una provincia: oggi i suoi comuni sono in provincia del Sud Sardegna.",
        ),
    ] {
        let page = counter.led(typed).await;
        assert!(page.iter().any(|text| text == said), "{typed}: {page:?}");
    }
}

#[tokio::test]
async fn where_no_office_is_on_record_nobody_is_told_to_check_their_words() {
    let counter = Counter::without_offices().await;
    for typed in ["Roma", "00184", "provincia di Napoli", "Vomero xyz"] {
        let page = counter.led(typed).await.join("\n");
        assert!(page.contains("Nei nostri archivi non c’è ancora nessuna sede."), "{typed}: {page}");
        assert!(!page.contains("Controlla"), "{typed}: {page}");
    }
}

#[tokio::test]
async fn an_exact_name_wins_and_the_comuni_that_begin_with_it_are_named() {
    let counter = Counter::open().await;
    let links = |page: &Page| -> Vec<String> {
        let links = page.body.iter().find_map(|block| match block {
            Block::Links(links) => Some(links.clone()),
            _ => None,
        });
        links.unwrap_or_default().iter().map(|link| format!("{:?}", link.to)).collect()
    };
    for (lang, said) in [
        (Lang::It, "Se cercavi un altro comune che comincia con Sesto, sceglilo qui."),
        (Lang::En, "If you meant another comune that begins with Sesto, choose it here."),
        (Lang::Ar, "إذا كنت تقصد بلدية أخرى يبدأ اسمها بكلمة Sesto فاخترها هنا."),
    ] {
        let page = shown(counter.answer(lang, &[], &[(pages::WHERE, "sesto")]).await);
        assert!(line(&page.title, lang).contains("Sesto (BZ)"), "{}", line(&page.title, lang));
        assert!(told(&page).iter().any(|text| text.as_str() == said), "{:?}", told(&page));
        let to = links(&page);
        assert_eq!(to.len(), 6, "{to:?}");
        for other in ["Sesto%20San%20Giovanni%20%28MI%29", "Sesto%20Fiorentino%20%28FI%29"] {
            assert!(to.iter().any(|to| to.contains(other)), "{other}: {to:?}");
        }
    }
    // The longest list is bounded, and says so.
    let ponte = counter.search("Ponte").await;
    let ends = |page: &Page| told(page).iter().any(|text| text.starts_with("Ci sono altri 6 comuni"));
    assert!(line(&ponte.title, Lang::It).contains("Ponte (BN)") && ends(&ponte), "{:?}", told(&ponte));
    assert_eq!(links(&ponte).len(), 6);
    // Who says the province, or turns the page, has said which.
    for page in
        [counter.search("Sesto (BZ)").await, counter.search("Sesto BZ").await, counter.search("Roma").await]
    {
        assert!(!told(&page).iter().any(|text| text.contains("comincia con")), "{:?}", told(&page));
    }
}
