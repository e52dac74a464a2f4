# Title of the page for an address where nothing is.
not-found-title = Questa pagina non c’è

# What to do when nothing is at an address.
not-found-do = Controlla l’indirizzo, oppure parti dalla pagina iniziale o dalla ricerca.

# Title when something may not be done.
forbidden-title = Questa richiesta non si può fare

# A form that did not come from the page the citizen sees.
forbidden-do = Il modulo non è arrivato da una pagina di questo sito, quindi non è stato letto. Apri la pagina da qui e compilala di nuovo.

# Title when an address cannot be used this way.
method-title = Questo indirizzo non si usa così

# What to do when an address cannot be used this way.
method-do = Torna alla pagina prima e usa i suoi link o i suoi pulsanti.

# Title when no format the program asks for can be given.
format-title = Il formato richiesto non c’è

# Which formats there are.
format-do = Questa pagina si può avere come pagina web o come testo semplice. Il tuo programma ha chiesto un altro formato.

# Title when a form is too large.
large-title = Il modulo inviato è troppo grande

# What to do when a form is too large.
# $most (Number)
large-do = Un modulo, con tutto quello che contiene, può pesare al massimo { $most } kilobyte. Torna alla pagina prima, accorcia le risposte più lunghe e invia di nuovo.

# Title when a form cannot be read.
form-title = Il modulo inviato non si può leggere

# A program sent the form in another format.
form-media = Il programma ha inviato il modulo in un formato che questo sito non legge. Apri la pagina da qui e compilala con il browser.

# The form's letters are damaged.
form-letters = Alcune lettere del modulo sono arrivate danneggiate. Torna alla pagina, ricaricala e invia di nuovo.

# The form holds a null byte or another control character.
form-control = In una risposta c’è un carattere che non si vede e che nessuna tastiera scrive, forse incollato da un altro programma. Torna alla pagina e scrivi quella risposta a mano.

# Beside an answer that held a control character, in its page shown again.
# $label (Text): the question’s label
answer-control = Controlla la risposta “{ $label }”: conteneva un carattere che non si vede, l’abbiamo tolto

# Beside an answer whose letters came in another code than that of this site.
# $label (Text): the question’s label
answer-letters = Controlla le lettere con accento della risposta “{ $label }”: il browser le ha mandate in un altro modo

# The form has other fields than its page.
form-fields = Nel modulo manca un campo, o ce n’è uno che la sua pagina non chiede, o due volte lo stesso. Apri di nuovo la pagina e invia da lì.

# The form broke off on its way.
form-broken = Il modulo è arrivato solo in parte, perché la linea si è interrotta. Torna alla pagina e invia di nuovo.

# Title when the portal fails.
failed-title = Il servizio ha un guasto

# What to do when the portal fails.
failed-do = Il guasto è nostro, non tuo. Riprova tra qualche minuto.

# Title when the portal has too much to do.
busy-title = Il servizio è molto occupato

# What to do when the portal has too much to do.
# $seconds (Number)
busy-do = In questo momento ci sono molte richieste. Tra { $seconds } secondi ricarica questa pagina.

# Title when the database cannot be reached.
no-records-title = Il nostro archivio non risponde

# What to do when the database cannot be reached.
# $seconds (Number)
no-records-do = Il guasto è nostro, non tuo. Tra { $seconds } secondi ricarica questa pagina.

# What is saved when something went wrong while reading.
nothing-lost = Non hai perso nulla: quello che avevi già inviato è al sicuro.

# What is saved when something went wrong while sending.
not-sent = Quello che hai appena inviato non è stato ricevuto. Con il pulsante Indietro alcuni browser lo mostrano ancora, altri no.

# What is saved when the portal could not take a form that it may take a little later.
send-again = Quello che hai appena inviato non è stato ricevuto. Per inviarlo senza riscriverlo, ricarica questa pagina e conferma al browser che vuoi inviare di nuovo.

# What is saved of who has to wait after too many wrong tries.
slowed-saved = Non hai perso nulla: i tentativi sbagliati non cambiano il PIN né i codici che hai ricevuto.

# What is saved when the form of the preferences was not understood.
preferences-unsaved = Finché non salvi restano le scelte di prima.

# Heading over the ways to reach people, on every error page.
reach-us = Se serve aiuto

# Telephone for help, from a landline and from a mobile.
# $phone (Phone)
# $mobile (Phone)
call-us = Chiama { $phone } da telefono fisso o { $mobile } da cellulare.

# A way in writing.
# $mail (Mail)
write-us = Scrivi a { $mail }

# Link to the front page.
to-home = Vai alla pagina iniziale

# Link to the search page.
to-search = Cerca nel sito

# Title when a session has ended.
ended-title = La sessione è finita

# When a session has ended, and why.
# $time (Time)
ended-when = La sessione si è chiusa alle { $time }, per proteggere i tuoi dati.

# A form that was sent after the end of the session is kept.
ended-kept = Quello che hai scritto è conservato per 60 minuti. Accedi di nuovo e lo ritrovi, da controllare e inviare.

# On the sign-in page, after where it leads: a form that came too late is kept there.
waits-form = Quello che hai scritto è conservato: dopo l’accesso lo ritrovi lì, da controllare e inviare.

# The same: answers of a form in parts were saved before.
waits-draft = Le risposte già salvate ti aspettano lì.

# When the session ended that a page belonged to is not known any more.
ended-once = Questa pagina era di una sessione che si è chiusa.

# What has become of what somebody who was not signed in had typed.
ended-deleted = Le risposte che non avevi ancora inviato sono state cancellate.

# Title, and heading over the page where one begins again: the answers of an address are not there, and why is not known.
answers-gone-title = Queste risposte non ci sono più

# What can have become of them.
answers-gone = O le hai già inviate, o la sessione in cui le hai scritte si è chiusa: allora sono state cancellate. Puoi cominciare di nuovo.

# Nothing was lost at the end of a session.
ended-nothing = Accedi di nuovo per continuare.

# A button that was pressed after the end of the session.
ended-not-done = Il pulsante non ha avuto effetto: niente è cambiato. Accedi di nuovo, apri la pagina e premilo ancora.

# Title when a button was pressed on a page that is too old.
not-done-title = Il pulsante non ha avuto effetto

# Why a button had no effect; its page is shown again below.
not-done = La pagina era aperta da troppo tempo o in un’altra scheda, quindi niente è cambiato. Controlla e premi di nuovo.

# Why a button had no effect; its page cannot be shown here.
not-done-do = La pagina era aperta da troppo tempo o in un’altra scheda. Aprila di nuovo e ripeti.

# A button that was pressed without the cookie of its page, which is shown again below.
not-done-no-cookie = Con il pulsante non è arrivato il cookie di questo sito, che serve per inviare: forse il browser è stato chiuso e riaperto, oppure non conserva i cookie. Niente è cambiato: premi di nuovo. Se ritorni qui, permetti i cookie di questo sito nelle impostazioni del browser.

# The same where the page cannot be shown.
no-cookie-do = Con il pulsante non è arrivato il cookie di questo sito, che serve per inviare. Permetti i cookie di questo sito nelle impostazioni del browser, poi apri di nuovo la pagina e ripeti.

# Title of the notice over a form that is shown again, filled but not sent.
again-title = Il modulo non è stato inviato

# A form whose page was too old; it is shown filled.
again-old = La pagina era aperta da troppo tempo o in un’altra scheda. Abbiamo conservato quello che hai scritto, tranne i codici segreti: controlla e invia di nuovo.

# A form that came after the session's end; it is shown filled.
again-late = La sessione era finita. Abbiamo conservato quello che avevi scritto, tranne i codici segreti: controlla e invia.

# A form with a field that its page does not ask, or twice the same; it is shown filled.
again-fields = Nel modulo c’era un campo che questa pagina non chiede, o due volte lo stesso. Abbiamo conservato quello che hai scritto, tranne i codici segreti: controlla e invia di nuovo.

# A form that came without the cookie of its page; it is shown filled.
again-no-cookie = Con il modulo non è arrivato il cookie di questo sito, che serve per inviarlo: forse il browser è stato chiuso e riaperto, oppure non conserva i cookie. Abbiamo conservato quello che hai scritto, tranne i codici segreti: controlla e invia di nuovo. Se ritorni qui, permetti i cookie di questo sito nelle impostazioni del browser.

# Title when a draft has no room for what was sent.
full-title = In questa bozza c’è troppo testo

# What to do then.
full-do = Una risposta, o più d’una, è troppo lunga: questa non ci sta più. Le risposte salvate prima ci sono ancora. Torna alla pagina prima, accorcia quello che hai scritto e invia di nuovo.

# The same over the form, which is shown filled.
again-full = In questa bozza c’è troppo testo, e queste risposte non ci stanno più. Quelle salvate prima ci sono ancora. Accorcia quello che hai scritto e invia di nuovo.

# Title when a draft is no more.
no-draft-title = Questa bozza non c’è più

# Why a draft is no more.
# $days (Number)
no-draft-why = Una bozza resta salvata { $days } giorni dall’ultima modifica, poi si cancella. Sono passati, oppure è stata eliminata.

# What became of what was typed into a draft that is no more.
no-draft-not-kept = Quello che hai appena scritto non è stato salvato. Con il pulsante Indietro alcuni browser lo mostrano ancora, per copiarlo.

# What has been sent is not lost with a draft.
no-draft-sent = Quello che hai già inviato resta tra le tue pratiche.

# Link to the list of drafts in My area.
to-drafts = Le tue bozze

# Title of the preferences page.
preferences-title = Preferenze di lettura

# What the preferences do; followed by one of the two sentences below.
preferences-intro = Queste scelte cambiano come vedi e ascolti tutte le pagine.

# Where they are, of who has not asked to keep them with their data.
preferences-here = Restano solo in questo browser.

# Where they are, of who has asked to keep them with their data.
preferences-kept = Restano in questo browser e con i tuoi dati: dopo l’accesso le ritrovi su ogni dispositivo.

# Question: which colours.
theme = Colori

# Colours as the browser says.
theme-auto = Come il mio dispositivo

# Light colours.
theme-light = Chiari

# Dark colours.
theme-dark = Scuri

# Black on white.
theme-high-light = Contrasto massimo, nero su bianco

# White on black.
theme-high-dark = Contrasto massimo, bianco su nero

# Question: how large the text is.
size = Grandezza del testo

# Text of the normal size.
size-100 = Normale

# Larger text.
size-125 = Più grande

# Much larger text.
size-150 = Molto più grande

# Text of twice the size.
size-200 = Il doppio

# Question: space between letters, words and lines.
spacing = Spazio tra lettere e righe

# Normal space.
spacing-normal = Normale

# Wider space.
spacing-wide = Più largo

# Question: what helps who listens.
reading = Ascolto e braille

# Hint of the question on listening.
reading-hint = Puoi scegliere più risposte

# Codes are also spelled.
spell-codes = Leggi i codici anche lettera per lettera, con i nomi di città

# Tables are read as lists.
tables-as-lists = Leggi le tabelle come elenchi

# Question: how long a session lasts.
length = Durata della sessione senza attività

# Hint of the question on the session's length.
length-hint = Vale dal prossimo accesso o modulo che inizi; dopo questo tempo la sessione si chiude da sola

# A session length in minutes.
# $minutes (Number)
length-minutes = { $minutes } minuti

# A session length in hours.
# $hours (Number)
length-hours =
    { $hours ->
        [one] { $hours } ora
       *[other] { $hours } ore
    }

# Question for who is signed in: keep the preferences with the citizen.
keep = Dove conservarle

# Keep the preferences with the citizen, on all devices.
keep-mine = Conserva queste scelte con i miei dati, per ritrovarle su ogni dispositivo

# Hint: why one might not want to.
keep-hint = Le scelte possono far capire una disabilità: le conserviamo solo se lo chiedi tu

# Button that saves the preferences.
preferences-save = Salva le preferenze

# Notice after saving the preferences.
preferences-saved = Fatto: le preferenze sono salvate

# Title of the preferences page after saving.
preferences-saved-title = Preferenze di lettura salvate

# Choose one of the answers.
# $label (Text)
choose-one = Scegli una risposta per: { $label }

# Notice after asking for more time.
more-time-title = Fatto: hai più tempo

# Until when the session lasts now.
# $time (Time)
more-time = La sessione ora dura fino alle { $time }.

# Title after signing out; it says neither "uscito" nor "uscita".
signed-out-title = Hai chiuso la sessione

# What signing out means.
signed-out-what = Da questo dispositivo nessuno può leggere i tuoi dati finché non accedi di nuovo.

# Link to the sign-in page.
signed-out-again = Accedi di nuovo

# Title when a form comes from somebody who has signed out, or whose browser keeps no cookies.
gone-title = Il tuo accesso non è più attivo

# What to do then.
gone-do = La sessione è stata chiusa, forse da un’altra scheda, oppure il browser non conserva i cookie. Accedi di nuovo e ripeti.

# When the citizen signed out; a form was then sent from a page that was still open.
# $time (Time)
left-when = La sessione è stata chiusa alle { $time }, forse da un’altra scheda.

# When the session was closed from another one of the same citizen: in their own area, or by a change of the PIN.
# $time (Time)
closed-when = La sessione è stata chiusa alle { $time } da un altro dispositivo o browser: dalla tua area, oppure cambiando o revocando il PIN. Se non lo hai fatto tu, chiamaci.

