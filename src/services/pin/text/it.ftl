# Name of the service, title of its first page.
title = PIN di accesso

# What one gets, on the front page and in the search.
summary = Chiedi il PIN, attivalo, cambialo o revocalo.

# For whom it is.
for-whom = Per chi ha un codice fiscale e una residenza che l’istituto conosce.

# How it goes.
how = Fai la richiesta e ricevi subito il primo codice. Il secondo arriva per posta, in braille o per telefono. Con tutti e due scegli il tuo PIN.

# What one needs.
needs = Il codice fiscale, l’indirizzo di residenza e almeno un numero di telefono.

# What one gets.
gets = Un PIN di 8 cifre per leggere i tuoi documenti.

# How long it takes, and how long the codes of a request are good for.
# $come (Number): days until the second code has come
# $days (Number)
terms = Il primo codice arriva subito, il secondo entro { $come } giorni. Con i due codici attivi il PIN entro { $days } giorni dalla richiesta.

# Other words people search it by.
keywords = codice segreto, password, credenziali, dimenticato, perso, bloccato, registrarsi, iscriversi, attivare

# First page: what the PIN is.
overview-what = Il PIN è un numero di 8 cifre che scegli tu. Con il codice fiscale e il PIN entri nella tua area.

# First page: what a PIN opens.
overview-levels = Con il PIN leggi, ascolti, stampi e ricevi a casa i tuoi documenti. Per inviare domande un operatore di sede vede prima un tuo documento d’identità.

# First page: one open request.
overview-open = Se hai già una richiesta aperta, vale quella: conserva il suo primo codice. Una nuova richiesta non cambia il PIN che usi.

# Link.
to-request = Chiedi il PIN

# Link.
to-activate = Attiva il PIN con i due codici

# Link.
to-change = Cambia il PIN

# Link.
to-revoke = Revoca il PIN

# Link.
to-again = Chiedi di nuovo il secondo codice

# Title of the page before the first question.
start-title = Chiedere il PIN

# What one should have at hand.
start-needs = Tieni vicino il codice fiscale e un numero di telefono. Servono circa cinque minuti.

# The same at a kiosk, where typing takes longer and what was typed stays nowhere.
start-needs-kiosk = Tieni vicino il codice fiscale e un numero di telefono. Al chiosco servono circa quindici minuti con i tasti, cinque toccando lo schermo. Puoi fare la stessa richiesta da casa, dal sito.

# What comes of it.
start-then = Alla fine ricevi il primo codice. Il secondo va soltanto all’indirizzo di residenza, o al telefono, che l’istituto ha nei suoi archivi.

# Before the first question: the form has no address abroad.
# $phone (Phone): as it is dialled from there
# $mail (Mail)
abroad = Chi abita all’estero non può chiedere il PIN da qui: chiama il numero { $phone } o scrivi a { $mail }.

# Before the first question, to who is signed in and has a PIN; a link to change it follows.
in-use = Hai già un PIN in uso. Per averne un altro basta cambiarlo.

# Button.
start-submit = Inizia la richiesta

# Before the first question, to who left a request half-way in this session; a link to go on follows.
begun = Hai iniziato una richiesta e non l’hai ancora inviata. Puoi continuare da dove eri.

# Link to the step that was left.
go-on = Continua la richiesta iniziata

# Button, beside that link.
start-another = Inizia una nuova richiesta

# Link to the start, where the session of a request has ended.
begin-again = Ricomincia la richiesta

# First question, title and label.
q-code = Qual è il tuo codice fiscale?

# Label.
code = Codice fiscale

# Under a label.
code-hint = 16 caratteri, come sulla tessera sanitaria

# Title of a step.
who-title = Chi sei

# Title of a step.
birth-title = Luogo di nascita

# Title of a step.
home-title = Indirizzo di residenza

# Problem of the comune of residence.
# $phone (Phone): as it is dialled from abroad
# $mail (Mail)
home-abroad = Il comune deve essere in Italia: controlla come è scritto. Se abiti all’estero, chiama il numero { $phone } o scrivi a { $mail }

# Title of a step.
contacts-title = Come contattarti

# Before the questions.
contacts-intro = Serve almeno un numero di telefono.

# Label.
phone-home = Telefono di casa

# Label.
phone-office = Telefono dell’ufficio

# Label.
phone-mobile = Cellulare

# Problem.
phone-home-mobile = Telefono di casa: questo è il numero di un cellulare, scrivilo sotto Cellulare

# Problem.
phone-mobile-fixed = Cellulare: questo è un numero fisso, scrivilo sotto il telefono di casa o dell’ufficio

# Problem.
phone-none = Inserisci almeno un numero di telefono

# Label.
mail = Indirizzo e-mail

# Problem.
# $example (Name)
mail-wrong = L’indirizzo e-mail deve avere la forma { $example }

# Title of a step.
delivery-title = Come vuoi il secondo codice

# Before the choice.
delivery-intro = La posta va all’indirizzo di residenza che l’istituto ha nei suoi archivi.

# Label of the choice.
delivery = Forma del secondo codice

# Choice.
delivery-letter = Lettera a caratteri grandi, 18 punti

# Choice.
delivery-braille = Lettera in braille

# Choice.
delivery-call = Telefonata

# Under the choice of a call.
delivery-call-hint = A un numero che l’istituto conosce da più di 90 giorni; se non c’è, arriva la lettera

# Problem.
delivery-missing = Scegli la forma del secondo codice

# Title of the review.
review-title = Controlla e invia la richiesta

# Before the button that sends.
review-say = Dopo l’invio ricevi subito il primo codice di 8 cifre.

# Button.
review-submit = Invia la richiesta

# Title after sending.
sent-title = Richiesta inviata

# What a request is called among the citizen's cases.
case-about = Richiesta del PIN

# In the area, of a request whose codes were used: the PIN was activated.
was-activated = Con questa richiesta hai attivato il PIN: non devi fare altro.

# In the area, of a request that was not needed: the one that was open before it.
# $number (Code)
counts-instead = La richiesta che vale ha il numero { $number }. Usa i suoi due codici, non quello di questa.

# In the area, of a request that was not needed: the one that was open before it, which is over.
# $number (Code)
counted-instead = Valeva la richiesta numero { $number }, che ora è chiusa.

# In the area, of one request too many, once another may be sent.
again-now = Ora puoi chiedere di nuovo il PIN.

# In the area, of one request too many: the first day for another.
# $date (Date)
again-from = Puoi chiedere di nuovo il PIN dal { $date }.

# In a notice on the page after sending: an answer was changed since, and was not taken.
# $number (Code): of the request
# $date (Date): when it was sent
# $time (Time)
stands = Vale la richiesta con il numero { $number }, già arrivata il { $date }, alle { $time }. Quello che hai cambiato dopo non cambia niente.

# What can be done.
# $date (Date): when the request expires
instead = Se così non va bene, vieni in una sede con un documento d’identità: lì scegli subito il PIN. Oppure chiedilo di nuovo dal { $date }, quando questa richiesta è scaduta.

# Before the number of the request.
sent-number = Numero della richiesta

# Heading over the first code.
first-half = Il tuo primo codice

# Under the first code.
first-half-keep = Scrivilo o ricordalo: puoi rileggerlo qui solo finché dura questa sessione. Lo ritrovi nella pagina del PIN.

# Link to the page with the first code.
to-first-half = Rileggi il primo codice e la richiesta inviata

# In another session.
first-half-gone = Il primo codice si poteva rileggere solo nella sessione in cui hai inviato la richiesta.

# What comes next.
# $date (Date)
next-letter = Il secondo codice arriva entro il { $date }.

# What to do then.
# $date (Date)
next-activate = Con i due codici attiva il PIN. Ultimo giorno utile: { $date }.

# After them: another request may be open; said to everyone, whether there is one or not.
# $days (Number): how long a request can be activated
earlier = Se hai già una richiesta aperta, questo codice non vale: usa il primo codice di quella. Se non ce l’hai più, vieni in una sede con un documento d’identità e scegli lì il PIN, oppure fai una nuova richiesta quando l’altra scade: { $days } giorni dopo l’invio.

# Title of the activation.
act-title = Attiva il PIN

# Before the questions.
act-intro = Servono il codice fiscale, il primo codice della richiesta e il secondo arrivato per posta o per telefono.

# Label of the box for both codes.
codes = I due codici, uno dopo l’altro

# Under the label.
codes-hint = 16 cifre in tutto, in qualunque ordine; gli spazi non contano

# Problem.
codes-missing = Inserisci i due codici

# Problem; how many digits were typed.
# $count (Number)
codes-length = I due codici insieme hanno 16 cifre, tu ne hai scritte { $count }: ricontrollali

# Problem: there are 16 digits, and something else.
codes-only = I due codici sono fatti solo di cifre, 16 insieme: togli ogni altro segno

# Problem.
codes-number = Hai scritto il numero della richiesta, che non è un codice: servono il primo codice e il secondo, di 8 cifre ciascuno

# Problem; never says which.
codes-wrong = Codice fiscale e codici non corrispondono a una richiesta aperta: controllali e inserisci di nuovo i due codici

# Under the questions.
# $phone (Phone)
# $mobile (Phone)
act-help = Se non riesci ad attivarlo, chiama il numero { $phone } da telefono fisso o il numero { $mobile } da cellulare, oppure vieni in una sede con un documento d’identità.

# Button.
act-submit = Controlla i codici

# Title of the choice of a PIN.
new-title = Scegli il tuo PIN

# Before the question.
new-intro = I due codici sono giusti. Il PIN che scegli li sostituisce: scrivilo con calma, perché non viene mostrato. Puoi anche incollarlo.

# Label.
new-pin = Nuovo PIN

# Under the label.
new-hint = 8 cifre: non ripetute, non in fila né in colonna sui tasti, non la data di nascita né parti del codice fiscale

# Label.
new-again = Scrivi di nuovo il PIN

# Problem.
new-differs = I due PIN devono essere uguali: scrivili di nuovo tutti e due

# Problem.
new-same = Il nuovo PIN deve essere diverso da quello in uso

# Problem.
new-keys = Il nuovo PIN segue l’ordine dei tasti: scegline uno senza ordine

# Problem.
new-missing = Inserisci il nuovo PIN

# Problem.
new-length = Il nuovo PIN deve avere 8 cifre

# Problem.
new-repeated = Il nuovo PIN ripete le stesse cifre: scegline uno più vario

# Problem.
new-sequence = Il nuovo PIN è una fila di cifre: scegline uno senza ordine

# Problem.
new-birth = Il nuovo PIN contiene la tua data di nascita: scegline un altro

# Problem.
new-date = Il nuovo PIN è una data: scegline uno senza ordine

# Problem.
new-code = Il nuovo PIN contiene cifre del tuo codice fiscale: scegline un altro

# Problem.
new-half = Il nuovo PIN deve essere diverso dai due codici ricevuti

# Button.
new-submit = Attiva il PIN ed entra

# Title.
change-title = Cambia il PIN in uso

# Before the questions.
change-intro = Dopo il cambio le altre sessioni aperte si chiudono e gli altri dispositivi non sono più riconosciuti.

# Label.
current-pin = PIN attuale

# Problem.
current-missing = Inserisci il PIN attuale

# Problem.
current-length = Il PIN attuale deve avere 8 cifre

# Problem.
current-wrong = Il PIN attuale non è questo: inseriscilo di nuovo, poi scrivi due volte quello nuovo

# Button.
change-submit = Cambia il PIN

# Said before the title.
changed-done = Fatto: il PIN è cambiato

# Title.
changed-title = PIN cambiato

# Under the title.
changed-what = Da adesso entri con il nuovo PIN. Le altre sessioni che erano aperte sono chiuse.

# Link.
to-area = Vai alla tua area

# Link.
to-statement = Leggi l’estratto conto dei contributi

# Title.
revoke-title = Revoca il tuo PIN

# What it does.
revoke-what = Un PIN revocato non apre più nulla e tutte le sessioni si chiudono, anche questa.

# What follows.
revoke-then = Per averne un altro serve una nuova richiesta.

# Another way.
# $phone (Phone)
# $mobile (Phone)
revoke-phone = Puoi revocarlo anche al telefono: { $phone } da telefono fisso, { $mobile } da cellulare.

# Button.
revoke-submit = Revoca il PIN

# Said before the title.
revoked-done = Fatto: il PIN è revocato e la sessione è chiusa

# Title.
revoked-title = PIN revocato

# Under the title.
revoked-what = Il PIN non apre più nulla e tutte le sessioni sono chiuse. Puoi chiederne un altro quando vuoi.

# Title.
again-title = Chiedi di nuovo il secondo codice

# Before the questions.
again-intro = Se il secondo codice non è arrivato dopo 10 giorni, te ne mandiamo uno nuovo nella forma che hai scelto: lettera, braille o telefonata. Quello di prima non vale più.

# After that.
# $sent (Date)
again-when = Oggi puoi chiedere di nuovo i codici partiti il { $sent } o prima. Lettere e telefonate partono il giorno della richiesta o il giorno dopo.

# Label.
request-number = Numero della richiesta di PIN

# Under the label.
request-number-hint = 16 cifre; gli spazi non contano

# Problem.
request-number-wrong = Il numero della richiesta ha 16 cifre, e una di quelle scritte è diversa o manca: ricontrollale una per una

# Button.
again-submit = Chiedi un nuovo secondo codice

# Said before the title.
asked-again-done = Fatto: abbiamo ricevuto la tua richiesta

# Title.
asked-again-title = Secondo codice chiesto di nuovo

# Under the title; always the same.
# $sent (Date)
# $date (Date)
asked-again-what = Se i dati sono quelli di una richiesta aperta, e il suo ultimo codice è partito il { $sent } o prima, uno nuovo arriva entro il { $date }, nella forma scelta allora.

# After that; always the same.
asked-again-early = Se il codice è partito dopo quel giorno, non ne parte un altro: aspettalo, o chiedilo di nuovo 10 giorni dopo la sua partenza.

# Title of the letter with the second code.
letter-title = Il secondo codice per il tuo PIN

# Why the letter comes.
# $date (Date)
# $number (Code)
letter-why = Hai chiesto un PIN il { $date }. Numero della richiesta: { $number }.

# What to do.
letter-how = Apri la pagina indicata alla fine, scrivi il codice fiscale, il primo codice e questo secondo codice, poi scegli il tuo PIN.

# The same by telephone.
# $page (Text): title of the page of the activation
call-how = Per scegliere il PIN, sul nostro sito apri la pagina “{ $page }” e scrivi il codice fiscale, il primo codice e questo secondo codice.

# Until when.
# $date (Date)
letter-until = Ultimo giorno in cui i codici valgono: { $date }.

# Where help is.
# $phone (Phone)
# $mobile (Phone)
# $mail (Mail)
letter-help = Per un aiuto chiama il numero { $phone } da telefono fisso o il numero { $mobile } da cellulare, scrivi a { $mail } o vieni in una sede.

# Who did not ask.
letter-not-you = Se non hai chiesto un PIN, non devi fare nulla: da solo questo codice non apre niente.

# Title of the letter about wrong tries.
slow-title = Tentativi sbagliati con il tuo codice fiscale

# What happened.
slow-what = Qualcuno ha provato più volte a entrare con il tuo codice fiscale e un PIN sbagliato. Lo abbiamo rallentato. Se hai un PIN, continua a funzionare.

# What to do.
# $phone (Phone)
# $mobile (Phone)
slow-do = Se eri tu, non serve fare nulla. Se no, cambia il PIN o chiama il numero { $phone } da telefono fisso o il numero { $mobile } da cellulare.

# Link to the choice of a PIN beside a clerk; at a kiosk only.
to-counter = Scegli il PIN ora, con il personale dello sportello

# Title of that page.
counter-title = Scegli il PIN allo sportello

# Before its questions.
counter-intro = Serve un documento controllato ora dal personale. Scrivi il codice fiscale e due volte un PIN tuo: nessun altro lo vede o lo sente.

# No clerk has checked a document for this code at this kiosk, or too long ago.
counter-closed = A questo chiosco non c’è un controllo del documento aperto per questo codice fiscale: controlla il codice, oppure chiedi al personale di ripetere il controllo

# Title of the page in place of all others where the PIN is switched off.
off-title = Qui il PIN non si usa più

# What that means.
off-what = Non si può più chiedere, attivare o usare un PIN, e i codici per attivarlo non servono più.

# What to use instead.
off-instead = Per i servizi personali accedi con SPID, con la carta d’identità elettronica o con la carta nazionale dei servizi. Al chiosco di una sede accedi con la tessera sanitaria e il PIN della tessera.

# The same at a kiosk.
off-instead-kiosk = Per accedere da qui inserisci la tessera sanitaria e scrivi il PIN della tessera.

# What is saved.
off-sent = Quello che hai già inviato è al sicuro.

# Heading over the ways to reach people.
off-help = Se non puoi accedere così

# Link to the sign-in with a card, at a kiosk.
off-to-card = Accedi con la tessera sanitaria
