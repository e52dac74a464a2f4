title = Sign in
summary = Enter your area with fiscal code and PIN.
for-whom = For whoever has an active PIN.
how = Type your fiscal code and your PIN of 8 digits. Before entering, choose how long the session may last.
needs = The fiscal code and the PIN of 8 digits.
gets = You read, hear and print your documents, at once.
keywords = enter, login, authentication, personal area
intro = You need your fiscal code and the PIN of 8 digits that you chose.
already = You are already signed in
already-what = You are in and can go to your area. To sign in again, or with another fiscal code, sign out first.
to-area = Go to your area
sign-out = Sign out
code = Fiscal code
code-hint = 16 characters, as on the health card
pin = PIN
pin-hint = 8 digits; blanks do not count
length = Length of the session
length-hint = How long you can stay without doing anything; if you choose none, that of your preferences holds
length-preferred = That of my preferences
minutes = { $count } minutes
hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
submit = Sign in to your area
help = If you cannot sign in, call { $phone } from a landline or { $mobile } from a mobile, or come to an office with an identity document.
ask-pin = Ask for or manage the PIN
activate-pin = Activate the PIN with the two codes
pin-missing = Enter the PIN
pin-length = The PIN must have 8 digits
length-missing = Choose the length of the session
wrong = Fiscal code and PIN do not match: check both and enter the PIN again
wait-today = There were too many wrong tries: try again after { $time }
wait-tomorrow = There were too many wrong tries: try again on { $date } after { $time }
by-card = Sign in with the health card and the card’s PIN
card-title = Sign in with the card
card-intro = Insert the card in the reader and enter its PIN. The card’s PIN stays between you and the card: it does not reach us.
card-pin = PIN of the card
card-pin-hint = 5 to 8 digits, those from the card’s envelope; it is not the PIN of your area
card-submit = Sign in with the card
card-other = Sign in with fiscal code and the PIN of your area
card-late = Too much time has passed: enter the card’s PIN again
card-refused = We cannot accept this card’s signature: sign in with the PIN of your area, or ask the staff
card-expired = This card’s certificate has expired: sign in with the PIN of your area, or ask the staff
card-revoked = This card has been revoked: sign in with the PIN of your area, or ask the staff
card-unsure = We cannot check now whether the card is valid: try again later, or sign in with the PIN of your area
card-nobody = The card is fine, but we hold no data under its fiscal code: ask the staff
