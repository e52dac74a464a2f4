sender = { $institute }, Accessible counter
sender-phone = Telephone { $phone } from a landline, { $mobile } from a mobile
sender-mail = E-mail { $mail }
greeting = To { $name }:
written = Date: { $date }
code = Your second code
address = The page to open, also without scanning the QR code:
qr = QR code with the address of the page; by itself it opens nothing
call-title = Call with a code to read out
call-whom = Call { $name }, only at this number: { $phone }.
call-begin = Say your name and that you call from { $institute }. Do not say yet why.
call-who = Make sure who is answering: have them say their first name, their surname and the day or the number of the request. Do not prompt them.
call-asked = The request is of { $date } and has the number { $number }.
call-alone = If someone else or a machine answers, or if in doubt, read nothing and leave no message: call again another time.
call-read = Read the text that follows, slowly. Read the code twice, two digits at a time, and wait until it is written down.
call-after = After the call destroy this sheet.
call-say =
    { $tongue ->
        [en] To be read out, in English:
        [ar] To be read out, in Arabic:
       *[it] To be read out, in Italian:
    }
call-code = Your second code: { $code }.
call-again = I repeat: { $code }.
open = The page to open:
