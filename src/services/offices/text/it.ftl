# The service's name: a link, and the end of the window's title.
title = Trova la tua sede

# What one gets, under the service's name.
summary = Indirizzo, telefono, orari e accessibilità della sede che si occupa di te e di quelle vicine.

# For whom the service is.
for-whom = Per tutti, senza accedere.

# How it goes.
how = Scrivi il comune, il CAP o la provincia, poi scegli una sede.

# What one needs.
needs = Ti basta sapere dove abiti.

# What one gets.
gets = La sede che si occupa di te e quelle vicine, con indirizzo, telefono, orari e accessibilità.

# How long it takes.
terms = Leggi subito la risposta: non devi aspettare.

# Other words people search the service by; shown nowhere.
keywords = ufficio, sportello, agenzia, orario, apertura, indirizzo, telefono, dove andare, LIS, lingua dei segni, interprete, sordi, appuntamento, prenotare, accesso, gradini, CAP

# Label of the search box.
search-label = Comune, CAP o provincia

# Under the label of the search box: a comune, a postal code, a comune with the sigla of its province.
# $comune (Name)
# $cap (Code)
# $sigla (Name)
search-hint = Per esempio { $comune }, { $cap } oppure { $sigla }

# Button that searches.
search-button = Cerca la sede

# Heading over the search box below results, and link back to the search.
search-again = Cerca un’altra sede

# The search box was sent empty.
where-missing = Scrivi un comune, un CAP o una provincia

# Only digits were typed, and not five.
# $digits (Number)
cap-digits = Il CAP ha cinque cifre, tu ne hai scritte { $digits }: controlla il CAP

# Problem of the search box: no office's postal code is like this one.
# $cap (Code)
# $digits (Code): its first two
cap-of-nobody = Nessun comune e nessuna sede che conosciamo hanno il CAP { $cap }, né uno che comincia con { $digits }: controlla le cifre, o scrivi il comune

# The comune that was found, where another province was typed with it.
# $comune (Name)
# $other (Name): the province that was typed
# $place (Text): the comune with its own
elsewhere = { $comune } non è in { $other }: questa pagina è su { $place }.

# Link back to the results in which an office was found.
# $typed (Text): what was searched
to-results = Le sedi trovate con “{ $typed }”

# Title of the results around a comune.
# $place (Name)
offices-for = Sedi per { $place }

# Title of the results of a province; in Italian the place is a phrase such as "provincia di Napoli".
# $place (Name)
offices-in = Sedi in { $place }

# Title of the results for a postal code of no known comune.
# $cap (Code)
offices-cap = Sedi vicine al CAP { $cap }

# Title of the offices whose name or address holds the words typed.
offices-words = Sedi con le tue parole

# Title of a page of results, where there are several.
# $title (Text)
# $page (Number)
# $pages (Number)
page-of = { $title }, pagina { $page } di { $pages }

# First sentence of the results around a comune; the place says its province.
# $office (Name)
# $place (Text)
yours = La tua sede è { $office }, se abiti nel comune di { $place }.

# First sentence of the results of a province.
# $office (Name)
yours-province = La sede della provincia è { $office }. Per sapere qual è la tua, cerca il comune in cui abiti.

# The province has no office; which is the nearest comes next.
# $province (Name)
none-in-province = In { $province } non c’è una nostra sede.

# After that; the place is the comune searched, or the chief town of the province.
# $place (Name)
# $office (Name)
# $km (Decimal)
nearest = La più vicina a { $place } è { $office }, a { $km } chilometri in linea d’aria.

# How many offices there are where none is in the province; always several.
# $count (Number)
nearest-first = Le sedi sono { $count }, dalla più vicina.

# A former name was typed.
# $old (Name)
# $place (Text)
formerly = { $old } oggi fa parte di { $place }.

# The name of a comune was typed that is no more.
# $old (Name)
ceased = { $old } non è più un comune, e non sappiamo quale lo ha sostituito. Ecco le sedi della sua provincia.

# A province was typed that is none any more. The province is that of today, in words.
# $old (Name)
# $province (Name)
former-province = { $old } non è più una provincia: oggi i suoi comuni sono in { $province }.

# A postal code was typed and its comune is known.
# $cap (Code)
# $place (Text)
of-cap = Il CAP { $cap } è di { $place }.

# A postal code was typed that is not known, but the first digits are those of a chief town.
# $cap (Code)
# $digits (Code)
# $place (Name)
of-city = Il CAP { $cap } comincia per { $digits }, come quelli di { $place }.

# A postal code was typed and its comune is not known.
# $cap (Code)
# $digits (Code)
cap-unknown = Non sappiamo di quale comune è il CAP { $cap }. Ecco le sedi con un CAP che comincia per { $digits }.

# How many offices there are, the nearest first.
# $count (Number)
by-distance =
    { $count ->
        [one] C’è una sede.
       *[other] Le sedi sono { $count }: prima la tua, poi le altre dalla più vicina.
    }

# How many offices there are, in alphabetical order.
# $count (Number)
by-comune =
    { $count ->
        [one] C’è una sede.
       *[other] Le sedi sono { $count }, in ordine di comune.
    }

# Where the comune is not known on the map.
# $place (Name)
from-chief-town = Non conosciamo la posizione di { $place }: le distanze partono dal capoluogo della provincia.

# In the section of the competent office.
is-yours = È la tua sede.

# Distance of an office from the centre of the comune searched.
# $km (Decimal)
distance = A { $km } chilometri in linea d’aria.

# Link to the page of an office.
# $office (Name)
details = Tutto su { $office }

# Link that calls, from a fixed line.
# $number (Phone)
call-fixed = Chiama da telefono fisso: { $number }

# Link that calls, from a mobile.
# $number (Phone)
call-mobile = Chiama da cellulare: { $number }

# Link that calls.
# $number (Phone)
call = Chiama: { $number }

# Over the links to the other pages of results.
pages = Pagine delle sedi

# Before those links: the page that this is.
# $page (Number)
# $pages (Number)
this-page = Pagina attuale: { $page } di { $pages }

# Link to the next results.
# $page (Number)
# $pages (Number)
next-page = Pagina seguente: { $page } di { $pages }

# Link to the results before.
# $page (Number)
# $pages (Number)
previous-page = Pagina precedente: { $page } di { $pages }

# Title where several comuni bear the name that was typed.
# $name (Name)
which = Quale { $name }?

# Title where several comuni are near to what was typed.
which-comune = Quale comune?

# Over the places to choose from.
which-choose = Questi luoghi corrispondono a quello che hai scritto. Scegli il tuo.

# Over the comuni of one postal code.
# $cap (Code)
which-cap = Il CAP { $cap } è di più comuni. Scegli il tuo.

# Over comuni whose names are like what was typed.
which-like = Nessun comune si chiama così. Forse cercavi uno di questi.

# Over comuni whose name begins with the whole name of the one that is shown, and says more.
# $comune (Name)
begun-beside = Se cercavi un altro comune che comincia con { $comune }, sceglilo qui.

# Under the places to choose from.
# $count (Number)
which-more =
    { $count ->
        [one] C’è un altro comune: se non trovi il tuo, scrivi il nome intero.
       *[other] Ci sono altri { $count } comuni: se non trovi il tuo, scrivi il nome intero.
    }

# One of the places to choose from; in Italian the place is a phrase such as "provincia di Napoli".
# $place (Name)
whole-province = Tutta la { $place }

# Title where nothing was found.
none-title = Nessuna sede trovata

# What was searched.
# $typed (Text)
none-for = Con le parole “{ $typed }” non troviamo nessuna sede.

# Instead of that where no office has been imported.
none-yet = Nei nostri archivi non c’è ancora nessuna sede.

# Heading over what to do.
none-next = Che cosa puoi fare

# What to do, first.
none-spelling = Controlla come è scritto il nome del comune.

# What to do, second: the sigla of a province and the same province in words.
# $sigla (Name)
# $provincia (Name)
none-cap = Prova con il CAP, oppure con la provincia: { $sigla } o { $provincia }.

# What to do, third.
none-near = Prova con un comune più grande vicino a te.

# What to do, last; telephone links follow.
none-call = Chiamaci: ti diciamo noi qual è la tua sede.

# How an office stands now.
# $to (Time)
open-until = Aperta ora, fino alle { $to }.

# How an office stands now.
# $to (Time)
open-booked-until = Aperta ora solo su appuntamento, fino alle { $to }.

# How an office stands now.
closed-now = Chiusa ora.

# How an office stands now: no hours today.
closed-today = Oggi è chiusa.

# How an office stands now.
closed-holiday = Oggi è chiusa perché è festa.

# How an office stands now; the reason is the office's own.
# $reason (Name)
closed-because = Oggi è chiusa: { $reason }.

# After how the office stands, on a page that may be printed: of when that is.
# $date (Date)
# $time (Time)
standing-at = Aggiornato: { $date }, alle { $time }.

# The next opening, after how the office stands.
# $how (Choice)
# $time (Time)
opens-today =
    { $how ->
        [booked] Su appuntamento apre
        [walk-in] Senza appuntamento apre
       *[any] Apre
    }{" "}oggi alle { $time }.

# The next opening, after how the office stands.
# $how (Choice)
# $time (Time)
opens-tomorrow =
    { $how ->
        [booked] Su appuntamento apre
        [walk-in] Senza appuntamento apre
       *[any] Apre
    }{" "}domani alle { $time }.

# The next opening, after how the office stands.
# $how (Choice)
# $day (Number)
# $date (Date)
# $time (Time)
opens-on =
    { $how ->
        [booked] Su appuntamento apre
        [walk-in] Senza appuntamento apre
       *[any] Apre
    }{" "}{ $day ->
        [0] lunedì
        [1] martedì
        [2] mercoledì
        [3] giovedì
        [4] venerdì
        [5] sabato
       *[6] domenica
    }{" "}{ $date } alle { $time }.

# No opening is known.
opens-unknown = Non sappiamo quando riapre: chiama prima di venire.

# How an office stands now: only who has agreed on a time.
booked-today = Oggi riceve solo su appuntamento.

# An office that never opens without an appointment.
booked-only = Chiama per prendere appuntamento.

# The whole week in one sentence; the hours begin with a small letter.
# $hours (Text)
hours-sentence = Orari: { $hours }.

# Instead of opening hours.
hours-unknown = Non conosciamo gli orari di questa sede: chiama prima di venire.

# Heading of address and telephones of an office.
contacts-heading = Indirizzo e telefono

# Instead of telephones.
phone-unknown = Non conosciamo il telefono di questa sede.

# What kind an office is, where it is one of a whole province.
provincial = È una sede provinciale.

# Heading of the opening hours.
hours-heading = Orari

# Caption of the week.
hours-caption = La settimana

# Header of the days of the week.
column-day = Giorno

# Header of all hours of a day.
column-hours = Orario

# Header of the hours without appointment.
column-walk-in = Senza appuntamento

# Header of the hours by appointment.
column-booked = Su appuntamento

# Row header of a day of the week, 0 Monday.
# $day (Number)
weekday =
    { $day ->
        [0] Lunedì
        [1] Martedì
        [2] Mercoledì
        [3] Giovedì
        [4] Venerdì
        [5] Sabato
       *[6] Domenica
    }

# Hours in a cell of the week.
# $from (Time)
# $to (Time)
interval = dalle { $from } alle { $to }

# A day by appointment at no stated time, in a cell of the week.
day-booked = a un orario da concordare

# A day without hours.
day-closed = chiusa

# Heading of the closures.
closures-heading = Chiusure

# A closure of one day.
# $day (Date)
closure-day = { $day }

# A closure of several days.
# $from (Date)
# $to (Date)
closure-days = dal { $from } al { $to }

# A closure with the office's reason.
# $days (Text)
# $reason (Name)
closure-because = { $days }: { $reason }

# No closure is announced.
closures-none = Non sono annunciate altre chiusure.

# Nothing is known of closures.
closures-unknown = Non sappiamo se ci sono altre chiusure: se vieni da lontano, chiama prima.

# The next public holiday.
# $day (Number)
# $date (Date)
next-holiday =
    Nelle feste nazionali è chiusa. La prossima è { $day ->
        [0] lunedì
        [1] martedì
        [2] mercoledì
        [3] giovedì
        [4] venerdì
        [5] sabato
       *[6] domenica
    }{" "}{ $date }.

# Heading of what makes the office reachable for all.
access-heading = Accessibilità

# Caption of the same.
access-caption = Come si entra e ci si orienta

# Name of a value.
step-free = Ingresso senza gradini

# Name of a value.
tactile-path = Percorso tattile

# Name of a value.
lis = Interprete di lingua dei segni (LIS)

# Whether the office has it.
# $answer (Choice)
fact =
    { $answer ->
        [yes] sì
        [no] no
        [booked] sì, su prenotazione
       *[unknown] non lo sappiamo
    }

# Label of whether there is an induction loop.
hearing-loop = Anello a induzione per apparecchi acustici

# Label of whether there is a lift.
lift = Ascensore

# Label of whether there is reserved parking.
reserved-parking = Parcheggio riservato a persone con disabilità

# Link that writes to the office’s certified mail.
# $mail (Mail)
pec = Posta elettronica certificata (PEC): { $mail }

# How the interpreter is booked; a link for mail and the telephones follow.
lis-how = Per prenotare l’interprete LIS scrivi o chiama: indica la sede, il giorno e perché vieni.

# Link that writes to book the interpreter.
# $mail (Mail)
lis-write = Scrivi per prenotare l’interprete LIS: { $mail }

# Link to the nearest office that has no steps.
# $office (Name)
step-free-near = La più vicina senza gradini: { $office }

# Heading of what can be done at the office.
services-heading = Servizi

# Nothing is known of services.
services-unknown = Non sappiamo quali servizi offre questa sede: chiama prima di venire.

# Heading of the nearest offices.
near-heading = Sedi vicine

# Link to a near office.
# $office (Name)
# $km (Decimal)
near-link = { $office }, a { $km } chilometri

# A comune with its province.
# $comune (Name)
# $province (Name): in Italian a phrase such as “provincia di Napoli”
comune-in = { $comune }, { $province }

# A former name of the same comune was typed.
# $old (Name)
# $place (Text)
renamed = { $old } oggi si chiama { $place }.

# Only a part of what was typed is a place.
# $typed (Text)
# $place (Name): the part that was used
part-used = Hai scritto “{ $typed }”: abbiamo cercato solo { $place }, il resto non è stato usato.

# Too much was typed.
# $most (Number)
where-long = Accorcia quello che cerchi: al massimo { $most } caratteri

# Title: a region was typed.
# $region (Name)
which-province = { $region }: quale provincia?

# What to do then.
which-province-choose = Le sedi si cercano per provincia o per comune. Scegli la provincia, oppure scrivi il comune.

# In the week’s table: on that day not without, or not by, appointment.
not-so = no

# The postal code beside a comune is another’s.
# $cap (Code)
# $own (Text): whose it is
# $comune (Name): what was searched
other-cap = Il CAP { $cap } è di { $own }, non di { $comune }: abbiamo cercato { $comune }.

# The postal code beside a comune is of another part of Italy.
# $cap (Code)
# $comune (Name): what was searched
wrong-cap = Il CAP { $cap } non è di { $comune }: abbiamo cercato { $comune }.

# One of the places to choose from, found by a former name.
# $old (Name)
# $place (Text)
which-former = { $old }, oggi { $place }

# A foreign state was typed, or a town that is no more in Italy.
# $typed (Text)
abroad = “{ $typed }” è all’estero, e le nostre sedi sono in Italia.

# What to do then; telephone links follow.
abroad-do = Se abiti all’estero, chiamaci: ti diciamo noi a quale sede rivolgerti. Altrimenti cerca il comune in cui abiti.

# Title: what an office should have was typed, and no place.
need-title = In quale luogo?

# Then, and where a place was typed with it.
need = Le sedi si cercano per luogo. La pagina di ogni sede dice gli orari, se si entra senza gradini e se si prenota l’interprete di lingua dei segni (LIS).
