# Name of the service, title of the page and of links to it.
title = Accedi

# Title of the page where one does not sign in here; also a link’s words.
title-elsewhere = Come si accede

# What one reads there, in the search.
summary-elsewhere = Con che cosa si accede ai servizi personali, e da dove.

# Other words people search it by; never shown.
keywords-elsewhere = accedi, accedere, password, attivare, attivazione, primo codice, secondo codice, entrare, login, autenticazione, area personale, accesso, PIN, SPID, CIE, CNS, identità digitale, carta identità, tessera sanitaria

# First on that page: with what, and that it is not here.
elsewhere = Ai servizi personali si accede con SPID, con la carta d’identità elettronica (CIE) o con la carta nazionale dei servizi (CNS): non da questa pagina, ma dal sito principale dell’istituto.

# The way in at a kiosk.
elsewhere-kiosk = Al chiosco di una sede si accede con la tessera sanitaria e il PIN della tessera.

# What became of the institute’s PIN.
elsewhere-pin = Il PIN dell’istituto non si usa più: non si può chiedere, attivare o usare. Quello che hai già inviato è al sicuro.

# Heading over the ways to reach people.
elsewhere-help = Se non puoi accedere così

# Title of the page for who wants to go on to a page that needs a sign-in.
# $what (Text): what that page is called
title-to = Accedi: { $what }

# First sentence of that page: where one gets.
# $what (Text)
leads-to = Dopo l’accesso si apre la pagina: { $what }.

# What one gets, on the front page and in the search.
summary = Entra nella tua area con codice fiscale e PIN.

# For whom it is.
for-whom = Per chi ha un PIN attivo.

# How it goes.
how = Scrivi il codice fiscale e il PIN di 8 cifre. Prima di entrare scegli quanto può durare la sessione.

# What one needs.
needs = Il codice fiscale e il PIN di 8 cifre.

# What one gets.
gets = Leggi, ascolti e stampi i tuoi documenti.

# How long it takes.
terms = Entri subito.

# Other words people search it by.
keywords = accedere, entrare, login, password, autenticazione, area personale, accesso, SPID, CIE, CNS, identità digitale, carta, tessera sanitaria

# First sentence of the page.
intro = Servono il tuo codice fiscale e il PIN di 8 cifre che hai scelto.

# The same at a kiosk, where the secret has a name, for a card has its own.
intro-kiosk = Servono il tuo codice fiscale e il PIN INPS: le 8 cifre che hai scelto.

# Title of the page for who is signed in.
already = Hai già fatto l’accesso

# What to do there.
already-what = Sei già dentro e puoi andare alla tua area. Per entrare di nuovo, o con un altro codice fiscale, prima esci.

# Link.
to-area = Vai alla tua area

# Button.
sign-out = Esci

# Label.
code = Codice fiscale

# Under the label of the fiscal code.
code-hint = 16 caratteri, come sulla tessera sanitaria

# The same at a kiosk, whose readers take codes and cards.
code-hint-kiosk = Mostra il codice a barre della tessera sanitaria, inseriscila o strisciala; oppure scrivi i 16 caratteri

# Label.
pin = PIN

# The same at a kiosk, where a card with a PIN of its own may be in.
pin-kiosk = PIN INPS

# Under the label of the PIN.
pin-hint = 8 cifre; gli spazi non contano

# The same at a kiosk, whose keys write digits alone.
pin-hint-kiosk = 8 cifre

# Label of the choice of the session's length.
length = Durata della sessione

# Under the label of the session's length.
length-hint = Quanto tempo puoi restare senza fare nulla; se non scegli, vale quella delle tue preferenze

# The first of the lengths: none of its own, as for who chooses nothing.
length-preferred = Quella delle mie preferenze

# A length under one hour.
# $count (Number)
minutes = { $count } minuti

# A length of whole hours.
# $count (Number)
hours =
    { $count ->
        [one] { $count } ora
       *[other] { $count } ore
    }

# Button.
submit = Accedi all’area personale

# Under the questions: another way in.
# $phone (Phone)
# $mobile (Phone)
help = Se non riesci a entrare, chiama il numero { $phone } da telefono fisso o il numero { $mobile } da cellulare, oppure vieni in una sede con un documento d’identità.

# Link to the service that issues PINs.
ask-pin = Chiedi o gestisci il PIN

# Link to the activation.
activate-pin = Attiva il PIN con i due codici

# The PIN was left empty.
pin-missing = Inserisci il PIN

# The PIN is not eight digits.
pin-length = Il PIN deve avere 8 cifre

# No length was chosen.
length-missing = Scegli la durata della sessione

# Fiscal code and PIN do not belong together; never says which.
wrong = Codice fiscale e PIN non corrispondono: controllali tutti e due e inserisci di nuovo il PIN

# Too many wrong tries from this place; a time of the same day.
# $time (Time)
wait-today = Ci sono stati troppi tentativi sbagliati: prova di nuovo dopo le { $time }

# Too many wrong tries; a time of the next day.
# $date (Date)
# $time (Time)
wait-tomorrow = Ci sono stati troppi tentativi sbagliati: prova di nuovo dopo le { $time } del { $date }

# Link to the other way in, at a kiosk.
by-card = Accedi con la tessera sanitaria e il PIN della tessera

# Title of the page for the card's PIN.
card-title = Accedi con la tessera

# First sentence of that page, whether the card is in the reader already or not.
card-intro = Con la tessera nel lettore, scrivi il suo PIN. Il PIN della tessera resta tra te e la tessera: non arriva a noi.

# Label. Never the PIN of this portal.
card-pin = PIN della tessera

# Under the label of the card's PIN.
card-pin-hint = Da 5 a 8 cifre, quelle della busta della tessera; non è il PIN INPS

# The same, where the institute’s PIN is switched off.
card-pin-hint-alone = Da 5 a 8 cifre, quelle della busta della tessera

# Button.
card-submit = Accedi con la tessera

# Link to the way with the portal's own PIN.
card-other = Accedi con codice fiscale e PIN INPS

# The answer came too late, or to another page.
card-late = È passato troppo tempo: scrivi di nuovo il PIN della tessera

# The card's signature is not taken.
card-refused = Non possiamo accettare la firma di questa tessera: accedi con il PIN INPS o chiedi al personale

# The same, where the institute’s PIN is switched off.
card-refused-alone = Non possiamo accettare la firma di questa tessera: chiedi al personale

# The card's certificate has expired.
card-expired = Il certificato di questa tessera è scaduto: accedi con il PIN INPS o chiedi al personale

# The same, where the institute’s PIN is switched off.
card-expired-alone = Il certificato di questa tessera è scaduto: chiedi al personale

# The card was revoked.
card-revoked = Questa tessera è stata revocata: accedi con il PIN INPS o chiedi al personale

# The same, where the institute’s PIN is switched off.
card-revoked-alone = Questa tessera è stata revocata: chiedi al personale

# Whether the card was revoked cannot be told now.
card-unsure = Ora non possiamo controllare se la tessera è valida: riprova più tardi o accedi con il PIN INPS

# The same, where the institute’s PIN is switched off.
card-unsure-alone = Ora non possiamo controllare se la tessera è valida: riprova più tardi o chiedi al personale

# The card is right and its holder is not on record.
card-nobody = La tessera va bene, ma non abbiamo dati con il suo codice fiscale: chiedi al personale
