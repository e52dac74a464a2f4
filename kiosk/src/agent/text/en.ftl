welcome = Welcome to Sportello
prompt = To listen: headphones, or key 5.
welcome-listen = To listen, plug in headphones or press key 5.
keys-short = Use the arrows for the previous and next item, the middle key to choose.
kiosk = Kiosk
print = Print this page: { $lines ->
    [one] one line
   *[other] { $lines } lines
}
printing = Printing.
printed = Done: take the receipt, it comes out below the screen.
print-waits = When it works again I print the receipt. Meanwhile you can hear it here; what you have sent stays in your area.
print-failed = The whole receipt did not come out. When the printer works again, we print it again from the start. If a piece of it is out, take that too.
end = Close the session
end-ask = Do you want to close?
end-what = The answers on this page have not been sent yet.
end-no = No, go back to the page
end-yes = Yes, close and erase
ended = Session closed: nothing of yours is left here.
take-card = Take your card.
idle = Are you still here?
idle-what = In { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} the session closes. Press a key or touch the screen to go on.
wait = One moment.
away = There is no connection
away-what = The kiosk cannot reach the portal. It tries again by itself; you can also try again, or close.
kept-what = This page is of { $time }: something may have changed. Searches and forms need the connection.
away-sent = We do not know whether the request has arrived. The kiosk tries again by itself: it is not sent twice.
away-unknown-draft = We do not know whether the request has arrived. The draft is saved: you find it in your area, from here or from home. Request { $number }: by this number the staff see whether it has arrived.
away-unknown-keyed = We do not know whether the request has arrived. You can try again: it is not sent twice. Request { $number }: by this number the staff see whether it has arrived.
away-unknown = We do not know whether the request has arrived. There is no draft of what you typed: try again, or ask the staff.
again = Try again
strange = This page cannot be shown here
strange-what = Ask the staff, or close and try again later.
out-of-service = Kiosk out of service
out-what = The voice does not work. Ask the staff: touch “Call the staff” twice, or press key 7 twice.
closed = Kiosk closed
closed-what = Ask the staff: touch “Call the staff” twice, or press key 7 twice.
private-answer = There is a personal answer: plug in headphones, read it on the screen, or call the staff.
headphones-in = Headphones plugged in.
curtain-on = Screen covered.
curtain-off = Screen visible.
page-start = Start of the page.
command-spell = Letter by letter
command-where = Where you are
command-curtain = Cover or uncover the screen
page-end = End of the page. Commands
nothing-here = There is nothing to choose here.
chosen = Chosen: { $choice }
not-chosen = No longer chosen: { $choice }
erased = Erased
erased-left = Erased, { $count } left
type-digits = Type with the number keys. The Back key erases.
type-money = Type with the number keys. For the decimal comma press the middle key twice. The Back key erases.
to-open = Press the middle key to open.
to-send = Press the middle key to send.
to-do = Press the middle key to do it.
to-choose = Press the middle key to choose.
opens = It opens.
sends = It sends.
does = It can be done.
can-be-chosen = It can be chosen.
type-letters = Type with the number keys, as on a telephone. The Back key erases.
ring = Next moves on, the middle key takes.
ring-done = Done
ring-erase = Erase
ring-space = Space
ring-digits = Digits
ring-accents = Accented letters
ring-signs = Other signs
ring-groups = Other groups
place = Item { $at } of { $of }: { $title }
volume = Volume { $step } of { $of }
rate = Speed { $percent } per cent
paused = Paused.
help-keys = Arrows: previous and next item. Middle key: choose, or skip the part that begins there. 8 and 2: next and previous part. 6 and 4: next and previous question. 9: next mistake. 0: letter by letter. 1: pause. 3: covers the screen. 5: where you are. 7 twice: call the staff. Where you type, the numbers type: there Help and then 7 calls the staff. To try all the keys press Help again.
explore-on = Try the keys: each key says its name and does nothing. Press Help to finish.
explore-off = You have finished trying the keys.
key-previous = Previous item
key-next = Next item
key-select = Choose
key-back = Go back to the page before; where you type, erase
key-end = Close the session
key-help = Help
key-repeat = Repeat
key-louder = Louder
key-softer = Softer
key-faster = Faster
key-slower = Slower
key-digit = Key { $digit }: { $digit ->
        [0] letter by letter
        [1] pause
        [2] previous part
        [3] covers the screen
        [4] previous question
        [5] where you are
        [6] next question
        [7] twice, calls the staff
        [8] next part
       *[other] next mistake
    }
staff-ask = To call the staff press 7 again.
staff-away = Nobody of the staff gets the call. Go to the counter, or ask somebody near you.
staff-called = Done: the staff have been called.
staff-coming = One of the staff is coming.
card-reading = Reading the card. Do not take it out.
card-read = Your fiscal code has been read and filled in. Check it.
card-expired = The card has expired, but the fiscal code can be read: we have written it. Check it.
card-mute = The card does not answer. Turn it round; if it has no chip, or is an identity card, show the barcode.
card-foreign = This card is not a health card. Show the barcode, or type the fiscal code.
card-identity = This is an electronic identity card: show the barcode on the back.
card-torn = The card came out too soon. Put it in again.
card-damaged = The card cannot be read. Show the barcode, or type the fiscal code.
card-gone = The card reader does not work. Show the barcode, or type the fiscal code.
code-unknown = This code is not a fiscal code.
code-damaged = The code was not read well. Show it again.
paper-ready = The printer is ready.
paper-near-end = The paper is about to run out.
paper-out = There is no paper in the printer.
paper-cover = The printer is open.
paper-missing = The printer does not answer.
paper-fault = The printer has a fault.
ring-comma = Comma
choose-language = Choose the language
call-staff = Call the staff
take-receipt = Wait and take the receipt.
card-ok = Card read.
full = There is no more room
typed-signs = { $count ->
    [one] One sign
   *[other] { $count } signs
}
private-replug = There is a personal answer: read it on the screen, or unplug the headphones and plug them in again.
keypad-gone = The keypad does not answer. Ask the staff, or go on by touching the screen.
keypad-back = The keypad works again.
reader-gone = The code reader does not answer. Type your fiscal code, or use your card.
reader-back = The code reader works again.
staff-ask-touch = To call the staff touch “Call the staff” again.
covered = On the screen your data are covered.
private-problem = There is a problem in what you typed: plug in headphones, read it on the screen, or call the staff.
finger-on = You now explore the screen by ear.
finger-how = Move one finger on the screen to hear what is under it. Tap twice to choose. Swipe right or left to go on or back. Tap with two fingers for silence, with three to touch directly again.
finger-off = The screen is now touched directly. Three fingers take you back to exploring.
finger-done = Done.
finger-keyboard = There is a keyboard on the screen: find the signs with a finger, and tap twice to type them.
control-listen = Stop listening
control-size = Enlarge the letters
control-theme = Colours
control-low = Low down: everything in the lower half of the screen
control-cover = Show or cover your data
control-stay = I am here
card-pin-insert = First insert the card in the reader, and wait.
card-pin-tries = You have { $left } tries for the card’s PIN.
card-pin-last = Take care: you have one try. If it is wrong, the card is blocked. If you are not sure, sign in with the PIN of your area.
card-pin-wrong = The card’s PIN is not right.
card-pin-blocked = The PIN of this card is blocked. It is unblocked with the PUK code, at the office of your local health authority that activated the card. Here you can sign in with the PIN of your area.
card-pin-unable = This card cannot be used to sign in. Sign in with the PIN of your area, or ask the staff.
card-pin-short = The card’s PIN has at least 5 digits.
card-pin-signing = One moment: the card is signing. Do not take it out.
card-pin-waits = One moment: the card is at work.
braille-begin = Welcome to Sportello. Press a key of the braille display to begin.
braille-keys = Braille display connected. Line up and line down: previous and next item. Window right: the rest of the item. Key above a cell: choose. Type with the braille keys.
braille-staff = To call the staff, choose again.
braille-no-box = There is nothing to type here.
braille-no-sign = This sign cannot be typed here.
welcome-what = Find an office, ask for a PIN, read your contributions.
greeting = Welcome to the INPS counter.
choose-this = Press the middle key.
replug = To listen in private, unplug the headphones and plug them in again.
take-headphones = Unplug the headphones.
private-again = It is personal: only in headphones or on the screen.
no-more-questions = There are no more questions.
no-more-parts = There are no more parts.
no-problems = There are no mistakes.
no-page-before = You are on the first page.
page-before = Go back to the page before
other-language = Change language
help-touch = By touch
help-touch-how = Touch an item to open it, a box to type. The controls of the page change letters, colours and language, or bring everything low down.
help-ear = With headphones and keys
help-card = With the health card
help-card-how = Show the barcode to the reader, or insert the card: it writes your fiscal code for you. To see your data you also need the PIN.
help-paper = The receipt
help-paper-how = Where there is something to take away you find the command that prints the page. The receipt comes out below the screen.
help-staff-how = Touch the control twice, or press key 7 twice: who comes does not see your page.
help-contacts = Telephone, mail and offices
back-to-page = Back to the page
chip-up = The chip faces up, and goes in first.
chip-down = The chip faces down, and goes in first.
selftest = Voice test: one, two, three.
booth = Have personal answers read by the loudspeaker
booth-how = There is also the loudspeaker: you find it at the end of the page.
booth-ask = Do you want personal answers from the loudspeaker?
booth-what = Whoever is near hears them: do it only if you are in the booth and its door is closed. It holds until the end of the session, or until you unplug headphones.
booth-yes = Yes, by the loudspeaker
booth-end = Stop reading personal answers by the loudspeaker
booth-off = Personal answers are no longer read by the loudspeaker.
headphones-gone = The headphones do not work. Personal answers can be read on the screen; to call the staff press 7 twice.
headphones-back = The headphones work again.
loudspeaker-gone = The loudspeaker does not work. Plug in headphones, or go on by the screen.
link-lost = The connection is lost: here you can go on reading and printing. You will be told when it is back.
link-back = The connection is back.
