# At the head of a letter: the institute, and the office that writes.
# $institute (Name)
sender = { $institute }, Sportello accessibile

# Under it: where to call.
# $phone (Phone)
# $mobile (Phone)
sender-phone = Telefono { $phone } da fisso, { $mobile } da cellulare

# Under it: where to write.
# $mail (Mail)
sender-mail = E-mail { $mail }

# The first words of a letter: whom it is for.
# $name (Name)
greeting = A { $name }:

# The date of a letter.
# $date (Date)
written = Data: { $date }

# Heading over the code that only this letter tells.
code = Il tuo secondo codice

# Beside the QR of a letter; the address follows.
address = La pagina da aprire, anche senza inquadrare il codice QR:

# What the QR is, for who reads the letter with a screen reader before it is printed.
qr = Codice QR con l’indirizzo della pagina; da solo non apre nulla

# Title of the sheet of who calls, in a call centre.
call-title = Telefonata con un codice da leggere

# On that sheet: whom to call.
# $name (Name)
# $phone (Phone)
call-whom = Chiama { $name }, solo a questo numero: { $phone }.

# Then: how to begin.
# $institute (Name)
call-begin = Di’ il tuo nome e che chiami da { $institute }. Non dire ancora perché.

# Then: before anything is read.
call-who = Accertati di chi risponde: fatti dire nome, cognome e il giorno o il numero della richiesta. Non suggerirli.

# Then: what they must say, one of the two.
# $date (Date)
# $number (Code)
call-asked = La richiesta è del { $date } e ha il numero { $number }.

# Then: when nothing may be read.
call-alone = Se risponde un’altra persona o una segreteria, o se hai un dubbio, non leggere nulla e non lasciare messaggi: richiama un’altra volta.

# Then: how to read.
call-read = Leggi il testo che segue, lentamente. Leggi il codice due volte, a gruppi di due cifre, e aspetta che sia scritto.

# Last.
call-after = Dopo la telefonata distruggi questo foglio.

# Over what is read to the citizen; the language they asked in.
# $tongue (Choice)
call-say =
    { $tongue ->
        [en] Da leggere, in inglese:
        [ar] Da leggere, in arabo:
       *[it] Da leggere, in italiano:
    }

# Read to the citizen.
# $code (Code)
call-code = Il tuo secondo codice: { $code }.

# Read to the citizen, after that.
# $code (Code)
call-again = Lo ripeto: { $code }.

# At the end of a braille letter; the address of a page follows.
open = La pagina da aprire:
