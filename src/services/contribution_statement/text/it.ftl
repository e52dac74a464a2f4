# Name of the service, title of its first page and of links to it.
title = Estratto conto contributivo

# What one gets, on the front page and in the search.
summary = Leggi, stampi o ricevi per posta i contributi della tua vita di lavoro.

# For whom it is.
for-whom = Per chi ha contributi versati all’istituto, anche in più gestioni.

# How it goes.
how = Accedi e leggi i contributi anno per anno. Da ogni riga puoi segnalare un errore.

# What one needs.
needs = Il codice fiscale e il PIN.

# What one gets.
gets = L’estratto conto, da leggere, ascoltare, stampare o scaricare. Per posta arriva all’indirizzo dei nostri archivi.

# How long it takes.
# $letter (Number): days until a letter has come
# $answer (Number): days until a report of an error is answered
terms = Subito; per posta entro { $letter } giorni. A chi segnala un errore rispondiamo entro { $answer } giorni.

# Other words people search it by.
keywords = contributi, settimane, pensione, anni di lavoro, buchi contributivi, ecocert, riscatto, versamenti, anzianità, previdenza, estratto contributivo, busta paga, stipendio, retribuzione, reddito

# The sentence that sums the statement up, before any table. The years are the first and the last.
# $from (Text)
# $to (Text)
# $right (Decimal)
# $measure (Decimal)
# $regimes (Number)
sum =
    { $regimes ->
        [one] Dal { $from } al { $to } le tue settimane di contributi sono { $right } per il diritto alla pensione e { $measure } per la misura, in una sola gestione.
       *[other] Dal { $from } al { $to } le tue settimane di contributi sono { $right } per il diritto alla pensione e { $measure } per la misura, in { $regimes } gestioni.
    }

# Second sentence of the statement: how many stretches of time have no contributions.
# $count (Number)
gaps-sum =
    { $count ->
        [0] Tra il primo e l’ultimo giorno non ci sono interruzioni.
        [one] Tra il primo e l’ultimo giorno c’è un’interruzione.
       *[other] Tra il primo e l’ultimo giorno ci sono { $count } interruzioni.
    }

# Last sentence that sums the statement up: where what is on record ends, before the day of the statement.
# $date (Date)
recorded-until = L’ultimo periodo nei nostri archivi finisce il { $date }: quelli che vengono dopo arrivano più tardi.

# The same where that was so long ago that what came after would be on record.
# $date (Date)
recorded-until-long-ago = L’ultimo periodo nei nostri archivi finisce il { $date }: da allora non risultano contributi.

# Instead of the statement, for who has no contributions on record.
nothing = Nei nostri archivi non ci sono contributi a tuo nome.

# What to do for who thinks there should be contributions.
nothing-help = Se hai lavorato e pensi che manchino contributi, chiamaci o vieni in una sede con le buste paga o i contratti.

# Caption of the table with the person's own data.
person = Di chi è questo estratto conto

# Label of the person's name.
name = Nome e cognome

# Label of the fiscal code.
code = Codice fiscale

# Label of the date of birth.
born = Data di nascita

# Label of the day on which the statement was made.
issued = Data di rilascio

# Heading of the section with one sentence a regime.
regimes = Le gestioni

# One regime of several: when and how much.
# $regime (Text)
# $from (Text)
# $to (Text)
# $right (Decimal)
# $measure (Decimal)
regime-sum = { $regime }, dal { $from } al { $to }. Settimane per il diritto: { $right }; per la misura: { $measure }.

# Name of a regime, as heading and at the start of a sentence.
# $regime (Choice)
regime =
    { $regime ->
        [general] Regime generale
        [separate] Gestione separata
        [public] Dipendenti pubblici
       *[show] Spettacolo e sport
    }

# Heading of the section with the table of years.
years = Anno per anno

# Caption of the table of years or decades.
# $from (Text)
# $to (Text)
years-caption = Settimane e retribuzione dal { $from } al { $to }

# Heading of the section with the table of decades.
decades = Decennio per decennio

# Column header of years.
year = Anno

# Column header of decades.
years-column = Anni

# Column header: weeks towards the right to a pension.
right = Settimane (diritto)

# Column header: weeks towards the amount of the pension.
measure = Settimane (misura)

# Column header: pay or income that contributions were due on.
pay = Retribuzione o reddito

# Row header of a decade, title of its page.
# $from (Text)
# $to (Text)
decade = Contributi dal { $from } al { $to }

# Link to a page of years.
# $from (Text)
# $to (Text)
open-decade = Apri dal { $from } al { $to }

# Link to the page of a year.
# $year (Text)
open-year = Apri il { $year }

# Row header of totals.
total = Totale

# Heading of gaps and anomalies.
notable = Interruzioni e anomalie

# There is nothing to point out.
notable-none = Non risultano interruzioni né anomalie.

# A stretch of time without contributions.
# $from (Date)
# $to (Date)
gap = Dal { $from } al { $to } non risultano contributi.

# Nothing is on record since long, and what to do about it.
# $date (Date): the last day on record
# $link (Text): the link's words to the form about a missing period
silent-since = Dopo il { $date } non risultano contributi. Se hai lavorato, dillo con “{ $link }”.

# Two periods at the same time.
# $from (Date)
# $to (Date)
# $one (Text)
# $other (Text)
overlap = Dal { $from } al { $to } risultano due periodi insieme, “{ $one }” e “{ $other }”: per il diritto le stesse settimane contano una volta sola, per la misura si sommano.

# Pay so low that fewer weeks count. The minimum is indicative.
# $year (Text)
# $what (Text)
# $pay (Money)
# $minimum (Money)
low-pay = Nel { $year }, per “{ $what }”, la paga media di una settimana è { $pay }, sotto il minimo indicativo di { $minimum }. Per questo può contare meno di una settimana.

# Years that do not count whole; the years follow, separated by commas.
# $years (Text)
short-years = Anni con meno di 52 settimane per il diritto: { $years }.

# On the page of a year that does not count whole.
# $right (Decimal)
short-year = In questo anno le settimane per il diritto sono { $right } su 52.

# More has been found than this page lists.
# $count (Number)
more-notable =
    { $count ->
        [one] Un’altra segnalazione è nella pagina del suo anno.
       *[other] Altre { $count } segnalazioni sono nelle pagine dei loro anni.
    }

# Heading of the explanations.
words = Che cosa vogliono dire le parole

# Explanation.
about-right = Settimane per il diritto: dicono quando puoi andare in pensione.

# Explanation.
about-measure = Settimane per la misura: servono a calcolare l’importo della pensione.

# Explanation.
about-credited = Accredito figurativo: tempo riconosciuto senza versamenti, per esempio per maternità, malattia o disoccupazione.

# The statement certifies nothing.
disclaimer = Questo estratto conto serve per informarti: non ha valore di certificazione.

# Link to the file; about how large it is.
# $size (Number)
download = Scarica l’estratto conto (file CSV, circa { $size } kilobyte)

# Link to the page with the whole statement.
to-whole = Tutto l’estratto conto in una pagina, per stamparlo

# The same where it takes several pages.
# $pages (Number)
to-whole-pages = Tutto l’estratto conto in { $pages } pagine, per stamparlo

# Title of that page.
whole-title = Tutto l’estratto conto in una pagina

# Title of one of its pages, where there are several.
# $now (Number)
# $of (Number)
whole-part = Tutto l’estratto conto, pagina { $now } di { $of }

# Over the links to the pages beside this one.
whole-pages = Pagine dell’estratto conto

# Before those links: the page that this is.
# $now (Number)
# $of (Number)
whole-here = Pagina attuale: { $now } di { $of }

# Link to the page that orders the statement by post.
by-post = Ricevi l’estratto conto per posta

# Title of the page of a year.
# $year (Text)
year-title = Contributi del { $year }

# Title of a further page of a year.
# $year (Text)
# $now (Number)
# $of (Number)
year-title-part = Contributi del { $year }, pagina { $now } di { $of }

