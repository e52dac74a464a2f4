# Hidden but real text before a field's message; heard before it.
error-prefix = Errore:

# Heading of the error summary, heard first on a page with problems.
# $count (Number)
problems-heading =
    { $count ->
        [one] C’è un problema
       *[other] Ci sono { $count } problemi
    }

# Start of the window's title on a page with problems.
# $count (Number)
title-problems =
    { $count ->
        [one] { $count } errore:
       *[other] { $count } errori:
    }

# The institute's short name, at the end of every window title.
institute = INPS

# Beside the label of a question that may stay empty.
optional = (facoltativo)

# First of some choices of which none is chosen, where a browser runs no script: lynx shows and sends the first as chosen.
unanswered = Ancora nessuna risposta

# Where in a conversation one is; before the title and in the window's title.
# $now (Number)
# $of (Number)
step = Passo { $now } di { $of }

# The same of a form in parts, by the one that the step belongs to.
# $part (Text): what it is called
# $now (Number)
# $of (Number)
part = { $part }, parte { $now } di { $of }

# Label of the first box of a date.
day = Giorno

# Label of the second box of a date.
month = Mese

# Label of the third box of a date.
year = Anno

# State of a task.
task-done = Completato

# State of a task.
task-to-do = Da fare

# State of a task: some of it is answered.
task-begun = Iniziato

# State of a task: an answer of it cannot be used.
task-wrong = C’è un errore

# State of a task that waits for another.
task-blocked = Non puoi ancora iniziare

# State of a task whose questions have changed.
task-review = Da rivedere

# State of a task: nothing can be sent with its answers as they are.
task-refused = Così non si può inviare

# In plain text, which has no boxes and no buttons that work: the address of the page in its usual form follows.
fill-in = Per rispondere o inviare, apri questa pagina nella forma consueta:

# The same where something is searched; the address follows, and ends where the words begin.
search-by-address = Per cercare in testo semplice, scrivi le parole alla fine di questo indirizzo:

# Above a list of tasks.
# $done (Number)
# $of (Number)
tasks-done = Parti completate: { $done } di { $of }

# An empty cell of a table.
nothing = niente

# Header of a column of links.
actions = Azioni

# Permanent mark on every page with invented people or offices.
test-data = Dati di prova: persone e sedi inventate

# Under a protocol number: when it was received.
# $date (Date)
# $time (Time)
received = Ricevuto il { $date } alle { $time }

# Heading after a protocol number; what happens next follows.
next-heading = Che cosa succede ora
