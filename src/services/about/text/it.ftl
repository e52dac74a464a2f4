# Link that calls from a landline.
# $phone (Phone)
call-landline = Chiama { $phone } da telefono fisso

# Link that calls from a mobile.
# $phone (Phone)
call-mobile = Chiama { $phone } da cellulare

# Link that writes to the institute.
# $mail (Mail)
write-us = Scrivi a { $mail }

# The last of what happens next, after something was sent.
# $date (Date)
# $phone (Phone)
# $mobile (Phone)
# $mail (Mail)
# $number (Code)
nothing-came = Se entro il { $date } non arriva nulla, chiama il numero { $phone } da telefono fisso o il numero { $mobile } da cellulare, scrivi a { $mail } o vieni in una sede, e di’ il numero { $number }.

# The same once that day has passed.
# $date (Date)
# $phone (Phone)
# $mobile (Phone)
# $mail (Mail)
# $number (Code)
nothing-came-since = Doveva arrivare entro il { $date }, e quel giorno è passato. Se non è arrivato nulla, chiama il numero { $phone } da telefono fisso o il numero { $mobile } da cellulare, scrivi a { $mail } o vieni in una sede, e di’ il numero { $number }.

# Link to the search for an office.
find-office = Vieni in sede: trova la più vicina

# Link to the accessibility feedback.
report-link = Segnala un problema di accessibilità

# Link to the preferences.
preferences-link = Apri le preferenze di lettura

# Title of the help page; also a link's words.
help-title = Aiuto

# What the help page gives.
help-summary = Come parlare con una persona, usare il sito con lo screen reader o la tastiera e capire i PIN.

# The same, where the institute’s PIN is switched off.
help-summary-without-pin = Come parlare con una persona e usare il sito con lo screen reader o la tastiera.

# Words people search the help by; never shown.
help-keywords = assistenza telefono numero chiamare operatore screen reader tastiera braille lettere grandi codice

# Heading over telephone, mail and offices.
person-heading = Parla con una persona

# Heading over advice for screen readers.
reader-heading = Con uno screen reader

# Advice for screen readers.
reader-title = Ogni pagina ha un solo titolo di primo livello, che dice la domanda o l’argomento.

# Advice for screen readers.
reader-headings = I titoli di secondo livello sono le parti della pagina: salta dall’uno all’altro con il comando dei titoli, in molti programmi la lettera H.

# Advice for screen readers.
reader-skip = Il primo link di ogni pagina porta al contenuto.

# Advice for screen readers.
reader-errors = Dopo un errore arrivi sull’elenco degli errori: ogni voce porta alla risposta da correggere.

# Advice for screen readers.
reader-lists = Con le preferenze puoi leggere le tabelle come elenchi e i codici lettera per lettera.

# Heading over advice for the keyboard.
keyboard-heading = Con la tastiera

# Advice for the keyboard.
keyboard-tab = Tab va avanti tra link, risposte e pulsanti; Maiusc con Tab torna indietro.

# Advice for the keyboard.
keyboard-choose = Le frecce scelgono una risposta tra più, la barra spaziatrice segna una casella, Invio apre un link o invia il modulo.

# Advice for the keyboard.
keyboard-free = Non ci sono scorciatoie nascoste: i comandi del browser e dello screen reader restano liberi.

# Heading over advice for large print, colours and braille.
sight-heading = Con caratteri grandi, altri colori o braille

# Advice for large print and colours.
sight-preferences = Con le preferenze scegli grandezza, spazio e colori; il sito segue anche le scelte del tuo dispositivo.

# Advice for large print.
sight-zoom = Puoi ingrandire fino a quattro volte: il testo va a capo e resta in una colonna.

# Advice for braille displays.
sight-braille = Sul display braille i nomi vengono prima dei valori e i codici sono in gruppi di due.

# Heading over advice on plain text.
text-heading = In testo semplice

# Advice on plain text.
text-link = Il link Testo semplice, su ogni pagina, dà le stesse parole in righe di 80 caratteri.

# Advice on text browsers.
# $lynx (Name)
# $w3m (Name)
text-browsers = Il sito non usa script e funziona anche con i browser di solo testo, come { $lynx } e { $w3m }.

# Heading over what each PIN is.
pins-heading = Che cos’è ogni PIN

# What the first half of a PIN is.
pin-first = Primo codice: 8 cifre che leggi sullo schermo quando chiedi il PIN.

# What the second half of a PIN is.
pin-second = Secondo codice: 8 cifre che ti arrivano per lettera, in braille o con una telefonata, come scegli tu.

# What the PIN is that a citizen uses.
pin-own = PIN: 8 cifre che scegli tu, con i due codici insieme. Serve per leggere, stampare e farti spedire i tuoi documenti.

# What a raised PIN is.
pin-raised = PIN rafforzato: lo stesso PIN, dopo che in sede hanno visto un tuo documento. Serve per inviare domande e cambiare dati.

# A warning against people who ask for a PIN.
pin-never = Nessuno dell’istituto ti chiede mai il PIN, né a voce né per scritto.

# Heading over what happens when a session ends.
session-heading = Se la sessione finisce

# How to make a session longer.
session-time = La pagina dice a che ora finisce la sessione; con il pulsante “Ho bisogno di più tempo” la allunghi.

# A form sent too late is kept.
session-late = Un modulo inviato troppo tardi resta conservato per 60 minuti: accedi di nuovo e lo ritrovi compilato, tranne i codici segreti.

# Title of the contacts page; also a link's words.
contacts-title = Contatti

# What the contacts page gives.
contacts-summary = Telefono, posta elettronica, sedi, e a chi scrivere per accessibilità e dati personali.

# Words people search the contacts by; never shown.
contacts-keywords = numero chiamare email posta indirizzo ufficio difensore civico responsabile protezione dati

# Heading over telephone numbers.
by-phone = Per telefono

# Heading over addresses for writing.
in-writing = Per scritto

# Heading over offices.
in-person = Di persona

# Heading over contacts for accessibility.
on-accessibility = Per l’accessibilità

# Heading over contacts for personal data.
on-data = Per i dati personali

# Link that writes to the data protection officer.
# $mail (Mail)
dpo-link = Scrivi al responsabile della protezione dei dati: { $mail }

# Title of the accessibility statement, as AgID words it; also a link's words.
statement-title = Dichiarazione di accessibilità

# What the accessibility statement gives.
statement-summary = Quanto il sito è accessibile, che cosa ancora non va e come segnalarlo.

# Words people search the statement by; never shown.
statement-keywords = accessibilità disabilità WCAG legge Stanca AgID conformità

# The commitment by law 4 of 2004 (Stanca).
statement-intro = L’istituto si impegna a rendere questo sito accessibile, come vuole la legge 4 del 9 gennaio 2004.

# Which site the statement is about, as the model says it.
# $site (Name): its address
statement-site = Questa dichiarazione di accessibilità si applica a { $site }.

# Heading of the state of conformance.
status-heading = Stato di conformità

# State of conformance.
status-conforming = Questo sito è conforme alle WCAG 2.2, livelli A e AA, e alla norma UNI CEI EN 301549.

# State of conformance.
status-partial = Questo sito è parzialmente conforme alle WCAG 2.2, livelli A e AA, e alla norma UNI CEI EN 301549, per i motivi scritti qui sotto.

# State of conformance.
status-none = Questo sito non è conforme alle WCAG 2.2, livelli A e AA, né alla norma UNI CEI EN 301549.

# Heading over what is not accessible.
missing-heading = Contenuti non accessibili

# Nothing is known to be not accessible.
missing-none = Non conosciamo contenuti non accessibili.

# Heading: not accessible because the law is not met.
reason-non-compliance = Per inosservanza della legge 4 del 2004

# Heading: not accessible because of a disproportionate burden.
reason-burden = Per onere sproporzionato

# Heading: not accessible because out of the law's scope.
reason-scope = Perché fuori dall’ambito della legge

# Heading over when and how the statement was made.
drafting-heading = Redazione della dichiarazione

# Label: day the statement was first made.
drafted-on = Redatta il

# Label: day the statement was last reviewed.
reviewed-on = Rivista il

# Label: how the statement was made.
method-label = Metodo

# Made by self-assessment.
method-own = autovalutazione dell’istituto

# Made by a third party.
method-third = valutazione di terzi

# Heading over how to report a problem.
reporting-heading = Come segnalare un problema

# How to report a problem, and by when it is answered.
# $days (Number)
reporting-how = Segnala quello che non va senza accedere. Se vuoi una risposta, arriva entro { $days } giorni.

# Heading over the enforcement procedure.
enforcement-heading = Procedura di attuazione

# What one can do without a good answer (law 4 of 2004).
# $days (Number)
enforcement-how = Se entro { $days } giorni non rispondiamo, o la risposta non ti basta, puoi rivolgerti al Difensore civico per il digitale, presso l’Agenzia per l’Italia digitale.

# Link to the site of the agency where the ombudsman is.
enforcement-link = Sito dell’Agenzia per l’Italia digitale

# Heading over facts about the site.
site-heading = Informazioni sul sito

# Label: day the site was published.
published-label = Data di pubblicazione

# The site is not published yet.
not-published = non ancora pubblicato

# Label: whether usability tests with people were done.
tests-label = Prove di usabilità con persone

# Usability tests were done.
tests-done = fatte

# Usability tests were not done yet.
tests-not-done = non ancora fatte

# Label: the software the site is made with.
software-label = Software del sito

# Heading over facts about the institute.
body-heading = Informazioni sull’istituto

# Label: number of staff with a disability.
staff-label = Dipendenti con disabilità

# Label: number of workplaces for staff with a disability.
workplaces-label = Postazioni per dipendenti con disabilità

# A fact that the institute gives before it publishes the site.
to-be-given = da indicare prima della pubblicazione

# Title of the privacy notice; also a link's words.
privacy-title = Privacy

# What the privacy notice gives.
privacy-summary = Quali dati conserviamo, per quanto tempo, e quali diritti hai.

# Words people search the privacy notice by; never shown.
privacy-keywords = dati personali cookie GDPR diritti trattamento conservazione cancellare

# Who is responsible for the data and by which right (GDPR art. 6.1 c and e).
privacy-intro = L’istituto è titolare dei dati. Li usa solo per darti i servizi che chiedi, come compito di legge e di interesse pubblico (regolamento europeo 2016/679, articolo 6).

# Data that come from the institute's archives.
privacy-archives = Anagrafe, recapiti, PIN e contributi stanno negli archivi dell’istituto e ci restano secondo le leggi che li regolano.

# Heading and caption of the table of what is kept.
kept-heading = Che cosa conserviamo e per quanto

# Column: which data.
kept-what = Dati

# Column: what the data are for.
kept-why = A che cosa servono

# Column: how long the data are kept.
kept-long = Per quanto

# A time in minutes after something ends; the sentence before says what.
# $count (Number)
minutes = { $count } minuti dopo la fine

# How long something is kept.
# $count (Number)
days = { $count } giorni

# How long something is kept.
# $count (Number)
years =
    { $count ->
        [one] { $count } anno
       *[other] { $count } anni
    }

# Kept until the citizen deletes it.
until-deleted = finché non le cancelli

# Data: sessions.
kept-sessions = Sessioni

# What sessions are for.
why-sessions = riconoscerti da una pagina all’altra

# Data: answers not sent yet.
kept-drafts = Risposte non ancora inviate, cifrate

# What drafts are for; of someone not signed in they end with the session.
why-drafts = non perdere il tuo lavoro; senza accesso finiscono con la sessione

# Data: forms sent after the session's end.
kept-late = Moduli arrivati a sessione finita, cifrati

# What late forms are for.
why-late = ridarteli compilati quando accedi di nuovo

# Data: PIN requests.
kept-requests = Richieste di PIN

# What PIN requests are for.
why-requests = mandarti il PIN e rispondere se non arriva

# Data: wrong tries, and how much was sent from where.
kept-tries = Tentativi sbagliati e numero degli invii, senza nomi

# What these are for.
why-tries = fermare chi prova a indovinare un PIN o invia senza misura

# Data: devices one signed in from.
kept-devices = Dispositivi da cui hai fatto l’accesso

# What devices are for.
why-devices = non rallentare te per gli errori di altri

# Data: cases.
kept-cases = Pratiche e risposte inviate

# What cases are for.
why-cases = trattare quello che chiedi e dartene prova

# Data: letters.
kept-letters = Lettere, cifrate

# What letters are for; a secret in one is erased at once.
why-letters = spedirle una volta sola; un codice segreto si cancella appena parte

# Data: encounters.
kept-encounters = Contatti che hai avuto con noi

