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

# First line of the sheet for a call: whom and which number.
# $name (Name)
# $phone (Phone)
call = Persona da chiamare: { $name }. Solo a questo numero: { $phone }. Da leggere due volte:

# At the end of a call or of a braille letter; the address of a page follows.
open = La pagina da aprire:
