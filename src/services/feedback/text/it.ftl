# Title of the accessibility feedback; also a link's words.
title = Segnala un problema di accessibilità

# What the feedback gives.
summary = Scrivi che cosa non funziona con la voce, il braille, la tastiera o i caratteri grandi: senza accedere.

# Words people search the feedback by; never shown.
keywords = errore guasto reclamo feedback segnalazione barriera

# Above the questions: none must be answered, one must.
all-optional = Ogni risposta è facoltativa: basta scriverne una. Non scrivere PIN o dati di salute.

# How long a report is kept.
# $long (Text)
kept = Conserviamo la segnalazione per { $long }, senza collegarla a te se non lasci un recapito.

# Question: on which page.
page = Pagina con il problema

# Hint of the question for the page.
page-hint = Il titolo o l’indirizzo

# Question: device and browser.
device = Dispositivo e browser

# Hint of the question for the device.
device-hint = Per esempio, telefono Android con Firefox

# Question: assistive technology and version.
assistive = Tecnologia assistiva e versione

# Hint of the question for the assistive technology.
assistive-hint = Per esempio, NVDA 2025.1 o display braille

# Question: which part of the kiosk it is about.
part = Parte del chiosco con il problema

# Answer: part of the kiosk.
part-screen = Lo schermo

# Answer: part of the kiosk.
part-keypad = I tasti o la barra braille

# Answer: part of the kiosk.
part-headphones = La voce o le cuffie

# Answer: part of the kiosk.
part-reader = Il lettore di tessere o di codici

# Answer: part of the kiosk.
part-printer = La stampante

# Answer: part of the kiosk: none of those offered, or the citizen does not know.
part-other = Un’altra, o non lo so

# Question: what the citizen was doing.
steps = Che cosa stavi facendo, passo per passo

# Question: what happened.
happened = Che cosa è successo

# Question: how clear the page is, as the national validator words it.
clear = Quanto sono chiare le informazioni su questa pagina?

# Answer: how clear, the lowest of five.
clear-1 = 1, per niente chiare

# Answer: how clear, the second of five.
clear-2 = 2, poco chiare

# Answer: how clear, the third of five.
clear-3 = 3, abbastanza chiare

# Answer: how clear, the fourth of five.
clear-4 = 4, chiare

# Answer: how clear, the highest of five.
clear-5 = 5, molto chiare

# Answer: how clear, for who would rather not say; before the five.
clear-none = Preferisco non rispondere

# Question: whether the citizen wants an answer.
answer = Vuoi una risposta?

# Answer: no answer is wanted.
answer-no = No, grazie

# Answer: an answer is wanted; the contact is asked on the next page.
answer-yes = Sì, lascio un recapito nella prossima pagina

# Title of the page that asks for a contact.
contact-title = Dove ti rispondiamo

# Question: mail or telephone for the answer.
contact = E-mail o telefono per la risposta

# Hint of the question for a contact.
contact-hint = Lo usiamo solo per questa risposta

# Nothing at all was answered.
nothing-written = Scrivi almeno una risposta: che cosa è successo, o un’altra

# An answer is too long.
# $label (Text)
# $most (Number)
too-long = Accorcia la risposta “{ $label }”: al massimo { $most } caratteri

# An answer is none of those offered.
# $label (Text)
choose-one = Scegli una delle risposte per “{ $label }”

# An answer is wanted and no contact given.
contact-missing = Inserisci un indirizzo e-mail o un numero di telefono

# The contact is neither mail nor telephone.
contact-wrong = Il recapito deve essere un indirizzo e-mail completo, come nome@esempio.it, o un numero di telefono con almeno 6 cifre

# Title of the page that shows all answers before they are sent.
review-title = Controlla e invia la segnalazione

# Caption of the table of all answers before they are sent.
review-caption = Le tue risposte

# Button that sends the report.
send = Invia la segnalazione

# Title after a report was received.
thanks-title = Grazie: segnalazione ricevuta

# In a notice on that page: something else was sent with its key. A link to what was written since follows.
# $number (Code): of the report that stands
# $date (Date): when it came
# $time (Time)
stands = Vale la segnalazione con il numero { $number }, arrivata il { $date }, alle { $time }. Quello che hai scritto dopo è salvato, ma non inviato: puoi rileggerlo e mandarlo come un’altra segnalazione.

# Words before the number of a report.
number = Numero della segnalazione

# What happens next with every report.
next-read = Chi si occupa dell’accessibilità di questo sito la legge.

# When an answer comes.
# $days (Number)
# $by (Date)
next-answer = Ti rispondiamo al recapito che hai lasciato entro { $days } giorni, cioè entro il { $by }.

# What one can do without a good answer.
# $days (Number)
next-ombudsman = Se entro { $days } giorni non rispondiamo, o la risposta non ti basta, puoi rivolgerti al Difensore civico per il digitale.

# Link to the accessibility statement.
statement-link = Leggi la dichiarazione di accessibilità