# What encounters are for.
why-encounters = sapere che cosa è stato fatto, da qualunque parte tu arrivi

# Data: the register of readings.
kept-audit = Registro di chi legge i tuoi dati

# What the register of readings is for.
why-audit = scoprire letture senza motivo

# Data: preferences.
kept-preferences = Preferenze di lettura, solo se le salvi

# What preferences are for.
why-preferences = darti le pagine come le vuoi

# Data: accessibility feedback.
# Data: documents seen at the counter.
kept-counter = Documenti visti allo sportello per scegliere il PIN

# What documents seen at the counter are for.
why-counter = sapere chi ha ricevuto il PIN e come

kept-feedback = Segnalazioni di accessibilità

# What feedback is for.
why-feedback = correggere il sito e risponderti se lo chiedi

# Heading over the cookies.
cookies-heading = Cookie

# Only technical cookies are used.
cookies-only = Usiamo solo cookie tecnici, per questo non ti chiediamo un consenso. Nessuna statistica, nessuna pubblicità, nessun altro sito.

# What a cookie is for and how long it is kept.
cookie-session = Sessione: dura finché chiudi il browser o la sessione finisce.

# What a cookie is for and how long it is kept.
cookie-language = Lingua: ricorda la lingua che scegli, per 180 giorni.

# What a cookie is for and how long it is kept.
cookie-preferences = Preferenze: ricorda come vuoi leggere, per 180 giorni.

# What a cookie is for and how long it is kept.
cookie-device = Dispositivo: ricorda che da qui hai già fatto l’accesso, per 180 giorni.

# Heading over the citizen's rights.
rights-heading = I tuoi diritti

# Rights of access and portability (GDPR art. 15 and 20).
right-see = Vedere i tuoi dati e averne una copia: nella tua area, dopo l’accesso, li leggi e li scarichi.

# Right of rectification (GDPR art. 16).
right-correct = Farli correggere, se sono sbagliati o incompleti.

# Rights of erasure, restriction and objection (GDPR art. 17, 18, 21).
right-delete = Farli cancellare, limitarne l’uso o opporti, nei casi previsti dalla legge.

# Right to complain to the authority (GDPR art. 77).
right-complain = Fare reclamo al Garante per la protezione dei dati personali.

# Heading over the data protection officer's address.
dpo-heading = A chi scrivere

# Title of the site map; also a link's words.
map-title = Mappa del sito

# What the site map gives.
map-summary = Tutti i servizi e le pagine, con le loro parti.

# Words people search the site map by; never shown.
map-keywords = indice elenco pagine servizi

# Heading over the services in the site map.
map-services = Servizi

# Heading over the pages of information in the site map.
map-pages = Pagine

# Link to a part of a page in the site map.
# $page (Text): its title
# $part (Text): the heading of the part
map-part = { $page }: { $part }

# Heading over whose the data about places are.
map-data = Da dove vengono i dati sui luoghi

# Under that heading.
# $register (Name)
# $institute (Name)
# $positions (Name)
map-sources = Nomi e codici di comuni, province e Stati hanno due fonti: { $register }, del Ministero dell’Interno, e { $institute }. Le posizioni sono di { $positions }. Alcuni di questi dati li abbiamo uniti o corretti.

# Link after that.
# $licence (Text): its name
map-licence = Licenza dei dati: { $licence }

# Title of the language page; also a link's words.
languages-title = Scegli la lingua

# What the language page gives.
languages-summary = Le lingue del sito.

# Words people search the language page by, in every language; never shown.
languages-keywords = lingua italiano inglese arabo language English

# On the language page when it was opened from another page.
languages-same = Resti nella pagina in cui eri.

# On the language page when it was opened from a page with a form.
languages-unsent = Se cambi lingua, le risposte già inviate restano; quello che hai scritto o scelto e non hai ancora inviato si perde. Per tenerlo, prima torna indietro e premi il pulsante della pagina.

# Over the present language and the links to the others.
languages-set = Lingue del sito

# The present language; no link.
languages-here = Lingua attuale: italiano

# Link back to the page one came from, in the language one has.
languages-stay = Resta in italiano

# Link to the request for a PIN.
ask-pin = Chiedi o attiva il PIN

# Link to the citizen's own area.
area-link = Apri la tua area