# The same, where the institute’s PIN is switched off.
# $time (Time)
closed-from-area = La sessione è stata chiusa alle { $time } dalla tua area, da un altro dispositivo o browser. Se non lo hai fatto tu, chiamaci.

# The browser sent a form of somebody who is signed in, and no cookie with it.
lost-why = Il browser ha dimenticato il tuo accesso, per esempio perché è stato chiuso e riaperto.

# Title when a form comes from a page of somebody else, who used this browser before.
anothers-title = La pagina era di un’altra persona

# Why nothing was done; who was here before and what they wrote is not told.
anothers-what = L’ha aperta un’altra persona in questo browser, prima del tuo accesso. Non è stato inviato nulla, e quello che ha scritto non ti viene mostrato.

# What they had typed is kept for them.
anothers-kept = Quello che ha scritto è conservato per 60 minuti: quella persona lo ritrova quando accede.

# Nothing was kept; the page can be used by who reads this too.
anothers-open = Se la pagina serve a te, aprila di nuovo.

# Link from the preferences back to the page one came from.
back-there = Torna alla pagina di prima

# Title when a kiosk's request is not taken.
kiosk-title = Questo chiosco non può collegarsi

# The signature of a kiosk's request is not right.
kiosk-signature = Il portale non ha riconosciuto la firma del chiosco, quindi non ha letto la richiesta. Prova di nuovo; se non va, chiedi al personale.

# The kiosk is not enrolled, or its key was revoked.
kiosk-unknown = Questo chiosco non è registrato, o la sua chiave è stata revocata. Chiedi al personale della sede: può servirti allo sportello.

# The kiosk's clock or the portal's is wrong.
kiosk-clock = L’orologio del chiosco non va d’accordo con quello del portale. Chiedi al personale della sede: va rimesso all’ora giusta.

# A form of a kiosk was not taken.
kiosk-not-sent = Quello che hai inviato ora non è stato ricevuto.

# What somebody at a kiosk had typed into a draft that is no more.
kiosk-not-saved = Quello che hai appena scritto non è stato salvato.

# Title at a kiosk when what was chosen had no effect.
kiosk-not-done-title = Non è stato fatto niente

# Why it had no effect at a kiosk: its page is shown again, or is to be opened again.
kiosk-not-done = La pagina era aperta da troppo tempo, quindi niente è cambiato. Controlla la pagina e ripeti.

# The same at a kiosk after the end of the session.
kiosk-ended-not-done = Niente è cambiato. Accedi di nuovo e ripeti.

# A form at a kiosk whose page was too old; it is shown filled.
kiosk-again-old = La pagina era aperta da troppo tempo. Abbiamo conservato quello che hai scritto, tranne i codici segreti: controlla e invia di nuovo.

# Nobody is signed in any more at a kiosk, and what to do.
kiosk-gone = La sessione è stata chiusa. Accedi di nuovo e ripeti.

# A session at a kiosk was closed from elsewhere.
# $time (Time)
kiosk-closed-when = La sessione è stata chiusa alle { $time } da un altro dispositivo. Se non lo hai fatto tu, chiamaci.

# At a kiosk: whose page it was.
kiosk-anothers = L’ha aperta un’altra persona prima del tuo accesso. Non è stato inviato nulla, e quello che ha scritto non ti viene mostrato.

# A form that was sent after the end of the session and is not kept: it held only secrets, or nothing.
ended-not-kept = Quello che hai appena inviato non è stato ricevuto né conservato: i codici segreti non si conservano mai. Accedi di nuovo e ripeti.

# Title when what came is no request that can be read.
unread-title = La richiesta non si può leggere

# What to do then.
unread-do = Quello che è arrivato non è una richiesta di un browser. Apri di nuovo la pagina; se succede ancora, prova un altro browser o un’altra rete.

# Title when a request did not come in time.
slow-title = La richiesta non è arrivata in tempo

# What to do then.
slow-do = Il collegamento si è fermato. Apri di nuovo la pagina.

# Title when the address of a page is too long to be read.
address-title = L’indirizzo è troppo lungo

# What to do then.
address-do = L’indirizzo della pagina ha troppi caratteri. Forse il collegamento è sbagliato: parti dalla pagina iniziale.

# Title when the head of a request is too large.
head-title = La richiesta è troppo grande

# What to do then.
head-do = Il browser ha mandato troppe informazioni insieme alla richiesta, per esempio troppi cookie. Cancella i cookie di questo sito e apri di nuovo la pagina.
