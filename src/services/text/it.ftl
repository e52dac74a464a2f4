# Button that goes to the next step of a form.
go-on = Continua

# Link of the review that changes an answer; the question's label follows.
# $label (Text)
change = Modifica: { $label }

# Caption of the table of all answers.
answers-caption = Le tue risposte

# An optional question that was left empty, in the review.
not-answered = non c’è risposta

# All or two boxes of a date are empty.
date-missing = Inserisci la data: giorno, mese e anno

# The day of a date is empty.
date-day-missing = Inserisci il giorno nella data

# The month of a date is empty.
date-month-missing = Inserisci il mese nella data

# The year of a date is empty.
date-year-missing = Inserisci l’anno nella data

# The day of a date is not a number from 1 to 31.
date-day-wrong = Il giorno deve essere un numero da 1 a 31

# The month of a date is neither a number from 1 to 12 nor a month's name.
date-month-wrong = Il mese deve essere un numero da 1 a 12, o il suo nome

# The year of a date has not four digits.
# $like (Text): a year that would do
date-year-wrong = L’anno deve avere quattro cifre, come { $like }

# A date that no calendar has, such as 30 February.
date-impossible = Questa data non esiste nel calendario: controlla giorno, mese e anno

# Heading of a notice on a step whose questions have changed since it was answered.
changed = Questa pagina è cambiata

# What to do on such a step.
changed-what = Dopo che hai risposto, qui le domande sono cambiate. Le tue risposte ci sono ancora: rileggile, completa quello che manca e continua.

# A title or a label with whose data it is about, in a form that asks those of several people.
# $whose (Text): "Lavoratore"
# $title (Text): begins with a small letter
named = { $whose }: { $title }

# Link of the review that changes an answer, where the form asks the data of several people.
# $whose (Text): "Lavoratore"
# $label (Text): the question's label, with a small first letter
change-of = Modifica: { $whose }, { $label }

# Name of a task that cannot be started yet, with those that come before it.
# $title (Text)
# $after (Text): their names
task-after = { $title } (dopo: { $after })

# An answer is too long.
# $label (Text): the question’s label
# $most (Number)
too-long = Accorcia la risposta “{ $label }”: al massimo { $most } caratteri

# Link to what was sent as it was worded then, where that was in another language.
# $tongue (Choice)
sent-in =
    { $tongue ->
        [en] Rileggi in inglese, come l’hai inviata
        [ar] Rileggi in arabo, come l’hai inviata
       *[it] Rileggi in italiano, come l’hai inviata
    }

# Several choices, none of which was chosen, in the review.
none-chosen = niente

# For who is signed in with a PIN that does not send, after how to get one that does.
reader-raised = Se l’hai già fatto, esci e accedi di nuovo: il PIN può inviare dal prossimo accesso.

# Words of a link in a list where another link would read the same.
# $name (Text)
# $number (Number): its place among those
# $of (Number): how many they are
one-of-several = { $name } ({ $number } di { $of })

# How to keep a copy of a case.
keep-copy = Per conservarne una copia, stampa questa pagina o salvala con il link Testo semplice.

# Caption: whose what was sent is.
whose = Di chi è questa pratica

# Label: name and surname.
whose-name = Nome e cognome

# Label: fiscal code.
whose-code = Codice fiscale

# Sheet of a service: for whom it is, where the institute’s PIN is switched off.
identity-whom = Per chi ha SPID, la carta d’identità elettronica o la carta nazionale dei servizi.

# The same: how one signs in.
identity-how = Accedi con uno di questi. Al chiosco di una sede accedi con la tessera sanitaria.

# The same: what one needs to sign in.
identity-needs = Per accedere, SPID, la carta d’identità elettronica o la carta nazionale dei servizi; al chiosco, la tessera sanitaria.

# Title of the page that says that enough was sent from here today.
enough-title = Per oggi da qui non si può inviare altro

# Why, to who is in a network.
enough-why = Oggi dalla tua rete sono arrivati tanti invii come questo. Oltre un certo numero ci fermiamo, perché una sola macchina non tolga il posto a tutti: non dipende da te.

# The same at a kiosk.
enough-why-kiosk = Oggi da questo chiosco sono arrivati tanti invii come questo. Oltre un certo numero ci fermiamo, perché una sola macchina non tolga il posto a tutti: non dipende da te.

# From when on it can be sent, and how to send it before.
# $date (Date)
enough-do = Da qui puoi inviare di nuovo dal { $date }. Prima puoi farlo da un’altra rete, per esempio quella di un cellulare, o al chiosco di una sede.

# The same at a kiosk.
# $date (Date)
enough-do-kiosk = Da qui puoi inviare di nuovo dal { $date }. Prima puoi farlo da casa o da un cellulare; oppure chiedi a chi lavora in questa sede.

# What is kept.
enough-kept = Questo invio non è arrivato. Quello che hai già inviato è al sicuro; quello che hai scritto ora resta fino alla fine della sessione.

# Heading over the ways to reach people.
enough-now = Se non puoi aspettare
