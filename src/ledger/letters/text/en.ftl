written = Date: { $date }
code = Your second code
address = The page to open, also without scanning the QR code:
qr = QR code with the address of the page; by itself it opens nothing
call = Person to call: { $name }. Only at this number: { $phone }. To be read out twice:
open = The page to open:
