# Name of the service, title of its first page.
title = Lavoro domestico

# What one gets, on the front page and in the search.
summary = Registra il rapporto con una colf o una badante, ritiralo o comunicane la fine.

# For whom it is.
for-whom = Per chi assume in casa propria, o per una comunità religiosa o militare.

# How it goes.
how = Rispondi a parti, nell’ordine che vuoi. Alla fine rileggi tutto e invii una volta sola.

# What one needs.
needs = Codice fiscale, documento e residenza di chi lavora; il tuo documento o, per una comunità, il suo codice fiscale; data di inizio, orario e paga.

# After that, where one signs in with the institute’s PIN.
needs-pin = Per compilare, il PIN; per inviare, un PIN con cui si può inviare.

# What one gets.
gets = Un numero di protocollo e il conto dei primi contributi.

# How long it takes, and by when what is to be sent.
terms = Il numero di protocollo arriva subito. La registrazione si invia entro le 24 del giorno prima che il lavoro cominci e si ritira fino a 5 giorni dopo. La fine si comunica entro 5 giorni.

# What is due: the service is free, the contributions are not.
# $how (Name): how contributions are paid
# $from (Money): the smallest sanction
# $to (Money): the largest
dues = Il servizio è gratuito. I contributi si pagano ogni tre mesi con { $how }; per una registrazione in ritardo la sanzione va da { $from } a { $to }.

# Other words people search it by.
keywords = colf, badante, baby sitter, domestica, assunzione, assumere, LD09, datore di lavoro, licenziamento, contributi domestici

# What the long form is called.
form-title = Registrare un rapporto di lavoro domestico

# First page: what one does here.
first-what = Chi assume una colf o una badante lo comunica qui. La comunicazione vale anche per gli altri uffici pubblici.

# First page, heading of a list.
first-needs = Tieni vicino

# In that list.
need-worker = Codice fiscale e residenza di chi lavora

# In that list.
need-document = Il suo documento e, se serve, il permesso di soggiorno

# In that list.
need-employer = Il tuo documento d’identità; per una comunità, il suo codice fiscale di 11 cifre

# In that list.
need-work = Data di inizio, ore alla settimana e paga

# First page: one may stop.
first-stop = Servono circa venti minuti. Puoi fermarti quando vuoi: le risposte restano salvate 30 giorni.

# First page: what is done here after a registration.
# $sent (Choice): those sent are listed above, there are none, or one must sign in first
first-end =
    { $sent ->
        [elenco] Da qui comunichi anche la fine di un rapporto, o ritiri una registrazione: quelle che hai inviato sono in cima a questa pagina.
        [nessuna] Da qui comunichi anche la fine di un rapporto, o ritiri una registrazione: ora non ne hai di aperte.
       *[accesso] Da qui comunichi anche la fine di un rapporto, o ritiri una registrazione: dopo l’accesso, quelle aperte sono in cima a questa pagina.
    }

# Heading of the citizen's drafts on the first page.
drafts = Le tue bozze

# Link to the list of all drafts in My area, after the newest ones.
all-drafts = Tutte le tue bozze

# Link to a draft where its citizen was.
# $date (Date)
# $time (Time)
go-on = Continua la bozza del { $date }, alle { $time }

# The same, where it is known who works.
# $who (Text): the worker and, once it is answered, the first day
# $date (Date)
# $time (Time)
go-on-about = Continua: { $who }, bozza del { $date }, alle { $time }

# The same of an end of work.
# $who (Text): the worker and the first day
# $date (Date)
# $time (Time)
go-on-end = Continua la fine del rapporto: { $who }, bozza del { $date }, alle { $time }

# Link to the page that asks whether to delete a draft.
# $date (Date)
# $time (Time)
delete = Elimina la bozza del { $date }, alle { $time }

# The same, where it is known who works.
# $who (Text): the worker and, once it is answered, the first day
# $date (Date)
# $time (Time)
delete-about = Elimina: { $who }, bozza del { $date }, alle { $time }

# The same of an end of work.
# $who (Text): the worker and the first day
# $date (Date)
# $time (Time)
delete-end-of = Elimina la bozza della fine del rapporto: { $who }, del { $date }, alle { $time }

# Who works and since when, in lists.
# $who (Name)
# $since (Date)
who-since = { $who }, lavoro dal { $since }

# Link to the sign-in and back.
sign-in = Entra per iniziare

# Button.
begin = Inizia una registrazione

# Link from a case to what was sent and what can be done about it.
to-sent = Registrazione: ritiro o fine del rapporto

# The same, where it cannot be withdrawn any more.
to-sent-end = Registrazione: fine del rapporto

# The same, where it is known who works.
# $who (Text): the worker and the first day
# $can (Choice): fine where it cannot be withdrawn any more
to-sent-about =
    { $can ->
        [fine] Registrazione di { $who }: fine del rapporto
       *[ritiro] Registrazione di { $who }: ritiro o fine del rapporto
    }

# After such a link in a list.
# $date (Date)
# $number (Code)
sent-on = Inviata il { $date }, numero { $number }.

# The same, where the contract has come to its end.
# $date (Date)
# $number (Code)
# $end (Date)
sent-on-expired = Inviata il { $date }, numero { $number }. Il contratto è finito il { $end }, alla scadenza.

# Heading of the registrations already sent, on the first page.
registrations = Le tue registrazioni inviate

# What a case is about, in lists of cases.
# $kind (Choice)
# $who (Text): the worker and the first day
case-of =
    { $kind ->
        [fine] Fine del rapporto: { $who }
       *[registrazione] Registrazione: { $who }
    }

# Title of the page of what was sent, as its case is now.
# $state (Choice)
sent-title =
    { $state ->
        [accepted] Registrazione accolta
        [refused] Registrazione respinta
        [withdrawn] Registrazione ritirata
        [ended] Registrazione di un rapporto finito
       *[sent] Registrazione inviata
    }

# Task.
employer-task = Il datore di lavoro

# Task.
worker-task = Il lavoratore

# Task.
job-task = Il lavoro

# Task.
kin-task = Parentela

# Before the titles and labels of the employer's data.
employer = Datore di lavoro

# Before the titles and labels of the worker's data.
worker = Lavoratore

# Title of a step.
employer-kind-title = Assumi tu o una comunità?

# Label of a choice.
employer-kind = Chi è il datore di lavoro

# A choice: who employs.
# $kind (Choice)
employer-is =
    { $kind ->
        [persona] Io
        [religiosa] Una comunità religiosa
       *[militare] Una convivenza militare
    }

# Problem.
employer-kind-missing = Scegli chi è il datore di lavoro

# Title of a step: whose data is said before it.
who-title = Dati personali

# Title of a step.
names-title = Nome e nascita

# Label, title of a step.
code = Codice fiscale

# Under the label of the citizen's own code.
own-code-hint = Deve essere il tuo

# Problem.
own-code-other = Il codice fiscale deve essere il tuo: per assumere a nome di un’altra persona chiedi in una sede

# Under the label of the worker's code.
worker-code-hint = 16 caratteri, come sulla tessera sanitaria

# Problem.
worker-code-own = Il codice fiscale deve essere di chi lavora: questo è il tuo

# Label; historic, may stay empty.
husband = Cognome del marito

# Problem.
husband-wrong = Il cognome del marito deve avere solo lettere, spazi, apostrofi e trattini, al massimo 100 caratteri

# Label; historic, may stay empty.
profession = Professione

# Problem.
profession-long = La professione deve avere al massimo 100 caratteri

# Title of a step.
birth-title = Luogo di nascita

# Title of a step.
citizenship-title = Cittadinanza

# Label.
citizenship = Cittadinanza

# Under the label.
# $one (Text)
# $other (Text)
citizenship-hint = Il nome dello Stato, per esempio { $one } o { $other }

# Problem.
citizenship-missing = Inserisci la cittadinanza

# Problem; examples stand under the label.
citizenship-unknown = La cittadinanza deve essere il nome di uno Stato; per chi non ne ha nessuna, scrivi apolide

# Problem: what was typed is the name of a comune.
# $comune (Name): as typed
# $state (Text): a state, for an example
citizenship-comune = { $comune } è un comune: scrivi lo Stato, per esempio { $state }

# The answer of who has no citizenship.
stateless = Apolide

# Title of a step.
home-title = Residenza

# Label.
hamlet = Frazione

# Problem.
hamlet-long = La frazione deve avere al massimo 100 caratteri

# Label.
phone = Telefono

# Title of a step.
document-title = Documento d’identità

# Label of a choice.
document = Tipo di documento

# A choice.
# $kind (Choice)
document-is =
    { $kind ->
        [carta] Carta d’identità italiana
        [carta-estera] Carta d’identità di un altro Stato
        [passaporto] Passaporto italiano
        [passaporto-estero] Passaporto di un altro Stato
        [patente] Patente di guida
        [permesso] Permesso di soggiorno (decreto-legge 113 del 2018)
        [tessera] Tessera di un ministero
       *[visto] Visto del consolato
    }

# Problem.
document-missing = Scegli il tipo di documento

# Label.
document-number = Numero del documento

# Problem.
document-number-missing = Inserisci il numero del documento

# Problem.
document-number-wrong = Il numero deve avere da 3 a 20 lettere e cifre

# Label of a date.
expiry = Scadenza del documento

# Under the date.
expiry-hint = Giorno, mese, anno. Per esempio, 31 12 2030

# Problem.
document-old = La scadenza del documento deve essere dopo la nascita di chi lavora: controlla l’anno

# Problem.
# $years (Number)
document-far = La scadenza del documento deve essere entro { $years } anni da oggi: controlla l’anno

# Title of a step.
permit-title = Permesso di soggiorno

# Why it is asked.
permit-why = Per questa cittadinanza serve un titolo di soggiorno che permette di lavorare.

# Label of a choice.
permit = Titolo di soggiorno

# A choice.
# $kind (Choice)
permit-is =
    { $kind ->
        [altro] Altro provvedimento
        [attesa] In attesa del primo permesso
        [permanente] Carta di soggiorno permanente
        [soggiorno] Permesso di soggiorno
        [lungo-periodo] Permesso UE di lungo periodo
       *[rinnovo] Rinnovo chiesto
    }

# Problem.
permit-missing = Scegli il titolo di soggiorno

# Label.
permit-number = Numero del titolo di soggiorno

# Under the label.
permit-number-hint = Se è in attesa, il numero della ricevuta

# Title of a step.
community-title = Nome e codice fiscale

# Before the questions about a community.
community-acts = Compili per conto della comunità, come suo rappresentante.

# Label.
community-name = Denominazione

# Problem.
community-name-missing = Inserisci la denominazione, al massimo 100 caratteri

# Label.
community-code = Codice fiscale della comunità

# Under the label.
community-code-hint = 11 cifre

# Problem.
community-code-missing = Inserisci il codice fiscale della comunità

# Problem.
community-code-wrong = Il codice fiscale della comunità deve avere 11 cifre

# Problem.
community-code-check = L’ultima cifra del codice fiscale non corrisponde alle altre: controlla tutte le cifre

# Title of a step.
seat-title = Sede

# Title of a step.
role-title = Che cosa fa chi lavora?

# Label of a choice.
role = Mansione

# A choice.
# $kind (Choice)
role-is =
    { $kind ->
        [colf] Colf: si occupa della casa
       *[badante] Badante: assiste una persona
    }

# Problem.
role-missing = Scegli la mansione

# Title of a step.
start-title = Quando comincia il lavoro?

# The rule of the day before.
start-rule = La registrazione si invia entro le 24 del giorno prima che il lavoro cominci.

# What being late costs.
# $from (Money)
# $to (Money)
start-late = Dopo si invia lo stesso, anche se è in ritardo: la sanzione va da { $from } a { $to }.

# Label of a date.
start = Primo giorno di lavoro

# Under that date: also by when it is to be sent.
start-hint = Giorno, mese, anno. Per esempio, 1 12 2026. La registrazione si invia entro il giorno prima

# Problem.
# $oldest (Date)
start-old = Il primo giorno di lavoro deve essere dal { $oldest } in poi. Per un lavoro cominciato prima, vieni in sede

# Problem.
start-far = Il primo giorno di lavoro deve essere entro un anno da oggi: controlla l’anno

# Problem.
# $age (Number)
start-young = Il primo giorno chi lavora deve avere almeno { $age } anni: controlla la data di nascita

# Title of a step.
contract-title = Quale contratto?

# Label of a choice.
contract = Contratto

# A choice.
# $kind (Choice)
contract-is =
    { $kind ->
        [indeterminato] Senza scadenza
        [determinato] Con una scadenza
       *[sostituzione] Con una scadenza, al posto di una persona assente
    }

# Problem.
contract-missing = Scegli il contratto

# Title of a step.
end-title = Quando finisce il contratto?

# Label of a date.
end = Ultimo giorno del contratto

# Under that date.
end-hint = Giorno, mese, anno. Per esempio, 1 12 2026

# Problem.
# $start (Date)
end-before = L’ultimo giorno deve essere dal { $start } in poi, quando il lavoro comincia

# Problem.
# $months (Number)
# $last (Date): the last day of so many months
end-long = Un contratto con scadenza dura al massimo { $months } mesi: l’ultimo giorno deve essere entro il { $last }

# Title of a step.
lodging-title = Convivenza, vitto e alloggio

# Label of a choice.
lives-in = Chi lavora vive con il datore di lavoro?

# Problem.
lives-in-missing = Scegli se chi lavora vive con il datore di lavoro

# Label of several choices.
given = Che cosa riceve oltre alla paga

# Under several choices.
given-hint = Anche più di una, o nessuna

# A choice.
board = I pasti

# A choice.
lodging = Una stanza

# Problem.
given-unknown = Scegli tra le risposte della pagina

# Title of a step.
meals-title = Quanti pasti alla settimana?

# Label.
meals = Pasti alla settimana

# Under the label.
# $most (Number)
meals-hint = Pranzi e cene insieme, al massimo { $most }

# Problem.
meals-missing = Inserisci i pasti alla settimana

# Problem.
# $most (Number)
meals-wrong = I pasti alla settimana devono essere un numero da 1 a { $most }

# Problem: a number with decimals.
meals-whole = I pasti devono essere un numero intero, per esempio 7

# A choice.
yes = Sì

# A choice.
no = No

# Title of a step.
hours-title = Quante ore alla settimana?

# Label.
hours = Ore alla settimana

# Under the label.
# $most (Number): 40 or, for who lives in, 54
hours-hint = Un numero intero, al massimo { $most }: arrotonda in su

# Problem.
hours-missing = Inserisci le ore alla settimana

# Problem.
# $most (Number)
# $lives (Choice): the worker lives with the employer
hours-wrong =
    { $lives ->
        [no] Le ore alla settimana di chi non vive con il datore di lavoro vanno da 1 a { $most }
       *[si] Le ore alla settimana di chi vive con il datore di lavoro vanno da 1 a { $most }
    }

# Problem: none.
hours-none = Le ore alla settimana devono essere almeno una: arrotonda in su

# Problem: a number with decimals.
hours-whole = Le ore devono essere un numero intero: arrotonda in su, per esempio 13 per 12 ore e mezza

# Problem: words in place of a number.
hours-alone = Scrivi solo il numero delle ore alla settimana, in cifre: per esempio 10

# Title of a step.
pay-title = Quanto è la paga?

# Before the questions, to who answered them when the form asked another sum.
# $pay (Text): as it was typed then
pay-before = Prima qui si scriveva la paga che conta per i contributi, e tu hai scritto { $pay }. Ora la calcoliamo noi: scrivi solo la paga concordata.

# Label of a choice.
pay-kind = Tipo di paga

# A choice.
# $kind (Choice)
pay-is =
    { $kind ->
        [oraria] All’ora
       *[mensile] Al mese
    }

# Problem.
pay-kind-missing = Scegli il tipo di paga

# Label.
pay = Paga lorda concordata in euro

# Under the label: what gross means, what is not to be written; the thirteenth month is explained.
pay-hint = Quella del contratto, prima di togliere i contributi. Noi aggiungiamo pasti, stanza e tredicesima, cioè la paga in più di dicembre

# Problem.
pay-missing = Inserisci la paga in euro

# Problem.
pay-wrong = La paga deve essere un importo in euro, come 9,75

# Problem: three digits after the comma.
pay-unclear = Scrivi la paga con al massimo due cifre dopo la virgola, come 9,75 o 1.200

# Problem: too much for an hour, for the sign of the thousands was typed before what may be meant as cents: 9.755.
# $pay (Money): as it was understood
pay-thousands = { $pay } all’ora è troppo: il punto separa le migliaia. Scrivi i centesimi dopo la virgola, come 9,75, o controlla il tipo di paga

# Problem: too much for an hour.
pay-much = Più di 100 euro all’ora sembra una paga al mese: controlla il tipo di paga

# Problem: too little for an hour.
# $least (Money)
pay-least = La paga all’ora deve essere almeno di { $least }: controlla l’importo

# Problem: too little or too much for a month.
# $hours (Number): a week
# $least (Money)
# $most (Money)
pay-month =
    { $hours ->
        [one] Con un’ora alla settimana la paga al mese va da { $least } a { $most }: controlla importo, ore e tipo di paga
       *[other] Con { $hours } ore alla settimana la paga al mese va da { $least } a { $most }: controlla importo, ore e tipo di paga
    }

# Title of a step.
where-title = Dove si lavora?

# Label of a choice.
where = Luogo di lavoro

# A choice.
at-employer = All’indirizzo del datore di lavoro

# A choice.
elsewhere = A un altro indirizzo

# Problem.
where-missing = Scegli l’indirizzo

# Title of a step, after what it is the address of.
address = Indirizzo

# Title of a step.
notices-title = Dove mandiamo gli avvisi di pagamento?

# Label of a choice.
notices = Indirizzo per gli avvisi di pagamento

# A choice.
to-employer = Quello del datore di lavoro

# The other choice.
to-another = Un altro indirizzo

# Before the titles and labels of the address of payment notices.
notices-of = Avvisi di pagamento

# Title of a step.
kin-title = Chi lavora è della tua famiglia?

# Why it is asked.
kin-why = Te lo chiediamo perché tra parenti vicini valgono altre regole.

# Label of a choice, row of a table.
kin = Parentela

# A choice: what the worker is to the employer.
# $kind (Choice)
kin-is =
    { $kind ->
        [nessuna] No, o è un parente lontano
        [coniuge] È il mio coniuge
        [parente] È un mio parente vicino
       *[affine] È un parente vicino per matrimonio
    }

# Under a choice: who is meant.
# $kind (Choice)
kin-example =
    { $kind ->
        [nessuna] Oltre il terzo grado, per esempio un cugino
        [coniuge] Marito, moglie o persona unita civilmente
        [parente] Genitori, figli, fratelli, nonni, nipoti, zii, bisnonni, pronipoti: fino al terzo grado
       *[affine] Parente del mio coniuge, o coniuge di un mio parente: fino al terzo grado
    }

# Problem.
kin-missing = Scegli se chi lavora è della tua famiglia

# Title of a step.
allowance-title = Indennità di accompagnamento

# What it is, before the question.
allowance-what = È la somma che l’istituto paga ogni mese a chi non può stare senza l’aiuto continuo di un’altra persona.

# Why it is asked.
allowance-why = Tra coniugi il lavoro si registra solo se il datore di lavoro ha questa indennità.

# Label of a choice.
allowance = Hai l’indennità di accompagnamento?

# Problem.
allowance-missing = Scegli se hai l’indennità di accompagnamento

# Title of the page where the form ends: spouses.
spouse-title = Questo rapporto non si può registrare

# Why.
spouse-refused = Tra coniugi il rapporto si registra solo se il datore di lavoro ha l’indennità di accompagnamento. Hai risposto che non ce l’hai: questa registrazione non si può inviare.

# What can be done.
spouse-what-now = Se la risposta è sbagliata, modificala. Se hai dubbi, chiedi in una sede. Se la bozza non ti serve più, eliminala.

# Title of a step.
relation-title = Quale parentela?

# Label of a choice: what the worker is to the employer.
relation = Chi lavora è

# A choice.
# $kind (Choice)
relation-is =
    { $kind ->
        [bisnonno] Mio bisnonno o bisnonna
        [figlio] Mio figlio o figlia
        [fratello] Mio fratello o sorella
        [genitore] Mio padre o mia madre
        [nipote-di-fratello] Figlio o figlia di mio fratello o di mia sorella
        [nipote-di-nonno] Figlio o figlia di un mio figlio o di una mia figlia
        [nonno] Mio nonno o nonna
        [pronipote] Mio pronipote, che ha per nonno o nonna mio figlio o mia figlia
        [zio] Mio zio o zia
        [cognato] Mio cognato o cognata
        [coniuge-di-genitore] Nuovo coniuge di mio padre o di mia madre
        [coniuge-di-nonno] Nuovo coniuge di un mio nonno, nonna, bisnonno o bisnonna
        [coniuge-di-nipote] Coniuge di chi è figlio di un mio figlio o di una mia figlia
        [coniuge-di-nipote-di-fratello] Coniuge di chi è figlio di mio fratello o di mia sorella
        [coniuge-di-pronipote] Coniuge di un mio pronipote, cioè di chi ha per nonno o nonna mio figlio o mia figlia
        [coniuge-di-zio] Coniuge di un mio zio o zia
        [genero] Mio genero o mia nuora
        [suocero] Mio suocero o suocera
       *[altro-affine] Altro parente del mio coniuge, per esempio suo figlio, suo nonno o suo zio: fino al terzo grado
    }

# Problem.
relation-missing = Scegli la parentela

# Title of a step.
proof-title = Come provi il rapporto di lavoro?

# Why it is asked.
proof-rule = Tra parenti la legge pensa a un aiuto senza paga, se non si prova il contrario. La sede può chiederti le prove.

# Label of several choices.
proof = Prove che puoi mostrare

# Under several choices, one of which must be chosen.
proof-hint = Anche più di una

# A choice.
# $kind (Choice)
proof-is =
    { $kind ->
        [contratto] Il contratto firmato e le buste paga
        [pagamenti] Pagamenti con bonifico o assegno
        [testimoni] Dichiarazioni di chi conosce il rapporto
       *[altro] Altro
    }

# Problem.
proof-missing = Scegli almeno una prova

# Title of a step and label of its only box, after Altro was chosen.
proof-other = Quale altra prova puoi mostrare?

# Problem.
proof-other-missing = Scrivi quale altra prova puoi mostrare

# Problem.
proof-other-long = Descrivi l’altra prova in al massimo 100 caratteri

# Before the button: the registration is on time.
# $deadline (Date)
on-time = In tempo: questa registrazione si invia entro le 24 del { $deadline }.

# Heading of a notice before the button: the worker is registered already.
registered = Questa persona è già registrata

# What that means.
# $number (Code): of the first registration
# $start (Date): its first day of work
registered-what = La tua registrazione { $number } è della stessa persona, per lo stesso datore di lavoro, con il lavoro dal { $start }, e vale per gli stessi giorni. Se invii anche questa, i rapporti e i contributi saranno due.

# What can be done about the first one.
# $can (Choice): ritiro, fine or niente, where it is over
registered-can =
    { $can ->
        [ritiro] Se la prima è sbagliata, ritirala o chiedi in sede.
        [fine] La prima non si può più ritirare. Se quel lavoro è finito, comunica la fine del rapporto; se la registrazione è sbagliata, chiedi in sede.
       *[niente] La prima non si può più ritirare, perché quel rapporto è già finito: se è sbagliata, chiedi in sede.
    }

# Link in that notice.
registered-first = Vedi la prima registrazione

# In place of the button, for who may not send: by when it is to be sent.
# $deadline (Date)
send-by = Per essere in tempo, questa registrazione va inviata entro le 24 del { $deadline }: vieni in sede prima.

# The same, on that day.
send-by-today = Per essere in tempo, questa registrazione va inviata oggi, entro le 24: vieni in sede oggi. Anche dopo vale lo stesso, ma è in ritardo.

# The same, after that day, which the notice before the answers has told.
send-by-past = Il termine è passato: vieni in sede al più presto, poi invia.

# Heading of a notice before the button: late.
late = In ritardo, ma vale

# What that means.
# $deadline (Date)
# $from (Money)
# $to (Money)
late-what = Il termine era il { $deadline }. La registrazione va inviata appena possibile, e vale lo stesso. L’ispettorato può chiedere una sanzione da { $from } a { $to }.

# The same, where the work began more than five years ago.
late-prescribed = Il lavoro è cominciato più di 5 anni fa: i contributi che scadevano più di 5 anni fa non si possono più pagare. Chiedi in sede che cosa puoi fare per quegli anni.

# Heading of a notice before the button: the worker’s document.
expired = Il documento di chi lavora è scaduto

# What that means.
# $on (Date)
expired-what = È scaduto il { $on }. Questo non impedisce l’invio. Se c’è già un documento nuovo, modifica la risposta.

# Heading of a notice before the button: the worker’s document.
expires-first = Il documento scade prima che il lavoro cominci

# What that means.
# $expires (Date)
# $start (Date)
expires-first-what = Il documento di chi lavora scade il { $expires } e il lavoro comincia il { $start }. Questo non impedisce l’invio. Se c’è già un documento nuovo, modifica la risposta.

# Heading of a notice before the button: who lives in has no room.
no-room = Chi vive con il datore di lavoro non riceve una stanza?

# What that means.
# $counts (Choice): contributions depend on the pay
no-room-what =
    { $counts ->
        [no] Hai risposto che chi lavora vive con il datore di lavoro, ma non riceve una stanza. Se la riceve, modifica la risposta.
       *[si] Hai risposto che chi lavora vive con il datore di lavoro, ma non riceve una stanza. Se la riceve, modifica la risposta: il suo valore conta come paga e può cambiare i contributi.
    }

# Heading of a notice before the button: a room for who does not live in.
room-apart = Chi riceve una stanza non vive con il datore di lavoro?

# What that means.
room-apart-what = Hai risposto che chi lavora riceve una stanza, ma non vive con il datore di lavoro. Questo non impedisce l’invio. Se una delle due risposte è sbagliata, modificala.

# Heading of a notice before the button: who lives in has another residence.
apart = Chi vive con il datore di lavoro ha un’altra residenza?

# What that means.
apart-what = Hai risposto che chi lavora vive con il datore di lavoro, ma la residenza è a un altro indirizzo. Questo non impedisce l’invio. Se una delle due risposte è sbagliata, modificala.

# Heading of a notice before the button: with these days of birth, the worker is hardly this relative.
ages = Controlla la parentela e le date di nascita

# What that means.
# $own (Date): of birth of who employs
# $worker (Date): of birth of who works
ages-what = Tu sei del { $own }, chi lavora è del { $worker }: con queste date la parentela che hai scelto non sembra possibile. Se una risposta è sbagliata, modificala. Se è tutto giusto, non serve cambiare niente.

# Over all answers, before they are sent: the main things.
# $who (Name)
# $start (Date)
# $hours (Number): a week
# $pay (Money)
# $per (Choice)
review-short = In breve: { $who } lavora dal { $start }, { $hours ->
        [one] un’ora
       *[other] { $hours } ore
    } alla settimana, con una paga di { $pay } { $per ->
        [mese] al mese
       *[ora] l’ora
    }.

# The same, of a contract that is over.
# $who (Name)
# $start (Date)
# $end (Date): the last day
# $hours (Number): a week
# $pay (Money)
# $per (Choice)
review-short-over = In breve: { $who } ha lavorato dal { $start } al { $end }, { $hours ->
        [one] un’ora
       *[other] { $hours } ore
    } alla settimana, con una paga di { $pay } { $per ->
        [mese] al mese
       *[ora] l’ora
    }.

# After that.
# $total (Money)
review-cost = I primi contributi sono circa { $total }: il conto è dopo le risposte.

# The same, where the rates of its year are not published yet.
# $total (Money)
# $year (Text): of the rates
review-cost-guide = I primi contributi, come indicazione, sono circa { $total } con gli importi del { $year }: il conto è dopo le risposte.

# Heading before the sum of contributions.
costs = Primi contributi

# The result, before its steps.
# $total (Money)
# $end (Date): the last day of the quarter
# $due (Date)
# $how (Name): the payment system
cost-due = Circa { $total } per il trimestre che finisce il { $end }, da pagare entro il { $due } con { $how }. Ecco il conto.

# The same, after that day.
# $total (Money)
# $end (Date)
# $due (Date)
# $how (Name): the payment system
# $others (Choice): those of later quarters are overdue too
cost-due-past =
    { $others ->
        [si] Circa { $total } per il trimestre che finisce il { $end }. Si pagavano entro il { $due }: pagali subito con { $how }, con quelli degli altri trimestri già scaduti. Ecco il conto.
       *[no] Circa { $total } per il trimestre che finisce il { $end }. Si pagavano entro il { $due }: pagali subito con { $how }. Ecco il conto.
    }

# Before the result, where the contract ends before the usual day of payment.
# $over (Choice): si where that day has passed
# $end (Date): of the contract
cost-due-sooner =
    { $over ->
        [si] Il contratto è finito il { $end }: i contributi si pagano entro 10 giorni dalla fine.
       *[no] Il contratto finisce il { $end }: i contributi si pagano entro 10 giorni dalla fine.
    }

# No rates are known for the year: it is long ago.
# $year (Text)
# $from (Text): the first year whose rates are known
costs-unknown = I contributi del { $year } qui non si calcolano: abbiamo solo gli importi dal { $from } in poi. Quanto pagare, ed entro quando, lo dice l’avviso di pagamento dell’istituto. Per saperlo prima, chiedi in sede.

# Before the result: the rates of the year are still to come.
# $year (Text)
# $known (Text): the year whose rates are used
costs-guide = Gli importi del { $year } non sono ancora pubblicati. Come indicazione, questo è il conto con quelli del { $known }.

# Step of the sum: the agreed pay.
# $pay (Money)
cost-hourly = Paga concordata: { $pay } l’ora.

# Step of the sum: a monthly pay for an hour.
# $month (Money)
# $hours (Number)
# $pay (Money)
cost-monthly =
    { $hours ->
        [one] Paga concordata per un’ora: { $month } per 12 mesi, diviso 52 settimane di un’ora: { $pay }.
       *[other] Paga concordata per un’ora: { $month } per 12 mesi, diviso 52 settimane di { $hours } ore: { $pay }.
    }

# Step of the sum: the share of the thirteenth month.
# $pay (Money): agreed for an hour
# $more (Money): a twelfth of it
cost-thirteenth = Tredicesima: { $pay } diviso 12 fa { $more } l’ora.

# Step of the sum: the meals.
# $meals (Number): a week
# $meal (Money): the value of one
# $week (Money): all of them
# $hours (Number): a week
# $hour (Money): the same for an hour
cost-meals = Pasti: { $meals } alla settimana, a { $meal } l’uno nel contratto nazionale del 2025, fanno { $week }. Diviso per le ore della settimana, che sono { $hours }: { $hour } l’ora.

# Step of the sum: the room.
# $room (Money): the value of a day
# $week (Money): of seven days
# $hours (Number): a week
# $hour (Money): the same for an hour
cost-room = Stanza: 7 giorni alla settimana, a { $room } l’uno nel contratto nazionale del 2025, fanno { $week }. Diviso per le ore della settimana, che sono { $hours }: { $hour } l’ora.

# Step of the sum: all these.
# $all (Money): for an hour
# $given (Choice): meals or a room are among them
cost-counts =
    { $given ->
        [si] In tutto { $all } l’ora: è la paga che conta per i contributi.
       *[no] In tutto { $all } l’ora: è la paga che conta per i contributi. Pasti e stanza non si aggiungono: hai risposto che non ci sono.
    }

# Step of the sum, in place of the pay: so many hours a week that it does not matter.
# $hours (Number)
cost-long = Sopra le { $hours } ore alla settimana la paga non cambia il contributo.

# Step of the sum: the weeks.
# $from (Date)
# $until (Date)
# $weeks (Number)
cost-weeks =
    { $weeks ->
        [one] Settimane: dal { $from } al { $until } c’è un sabato, quindi una settimana.
       *[other] Settimane: dal { $from } al { $until } ci sono { $weeks } sabati, quindi { $weeks } settimane.
    }

# After the weeks: why they are counted so.
cost-weeks-why = Una settimana finisce di sabato e conta nel trimestre di quel sabato. Conta intera, anche se il lavoro comincia o finisce a metà.

# After that: the contract ends in a week that counts in the next quarter.
# $end (Date): of the contract
# $saturday (Date)
# $by (Date)
cost-week-after = L’ultimo giorno del contratto è il { $end }, e la sua ultima settimana finisce sabato { $saturday }: conta nel trimestre dopo. Anche quei contributi si pagano entro il { $by }.

# Step of the sum: the hours.
# $hours (Number): a week
# $weeks (Number)
# $all (Number)
cost-hours = { $hours ->
        [one] Un’ora
       *[other] { $hours } ore
    } per { $weeks ->
        [one] una settimana
       *[other] { $weeks } settimane
    }: { $all ->
        [one] un’ora
       *[other] { $all } ore
    }.

# Step of the sum: why this rate.
# $most (Money)
band-up-to = paga fino a { $most }

# Step of the sum: why this rate.
band-top = paga oltre l’ultima fascia

# Step of the sum: why this rate.
# $hours (Number)
band-long = più di { $hours } ore alla settimana

# Step of the sum: the rate.
# $year (Text)
# $why (Text): the band
# $contract (Choice)
# $cuaf (Choice)
# $rate (Money)
cost-rate = Contributo per un’ora nel { $year }: { $rate } ({ $why }; { $contract ->
        [determinato] contratto con scadenza
        [sostituzione] contratto al posto di una persona assente
       *[indeterminato] contratto senza scadenza
    }; { $cuaf ->
        [no] senza la parte per gli assegni familiari, perché siete della stessa famiglia
       *[si] con la parte per gli assegni familiari
    }).

# Step of the sum: all contributions.
# $hours (Number)
# $rate (Money)
# $total (Money)
cost-total = Totale: { $hours ->
        [one] un’ora
       *[other] { $hours } ore
    } per { $rate }: { $total }.

# Step of the sum: the worker's part.
# $hours (Number)
# $share (Money)
# $worker (Money)
cost-worker = Di questi, la parte di chi lavora: { $hours ->
        [one] un’ora
       *[other] { $hours } ore
    } per { $share }: { $worker }. Puoi toglierli dalla paga.

# Heading of the codes.
codes = Codici

# Caption of the codes.
codes-caption = Codici di oggi e voci del modulo LD09 del 2002

# Column of that table.
code-of = Voce

# Column of that table.
code-today = Codice di oggi

# Column of that table.
code-2002 = Modulo del 2002

# In that column: it had no such entry.
code-2002-none = Non previsto

# Row of that table.
worker-document = Documento di chi lavora

# Row of that table.
employer-document = Documento del datore di lavoro

# Heading of what is declared.
declaration = Dichiarazione

# What is declared by sending.
# $may (Choice): who reads it may send
declare =
    { $may ->
        [no] Chi invia dichiara che le risposte sono vere. Chi dichiara il falso perde i benefici e risponde penalmente (articoli 75 e 76 del decreto del Presidente della Repubblica 445 del 2000).
       *[si] Inviando dichiaro che le risposte sono vere. So che chi dichiara il falso perde i benefici e risponde penalmente (articoli 75 e 76 del decreto del Presidente della Repubblica 445 del 2000).
    }

# Button that sends.
submit = Invia la registrazione

# On the page of what was sent.
# $until (Date)
may-withdraw = Se il lavoro non comincia, puoi ritirare la registrazione fino al { $until }.

# Link.
to-withdraw = Ritira la registrazione

# On the page of what was sent, in the first days after the start.
# $until (Date)
may-withdraw-begun = Se il lavoro non è mai cominciato, ritira la registrazione: puoi farlo fino al { $until }.

# On the page of what was sent.
may-end = Quando il rapporto finisce, comunicalo entro 5 giorni.

# On the page of what was sent, after the words on withdrawing.
may-end-already = Se è cominciato ed è già finito, comunica la fine entro 5 giorni.

# On the page of what was sent, after its contract has come to its end.
may-end-before = La fine di un contratto alla sua scadenza non si comunica. Solo se il lavoro è finito prima, comunica quel giorno.

# After a change that came too late: the way to another registration.
amend-withdraw = Per cambiare qualcosa, ritira la registrazione e inviane una nuova.

# The same, where it cannot be withdrawn any more.
amend-office = Per cambiare qualcosa, chiedi in una sede.

# Link.
to-end = Comunica la fine del rapporto

# The same, where it is begun already.
to-end-begun = Continua a comunicare la fine del rapporto

# In the case of an accepted registration: what its state means.
is-accepted = È accolta: il rapporto di lavoro è registrato.

# On the page of what was sent, after it was withdrawn.
# $date (Date)
# $time (Time)
is-withdrawn = Questa registrazione è stata ritirata il { $date } alle { $time }: è come se non fosse mai stata inviata.

# Heading of a notice after withdrawing.
withdrawn = Fatto: registrazione ritirata

# What can follow; that nothing is due is said with how the registration stands.
withdrawn-what = Se il lavoro comincia più avanti, invia una nuova registrazione.

# First on the pages that withdraw a registration or tell its end: whose work it is.
# $who (Name)
# $since (Date)
whose = Rapporto di lavoro con { $who }, dal { $since }.

# Title of the page that withdraws.
withdraw-title = Vuoi ritirare la registrazione?

# What withdrawing does.
# $number (Code)
# $until (Date)
withdraw-what = La registrazione { $number } si può ritirare fino al { $until }. Dopo il ritiro è come se non fosse mai stata inviata, e non si torna indietro.

# Button.
withdraw-do = Ritira la registrazione

# Title of the page in place of the one that withdraws.
no-withdrawal = La registrazione non si può ritirare

# Why; what can be done follows.
# $until (Date)
withdrawal-over = Si poteva ritirare fino al { $until }.

# Why, where the registration itself came after the last day on which it could be withdrawn.
# $start (Date)
withdrawal-never = Una registrazione si ritira fino a 5 giorni dopo l’inizio del lavoro. Qui il lavoro è cominciato il { $start }, e la registrazione è arrivata dopo quei giorni.

# The same, before such a registration is sent.
withdrawal-never-then = Con questo inizio, dopo l’invio non potrai ritirare la registrazione: si ritira solo fino a 5 giorni dopo l’inizio del lavoro.

# What can be done in place of withdrawing.
end-instead = Se il lavoro è finito, comunica la fine del rapporto.

# Why.
is-refused = È stata respinta: non c’è niente da ritirare.

# Title of the page in place of the form of an end.
no-end = La fine non si può ancora comunicare

# Why, and what can be done.
# $start (Date)
end-from = Il lavoro comincia il { $start }: da quel giorno puoi comunicare la fine. Se non comincia, ritira la registrazione.

# Heading in place of a button that sends.
reader = Il tuo PIN legge e compila, ma non invia

# How to get a PIN that sends.
reader-what = Porta un documento in una sede: dopo il controllo il tuo PIN può anche inviare.

# Title of the form of an end.
end-form = Comunicare la fine del rapporto

# The rule.
end-rule = La fine si comunica entro 5 giorni dall’ultimo giorno di lavoro.

# The same, where the contract has an end.
# $end (Date): of the contract
end-rule-until = Il contratto che hai registrato finisce da solo il { $end }: quella fine non si comunica. Se il lavoro finisce prima, comunicalo entro 5 giorni dall’ultimo giorno di lavoro.

# Label of a date.
last-day = Ultimo giorno di lavoro

# Hint of that date, which lies in the past.
last-day-hint = Giorno, mese, anno. Per esempio, 31 3 2026

# Problem.
last-day-future = L’ultimo giorno di lavoro non può essere nel futuro

# Problem: the last day of the contract.
# $end (Date)
last-day-of-contract = Il { $end } il contratto finisce da solo: non devi comunicarlo. Se il lavoro è finito prima, scrivi quel giorno

# Problem: a day after the last one of the contract.
# $end (Date)
last-day-beyond = L’ultimo giorno deve essere prima del { $end }, quando il contratto finisce da solo. Se il lavoro è continuato dopo, vieni in sede: il contratto va prorogato o trasformato

# Label of a choice.
reason = Motivo

# A choice.
# $kind (Choice)
reason-is =
    { $kind ->
        [altro] Altro motivo
        [decesso-datore] Decesso del datore di lavoro
        [decesso-lavoratore] Decesso di chi lavora
        [dimissioni] Dimissioni
        [dimissioni-giusta-causa] Dimissioni per giusta causa, cioè una colpa grave del datore di lavoro
        [dimissioni-prova] Dimissioni durante la prova
        [licenziamento] Licenziamento
        [licenziamento-giusta-causa] Licenziamento per giusta causa, cioè una colpa grave di chi lavora
        [prova-non-superata] Prova non superata
        [modifica-termine] Scadenza del contratto anticipata
        [pensionamento] Pensione
       *[accordo] Accordo tra le due parti
    }

# Problem.
reason-missing = Scegli il motivo

# Caption of the answers before they are sent.
# $number (Code): the registration's protocol number
end-caption = Fine del rapporto registrato con il numero { $number }

# Title of the page with the answers before they are sent.
end-review = Rileggi la fine del rapporto

# Heading of a notice: late.
end-late = In ritardo, ma vale

# What that means.
# $by (Date)
# $from (Money)
# $to (Money)
end-late-what = Il termine era il { $by }. Va inviata subito, e vale lo stesso. L’ispettorato può chiedere una sanzione da { $from } a { $to }.

# Button.
end-do = Invia la fine del rapporto

# Before the draft of an end is deleted: which draft it is.
# $who (Text): the worker and the first day
delete-end = È la bozza della fine del rapporto: { $who }.

# What stays when the draft of an end is deleted.
delete-end-what = Questa fine non è ancora stata inviata. La registrazione resta inviata: eliminare questa bozza non la cambia.

# Label, in what was sent about an end.
end-of = Fine del rapporto registrato con il numero

# Title after sending an end, as its case is now.
# $state (Choice)
ended =
    { $state ->
        [refused] Fine del rapporto respinta
        [withdrawn] Fine del rapporto annullata
       *[sent] Fine del rapporto inviata
    }

# Label of the number given to what was sent.
protocol = Numero di protocollo

# On the page of what was sent: the registration was late.
# $deadline (Date)
# $from (Money)
# $to (Money)
sent-late = Era da inviare entro il { $deadline }: è arrivata in ritardo, ma vale lo stesso. L’ispettorato può chiedere una sanzione da { $from } a { $to }.

# On the page of what was sent: the first contributions; how they are counted stands below.
# $total (Money)
# $due (Date)
# $how (Name): the payment system
first-due = Primi contributi: circa { $total }, da pagare entro il { $due } con { $how }. Il conto è più sotto.

# The same, after that day.
# $total (Money)
# $due (Date)
# $how (Name): the payment system
# $others (Choice): those of later quarters are overdue too
first-due-past =
    { $others ->
        [si] Primi contributi: circa { $total }. Si pagavano entro il { $due }: se non li hai ancora pagati, pagali subito con { $how }, con quelli degli altri trimestri già scaduti. Il conto è più sotto.
       *[no] Primi contributi: circa { $total }. Si pagavano entro il { $due }: se non li hai ancora pagati, pagali subito con { $how }. Il conto è più sotto.
    }

# The same, with the rates of an earlier year.
# $total (Money)
# $year (Text): of the rates
# $due (Date)
# $how (Name): the payment system
first-due-guide = Primi contributi: come indicazione circa { $total } con gli importi del { $year }, da pagare entro il { $due } con { $how }. Il conto è più sotto.

# The same, where no rates are known.
# $year (Text)
first-due-unknown = Primi contributi: quelli del { $year } qui non si calcolano. Quanto pagare, ed entro quando, lo dice l’avviso di pagamento dell’istituto. Per saperlo prima, chiedi in sede.

# What is due after a withdrawal.
nothing-due = Per questo rapporto non devi contributi.

# The last contributions, before their day has passed.
# $by (Date)
# $how (Name): the payment system
last-due = I contributi si contano fino all’ultimo giorno e si pagano entro 10 giorni dalla fine: entro il { $by }, con { $how }.

# The same, after that day.
# $by (Date)
# $how (Name): the payment system
last-due-past = I contributi si contano fino all’ultimo giorno e si pagavano entro 10 giorni dalla fine: entro il { $by }. Se non li hai ancora pagati, pagali subito con { $how }.

# The same, more than five years after it: too late to pay.
# $by (Date)
last-due-prescribed = I contributi si pagavano entro il { $by }, più di 5 anni fa: non si possono più pagare. Chiedi in sede che cosa puoi fare.

# Some of what was due can be paid no more, some can.
prescribed-some = I contributi che scadevano più di 5 anni fa non si possono più pagare. Chiedi in sede che cosa puoi fare per quegli anni.

# After that, of the contributions that can be paid.
prescribed-rest = Quanto pagare per gli altri, ed entro quando, lo dice l’avviso di pagamento dell’istituto.

# What a relationship comes to that was over within its first quarter.
# $start (Date)
# $on (Date): the last day
# $total (Money)
sum-until = Contributi di tutto il rapporto, dal { $start } al { $on }: circa { $total }.

# The same, with the rates of an earlier year.
# $start (Date)
# $on (Date)
# $total (Money)
# $year (Text): of the rates
sum-until-guide = Contributi di tutto il rapporto, dal { $start } al { $on }: come indicazione circa { $total } con gli importi del { $year }.

# Heading of a notice before what was accepted with the answers, in a registration that is over.
sums-then = Il conto qui sotto è del giorno dell’invio

# In its place, where they were counted anew; what they come to now follows.
sums-again = Il conto del giorno dell’invio non vale più

# What that means after a refusal.
sums-refused = La registrazione è respinta: il conto non vale più.

# What that means after an office has closed the registration.
sums-closed = La sede ha chiuso il rapporto: il conto non è più certo.

# What that means after an end; what is due is said after it.
# $on (Date)
sums-ended = Il rapporto è finito il { $on }: settimane, importi e termini dei periodi dopo quel giorno non valgono più.

# Before an end is sent, in time.
# $by (Date)
end-in-time = In tempo: questa fine si comunica entro il { $by }.

# The same: its registration came later than the usual deadline.
# $usual (Date): five days after the end
# $registered (Date)
# $by (Date)
end-in-time-since = Di solito questa fine si comunica entro il { $usual }. Ma il rapporto è registrato dal { $registered }, e da quel giorno ci sono 5 giorni: è in tempo fino al { $by }.

# After an end was sent: in time.
# $by (Date)
told-in-time = Comunicata in tempo: il termine era il { $by }.

# After an end was sent: in time, for its registration came later than the usual deadline.
# $usual (Date): five days after the end
# $registered (Date)
# $by (Date)
told-in-time-since = Comunicata in tempo. Di solito il termine era il { $usual }, ma il rapporto è registrato dal { $registered }: da quel giorno c’erano 5 giorni, fino al { $by }.

# After an end was sent: late.
# $by (Date)
# $from (Money)
# $to (Money)
told-late = Era da comunicare entro il { $by }: è arrivata in ritardo, ma vale lo stesso. L’ispettorato può chiedere una sanzione da { $from } a { $to }.

# Link to the case in My area.
to-case = Vedi la pratica nella tua area

# On the page of what was sent, after its end.
# $date (Date)
ended-on = Il rapporto è finito il { $date }.

# The same, where an office has refused that end or made it void.
# $on (Date): the last day, as it was told
end-void = La fine che hai comunicato per il { $on } non è stata accolta: il rapporto resta registrato come prima. Se è finito, comunica di nuovo la fine.

# The same, where the contract has come to its end.
# $date (Date)
expired-on = Il contratto è finito il { $date }, alla scadenza che hai registrato.

# The same, where an office has closed the registration.
# $date (Date): when
closed-by-office = La sede ha chiuso questo rapporto il { $date }: non devi comunicarne la fine. Per sapere qual è l’ultimo giorno e quali contributi devi ancora, chiedi in sede.

# Link to what was sent about the end.
# $date (Date)
to-ended = Che cosa hai inviato sulla fine del { $date }