# The sentence that sums a year up.
# $year (Text)
# $right (Decimal)
# $measure (Decimal)
year-sum = Nel { $year } le tue settimane sono { $right } per il diritto e { $measure } per la misura.

# The pay of a year, after the sentence that sums it up.
# $pay (Money)
year-pay = La retribuzione o il reddito dell’anno è { $pay }.

# Column header, and caption, of periods.
period = Periodo

# Column header: kind of work, and who paid.
work = Tipo e azienda

# Header of the file: kind of work.
kind-column = Tipo

# Header of the file: who paid.
employer = Azienda

# Number of a period in its year, first and last day, as row header.
# $number (Number)
# $from (Date)
# $to (Date)
numbered = { $number }. Dal { $from } al { $to }

# Caption of a year's table: which of the year's periods it has, by their numbers.
# $count (Number)
# $first (Number)
# $last (Number)
# $year (Text)
periods-shown =
    { $count ->
        [one] Periodo { $first } del { $year }
       *[other] Periodi del { $year }, da { $first } a { $last }
    }

# On paper, caption of a year's table of one regime.
# $regime (Text)
# $year (Text)
periods-caption = { $regime }, { $year }

# What a period was.
# $kind (Choice)
kind =
    { $kind ->
        [employee] Lavoro dipendente
        [part-time] Lavoro a tempo parziale
        [farm] Lavoro agricolo
        [domestic] Lavoro domestico
        [business] Artigiano o commerciante
        [collaborator] Collaborazione
        [professional] Libera professione
        [public-service] Servizio pubblico
        [stage] Lavoro nello spettacolo
        [sport] Lavoro nello sport
        [maternity] Maternità, accredito figurativo
        [unemployment] Disoccupazione, accredito figurativo
        [sickness] Malattia, accredito figurativo
        [military] Servizio militare, accredito figurativo
        [voluntary] Contributi volontari
       *[redeemed] Studi riscattati
    }

# What a period was and how many days it counted.
# $kind (Text)
# $count (Number)
kind-days =
    { $count ->
        [one] { $kind }, { $count } giornata
       *[other] { $kind }, { $count } giornate
    }

# What a period was and how many months it counted.
# $kind (Text)
# $count (Number)
kind-months =
    { $count ->
        [one] { $kind }, { $count } mese
       *[other] { $kind }, { $count } mesi
    }

# A period in one breath: what, and with whom.
# $kind (Text)
# $employer (Name)
kind-with = { $kind } presso { $employer }

# Link on a row: something is wrong with it. Names the row by its number.
# $number (Number)
report-row = Segnala un errore nel periodo { $number }

# Over the links to the years and pages beside this one.
years-and-pages = Anni dell’estratto conto

# Before those links: the year of this page.
# $year (Text)
this-year = Anno di questa pagina: { $year }

# The same where the year goes over several pages.
# $year (Text)
# $now (Number)
# $of (Number)
this-part = Anno di questa pagina: { $year }, pagina { $now } di { $of }

# Link to the year before.
# $year (Text)
year-before = Anno prima: { $year }

# Link to the year after.
# $year (Text)
year-after = Anno dopo: { $year }

# Link to the page before of the same year.
# $page (Number)
page-before = Pagina prima: { $page }

# Link to the page after of the same year.
# $page (Number)
page-after = Pagina dopo: { $page }

# Title of the page that orders the statement by post.
post-title = Estratto conto per posta

# What the post brings.
post-intro = Ti mandiamo l’estratto conto completo su carta, all’indirizzo dei nostri archivi.

# Question: on what paper.
way = Come vuoi la lettera

# Nothing was chosen.
way-missing = Scegli come vuoi la lettera

# The letter in ordinary print, among the choices and the answers as sent.
way-print = A caratteri normali, 12 punti

# The letter in large print, likewise.
way-large = A caratteri grandi, 18 punti

# The letter in braille, likewise.
way-braille = In braille

# Label of the address.
address = Indirizzo

# Caption of the table with the address.
address-caption = Dove arriva la lettera

# What to do if the address is wrong; it cannot be changed here.
address-wrong = Se l’indirizzo non è giusto, aggiorna la residenza al tuo comune: qui non si può cambiare.

# Title of the notice on the page that orders, a few days after an order.
# $date (Date)
ordered = L’hai già chiesto il { $date }

# What another order does.
# $number (Code): of the order before
ordered-what = Il numero di protocollo è { $number }. Quella lettera può essere ancora in viaggio. Se lo chiedi di nuovo, ne parte un’altra.

# The same where the letter of the order before came back.
# $number (Code): of the order before
ordered-returned = Il numero di protocollo è { $number }. Quella lettera è tornata indietro: prima di chiederne un’altra, verifica con noi l’indirizzo.

# How long the post takes.
post-time = La lettera parte entro 3 giorni lavorativi.

# Button that orders the letter.
post-send = Manda l’estratto conto per posta

# There is no address to send the letter to.
no-address = Nei nostri archivi non c’è il tuo indirizzo: non possiamo mandarti lettere. Chiamaci o vieni in una sede con un documento.

# Title of the page for reporting an error in a row.
error-title = Segnala un errore

# Title of the form about one row: its first day tells it from the others.
# $from (Date)
error-form = Segnala un errore, periodo dal { $from }

# Caption of the table with the row that is reported.
error-row = La riga che segnali

# Question: what is wrong.
error-what = Che cosa non va

# What is wrong.
# $what (Choice)
error-choice =
    { $what ->
        [dates] Le date non sono giuste
        [employer] L’azienda non è giusta
        [missing-weeks] Mancano settimane
        [pay] La retribuzione non è giusta
        [unsure] Non lo so con precisione
        [not-mine] Questo periodo non è mio
       *[other] Altro
    }

# What is wrong has not been chosen.
error-what-missing = Scegli che cosa non va in questa riga

# Question: the error in one's own words.
error-text = Racconta che cosa è successo

# Under the question for the citizen's own words.
error-text-hint = Scrivi come dovrebbe essere e quali documenti hai, per esempio buste paga

# The citizen's own words are missing.
error-text-missing = Racconta che cosa è successo, anche in poche parole

# The citizen's own words are too long.
# $most (Number)
error-text-long = Accorcia il racconto: può avere al massimo { $most } caratteri

# Title of the page with all answers about an error in a row.
# $from (Date): the first day of the row
error-review = Controlla la segnalazione, periodo dal { $from }

# Title of the page with all answers about a missing period.
missing-review = Controlla la segnalazione del periodo che manca

# What happens with the report.
error-next = Una persona dell’istituto la legge e ti risponde entro 30 giorni.

# Button that sends the report.
error-send = Invia la segnalazione

# A row named among the answers as sent: what it was and when.
# $what (Text)
# $from (Date)
# $to (Date)
row-text = { $what }, dal { $from } al { $to }

# Label of the row among the answers as sent.
row = Riga

# Label among the answers as sent: what they are.
request = Richiesta

# Value among the answers as sent, of the report of an error.
request-report = Segnalazione di un errore

# Caption of the answers about an error, before they are sent.
error-caption = Che cosa ci mandi

# Title of the page after ordering by post.
post-sent = Lettera richiesta

# In a notice on that page: the order was sent again with another choice, which was not taken.
# $number (Code): of the order that stands
# $way (Text): how its letter is to be read, as in "In braille"
order-stands = Vale il primo ordine, con il numero di protocollo { $number }, nella forma “{ $way }”. Per avere la lettera in un altro modo ordinala di nuovo: ne parte un’altra.

# Link to the page that orders, in that notice.
order-again = Ordina un’altra lettera

# Link to the report that was written after one that stands, in that notice.
to-later-report = Apri quello che hai scritto dopo

# Title of the notice on the form about a row that was reported already.
# $date (Date)
reported = L’hai già segnalato il { $date }

# What another report of it does.
# $number (Code): of the report before
reported-what = Il numero di protocollo è { $number }. Se hai altro da dirci su questa riga, mandaci un’altra segnalazione.

# What a page of what was sent is called in its window.
# $what (Text)
# $number (Code)
case-numbered = { $what }: { $number }

# The same of a report: what was written since is still there.
# $number (Code): of the report that stands
report-stands = Vale la prima segnalazione, con il numero di protocollo { $number }. Quello che hai scritto dopo è salvato, ma non inviato: lo trovi nella tua area, e puoi mandarlo come un’altra segnalazione.

# Title of the page after reporting an error.
# $what (Text): what such a case is about
error-sent = Segnalazione inviata: { $what }

# Words before the protocol number.
protocol = Numero di protocollo

# What follows, after ordering by post.
sent-post-next = La lettera con l’estratto conto parte entro 3 giorni lavorativi.

# What follows, after reporting an error.
sent-error-next = Ti rispondiamo entro 30 giorni. Se serve un documento, te lo chiediamo.

# Link to the case in the citizen's own area.
to-case = Vedi la pratica nella tua area

# Link back to the statement.
to-statement = Torna all’estratto conto

# Label among the answers as sent, of an order by post.
delivery = Consegna

# Value among the answers as sent, of an order by post.
delivery-post = Per posta, all’indirizzo degli archivi

# Header of the file: first day.
from-column = Dal

# Header of the file: last day.
to-column = Al

# Header of the file: regime.
regime-column = Gestione

# Header of the file: unit of the quantity.
unit-column = Unità

# Header of the file: how many units.
quantity-column = Quantità

# Header of the file: remarks.
note-column = Note

# Unit of a quantity, in the file.
# $unit (Choice)
unit =
    { $unit ->
        [days] giorni
        [weeks] settimane
        [months] mesi
       *[years] anni
    }

# The sentence that sums some years up.
# $from (Text)
# $to (Text)
# $right (Decimal)
# $measure (Decimal)
sum-of-years = Dal { $from } al { $to } le tue settimane sono { $right } per il diritto e { $measure } per la misura.

# Some years by the first and the last, as row header.
# $from (Text)
# $to (Text)
years-span = Dal { $from } al { $to }

# Title of the form about a period that is not on record; also a link’s words.
missing-title = Segnala un periodo che manca

# What the form is for.
missing-intro = Se hai lavorato in un periodo che qui non c’è, scrivilo: lo cerchiamo e, se serve, lo aggiungiamo.

# Question.
missing-when = Quando hai lavorato

# Under that question.
missing-when-hint = Per esempio, da marzo a dicembre 2009

# Problem.
missing-when-missing = Inserisci quando hai lavorato, anche solo l’anno

# Question.
missing-work = Azienda o tipo di lavoro

# Under that question.
missing-work-hint = Il nome come sta sulla busta paga, oppure la tua attività

# Problem.
missing-work-missing = Inserisci l’azienda o il tipo di lavoro

# Question that may stay empty.
missing-papers = Documenti che hai

# Under that question.
missing-papers-hint = Per esempio buste paga o contratto: ora basta dire quali, poi te li chiediamo se servono

# Problem: a line is too long.
# $label (Text)
# $most (Number)
missing-long = Accorcia la risposta “{ $label }”: al massimo { $most } caratteri

# Value among the answers as sent, of the report of a missing period; also what such a case is about.
request-missing = Segnalazione di un periodo che manca

# What the case of a missing period is about, where its years were written.
# $years (Text): one, or the first and the last
about-missing = Periodo che manca, { $years }

# What the case of an error is about.
# $year (Text): in which the row begins
about-error = Errore nei contributi del { $year }

# Which row the draft of a report is about, in lists of drafts.
# $what (Text): the employer or, without one, the kind of the period
# $from (Date)
draft-row = { $what }, periodo dal { $from }

# Before the draft of a report is deleted: which draft it is.
# $row (Text)
delete-report = È la bozza della segnalazione di un errore in questa riga: { $row }.

# The same, of a missing period.
delete-missing = È la bozza della segnalazione di un periodo che manca.

# What the case of an order by post is about.
request-post = Invio per posta

# What a case or a draft is about: the service, and what was sent to it.
# $service (Text)
# $what (Text)
case-of = { $service }: { $what }

# In the column of pay: none is on record, as with credited periods.
no-pay = nessun importo
