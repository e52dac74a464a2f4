title = Your area
summary = Your data, your cases, your letters, your contacts with us and your open sessions.
for-whom = For people with an active PIN.
how = Sign in with your fiscal code and PIN.
needs = Your fiscal code and PIN.
gets = Everything this portal holds about you, to read, print and download.
terms = You can read it all at once.
keywords = profile application case status protocol letters personal data residence address sessions sign out
who = Who you are
name = Name and surname
code = Fiscal code
born-on = Date of birth
born-in = Place of birth
lives = Residence
contact-home = Home telephone
contact-office = Work telephone
contact-mobile = Mobile
contact-mail = E-mail
pin = PIN
pin-reads = active for reading and printing, since { $date }
pin-sends = active for sending applications too, since { $date }
pin-none = no active PIN
wrong-data = If something is wrong, call, write or come to an office. Your address changes only through your comune’s register.
here = In your area
cases = Your cases
cases-page = Your cases, page { $page }
cases-none = You have no cases yet. When you send an application you find it here, with its protocol number.
newest-first = By date, the newest first
case-of = { $service }: { $what }
case-numbered = { $what }: { $number }
case-about = Case
case-received = Received on
case-state = State
case-open = Open the case { $number }
protocol = Protocol number
state-sent = Received
state-in-progress = In progress
state-waiting = Waiting for documents
state-accepted = Accepted
state-refused = Refused
state-withdrawn = Withdrawn or cancelled
state-letter = Letter { $state }
letter-is = Letter: { $state }.
next-sent = We have received it. We are assigning it to someone: you will see here when they start working on it.
next-in-progress = Someone is looking into it. You need not do anything: if something is needed, we will write to you.
next-waiting = We need a document: read the note on this page, then bring the document to an office, post it or call us.
next-accepted = It is closed and accepted. For the details, call us or come to an office.
next-refused = It is closed and not accepted. To find out why, and how to appeal, call us or come to an office.
next-withdrawn = It is closed without a decision. If you still need it, send it again.
next-withdrawn-after = It was made void: the earlier decision no longer holds. To know why, call us or come to an office.
next-withdrawn-by-you = You withdrew it on { $date } at { $time }: there is nothing more to do. If you need it again, send a new registration.
state-is = State: { $state }.
state-note = Note from the office: { $note }
sent-heading = What you sent
history = History of the case
history-caption = States and notes, the newest first
when = When
at = { $date }, at { $time }
note = Note
letters = Your letters
letters-page = Your letters, page { $page }
letters-none = We have not written to you from this portal yet.
letters-secret = Secret codes sent by letter are never shown here.
letter = Letter
letter-pin = Second code for the PIN
letter-slow-down = Notice about wrong sign-in attempts
letter-statement = Contribution statement
letter-other = Other letter
letter-how = How
by-print = in ordinary print, by post
by-letter = in large print, by post
by-braille = in braille, by post
by-call = by telephone
letter-waiting = written on { $date }, waiting to be sent
letter-taken = handed over for posting on { $date }
letter-delivered = sent, confirmed on { $date }
letter-returned = returned on { $date }: call us to check your address
letter-cancelled = cancelled on { $date }: it will not be sent
call-waiting = asked for on { $date }, still to be made
call-taken = handed over on { $date } to the people who will call you
call-made = made, confirmed on { $date }
call-failed = unsuccessful on { $date }: call us to check your number
call-cancelled = cancelled on { $date }: we will not call you
state-call = Call { $state }
call-is = Call: { $state }.
met = Your contacts with us
met-page = Your contacts with us, page { $page }
met-none = Every contact you have with us is listed here: sign-ins, applications, calls, visits.
met-strange = If you do not recognise a contact, change your PIN and call us.
met-strange-call = If you do not recognise a contact, call us.
met-where = From where
met-what = What
door =
    { $door ->
        [web] site
        [kiosk] kiosk in an office
        [telephone] telephone
        [counter] counter
        [post] post
       *[other] other
    }
read-by =
    { $who ->
        [citizen] you
        [job] the program that writes letters
        [mail-house] whoever prepares and posts letters
       *[staff] staff of the institute
    }
read-what =
    { $what ->
        [identity] who you are
        [contributions] your contributions
        [cases] the list of your cases
        [case] one of your cases
        [draft] one of your drafts
        [drafts] the list of your drafts
        [letters] the list of your letters
        [encounters] the list of your contacts
        [sessions] your sessions
        [preferences] your reading preferences
        [copy] all your data
        [lavoro-domestico] your domestic work
        [pin-at-counter] who you are, for a new PIN
        [pin-raised] who you are, to strengthen the PIN
        [pin] whether you have a PIN
        [pin-request] your data, for the request for a PIN
        [pin-change] who you are, to change the PIN
        [letter-written] your name and address, to write you a letter
        [letter-taken] a letter to you, to prepare and post it
       *[other] your data
    }
did-sign-in = You signed in.
did-slow-down = There were wrong sign-in attempts: we slowed them down.
did-read = You read: { $service }.
did-download = You downloaded: { $service }.
did-send = You sent: { $service }.
did-order = You asked for it by post: { $service }.
did-report = You reported an error in: { $service }.
did-request-pin = You asked for a PIN.
did-activate-pin = You activated your PIN.
did-change-pin = You changed your PIN.
did-revoke-pin = You revoked your PIN.
did-use = You used: { $service }.
sessions = Your open sessions
sessions-intro = These are the devices from which your area can be read right now.
session-device = Device
session-began = Started
session-seen = Last used
sessions-caption = Devices and times
session-row = { $number }. { $device }
session-this = { $number }. { $device } (this session)
session-unknown = device without a name
session-end = End session { $number }, { $device }, started on { $date } at { $time }
session-ended = Done: the session has ended
session-ended-what = That device now has to sign in again.
sessions-end = End all other sessions
sessions-ended = Done: all other sessions have ended
sessions-ended-what = Only this one is still open. The other devices now have to sign in again.
preferences = Reading preferences
preferences-kept = Your choices are kept with your data since { $date }, because you asked for it.
preferences-not-kept = We keep no preferences with your data: they stay only where you chose them.
download = Download your data (JSON file, usually under 1000 kilobytes)
sign-out = Sign out
counted = { $list } ({ $count })
did-raise-pin = An office checked your identity document and raised your PIN.
did-ask-letter = You asked for the second code for the PIN again.
pin-change = Change the PIN
pin-revoke = Revoke the PIN
services = What you can do
your-data = Your data
pin-active = Done: your PIN is active
pin-active-what = From now on you sign in with your fiscal code and the PIN you chose. Sessions opened before, on other devices too, are closed.
drafts = Your drafts
drafts-page = Your drafts, page { $page }
drafts-none = You have no drafts. When you start a form, your answers are saved here.
late = Typed and not sent
late-what = It came after your session had ended and was not sent: open the page, check it and send it.
late-go-on = Resume: { $page }
late-note = Kept until { $time }.
drafts-open = To be finished
draft-go-on = Go on: { $service }, draft of { $changed }
draft-go-on-about = Go on: { $service }, { $about }, draft of { $changed }
draft-note = Kept until { $until }.
draft-delete = Delete: { $service }, draft of { $changed }
draft-delete-about = Delete: { $service }, { $about }, draft of { $changed }
drafts-order = The newest comes first.
draft-deleted = Done: the draft is deleted
draft-deleted-what = The answers are erased.
drafts-many = You already have { $most } open drafts: no other one was begun
drafts-many-what = Those you have are all here, with their answers. Go on with one and send it, or delete those you do not need: then you can begin another.
state-ended = Ended
next-ended = It is closed: what it was about has ended.
state-superseded = Not needed, another one counts
next-superseded = When it arrived you already had an open request, so it was not needed.
state-too-many = Not accepted, too many requests
next-too-many = In 90 days you can make three requests and get six letters: you had already reached this limit.
did-withdraw = { $service }: you withdrew what you had sent.
did-end = { $service }: you told us of its end.
no-note = none
copy-label =
    { $key ->
        [creato] When this copy was made
        [lingua] Language of the words
        [dati_di_prova] Invented person
        [persona] Who you are
        [nome] First name
        [cognome] Surname
        [codice_fiscale] Fiscal code
        [sesso] Sex
        [data_di_nascita] Date of birth
        [luogo_di_nascita] Place of birth
        [residenza] Home address
        [recapiti] Telephones and e-mail
        [tipo] Kind
        [valore] Number or address
        [dal] From
        [pratiche] Cases
        [protocollo] Protocol number
        [servizio] Service
        [stato] State
        [ricevuta] Received
        [aggiornata] Last change of state
        [risposte] Answers
        [parte] Part
        [domanda] Question
        [risposta] Answer
        [bozze] Drafts
        [modificata] Last changed
        [conservata_fino] Kept until
        [contatti] Contacts with us
        [quando] When
        [canale] From where
        [esito] What happened
        [pratica] Case
        [lettere] Letters and calls
        [modo] How
        [scritta] Written or asked for
        [affidata] Handed to whoever posts or calls
        [confermata] Confirmed or returned
        [pin] PIN
        [attivato] Activated
        [cambiato] Changed
        [revocato] Revoked
        [contributi] Contributions
        [gestione] Scheme
        [al] To
        [quantita] Quantity
        [unita] Unit
        [settimane_per_il_diritto] Weeks for the right
        [settimane_per_la_misura] Weeks for the amount
        [retribuzione_in_euro] Pay in euros
        [datore_di_lavoro] Employer
        [nota] Note
        [sessioni_aperte] Open sessions
        [dispositivo] Device
        [iniziata] Begun
        [usata_l_ultima_volta] Last used
        [questa] Is this one
        [dispositivi_conosciuti] Known devices
        [primo_accesso] First sign-in
        [ultimo_accesso] Last sign-in
        [letture_dei_dati] Who read your data
        [chi] Who
        [che_cosa] What
        [pagina] Page
        [scelte] Choices
       *[preferenze] Preferences
    }
copy-code = { $label } (code)
