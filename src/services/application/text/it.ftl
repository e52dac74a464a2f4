# Name of the last task of a long form: all answers once more, then the button that sends.
review = Rileggi e invia

# Under the task list.
# $date (Date): the day until which the answers are kept
kept = Le risposte sono salvate man mano. Puoi fermarti quando vuoi e continuare da un altro dispositivo, fino al { $date }.

# At a kiosk, before the tasks: how long it takes with its keys and by touch, and the other way.
kiosk = Al chiosco servono più di venti minuti con i tasti, circa dieci toccando lo schermo. Puoi finire da casa.

# Link to the page that deletes a draft.
delete = Elimina questa bozza

# Title of the page that deletes a draft, by which it is told from that of another.
# $date (Date): of the last change
# $time (Time)
delete-title = Vuoi eliminare la bozza del { $date }, alle { $time }?

# Which draft it is.
# $done (Number): tasks
# $of (Number): tasks
delete-which = Parti completate: { $done } di { $of }.

# The same, where it is known whom it is about.
# $about (Text): whom, and the day that tells it from another
# $done (Number)
# $of (Number)
delete-which-about = È la bozza su { $about }. Parti completate: { $done } di { $of }.

# What deleting a draft does.
delete-what = Cancelliamo tutte le risposte che hai dato. Non si può tornare indietro.

# After that, where nothing was sent before.
delete-unsent = Finora non hai inviato niente.

# Button that deletes a draft.
delete-do = Elimina la bozza

# Title of the page with all answers before they are sent.
review-title = Rileggi prima di inviare

# First words of that page.
review-what = Non hai ancora inviato niente. Ogni risposta si può modificare.

# Over the answers, where warnings stand after them.
# $count (Number)
to-check =
    { $count ->
        [one] Dopo le risposte c’è una cosa da controllare.
       *[other] Dopo le risposte ci sono { $count } cose da controllare.
    }

# Heading of a notice on that page: something was changed after it was read.
changed = Qualche risposta è cambiata

# What to do then.
changed-what = Non abbiamo inviato niente: dopo che hai riletto, qualcosa è cambiato, qui o in un’altra finestra. Rileggi e poi invia.

# Heading of a notice on the task list: what was to be sent was not.
unsent = Non abbiamo inviato niente

# Why, and what to do then.
unsent-what = Dopo che hai riletto, qualcosa è cambiato, qui o in un’altra finestra: ora una risposta manca o non va bene. Qui sotto vedi che cosa resta da fare.

# Heading of a notice on the page with all answers, back from the change of one.
saved = Fatto: la risposta è salvata

# In that notice, where there were many answers.
# $step (Text): the title of their page
saved-step = Hai cambiato la pagina “{ $step }”.

# Heading of a notice on a step: an answer that was changed from the page with all answers asks for it again.
because = Qui manca ancora una risposta

# Why, and what comes then.
# $step (Text): the title of the page that was changed
because-what = Hai cambiato la pagina “{ $step }”. Qui una risposta manca, non va più bene o è da confermare. Poi torni a tutte le risposte.

# Heading of a notice on a step: another one was asked for that cannot be shown now.
first = Prima rispondi a questa pagina

# What is with that other one.
first-what = La pagina che hai chiesto viene dopo, oppure non serve più con le risposte di ora.

# For who signs in with a PIN that does not send: on the first page of a form, over its tasks, over all answers.
fills-only = Con il PIN compili. Per inviare, una sede deve prima vedere un tuo documento.

# Heading of a notice in place of the button that sends.
reader = Il tuo PIN legge e compila, ma non invia

# How to get a PIN that sends.
# $date (Date): the day until which the answers are kept
reader-what = Porta un documento in una sede: dopo il controllo il tuo PIN può anche inviare. La bozza ti aspetta fino al { $date }.

# Label of the number given to what was sent.
protocol = Numero di protocollo

# On the page after sending.
sent-kept = Questa pagina resta nella tua area: puoi rileggerla e stamparla quando vuoi.

# Link to the case in the citizen's own area.
to-case = Vedi la pratica nella tua area

# Link to the citizen's own area.
to-area = La tua area

# In the list of tasks, after the name of the last one while it is blocked.
everything-else = tutte le altre parti

# Heading of a notice on the task list: an answer came to a question that is not asked now.
aside = La domanda a cui hai risposto ora non c’è

# What became of that answer.
aside-what = In un’altra finestra è cambiata una risposta da cui la domanda dipende. Quello che hai scritto è salvato, e lo ritrovi se la domanda torna. Qui sotto vedi che cosa resta da fare.

# Heading of a notice on the page of what was sent: what was answered or deleted since was not taken.
late = Non abbiamo preso l’ultima modifica

# Why; how something can be changed follows.
# $date (Date): when it was sent
# $time (Time)
late-what = Il tuo invio era già arrivato il { $date }, alle { $time }: quello che hai mandato dopo non cambia niente. Qui sotto vedi che cosa hai inviato.

# Link from a step to the list of tasks.
to-list = Tutte le parti di questo modulo
