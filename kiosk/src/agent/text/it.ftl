# Title of the screen that waits for someone.
welcome = Lo Sportello ti dà il benvenuto

# The only sentence that the loudspeaker says by itself: under three seconds of speech (EN 301 549, 5.1.3.10).
prompt = Per ascoltare: cuffie o tasto 5.

# How to begin by ear. In Arabic a no-break space keeps the number on the line of its key.
welcome-listen = Per ascoltare inserisci le cuffie, oppure premi il tasto 5.

# Where there is a reader of barcodes.
welcome-card = Puoi anche cominciare mostrando al lettore la tessera sanitaria.

# The keys, said when speech begins.
keys-short = Usa le frecce per andare avanti e indietro, il tasto centrale per scegliere.

# The same to who has two switches: their names stand on them.
keys-short-two = Con due tasti: Avanti va alla voce dopo, Scegli la sceglie.

# Said to who begins to listen by touching the screen: a loudspeaker is drawn beside each text.
ears-how = Tocca un altoparlante per ascoltare quello che ha accanto.

# What stands around every page, read by touch: each control by the word that stands on it, in their order, and what it does.
ears-controls = Silenzio: la voce tace. Ingrandisci: le scritte crescono. Colori: chiaro, oppure scuro. Comandi in basso: si tocca tutto nella metà di sotto. Lingua: se ne sceglie un’altra. Aiuto: come si usa il chiosco. Chiama il personale: si tocca due volte. Chiudi: hai finito.

# How the citizen's own fiscal code is given, by what this kiosk has: sentences in this order, the first without "oppure".
code-barcode = Mostra al lettore il codice a barre della tessera sanitaria.
code-chip = Inserisci la tessera sanitaria.
code-or-chip = Oppure inserisci la tessera.
code-stripe = Passa la striscia della tessera sanitaria.
code-or-stripe = Oppure passa la striscia.
code-type = Scrivi i 16 caratteri della tessera sanitaria.
code-or-type = Oppure scrivi i 16 caratteri.

# Service named in the frame of the kiosk's own pages.
kiosk = Chiosco

# Action that prints a page: how long the receipt is, in fives.
# $centimetres (Number)
print = Stampa questa pagina: circa { $centimetres } centimetri di carta

# Said when printing begins.
printing = Sto stampando.

# Said when the printer has confirmed.
# $where (Text)
printed = Fatto: prendi la ricevuta, esce { $where }.

# After the same, once, where there was one: whoever has heard it whole does not find it so on paper.
code-cut = Sul foglio il codice fiscale ha solo i primi cinque segni.

# Where the paper comes out, after "esce".
slot-below-screen = sotto lo schermo
slot-right-of-screen = a destra dello schermo
slot-left-of-screen = a sinistra dello schermo
slot-below-keypad = sotto la tastiera
slot-right-of-keypad = a destra della tastiera
slot-left-of-keypad = a sinistra della tastiera

# Said when the printer cannot print before it has begun.
print-waits = Quando torna a funzionare stampo la ricevuta. Intanto la puoi ascoltare qui.

# Said when the printer stopped on the way.
print-failed = La ricevuta non è uscita intera. Quando la stampante torna a funzionare la stampo di nuovo, da capo. Se ne è uscito un pezzo, prendi anche quello.

# Printed below a receipt that did not come out whole; at most 21 characters.
receipt-broken = Ricevuta interrotta

# Action that ends the session.
end = Chiudi la sessione

# Title of the question before an end with answers not sent.
end-ask = Vuoi chiudere?

# What is lost.
end-what = Le tue risposte non sono ancora inviate: se chiudi si perdono.

# The same of who is signed in: what was sent from the pages before is kept.
end-what-draft = Le risposte di questa pagina non sono ancora salvate: se chiudi si perdono. Quelle già salvate restano nella tua area.

# The same of what was typed to sign in, which is an answer to nobody.
end-what-typed = Quello che hai scritto qui non è inviato: se chiudi si cancella.

# The same while the sign-in has no answer yet.
end-sign-in = L’accesso non è ancora riuscito, e non hai mandato nulla. Se chiudi, poi accedi da capo.

# The same of a receipt that waits for the printer.
end-receipt = La ricevuta non è ancora stampata, e dopo la chiusura non si stampa più. Quello che dice lo rileggi sul portale.

# The same of something that was sent.
# $number (Code)
end-receipt-number = La ricevuta non è ancora stampata, e dopo la chiusura non si stampa più. La rileggi sul portale, nella tua area: protocollo { $number }.

# Said and shown after "the session is closed", where it had waited.
receipt-lost = La ricevuta non è stampata: quello che dice lo rileggi sul portale.

# The same of something that was sent, and has no answer yet.
end-open = Non so se è arrivato quello che hai mandato.

# $number (Code)
end-open-number = Non so se è arrivato quello che hai mandato. Numero della richiesta: { $number }. Con questo numero il personale vede se è arrivato.

# After what is lost, to who has a keypad.
end-key = Per chiudere premi di nuovo Fine.

# Before what is lost, where what was waited for has come while this is asked.
end-answered = Intanto la risposta del portale è arrivata: per leggerla torna alla pagina.

# Choice, where that answer may still come.
end-wait = Aspetta la risposta

# Choice there: ends.
end-close = Chiudi senza aspettare

# Choice: goes back.
end-no = No, torna alla pagina

# Choice: ends.
end-yes = Sì, chiudi e cancella

# The same where no answers are erased by it.
end-yes-only = Sì, chiudi

# Said and shown when a session has ended.
ended = Sessione chiusa: qui non resta nulla di te.

# After "the session is closed", to who leaves a form half filled in: where its answers are.
ended-draft = Le risposte salvate ti aspettano nella tua area: continui qui o da casa.

# The same when the receipt stopped on the way and its piece cannot be taken.
ended-piece = Sessione chiusa. Un pezzo della tua ricevuta è ancora nella stampante.

# After "the session is closed", where something that was sent has no answer.
ended-open = Quello che hai mandato forse non è arrivato: chiedi al personale.

# $number (Code)
ended-open-number = Quello che hai mandato forse non è arrivato: chiedi al personale, con il numero { $number }.

# The same where its answer came while it was asked whether to end, and nobody has read it.
# $number (Code)
ended-arrived = Quello che hai mandato è arrivato: numero { $number }.

# Said when the card is still in at the end.
take-card = Riprendi la tessera.

# Said and shown to who begins while it is in still.
card-left = Nel lettore è rimasta una tessera: se è tua, riprendila.

# Title of the idle warning.
idle = Sei ancora qui?

# What happens if not.
# $seconds (Number)
idle-what = Tra { $seconds ->
    [one] un secondo
   *[other] { $seconds } secondi
} chiudo la sessione. Premi un tasto o tocca lo schermo per continuare.

# Said after a while when the portal has not answered yet.
wait = Un momento.

# Title when the portal does not answer.
away = Il collegamento non c’è

# What that means, for a page that was only read.
away-what = Il chiosco non raggiunge il portale. Riprovo da solo; puoi anche riprovare tu, o chiudere.

# What that means for a public page that was fetched before.
# $time (Time)
kept-what = Questa pagina è delle { $time }: qualcosa può essere cambiato. Ricerche e moduli hanno bisogno del collegamento.

# What that means for something that was sent.
away-sent = Non so se è arrivato quello che hai mandato. Riprovo da solo: non parte due volte.

# The same for a sign-in: nothing of its citizen's was in it.
away-sign-in = L’accesso non è ancora riuscito, e non hai mandato nulla. Riprovo da solo; puoi anche riprovare tu, o chiudere.

# The same when trying has ended.
away-no-sign-in = L’accesso non è riuscito, e non hai mandato nulla. Riprova, oppure chiudi.

# Said every ten seconds while it is tried again.
still-trying = Sto ancora provando.

# Said every half a minute when trying has ended.
no-answer-yet = La risposta non è ancora arrivata. Puoi riprovare, o chiudere.

# What that means when trying has ended, for answers that the portal keeps as a draft.
# $number (Code)
away-unknown-draft = Non so se è arrivato quello che hai mandato. La bozza è salva: la trovi nella tua area, da qui o da casa. Richiesta { $number }: con questo numero il personale vede se è arrivata.

# The same for something that has no draft, and is taken once however often it is sent.
# $number (Code)
away-unknown-keyed = Non so se è arrivato quello che hai mandato. Puoi riprovare: non parte due volte. Richiesta { $number }: con questo numero il personale vede se è arrivata.

# The same for something that cannot be found again.
away-unknown = Non so se è arrivato quello che hai mandato. Di quello che hai scritto non c’è una bozza: riprova, o chiedi al personale.

# What is wrong with a question without its answer, where the portal cannot tell: a box, and choices.
# $label (Text)
answer-this = Manca la risposta: { $label }

# $label (Text)
choose-one = Manca la scelta: { $label }

# The same where no other of its kind is missing: what is asked is heard right after it.
answer-alone = Manca la risposta
choose-alone = Manca la scelta

# Action.
again = Riprova

# Title when the portal and the kiosk do not understand each other.
strange = Questa pagina non si può mostrare qui

# What to do.
strange-what = Chiedi al personale, oppure chiudi e riprova più tardi.

# Title when nobody can speak.
out-of-service = Chiosco fuori servizio

# What to do.
out-what = La voce non funziona. Rivolgiti al personale: tocca due volte “Chiama il personale”, o premi due volte il tasto 7.

# Title when the staff have closed the kiosk.
closed = Chiosco chiuso

# What to do.
closed-what = Rivolgiti al personale: tocca due volte “Chiama il personale”, o premi due volte il tasto 7.

# Said instead of something private when there are no headphones.
private-answer = C’è una risposta personale: inserisci le cuffie, leggila sullo schermo, o chiama il personale.

# The same while the screen shows nothing of it either.
private-curtain = C’è una risposta personale, e lo schermo è coperto: inserisci le cuffie, scopri lo schermo con i comandi in fondo alla pagina, o chiama il personale.

# The same to who has keys with digits, where 3 does that.
private-curtain-key = C’è una risposta personale, e lo schermo è coperto: inserisci le cuffie, premi 3 per scoprire lo schermo, o chiama il personale.

# The same when it has been said on this page already.
private-curtain-again = È personale: solo in cuffia, o a schermo scoperto.

# Said when headphones go in.
headphones-in = Cuffie inserite.

# Said when the screen is blanked or shown from the keypad.
curtain-on = Schermo coperto.

curtain-off = Schermo visibile.

# Said before the first thing of a page, and after the last; what stands at its beginning follows.
page-start = Inizio della pagina.

# Commands after the page, for who has no keys with digits: they do it to what was heard last on the page.
command-spell = Lettera per lettera
command-where = Dove sei
command-curtain = Copri o scopri lo schermo

# Last stop of a page: it opens the commands.
page-end = Fine della pagina. Comandi: scegli per aprirli

# Said when the key does nothing here.
nothing-here = Qui non c’è nulla da scegliere.

# Said after a choice.
# $choice (Text)
chosen = Scelto: { $choice }

# $choice (Text)
not-chosen = Non più scelto: { $choice }

# Said when a sign is taken away.
erased = Cancellato

# Said in its place where the box is empty.
nothing-to-erase = Qui non c’è nulla da cancellare.

# $count (Number)
erased-left = Cancellato, restano { $count }

# Said in place of typing, where a key was pressed while the reading had just come to a box; what is asked there follows.
types-here = Qui si scrive. Per andare oltre usa le frecce.

# Said when a question is ready for typing.
type-digits = Scrivi con i tasti dei numeri. Il tasto indietro cancella.

# The same for an amount, whose comma is no key.
type-money = Scrivi con i tasti dei numeri. Per la virgola premi due volte il tasto centrale. Il tasto indietro cancella.

# After these, to who has used no key but the one that goes on and the one that chooses; before, once they have typed so.
type-two = Con due tasti: Scegli apre i segni, uno per uno.

# Said after a link, a form, an action, a choice that one has come to by key: the first time, and shortly from then on.
to-open = Premi il tasto centrale per aprire.

# The same to who has two switches: their names stand on them.
to-open-two = Premi Scegli per aprire.
to-send = Premi il tasto centrale per inviare.

# The same to who has two switches: their names stand on them.
to-send-two = Premi Scegli per inviare.
to-do = Premi il tasto centrale per farlo.

# The same to who has two switches: their names stand on them.
to-do-two = Premi Scegli per farlo.
to-choose = Premi il tasto centrale per scegliere.

# The same to who has two switches: their names stand on them.
to-choose-two = Premi Scegli per prenderla.
opens = Premi per aprire.
sends = Premi per inviare.
does = Premi per farlo.
can-be-chosen = Premi per scegliere.

type-letters = Scrivi con i tasti dei numeri, come al telefono. Per le cifre premi prima il tasto centrale. Il tasto indietro cancella.

# On an Arabic page. After the same, where Arabic letters and Latin ones are written; before it, where only these are.
type-arabic = Su ogni tasto prima le lettere arabe, poi quelle latine.
type-latin = Qui si scrive in lettere latine.

# Said when the keys that wrote digits write letters again.
letters-again = Di nuovo lettere.

# The ring of signs, for two keys.
ring = Avanti scorre, il tasto centrale prende.

# The same to who has two switches: their names stand on them.
ring-two = Avanti scorre, Scegli prende.

# After how the ring works, and at each of its steps, of a secret that is not said aloud: which digit is chosen now, and of
# how many, where that is known.
# $nth (Number)
# $of (Number)
ring-nth-of = Cifra { $nth } di { $of }

# $nth (Number)
ring-nth = Cifra { $nth }

# Said once where a digit was typed away from its box and went there: what is asked in it, and the same count.
# $name (Text)
# $nth (Text)
digit-into = { $name }: { $nth }

ring-done = Fatto

ring-erase = Cancella

ring-space = Spazio

# Groups of signs in the ring that are not read out letter by letter, and the way out of a group.
ring-digits = Cifre

ring-accents = Lettere accentate

ring-signs = Altri segni

# Groups of signs that are rarer: of mail addresses and sentences; letters of other languages, by what they are like.
ring-more-signs = Segni più rari
# $like (Text)
ring-more = Lettere di altre lingue: { $like }

ring-groups = Altri gruppi

# Where one is.
# $title (Text)
# $at (Number)
# $of (Number)
place = { $title }, voce { $at } di { $of }

# The same after the page.
# $title (Text)
place-commands = { $title }, tra i comandi

# Volume and rate.
# $step (Number)
# $of (Number)
volume = Volume { $step } di { $of }

# The same of the loudest step.
# $step (Number)
# $of (Number)
volume-most = Volume { $step } di { $of }, il più alto

# The same of the softest.
# $step (Number)
# $of (Number)
volume-least = Volume { $step } di { $of }, il più basso

# $percent (Number)
rate = Velocità { $percent } per cento

# The same of the fastest step.
# $percent (Number)
rate-most = Velocità { $percent } per cento, la più alta

# The same of the slowest.
# $percent (Number)
rate-least = Velocità { $percent } per cento, la più bassa

# Pause.
paused = In pausa.

# Help of the keys, before all else, to who has used no key but the one that goes on and the one that chooses.
help-two = Con due tasti: Avanti va alla voce dopo, Scegli la sceglie; dove si scrive, Scegli apre i segni, uno per uno. Dopo la pagina, Scegli apre i comandi.

# After the same, to who has two switches.
help-staff-two = Il personale: tra i comandi dopo la pagina scegli due volte “Chiama il personale”. Chi viene non vede la tua pagina.

# Help of the keys, one thing after the other.
help-keys-move = Frecce: voce prima e dopo. Tasto centrale: sceglie; su un titolo salta la sua parte.
help-keys-parts = 8: parte dopo; 2: parte prima. 6: domanda dopo; 4: domanda prima. 9: errore dopo.

# The same in place of this and the next, on a page that asks for a PIN.
help-keys-secret = In questa pagina i numeri scrivono nelle caselle, e non fanno altro: le altre voci si raggiungono con le frecce.
help-keys-read = 0: lettera per lettera. 1: pausa. 5: dove sei. 3: copre o scopre lo schermo.
help-keys-type = Dove si scrive, i numeri danno lettere, come al telefono; dopo il tasto centrale danno cifre.
help-keys-staff = 7 due volte: chiama il personale. Dove si scrive, e in ogni pagina che chiede un PIN, premi Aiuto e poi 7.
help-keys-try = Per provare i tasti premi ancora Aiuto.

# Explore mode.
explore-on = Prova i tasti: ogni tasto dice il suo nome e non fa nulla. Premi aiuto per finire.

explore-off = Prova dei tasti finita.

# Name of the key that ends, and what it does: in the explore mode.
explore-end = Fine: chiude la sessione

# Names of keys.
key-previous = Indietro di una voce

key-next = Avanti di una voce

key-select = Tasto centrale: sceglie

key-back = Indietro: torna alla pagina prima; dove si scrive, cancella

key-end = Chiudi la sessione

key-help = Aiuto

key-repeat = Ripeti

key-louder = Più forte

key-softer = Più piano

key-faster = Più veloce

key-slower = Più lento

# The same of every key with a digit, on a page that asks for a PIN.
key-any-digit = Tasto di un numero: scrive quando sei a una domanda

# Said when a digit is typed on such a page before its box is reached: the same for every digit.
# $name (Text)
to-the-box = Qui i numeri non scrivono: vai con le frecce alla domanda: { $name }.

# $digit (Number)
key-digit = Tasto { $digit }: { $digit ->
        [0] lettera per lettera
        [1] pausa
        [2] parte prima
        [3] copre o scopre lo schermo
        [4] domanda prima
        [5] dove sei
        [6] domanda dopo
        [7] due volte, chiama il personale
        [8] parte dopo
       *[other] errore dopo
    }

# Staff.
staff-ask = Per chiamare il personale premi ancora 7.

# The same for who touches.
staff-ask-touch = Per chiamare il personale tocca ancora “Chiama il personale”.

staff-called = Fatto: il personale è chiamato.

# Said when nobody of the staff can be told.
staff-away = Nessuno del personale riceve la chiamata. Vai allo sportello, o chiedi a chi è vicino.

staff-coming = Qualcuno del personale sta arrivando.

# Cards.
card-reading = Leggo la tessera. Non toglierla.

# To who touches, or listens in the hall: the code is not said aloud.
card-read = Tessera letta: ho scritto il codice fiscale. Controllalo.

# The first thing that is said after a card or a code, to who listens alone.
# $code (FiscalCode)
card-heard = Tessera letta: { $code }. Controllalo.

# The same of a card that has expired.
# $code (FiscalCode)
card-heard-expired = Tessera scaduta, ma letta: { $code }. Controllalo.

card-expired = La tessera è scaduta, ma il codice fiscale si legge: l’ho scritto. Controllalo.

card-mute = La tessera non risponde. Girala; se non ha il chip, o è una carta d’identità, mostra il codice a barre.

card-foreign = Questa carta non è una tessera sanitaria. Mostra il codice a barre, o scrivi il codice fiscale.

# The same to who has chosen no language yet: no box is there, and what one does follows.
card-foreign-alone = Questa carta non è una tessera sanitaria.

card-identity = È una carta d’identità elettronica: mostra il codice a barre sul retro.

card-torn = La tessera è uscita troppo presto. Inseriscila di nuovo.

card-damaged = La tessera non si legge. Mostra il codice a barre, o scrivi il codice fiscale.

card-damaged-alone = La tessera non si legge.

# The card was read, or asked for its PIN, and has not answered within ten seconds.
card-stuck = La tessera non risponde più. Toglila. Puoi provare ancora fra un momento, usare il PIN INPS o andare allo sportello.

# The same where the portal offers no PIN of its own.
card-stuck-alone = La tessera non risponde più. Toglila. Puoi provare ancora fra un momento, o andare allo sportello.

card-gone = Il lettore di tessere non funziona.

# What one does then.
card-gone-what = Mostra il codice a barre, o scrivi il codice fiscale.

# After these and the same of the reader of chips, to who has chosen no language yet: a barcode begins in the kiosk’s own.
card-first-barcode = Mostra il codice a barre, o scegli una lingua.

# The same where no barcode can be read.
card-first = Prima scegli una lingua.

# It was plugged in again.
card-back = Il lettore di tessere funziona di nuovo.

code-unknown = Questo codice non è un codice fiscale.

code-damaged = Il codice non si è letto bene. Mostralo di nuovo.

# Paper.
paper-ready = La stampante è pronta.

paper-near-end = La carta sta per finire.

paper-out = Nella stampante non c’è carta.

paper-cover = La stampante è aperta.

paper-missing = La stampante non risponde.

paper-fault = La stampante ha un guasto.

# The sign between euro and cents.
ring-comma = Virgola

# Title of the list of languages, for who listens.
choose-language = Scegli la lingua

# A command after the page.
call-staff = Chiama il personale

# Said to who ends the session while the receipt is being printed.
take-receipt = Aspetta e prendi la ricevuta.

# Said when a card was read and there is nothing to fill in with it.
card-ok = Tessera letta.

# Said when a box takes no more signs.
full = Non c’è più posto: vai avanti

# The same where a digit was typed away from its box: what is asked in it.
# $name (Text)
full-in = { $name }: non c’è più posto, vai avanti

# Said on the loudspeaker while one types: how many signs stand there.
# $count (Number)
typed-signs = { $count ->
    [one] Un segno
   *[other] { $count } segni
}

# Of a box for a secret, after what is asked there: how many digits stand in it.
# $count (Number)
digits-there = Risposta: { $count ->
    [one] una cifra
   *[other] { $count } cifre
}

# The same, to who has it said again and has typed nothing.
no-digits = Ancora nessuna cifra

# Said instead of something private when headphones are in since before the session.
private-replug = C’è una risposta personale: leggila sullo schermo, oppure togli le cuffie e rimettile.

# Said and shown when the last keypad was pulled out during a session.
keypad-gone = La tastiera non risponde.

# What one does then.
keypad-gone-what = Chiama il personale, oppure continua toccando lo schermo.

# It was plugged in again.
keypad-back = La tastiera funziona di nuovo.

# Said to who listens when the touchscreen goes during a session, and shown while it is not there.
panel-gone = Lo schermo non risponde al tocco.

# What one does then.
panel-gone-what = Usa la tastiera, oppure chiama il personale.

# It is there again.
panel-back = Lo schermo risponde di nuovo al tocco.

# Shown while the socket of the headphones that was there is not.
jack-gone = La presa delle cuffie non funziona.

# What one does then.
jack-gone-what = Continua sullo schermo, oppure chiama il personale.

# Shown while the braille display by which somebody reads is not there.
braille-gone = La barra braille non risponde.

# What one does then.
braille-gone-what = Collegala di nuovo, oppure chiama il personale.

# Likewise for the reader of barcodes and stripes.
reader-gone = Il lettore di codici non risponde.

# What one does then.
reader-gone-what = Scrivi il codice fiscale, oppure usa la tessera.

# It was plugged in again.
reader-back = Il lettore di codici funziona di nuovo.

# Said once, to who listens: the values on the screen are covered.
covered = Sullo schermo i tuoi dati sono coperti.

# Said instead of what is wrong with something that was typed, when there are no headphones.
private-problem = C’è un problema in quello che hai scritto: inserisci le cuffie, leggilo sullo schermo, o chiama il personale.

# Said after three fingers tapped: what they have changed.
finger-on = Ora esplori lo schermo ascoltando.

# How it is done; said after help too.
finger-how = Muovi un dito sullo schermo: senti che cosa c’è sotto. Tocca due volte per scegliere. Scorri a destra o a sinistra per andare avanti o indietro. Tocca con due dita per il silenzio, con tre per tornare al tocco normale.

# Said after three fingers tapped.
finger-off = Ora lo schermo si tocca normalmente. Con tre dita torni a esplorare.

# Said after two taps on something that is only seen.
finger-done = Fatto.

# Said when a box is chosen, where the screen is explored by ear.
finger-keyboard = C’è una tastiera sullo schermo: cerca i segni con un dito e tocca due volte per scriverli.

# To who touches what sends while the values on the page are covered: they are shown, and nothing is sent yet.
seen-first = Ora vedi i tuoi dati: leggili, poi tocca di nuovo.

# The controls around the page, under a finger.
control-listen = Silenzio
control-size = Ingrandisci i caratteri
control-theme = Colori
control-low = In basso: tutto nella metà inferiore dello schermo
control-cover = Mostra o copri i tuoi dati
control-print = Stampa la pagina
control-stay = Sono qui
# Move a page that is longer than the screen.
control-up = Su: la parte precedente della pagina
control-down = Giù: il seguito della pagina

# Said when the card's PIN is typed before a card has told how many tries it has left.
card-pin-insert = Prima inserisci la tessera nel lettore e aspetta.

# The same of a card that is in and cannot be read: no barcode helps there.
card-pin-mute = La tessera non risponde: girala, oppure accedi con il PIN INPS.

# The same where the portal offers no PIN of its own.
card-pin-mute-alone = La tessera non risponde: girala, o chiedi al personale.
card-pin-foreign = Questa carta non è una tessera sanitaria: inserisci quella, oppure accedi con il PIN INPS.

# The same where the portal offers no PIN of its own.
card-pin-foreign-alone = Questa carta non è una tessera sanitaria: inserisci quella, o chiedi al personale.
card-pin-identity = È una carta d’identità elettronica: inserisci la tessera sanitaria, oppure accedi con il PIN INPS.

# The same where the portal offers no PIN of its own.
card-pin-identity-alone = È una carta d’identità elettronica: inserisci la tessera sanitaria, o chiedi al personale.
card-pin-damaged = La tessera non si legge: accedi con il PIN INPS, o chiedi al personale.

# The same where the portal offers no PIN of its own.
card-pin-damaged-alone = La tessera non si legge: chiedi al personale.

# At the box for the PIN, as long as it is there: how many tries are left, or that it is the last.
# $left (Number)
card-pin-left = Tentativi rimasti: { $left }.
card-pin-left-one = Ultimo tentativo: se sbagli, la tessera si blocca.

# After how many tries are left, where digits were typed before the card went.
card-pin-afresh = Scrivi il PIN dall’inizio.

# Added where a sign was typed and not taken.
nothing-written = Non ho scritto nulla.

# Said there when its reader has failed.
card-pin-gone = Il lettore di tessere non funziona. Accedi con il PIN INPS, o chiedi al personale.

# The same where the portal offers no PIN of its own.
card-pin-gone-alone = Il lettore di tessere non funziona. Chiedi al personale.

# How many tries the card's PIN has left.
# $left (Number)
card-pin-tries = Ti restano { $left } tentativi per il PIN della tessera.

# One try is left.
card-pin-last = Attenzione: hai un solo tentativo. Se sbagli, la tessera si blocca. Se hai un dubbio, accedi con il PIN INPS.

# The same where the portal offers no PIN of its own.
card-pin-last-alone = Attenzione: hai un solo tentativo. Se sbagli, la tessera si blocca. Se hai un dubbio, chiedi al personale.

# The PIN was wrong; that one try is left follows.
card-pin-wrong = PIN sbagliato.

# The same where more are left.
# $left (Number)
card-pin-wrong-left = PIN sbagliato: ti restano { $left } tentativi.

# The card was pulled while it had the PIN.
card-pin-torn = La tessera è uscita mentre leggeva il PIN: forse un tentativo è andato. Inseriscila di nuovo e ti dico quanti ne restano.

# The card had the PIN, and has not answered within ten seconds.
card-pin-stuck = La tessera non risponde più: forse un tentativo è andato. Toglila. Se la rimetti ti dico quanti ne restano; oppure usa il PIN INPS o vai allo sportello.

# The same where the portal offers no PIN of its own.
card-pin-stuck-alone = La tessera non risponde più: forse un tentativo è andato. Toglila. Se la rimetti ti dico quanti ne restano; oppure vai allo sportello.

# The card has no try left.
card-pin-blocked = Il PIN di questa tessera è bloccato. Si sblocca con il codice PUK, all’ufficio della tua ASL che ha attivato la tessera. Qui puoi accedere con il PIN INPS.

# The same where the portal offers no PIN of its own.
card-pin-blocked-alone = Il PIN di questa tessera è bloccato. Si sblocca con il codice PUK, all’ufficio della tua ASL che ha attivato la tessera.

# The card has no PIN for us.
card-pin-unable = Con questa tessera non si può accedere. Accedi con il PIN INPS, o chiedi al personale.

# The same where the portal offers no PIN of its own.
card-pin-unable-alone = Con questa tessera non si può accedere. Chiedi al personale.

# The card's PIN has at least five digits, and fewer were typed: the box is empty again.
card-pin-short = Il PIN della tessera ha almeno 5 cifre: scrivilo di nuovo, dall’inizio.

# The card was taken out while its PIN was asked for.
card-pin-out = La tessera è fuori dal lettore. Rimettila per continuare, oppure accedi con il PIN INPS.

# The same where the portal offers no PIN of its own.
card-pin-out-alone = La tessera è fuori dal lettore. Rimettila per continuare, o chiedi al personale.

# Said while the card signs.
card-pin-signing = Un momento: la tessera firma. Non toglierla.

# Said when a key is pressed while the card signs.
card-pin-waits = Un momento: la tessera è al lavoro.
braille-begin = Lo Sportello ti dà il benvenuto. Premi un tasto della barra braille per cominciare.
braille-keys = Riga giù e su: le voci. Finestra a destra: il resto. Tasto sopra una cella: scegli. Scrivi con i tasti braille.
braille-staff = Per chiamare il personale scegli ancora.
braille-no-box = Qui non si scrive nulla.
braille-no-sign = Qui questo segno non si può scrivere.

# What one can do here, on the screen that waits.
welcome-what = Trova una sede, chiedi il PIN, leggi i tuoi contributi.

# The same where the portal offers no PIN of its own.
welcome-what-alone = Trova una sede, leggi i tuoi contributi.

# Said to who begins by ear.
greeting = Lo Sportello dell’INPS ti dà il benvenuto.

# After the name of a language, in that language: how to choose it.
choose-this = Premi il tasto centrale.

# The same to who has two switches: their names stand on them.
choose-this-two = Premi Scegli.

# Said to who begins by a key while headphones are in since before.
replug = Per ascoltare in privato togli le cuffie e rimettile.

# Said when headphones are still in at the end.
take-headphones = Togli le cuffie.

# The same when it has been said on this page already.
private-again = È personale: solo in cuffia o sullo schermo.

# Said when there is no more of what is looked for.
no-more-questions = Non ci sono altre domande.
no-more-parts = Non ci sono altre parti.
no-problems = Non ci sono errori.

# Said when the key that goes back has nowhere to go.
no-page-before = Sei alla prima pagina.

# Commands after the page.
page-before = Torna alla pagina prima
other-language = Cambia lingua

# The kiosk’s own help: its title, on which the link to it is worded; headings and what stands under them.
help-page = Come si usa il chiosco
help-touch = Con il tocco
help-touch-how = Tocca una voce per aprirla, una casella per scrivere. I comandi della pagina cambiano lettere, colori e lingua, o portano tutto in basso.
help-ear = Con le cuffie e i tasti
help-card = Con la tessera sanitaria
help-card-how = Mostra il codice a barre al lettore, o inserisci la tessera: scrive per te il codice fiscale. Per vedere i tuoi dati serve anche il PIN INPS, o quello della tessera.

# The same where the portal offers no PIN of its own.
help-card-how-alone = Mostra il codice a barre al lettore, o inserisci la tessera: scrive per te il codice fiscale. Per vedere i tuoi dati serve anche il PIN della tessera.
help-paper = La ricevuta
# $where (Text)
help-paper-how = Dove c’è qualcosa da portare via trovi il comando che stampa la pagina. La ricevuta esce { $where }.
help-staff-how = Tocca due volte il comando, o premi due volte il tasto 7: chi viene non vede la tua pagina.
# The page of the kiosk's own help that tells how each device is, and its title; then what is said of one that works.
devices = Stato dei dispositivi
card-works = Il lettore di tessere funziona.
reader-works = Il lettore di codici funziona.
keypad-works = La tastiera funziona.
# Where nothing is known of any.
devices-well = Non risultano guasti.
help-contacts = Telefono, posta e sedi
back-to-page = Torna alla pagina

# Which way a card goes in; after what is said of a silent one.
chip-up = Il chip guarda in alto, ed entra per primo.
chip-down = Il chip guarda in basso, ed entra per primo.

# The kiosk says it while nobody is there, to hear itself: under three seconds of speech.
selftest = Prova della voce: uno, due, tre.

# In a booth that closes, where the office allows it. Action on a page that is someone's.
booth = Fai leggere le risposte personali dall’altoparlante

# Added to "there is a personal answer": how to come to that action.
booth-how = C’è anche l’altoparlante: lo trovi alla fine della pagina.

# Title of the question before it.
booth-ask = Vuoi le risposte personali dall’altoparlante?

# What that means.
booth-what = Chi è vicino le sente: fallo solo se sei nella cabina e la porta è chiusa. Vale fino alla fine della sessione, o finché togli le cuffie.

# Choice: it is done.
booth-yes = Sì, dall’altoparlante

# Action that ends it.
booth-end = Non leggere più le risposte personali dall’altoparlante

# Said when it has ended.
booth-off = Le risposte personali non si leggono più dall’altoparlante.

# Said in the hall when headphones are in and nobody speaks in them.
headphones-gone = Le cuffie non funzionano.

# What one does then.
headphones-gone-what = Le risposte personali si leggono sullo schermo; per chiamare il personale premi due volte 7.

# Said in the headphones when they speak again.
headphones-back = Le cuffie funzionano di nuovo.

# Shown when nobody speaks in the hall, and headphones still work.
loudspeaker-gone = L’altoparlante non funziona.

# What one does then.
loudspeaker-gone-what = Inserisci le cuffie, oppure continua sullo schermo.

# Said and shown once when the portal stops answering while somebody is there.
link-lost = Il collegamento è caduto: qui puoi continuare a leggere e stampare. Ti avviso quando torna.

# The same where nothing of that can be done: at the greeting, over the question whether to end; with what follows, where
# something is asked.
link-fell = Il collegamento è caduto.
link-tells = Ti avviso quando torna.

# When it answers again.
link-back = Il collegamento è tornato.

# The key of the keyboard on the screen that turns its letters to capitals, and back.
control-capitals = Maiuscole
control-small = Minuscole
