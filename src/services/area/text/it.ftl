# Title of the citizen's own area; also a link's words.
title = La tua area

# What the area gives.
summary = I tuoi dati, le pratiche, le lettere, i contatti avuti con noi e le sessioni aperte.

# For whom the area is.
for-whom = Per chi ha un PIN attivo.

# How the area is used.
how = Accedi con codice fiscale e PIN.

# What one needs for the area.
needs = Il codice fiscale e il PIN.

# What one gets in the area.
gets = Tutto quello che l’istituto ha su di te in questo portale, da leggere, stampare e scaricare.

# How long it takes.
terms = Leggi tutto subito.

# Words people search the area by; never shown.
keywords = profilo domanda pratica stato protocollo lettere dati personali residenza indirizzo sessioni uscire

# Heading: who the citizen is.
who = Chi sei

# Label: name and surname.
name = Nome e cognome

# Label: fiscal code.
code = Codice fiscale

# Label: day of birth.
born-on = Data di nascita

# Label: place of birth.
born-in = Luogo di nascita

# Label: residence.
lives = Residenza

# Label: telephone at home.
contact-home = Telefono di casa

# Label: telephone at work.
contact-office = Telefono di lavoro

# Label: mobile telephone.
contact-mobile = Cellulare

# Label: e-mail.
contact-mail = E-mail

# Link that changes the PIN.
pin-change = Cambia il PIN

# Link that revokes the PIN.
pin-revoke = Revoca il PIN

# Label: the PIN in use.
pin = PIN

# What the PIN in use opens, and since when.
# $date (Date)
pin-reads = attivo per leggere e stampare, dal { $date }

# What the raised PIN in use opens, and since when.
# $date (Date)
pin-sends = attivo anche per inviare domande, dal { $date }

# No PIN is in use.
pin-none = nessun PIN attivo

# What to do when the data are wrong.
wrong-data = Se un dato è sbagliato, chiama, scrivi o vieni in sede: la residenza cambia solo con l’anagrafe del Comune.

# Heading over what is in the area.
here = Nella tua area

# Title of the list of cases; also a link's words.
cases = Le tue pratiche

# Title of a further page of the list of cases; also a link's words.
# $page (Number)
cases-page = Le tue pratiche, pagina { $page }

# The citizen has no cases.
cases-none = Non hai ancora pratiche. Quando invii una domanda la trovi qui, con il suo numero di protocollo.

# Caption of a list of cases, letters or contacts.
newest-first = In ordine di data, dalla più recente

# What a case is about: the service, and what was sent to it.
# $service (Text)
# $what (Text)
case-of = { $service }: { $what }

# Title of the page of a case: what it is, and its number.
# $what (Text)
# $number (Code)
case-numbered = { $what }: { $number }

# Column: what a case is about.
case-about = Pratica

# Column: when a case was received.
case-received = Ricevuta il

# Column and label: the state of a case.
case-state = Stato

# Link to a case.
# $number (Code)
case-open = Apri la pratica { $number }

# Words before a protocol number.
protocol = Numero di protocollo

# State of a case.
state-sent = Ricevuta

# State of a case.
state-in-progress = In lavorazione

# State of a case.
state-waiting = In attesa di documenti

# State of a case.
state-accepted = Accolta

# State of a case.
state-refused = Respinta

# State of a case.
state-withdrawn = Ritirata o annullata

# State of a case that asked for a letter: how far that is.
# $state (Text)
state-letter = Lettera { $state }

# The same beside the state that an office gave the case.
# $state (Text)
letter-is = Lettera: { $state }.

# What happens next with a case that was received.
next-sent = L’abbiamo ricevuta. Ora la assegniamo a una persona, e qui vedi quando comincia a lavorarci.

# What happens next with a case in progress.
next-in-progress = Una persona la sta esaminando. Non devi fare niente: se serve qualcosa ti scriviamo.

# What happens next with a case that waits for documents.
next-waiting = Ci serve un documento: leggi la nota su questa pagina e portalo in sede, spediscilo o chiama.

# What happens next with a case that was accepted.
next-accepted = È conclusa ed è accolta. Per i dettagli chiamaci o vieni in una sede.

# What happens next with a case that was refused.
next-refused = È conclusa e non è accolta. Per sapere perché e come fare ricorso, chiamaci o vieni in una sede.

# What happens next with a case that was withdrawn.
next-withdrawn = È chiusa senza una decisione. Se ti serve ancora, inviala di nuovo.

# The same, where it had been decided before.
next-withdrawn-after = È stata annullata: la decisione di prima non vale più. Per sapere perché, chiamaci o vieni in una sede.

# What happens next with a case that its citizen withdrew.
# $date (Date)
# $time (Time)
next-withdrawn-by-you = L’hai ritirata tu il { $date } alle { $time }: non devi fare altro. Se ti serve di nuovo, invia una nuova registrazione.

# The state of a case, as a sentence.
# $state (Text)
state-is = Stato: { $state }.

# What the office wrote when it moved a case, after its state.
# $note (Text)
state-note = Nota della sede: { $note }

# Heading over the answers exactly as sent.
sent-heading = Che cosa hai inviato

# Heading: the life of a case.
history = Storia della pratica

# Caption of the table with the life of a case.
history-caption = Stati e note, dal più recente

# Column: when something happened.
when = Quando

# A day and a time.
# $date (Date)
# $time (Time)
at = { $date }, alle { $time }

# Column: what the office wrote.
note = Nota

# Title of the list of letters; also a link's words.
letters = Le tue lettere

# Title of a further page of the list of letters; also a link's words.
# $page (Number)
letters-page = Le tue lettere, pagina { $page }

# The citizen has no letters.
letters-none = Non ti abbiamo ancora scritto da questo portale.

# A letter's secret is never shown.
letters-secret = I codici segreti di una lettera non si vedono mai qui.

# Column: which letter.
letter = Lettera

# Kind of letter.
letter-pin = Secondo codice per il PIN

# Kind of letter.
letter-slow-down = Avviso di tentativi sbagliati

# Kind of letter.
letter-statement = Estratto conto contributivo

# Kind of letter that has no name of its own.
letter-other = Comunicazione

# Column: how a letter goes.
letter-how = Come

# How a letter goes.
by-print = in caratteri normali, per posta

# How a letter goes.
by-letter = in caratteri grandi, per posta

# How a letter goes.
by-braille = in braille, per posta

# How a letter goes.
by-call = con una telefonata

# State of a letter; the day it was written.
# $date (Date)
letter-waiting = scritta il { $date }, in attesa di partire

# State of a letter; the day the mail house took it, before it says that the letter has left.
# $date (Date)
letter-taken = affidata a chi la spedisce il { $date }

# State of a letter; the day the mail house said so.
# $date (Date)
letter-delivered = spedita, conferma del { $date }

# State of a letter; the day it came back.
# $date (Date)
letter-returned = tornata indietro il { $date }: chiama per verificare l’indirizzo

# State of a letter that its case does not need any more; the day it was stopped
# $date (Date)
letter-cancelled = annullata il { $date }: non parte

# State of a call that reads a letter out; the day it was asked for.
# $date (Date)
call-waiting = chiesta il { $date }, ancora da fare

# State of a call; the day it was given to the people who make it.
# $date (Date)
call-taken = affidata il { $date } a chi ti chiamerà

# State of a call; the day they said so.
# $date (Date)
call-made = fatta, conferma del { $date }

# State of a call; the day they said that nobody was reached.
# $date (Date)
call-failed = non riuscita il { $date }: chiama tu per verificare il numero

# State of a call that its case does not need any more; the day it was stopped
# $date (Date)
call-cancelled = annullata il { $date }: non ti chiamiamo

# State of a case that asked for a call: how far that is.
# $state (Text)
state-call = Telefonata { $state }

# The same beside the state that an office gave the case.
# $state (Text)
call-is = Telefonata: { $state }.

# Title of the list of encounters; also a link's words.
met = I contatti che hai avuto con noi

# Title of a further page of the list of encounters; also a link's words.
# $page (Number)
met-page = I contatti che hai avuto con noi, pagina { $page }

# The citizen has no encounters.
met-none = Qui trovi ogni contatto che hai con noi: accessi, domande, telefonate, visite.

# What to do when an encounter was somebody else's.
met-strange = Se non riconosci un contatto, cambia il PIN e chiamaci.

# The same, where the institute’s PIN is switched off.
met-strange-call = Se non riconosci un contatto, chiamaci.

# Column: through which door.
met-where = Da dove

# Column: what happened.
met-what = Che cosa

# Through which door a contact came.
# $door (Choice)
door =
    { $door ->
        [web] sito
        [kiosk] chiosco in sede
        [telephone] telefono
        [counter] sportello
        [post] posta
       *[other] altro
    }

# In the copy of one's data: who read them.
# $who (Choice)
read-by =
    { $who ->
        [citizen] tu
        [job] il programma che scrive le lettere
        [mail-house] chi prepara e spedisce le lettere
       *[staff] personale dell’istituto
    }

# In the copy of one's data: which data were read.
# $what (Choice)
read-what =
    { $what ->
        [identity] chi sei
        [contributions] i tuoi contributi
        [cases] l’elenco delle tue pratiche
        [case] una tua pratica
        [draft] una tua bozza
        [drafts] l’elenco delle tue bozze
        [letters] l’elenco delle tue lettere
        [encounters] l’elenco dei tuoi contatti
        [sessions] le tue sessioni
        [preferences] le tue preferenze di lettura
        [copy] tutti i tuoi dati
        [lavoro-domestico] il tuo lavoro domestico
        [pin-at-counter] chi sei, per un nuovo PIN
        [pin-raised] chi sei, per rafforzare il PIN
        [pin] se hai un PIN
        [pin-request] i tuoi dati, per la richiesta del PIN
        [pin-change] chi sei, per cambiare il PIN
        [letter-written] il tuo nome e indirizzo, per scriverti una lettera
        [letter-taken] una lettera per te, da preparare e spedire
       *[other] i tuoi dati
    }

# What happened: signed in.
did-sign-in = Hai fatto l’accesso.

# What happened: wrong tries slowed a place down.
did-slow-down = Tentativi di accesso sbagliati: li abbiamo rallentati.

# What happened: read something of a service.
# $service (Text)
did-read = Hai letto: { $service }.

# What happened: downloaded something of a service.
# $service (Text)
did-download = Hai scaricato: { $service }.

# What happened: sent something to a service.
# $service (Text)
did-send = Hai inviato: { $service }.

# What happened: ordered something of a service by post.
# $service (Text)
did-order = Hai chiesto per posta: { $service }.

# What happened: reported an error in something of a service.
# $service (Text)
did-report = Hai segnalato un errore in: { $service }.

# What happened: asked for a PIN.
did-request-pin = Hai chiesto un PIN.

# What happened: activated a PIN.
did-activate-pin = Hai attivato il PIN.

# What happened: changed the PIN.
did-change-pin = Hai cambiato il PIN.

# What happened: revoked the PIN.
did-revoke-pin = Hai revocato il PIN.

# What happened, where there is no better word.
# $service (Text)
did-use = Hai usato: { $service }.

# Title of the list of sessions; also a link's words.
sessions = Le tue sessioni aperte

# What sessions are.
sessions-intro = Sono i dispositivi da cui in questo momento si può leggere la tua area.

# Column: which device.
session-device = Dispositivo

# Column: when a session began.
session-began = Iniziata

# Column: when a session was last used.
session-seen = Usata l’ultima volta

# Caption of the table of sessions.
sessions-caption = Dispositivi e orari

# The number and the device of a session.
# $number (Number)
# $device (Text)
session-row = { $number }. { $device }

# The number and the device of the session that asks.
# $number (Number)
# $device (Text)
session-this = { $number }. { $device } (questa sessione)

# A device whose browser has no name.
session-unknown = dispositivo senza nome

# Button that ends another session.
# $number (Number)
# $device (Text)
# $date (Date)
# $time (Time)
session-end = Chiudi la sessione { $number }, { $device }, iniziata il { $date } alle { $time }

# Notice after ending another session.
session-ended = Fatto: la sessione è chiusa

# What ending a session means.
session-ended-what = Da quel dispositivo ora bisogna accedere di nuovo.

# Button that ends all sessions but the one that asks.
sessions-end = Chiudi tutte le altre sessioni

# Notice after that.
sessions-ended = Fatto: tutte le altre sessioni sono chiuse

# What that means.
sessions-ended-what = Resta aperta solo questa. Dagli altri dispositivi ora bisogna accedere di nuovo.

# Heading over the preferences.
preferences = Preferenze di lettura

# Preferences are kept with the citizen's data; since when.
# $date (Date)
preferences-kept = Le tue scelte sono conservate con i tuoi dati dal { $date }, perché lo hai chiesto tu.

# Preferences are not kept with the citizen's data.
preferences-not-kept = Non conserviamo preferenze con i tuoi dati: restano solo dove le hai scelte.

# Link that downloads the citizen's data (GDPR art. 15 and 20).
download = Scarica i tuoi dati (file JSON, di solito meno di 1000 kilobyte)

# Button that signs out.
sign-out = Esci

# A link to a list, with how many there are.
# $list (Text)
# $count (Number)
counted = { $list } ({ $count })

# What happened: an office raised the PIN after seeing a document.
did-raise-pin = In sede hanno visto un tuo documento e rafforzato il PIN.

# What happened: asked for the PIN letter again.
did-ask-letter = Hai chiesto di nuovo il secondo codice per il PIN.

# Heading over the links to the services.
services = Che cosa puoi fare

# Caption of the table with the citizen's data.
your-data = I tuoi dati

# What has been done: a new PIN was activated.
pin-active = Fatto: il tuo PIN è attivo

# What follows from it.
pin-active-what = Da adesso entri con il codice fiscale e il PIN che hai scelto. Le sessioni aperte prima, anche su altri dispositivi, sono chiuse.

# Title of the list of drafts; also a link's words.
drafts = Le tue bozze

# Title of a further page of the list of drafts; also a link's words.
# $page (Number)
drafts-page = Le tue bozze, pagina { $page }

# The citizen has no drafts.
drafts-none = Non hai bozze. Quando cominci una domanda le risposte si salvano qui.

# Heading over forms that came after the end of their session, on the area's first page.
late = Scritto e non inviato

# What they are.
late-what = È arrivato dopo la fine della sessione e non è stato inviato: apri la pagina, controlla e invia.

# Link to the page of such a form.
# $page (Text): what the page is called
late-go-on = Riprendi: { $page }

# After that link.
# $time (Time)
late-note = Resta conservato fino alle { $time }.

# Heading over the newest drafts, on the area's first page.
drafts-open = Da finire

# Link to a draft, on the page where the citizen was.
# $service (Text): the form's name
# $changed (Text): day and time of its last change
draft-go-on = Continua: { $service }, bozza del { $changed }

# The same, where it is known whom the draft is about.
# $service (Text): the form's name
# $about (Text): whom, and the day that tells it from another
# $changed (Text): day and time of its last change
draft-go-on-about = Continua: { $service }, { $about }, bozza del { $changed }

# After the link to a draft.
# $until (Date)
draft-note = Resta salvata fino al { $until }.

# Link to the page that asks whether to delete a draft, after the link that opens it and in its words.
# $service (Text): the form's name
# $changed (Text): day and time of its last change
draft-delete = Elimina: { $service }, bozza del { $changed }

# The same, where it is known whom the draft is about.
# $service (Text): the form's name
# $about (Text): whom, and the day that tells it from another
# $changed (Text): day and time of its last change
draft-delete-about = Elimina: { $service }, { $about }, bozza del { $changed }

# Over the list of drafts.
drafts-order = La più recente è la prima.

# Heading of the notice after a draft was deleted.
draft-deleted = Fatto: la bozza è eliminata

# What that means.
draft-deleted-what = Le risposte sono cancellate.

# Heading of the notice instead of another draft: there are too many.
# $most (Number)
drafts-many = Hai già { $most } bozze aperte: non ne abbiamo iniziata un’altra

# What is kept, and what to do.
drafts-many-what = Quelle che hai sono tutte qui, con le loro risposte. Continuane una e inviala, o elimina quelle che non ti servono: poi puoi iniziarne un’altra.

# State of a case: what was granted has come to its end.
state-ended = Cessata

# What follows in that state.
next-ended = È conclusa: quello che riguardava è finito.

# State of a case: what was asked for was asked for before, and that one counts.
state-superseded = Non serve, vale un’altra

# What follows in that state.
next-superseded = Quando è arrivata avevi già una richiesta aperta, quindi non serviva.

# State of a case: sent once more than is allowed.
state-too-many = Non accolta, troppe richieste

# What follows in that state.
next-too-many = In 90 giorni puoi fare tre richieste e ricevere sei lettere: avevi già raggiunto questo limite.

# An encounter: a case was withdrawn.
# $service (Text)
did-withdraw = { $service }: hai ritirato quello che avevi inviato.

# An encounter: the end of something was told.
# $service (Text)
did-end = { $service }: hai comunicato la fine.

# In the column of the office’s notes: none.
no-note = nessuna

# In the copy of one's data: what a name in it means.
# $key (Choice)
copy-label =
    { $key ->
        [creato] Quando è fatta questa copia
        [lingua] Lingua delle parole
        [dati_di_prova] Persona inventata
        [persona] Chi sei
        [nome] Nome
        [cognome] Cognome
        [codice_fiscale] Codice fiscale
        [sesso] Sesso
        [data_di_nascita] Data di nascita
        [luogo_di_nascita] Luogo di nascita
        [residenza] Residenza
        [recapiti] Recapiti
        [tipo] Tipo
        [valore] Numero o indirizzo
        [dal] Dal
        [pratiche] Pratiche
        [protocollo] Numero di protocollo
        [servizio] Servizio
        [stato] Stato
        [ricevuta] Ricevuta
        [aggiornata] Ultimo cambio di stato
        [risposte] Risposte
        [parte] Parte
        [domanda] Domanda
        [risposta] Risposta
        [bozze] Bozze
        [modificata] Ultima modifica
        [conservata_fino] Resta fino al
        [contatti] Contatti avuti con noi
        [quando] Quando
        [canale] Da dove
        [esito] Che cosa è successo
        [pratica] Pratica
        [lettere] Lettere e telefonate
        [modo] Come
        [scritta] Scritta o chiesta
        [affidata] Affidata a chi spedisce o chiama
        [confermata] Confermata o tornata
        [pin] PIN
        [attivato] Attivato
        [cambiato] Cambiato
        [revocato] Revocato
        [contributi] Contributi
        [gestione] Gestione
        [al] Al
        [quantita] Quantità
        [unita] Unità
        [settimane_per_il_diritto] Settimane per il diritto
        [settimane_per_la_misura] Settimane per la misura
        [retribuzione_in_euro] Retribuzione in euro
        [datore_di_lavoro] Datore di lavoro
        [nota] Nota
        [sessioni_aperte] Sessioni aperte
        [dispositivo] Dispositivo
        [iniziata] Iniziata
        [usata_l_ultima_volta] Usata l’ultima volta
        [questa] È questa
        [dispositivi_conosciuti] Dispositivi conosciuti
        [primo_accesso] Primo accesso
        [ultimo_accesso] Ultimo accesso
        [letture_dei_dati] Chi ha letto i tuoi dati
        [chi] Chi
        [che_cosa] Che cosa
        [pagina] Pagina
        [scelte] Scelte
       *[preferenze] Preferenze
    }

# The same of the name of a code, which is the same in every language.
# $label (Text)
copy-code = { $label } (codice)
