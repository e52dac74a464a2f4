title = Find your office
summary = Address, telephone, opening hours and access of the office that deals with you and of those nearby.
for-whom = For everyone; no need to sign in.
how = Type your comune (municipality), postcode or province, then choose an office.
needs = You only need to know where you live.
gets = The office that deals with you and those nearby, with address, telephone, opening hours and access.
terms = You can read the answer at once: there is no waiting.
keywords = office, counter, branch, hours, opening, address, telephone, where to go, LIS, sign language, interpreter, deaf, appointment, book, access, steps, near me
search-label = Comune, postcode or province
search-hint = For example { $comune }, { $cap } or { $sigla }
search-button = Find the office
search-again = Find another office
where-missing = Type a comune, a postcode or a province
cap-digits = An Italian postcode (CAP) has five digits and you typed { $digits }: check the postcode
cap-of-nobody = No comune and no office we know has the postcode { $cap }, nor one that begins with { $digits }: check the digits, or write the comune
elsewhere = { $comune } is not in the province of { $other }: this page is about { $place }.
to-results = The offices found with “{ $typed }”
offices-for = Offices near { $place }
offices-in = Province of { $place }: offices
offices-cap = Offices near postcode { $cap }
offices-words = Offices that match your words
page-of = { $title }, page { $page } of { $pages }
yours = Your office is { $office }, if you live in { $place }.
yours-province = The office of the province is { $office }. To know which one is yours, search for the comune you live in.
none-in-province = We have no office in the province of { $province }.
nearest = The nearest one to { $place } is { $office }, { $km } kilometres away as the crow flies.
nearest-first = There are { $count } offices, from the nearest.
formerly = { $old } is now part of { $place }.
ceased = { $old } is no longer a comune, and we do not know which one replaced it. Here are the offices of its province.
former-province = { $old } is no longer a province: its comuni are now in the province of { $province }.
of-cap = Postcode { $cap } belongs to { $place }.
of-city = Postcode { $cap } begins with { $digits }, as those of { $place } do.
cap-unknown = We do not know which comune has the postcode { $cap }. Here are the offices whose postcode begins with { $digits }.
by-distance =
    { $count ->
        [one] There is one office.
       *[other] There are { $count } offices: yours first, then the others from the nearest.
    }
by-comune =
    { $count ->
        [one] There is one office.
       *[other] There are { $count } offices, in order of comune.
    }
from-chief-town = We do not know where { $place } is on the map: distances are measured from the main town of the province.
is-yours = This is your office.
distance = { $km } kilometres away as the crow flies.
details = All about { $office }
call-fixed = Call from a landline: { $number }
call-mobile = Call from a mobile: { $number }
call = Call: { $number }
pages = Pages of offices
this-page = Current page: { $page } of { $pages }
next-page = Next page: { $page } of { $pages }
previous-page = Previous page: { $page } of { $pages }
which = Which place? { $name }
which-comune = Which comune?
which-choose = These places match what you typed. Choose yours.
which-cap = Postcode { $cap } belongs to several comuni. Choose yours.
which-like = No comune has this name. Perhaps you meant one of these.
begun-beside = If you meant another comune that begins with { $comune }, choose it here.
which-more =
    { $count ->
        [one] There is one more comune: if yours is not here, type its full name.
       *[other] There are { $count } more comuni: if yours is not here, type its full name.
    }
whole-province = The whole province of { $place }
none-title = No office found
none-for = We found no office with the words “{ $typed }”.
none-yet = There are no offices in our records yet.
none-next = What you can do
none-spelling = Check how the name of the comune is spelled.
none-cap = Try the postcode, or the province: { $sigla } or { $provincia }.
none-near = Try a larger comune near you.
none-call = Call us: we will tell you which office is yours.
open-until = Open now, until { $to }.
open-booked-until = Open now by appointment only, until { $to }.
closed-now = Closed now.
closed-today = Closed today.
closed-holiday = Closed today because it is a holiday.
closed-because = Closed today: { $reason }.
standing-at = As of { $date }, at { $time }.
opens-today =
    { $how ->
        [booked] By appointment it opens
        [walk-in] Without an appointment it opens
       *[any] It opens
    }{" "}today at { $time }.
opens-tomorrow =
    { $how ->
        [booked] By appointment it opens
        [walk-in] Without an appointment it opens
       *[any] It opens
    }{" "}tomorrow at { $time }.
opens-on =
    { $how ->
        [booked] By appointment it opens
        [walk-in] Without an appointment it opens
       *[any] It opens
    }{" "}on { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }{" "}{ $date } at { $time }.
opens-unknown = We do not know when it opens again: call before you come.
booked-today = Today by appointment only.
booked-only = Call to make an appointment.
hours-sentence = Opening hours: { $hours }.
day-booked = at a time to be agreed
hours-unknown = We do not know the opening hours of this office: call before you come.
contacts-heading = Address and telephone
phone-unknown = We do not know the telephone of this office.
provincial = It is a provincial office.
hours-heading = Opening hours
hours-caption = The week
column-day = Day
column-hours = Hours
column-walk-in = Without appointment
column-booked = By appointment
weekday =
    { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
interval = from { $from } to { $to }
day-closed = closed
closures-heading = Closures
closure-day = { $day }
closure-days = from { $from } to { $to }
closure-because = { $days }: { $reason }
closures-none = No other closures are announced.
closures-unknown = We do not know whether there are other closures: if you come from far away, call first.
next-holiday =
    It is closed on national holidays. The next one is { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }{" "}{ $date }.
access-heading = Access
access-caption = Getting in and finding your way
step-free = Step-free entrance
tactile-path = Tactile path
lis = Italian sign language (LIS) interpreter
fact =
    { $answer ->
        [yes] yes
        [no] no
        [booked] yes, by booking
       *[unknown] we do not know
    }
hearing-loop = Hearing loop
lift = Lift
reserved-parking = Parking for disabled people
pec = Certified mail (PEC): { $mail }
lis-how = To book the LIS interpreter, write or call: say which office, which day and why you come.
lis-write = Write to book the LIS interpreter: { $mail }
step-free-near = The nearest one without steps: { $office }
services-heading = Services
services-unknown = We do not know which services this office offers: call before you come.
near-heading = Offices nearby
near-link = { $office }, { $km } kilometres away
comune-in = { $comune }, province of { $province }
renamed = { $old } is now called { $place }.
part-used = You typed “{ $typed }”: we searched for { $place } only, and did not use the rest.
where-long = Shorten what you search for: at most { $most } characters
which-province = { $region }: which province?
which-province-choose = Offices are searched by province or by comune. Choose the province, or type the comune.
not-so = no
other-cap = The postcode { $cap } belongs to { $own }, not to { $comune }: we searched for { $comune }.
wrong-cap = The postcode { $cap } does not belong to { $comune }: we searched for { $comune }.
which-former = { $old }, today { $place }
abroad = “{ $typed }” is abroad, and our offices are in Italy.
abroad-do = If you live abroad, call us: we will tell you which office to turn to. Otherwise search for the comune you live in.
need-title = In which place?
need = Offices are searched by place. The page of each office tells its opening hours, whether the entrance has no steps and whether a sign-language interpreter can be booked.
