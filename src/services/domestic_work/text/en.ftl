title = Domestic work
summary = Register the employment of a domestic helper or carer, withdraw it or report its end.
for-whom = For people who employ someone in their home, or for a religious or military community.
how = Answer in parts, in the order you like. At the end you check everything and send it once.
needs = The worker’s fiscal code, identity document and residence; your identity document or, for a community, its fiscal code; start date, hours and pay.
needs-pin = To fill it in, the PIN; to send, a PIN that can send.
gets = A protocol number, with the first contributions worked out.
terms = The protocol number comes at once. Send the registration by the end of the day before the work starts; it can be withdrawn until 5 days after. Report the end within 5 days.
dues = The service is free. Contributions are paid every three months with { $how }; for a late registration the penalty is from { $from } to { $to }.
keywords = colf, badante, domestic helper, housekeeper, cleaner, carer, babysitter, maid, hiring, employ, LD09, employer, dismissal, domestic contributions
form-title = Register domestic employment
first-what = If you employ a domestic helper or a carer, you report it here. The report also counts for the other public offices.
first-needs = Have at hand
need-worker = Fiscal code and residence of the worker
need-document = Their identity document and, if needed, residence permit
need-employer = Your identity document; for a community, its fiscal code of 11 digits
need-work = Start date, hours a week and pay
first-stop = It takes about twenty minutes. You can stop when you like: your answers stay saved for 30 days.
first-end =
    { $sent ->
        [elenco] Here you also report the end of an employment, or withdraw a registration: those you have sent are at the top of this page.
        [nessuna] Here you also report the end of an employment, or withdraw a registration: you have no open one now.
       *[accesso] Here you also report the end of an employment, or withdraw a registration: once you have signed in, the open ones are at the top of this page.
    }
drafts = Your drafts
all-drafts = All your drafts
go-on = Go on with the draft of { $date }, at { $time }
go-on-about = Go on: { $who }, draft of { $date }, at { $time }
go-on-end = Go on with the end of the employment: { $who }, draft of { $date }, at { $time }
delete = Delete the draft of { $date }, at { $time }
delete-about = Delete: { $who }, draft of { $date }, at { $time }
delete-end-of = Delete the draft of the end of the employment: { $who }, of { $date }, at { $time }
who-since = { $who }, work from { $since }
sign-in = Sign in to start
begin = Start a registration
to-sent = Registration: withdrawal or end of the employment
to-sent-end = Registration: end of the employment
to-sent-about =
    { $can ->
        [fine] Registration of { $who }: end of the employment
       *[ritiro] Registration of { $who }: withdrawal or end of the employment
    }
sent-on = Sent on { $date }, number { $number }.
sent-on-expired = Sent on { $date }, number { $number }. The contract ended on { $end }, its end date.
registrations = The registrations you have sent
case-of =
    { $kind ->
        [fine] End of the employment: { $who }
       *[registrazione] Registration: { $who }
    }
sent-title =
    { $state ->
        [accepted] Registration accepted
        [refused] Registration refused
        [withdrawn] Registration withdrawn
        [ended] Registration of an employment that has ended
       *[sent] Registration sent
    }
employer-task = The employer
worker-task = The worker
job-task = The work
kin-task = Family ties
employer = Employer
worker = Worker
employer-kind-title = Is the employer you or a community?
employer-kind = Who the employer is
employer-is =
    { $kind ->
        [persona] Me
        [religiosa] A religious community
       *[militare] A military community
    }
employer-kind-missing = Choose who the employer is
who-title = Personal data
names-title = Name and birth
code = Fiscal code
own-code-hint = It must be yours
own-code-other = The fiscal code must be yours: to employ on behalf of someone else, ask at an office
worker-code-hint = 16 characters, as on the health card
worker-code-own = The fiscal code must be the worker’s: this one is yours
husband = Husband’s surname
husband-wrong = The husband’s surname must have only letters, spaces, apostrophes and hyphens, at most 100 characters
profession = Occupation
profession-long = The occupation must have at most 100 characters
birth-title = Place of birth
citizenship-title = Citizenship
citizenship = State of citizenship
citizenship-hint = The name of the state, such as { $one } or { $other }
citizenship-missing = Enter the state of citizenship
citizenship-unknown = The citizenship must be the name of a state; for someone who has none, write stateless
citizenship-comune = { $comune } is an Italian comune: enter the state, for example { $state }
stateless = Stateless
home-title = Residence
hamlet = Hamlet
hamlet-long = The hamlet must have at most 100 characters
phone = Telephone
document-title = Identity document
document = Kind of document
document-is =
    { $kind ->
        [carta] Italian identity card
        [carta-estera] Identity card of another state
        [passaporto] Italian passport
        [passaporto-estero] Passport of another state
        [patente] Driving licence
        [permesso] Residence permit (decree-law 113 of 2018)
        [tessera] Card of a ministry
       *[visto] Visa from a consulate
    }
document-missing = Choose the kind of document
document-number = Number of the document
document-number-missing = Enter the number of the document
document-number-wrong = The number must have 3 to 20 letters and digits
expiry = Expiry of the document
expiry-hint = Day, month, year. For example, 31 12 2030
document-old = The document must expire after the worker was born: check the year
document-far = The document must expire within { $years } years from today: check the year
permit-title = Residence permit
permit-why = With this citizenship, a permit that allows work is needed.
permit = Kind of permit
permit-is =
    { $kind ->
        [altro] Another decision
        [attesa] Waiting for the first permit
        [permanente] Permanent residence card
        [soggiorno] Residence permit
        [lungo-periodo] EU long-term permit
       *[rinnovo] Renewal requested
    }
permit-missing = Choose the kind of permit
permit-number = Number of the permit
permit-number-hint = If still pending, the number of the receipt
community-title = Name and fiscal code
community-acts = You fill this in for the community, as its representative.
community-name = Name of the community
community-name-missing = Enter the name of the community, at most 100 characters
community-code = Fiscal code of the community
community-code-hint = 11 digits
community-code-missing = Enter the fiscal code of the community
community-code-wrong = The fiscal code of the community must have 11 digits
community-code-check = The last digit of the fiscal code does not match the others: check all the digits
seat-title = Address of the community
role-title = What does the worker do?
role = Kind of work
role-is =
    { $kind ->
        [colf] Domestic helper: looks after the home
       *[badante] Carer: looks after a person
    }
role-missing = Choose the kind of work
start-title = When does the work start?
start-rule = Send the registration by the end of the day before the work starts.
start-late = You can still send it after that, but it is late: the penalty is from { $from } to { $to }.
start = First day of work
start-hint = Day, month, year. For example, 1 12 2026. Send the registration by the end of the day before
start-old = The first day of work must be { $oldest } or later. For work that started before, come to an office
start-far = The first day of work must be within a year from today: check the year
start-young = On the first day the worker must be at least { $age } years old: check the date of birth
contract-title = Which contract?
contract = Contract
contract-is =
    { $kind ->
        [indeterminato] Without an end date
        [determinato] With an end date
       *[sostituzione] With an end date, in place of someone who is away
    }
contract-missing = Choose the contract
end-title = When does the contract end?
end = Last day of the contract
end-hint = Day, month, year. For example, 1 12 2026
end-before = The last day must be { $start }, when the work starts, or later
end-long = A contract with an end date lasts at most { $months } months: the last day must be { $last } or earlier
lodging-title = Living in, meals and lodging
lives-in = Does the worker live with the employer?
lives-in-missing = Choose whether the worker lives with the employer
given = What the worker gets besides pay
given-hint = You can choose more than one, or none
board = Meals
lodging = A room
given-unknown = Choose from the answers on the page
meals-title = How many meals a week?
meals = Meals a week
meals-hint = Lunches and dinners together, at most { $most }
meals-missing = Enter the meals a week
meals-wrong = The meals a week must be a number from 1 to { $most }
meals-whole = The meals must be a whole number, for example 7
yes = Yes
no = No
hours-title = How many hours a week?
hours = Hours a week
hours-hint = A whole number, at most { $most }: round up
hours-missing = Enter the hours a week
hours-wrong =
    { $lives ->
        [no] The hours a week of a worker who does not live with the employer are from 1 to { $most }
       *[si] The hours a week of a worker who lives with the employer are from 1 to { $most }
    }
hours-none = The hours a week must be at least one: round up
hours-whole = The hours must be a whole number: round up, for example 13 for twelve and a half
hours-alone = Enter only the number of hours a week, in digits: for example 10
pay-title = How much is the pay?
pay-before = Before, this page asked for the pay that counts for contributions, and you entered { $pay }. Now we work that out: enter only the agreed pay.
pay-kind = Kind of pay
pay-is =
    { $kind ->
        [oraria] By the hour
       *[mensile] By the month
    }
pay-kind-missing = Choose the kind of pay
pay = Agreed gross pay in euros
pay-hint = As in the contract, before contributions are taken off. We add meals, room and the thirteenth month, which is an extra month’s pay in December
pay-missing = Enter the pay in euros
pay-wrong = The pay must be an amount in euros, like 9.75
pay-unclear = Enter the pay with at most two digits after the point, like 9.75 or 1,200
pay-thousands = { $pay } an hour is too much: the comma separates thousands. Write the cents after a point, like 9.75, or check the kind of pay
pay-much = More than 100 euros an hour looks like pay for a month: check the kind of pay
pay-least = The pay for an hour must be at least { $least }: check the amount
pay-month =
    { $hours ->
        [one] With one hour a week, the pay for a month is from { $least } to { $most }: check the amount, the hours and the kind of pay
       *[other] With { $hours } hours a week, the pay for a month is from { $least } to { $most }: check the amount, the hours and the kind of pay
    }
where-title = Where is the work done?
where = Place of work
at-employer = The employer’s address
elsewhere = Another address
where-missing = Choose the address
address = Address
notices-title = Where do we send the payment notices?
notices = Address for payment notices
to-employer = The employer’s address
to-another = Another address
notices-of = Payment notices
kin-title = Is the worker a member of your family?
kin-why = We ask because other rules apply between close relatives.
kin = Family ties
kin-is =
    { $kind ->
        [nessuna] No, or a distant relative
        [coniuge] My spouse
        [parente] A close relative of mine
       *[affine] A close relative by marriage
    }
kin-example =
    { $kind ->
        [nessuna] Beyond the third degree, for example a cousin
        [coniuge] Husband, wife or civil partner
        [parente] Parents, children, siblings, grandparents, grandchildren, uncles, aunts, nephews, nieces, great-grandparents, great-grandchildren: up to the third degree
       *[affine] A relative of my spouse, or the spouse of a relative of mine: up to the third degree
    }
kin-missing = Choose whether the worker is a member of your family
allowance-title = Attendance allowance
allowance-what = It is the sum that the institute pays every month to those who cannot do without another person’s constant help.
allowance-why = Between spouses, the work is registered only if the employer gets this allowance.
allowance = Do you get the attendance allowance?
allowance-missing = Choose whether you get the attendance allowance
spouse-title = This employment cannot be registered
spouse-refused = Between spouses, the employment is registered only if the employer gets the attendance allowance. You answered that you do not get it: this registration cannot be sent.
spouse-what-now = If the answer is wrong, change it. If you are in doubt, ask at an office. If you do not need the draft any more, delete it.
relation-title = How are you related?
relation = The worker is
relation-is =
    { $kind ->
        [bisnonno] My great-grandfather or great-grandmother
        [figlio] My son or daughter
        [fratello] My brother or sister
        [genitore] My father or mother
        [nipote-di-fratello] My nephew or niece
        [nipote-di-nonno] My grandson or granddaughter
        [nonno] My grandfather or grandmother
        [pronipote] My great-grandson or great-granddaughter
        [zio] My uncle or aunt
        [cognato] My brother-in-law or sister-in-law
        [coniuge-di-genitore] The new spouse of my father or mother
        [coniuge-di-nonno] The new spouse of my grandparent or great-grandparent
        [coniuge-di-nipote] The spouse of my grandson or granddaughter
        [coniuge-di-nipote-di-fratello] The spouse of my nephew or niece
        [coniuge-di-pronipote] The spouse of my great-grandson or great-granddaughter
        [coniuge-di-zio] The spouse of my uncle or aunt
        [genero] My son-in-law or daughter-in-law
        [suocero] My father-in-law or mother-in-law
       *[altro-affine] Another relative of my spouse, such as a child, a grandparent or an uncle: up to the third degree
    }
relation-missing = Choose how you are related
proof-title = How do you prove the employment?
proof-rule = Between relatives, the law takes work as unpaid help unless there is proof that it is paid. The office may ask you for the proof.
proof = Proof you can show
proof-hint = You can choose more than one
proof-is =
    { $kind ->
        [contratto] The signed contract and the pay slips
        [pagamenti] Payments by bank transfer or cheque
        [testimoni] Statements by people who know of the employment
       *[altro] Something else
    }
proof-missing = Choose at least one kind of proof
proof-other = Which other proof can you show?
proof-other-missing = Write which other proof you can show
proof-other-long = Describe the other proof in at most 100 characters
on-time = On time: this registration is to be sent by the end of { $deadline }.
registered = This person is already registered
registered-what = Your registration { $number } is for the same person, for the same employer, with work from { $start }, and covers the same days. If you send this one too, there will be two employments, each with its contributions.
registered-can =
    { $can ->
        [ritiro] If the first one is wrong, withdraw it or ask at an office.
        [fine] The first one can no longer be withdrawn. If that work is over, report the end of the employment; if the registration is wrong, ask at an office.
       *[niente] The first one can no longer be withdrawn, because that employment is over: if it is wrong, ask at an office.
    }
registered-first = See the first registration
send-by = To be on time, this registration has to be sent by the end of { $deadline }: come to an office before then.
send-by-today = To be on time, this registration has to be sent today, by midnight: come to an office today. It still counts after that, but late.
send-by-past = The deadline has passed: come to an office as soon as you can, then send it.
late = Late, but it counts
late-what = The deadline was { $deadline }. The registration has to be sent as soon as possible, and still counts. The labour inspectorate may ask for a penalty from { $from } to { $to }.
late-prescribed = The work began more than 5 years ago: contributions that were due more than 5 years ago can no longer be paid. Ask at an office what you can do about those years.
expired = The worker’s document has expired
expired-what = It expired on { $on }. This does not prevent sending. If there is a new document already, change the answer.
expires-first = The document expires before the work begins
expires-first-what = The worker’s document expires on { $expires } and the work begins on { $start }. This does not prevent sending. If there is a new document already, change the answer.
no-room = Does the worker live in but get no room?
no-room-what =
    { $counts ->
        [no] You answered that the worker lives with the employer but does not get a room. If the worker gets one, change the answer.
       *[si] You answered that the worker lives with the employer but does not get a room. If the worker gets one, change the answer: its value counts as pay and can change the contributions.
    }
room-apart = Does the worker get a room but not live in?
room-apart-what = You answered that the worker gets a room but does not live with the employer. This does not prevent sending. If one of the two answers is wrong, change it.
apart = Does the worker live in but have another residence?
apart-what = You answered that the worker lives with the employer, but the residence is at another address. This does not prevent sending. If one of the two answers is wrong, change it.
ages = Check the family ties and the dates of birth
ages-what = You were born on { $own }, the worker on { $worker }: with these dates the relationship you chose hardly seems possible. If an answer is wrong, change it. If all is right, there is nothing to change.
review-short = In short: { $who } works from { $start }, { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } a week, for { $pay } { $per ->
        [mese] a month
       *[ora] an hour
    }.
review-short-over = In short: { $who } worked from { $start } to { $end }, { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } a week, for { $pay } { $per ->
        [mese] a month
       *[ora] an hour
    }.
review-cost = The first contributions are about { $total }: the sum is after the answers.
review-cost-guide = As a guide, the first contributions are about { $total } with the rates of { $year }: the sum is after the answers.
costs = First contributions
cost-due = About { $total } for the quarter that ends on { $end }, to be paid by { $due } with { $how }. Here is the calculation.
cost-due-past =
    { $others ->
        [si] About { $total } for the quarter that ends on { $end }. They were due by { $due }: pay them at once with { $how }, with those of the other quarters that are overdue. Here is the calculation.
       *[no] About { $total } for the quarter that ends on { $end }. They were due by { $due }: pay them at once with { $how }. Here is the calculation.
    }
cost-due-sooner =
    { $over ->
        [si] The contract ended on { $end }: contributions are paid within 10 days of the end.
       *[no] The contract ends on { $end }: contributions are paid within 10 days of the end.
    }
costs-unknown = The contributions of { $year } are not computed here: we only have the rates from { $from } on. The institute’s payment notice says how much to pay and by when. To find out sooner, ask at an office.
costs-guide = The rates of { $year } are not published yet. As a guide, this is the sum with those of { $known }.
cost-hourly = Agreed pay: { $pay } an hour.
cost-monthly =
    { $hours ->
        [one] Agreed pay for one hour: { $month } times 12 months, divided by 52 weeks of one hour: { $pay }.
       *[other] Agreed pay for one hour: { $month } times 12 months, divided by 52 weeks of { $hours } hours: { $pay }.
    }
cost-thirteenth = Thirteenth month: { $pay } divided by 12 is { $more } an hour.
cost-meals = Meals: { $meals } a week, at { $meal } each in the national contract of 2025, are { $week }. Divided by the hours of the week, which are { $hours }: { $hour } an hour.
cost-room = Room: 7 days a week, at { $room } each in the national contract of 2025, are { $week }. Divided by the hours of the week, which are { $hours }: { $hour } an hour.
cost-counts =
    { $given ->
        [si] In all { $all } an hour: this is the pay that counts for contributions.
       *[no] In all { $all } an hour: this is the pay that counts for contributions. Meals and room are not added: you answered that there are none.
    }
cost-long = Above { $hours } hours a week the pay does not change the contribution.
cost-weeks =
    { $weeks ->
        [one] Weeks: from { $from } to { $until } there is one Saturday, so one week.
       *[other] Weeks: from { $from } to { $until } there are { $weeks } Saturdays, so { $weeks } weeks.
    }
cost-weeks-why = A week ends on Saturday and counts in the quarter of that Saturday. It counts whole, even if the work begins or ends in the middle of it.
cost-week-after = The last day of the contract is { $end }, and its last week ends on Saturday { $saturday }: it counts in the next quarter. Those contributions too are paid by { $by }.
cost-hours = { $hours ->
        [one] One hour
       *[other] { $hours } hours
    } for { $weeks ->
        [one] one week
       *[other] { $weeks } weeks
    }: { $all ->
        [one] one hour
       *[other] { $all } hours
    }.
band-up-to = pay up to { $most }
band-top = pay in the highest band
band-long = more than { $hours } hours a week
cost-rate = Contribution for one hour in { $year }: { $rate } ({ $why }; { $contract ->
        [determinato] contract with an end date
        [sostituzione] contract in place of someone who is away
       *[indeterminato] contract without an end date
    }; { $cuaf ->
        [no] without the part for family allowances, because you belong to the same family
       *[si] with the part for family allowances
    }).
cost-total = Total: { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } at { $rate }: { $total }.
cost-worker = Of this, the worker’s part: { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } at { $share }: { $worker }. You can take it off the pay.
codes = Codes
codes-caption = Today’s codes and the words of the LD09 form of 2002
code-of = Item
code-today = Today’s code
code-2002 = Form of 2002
code-2002-none = Not on that form
worker-document = The worker’s document
employer-document = The employer’s document
declaration = Declaration
declare =
    { $may ->
        [no] Whoever sends declares that the answers are true. Whoever declares what is false loses the benefits and is liable under criminal law (articles 75 and 76 of the decree of the President of the Republic 445 of 2000).
       *[si] By sending I declare that the answers are true. I know that whoever declares what is false loses the benefits and is liable under criminal law (articles 75 and 76 of the decree of the President of the Republic 445 of 2000).
    }
submit = Send the registration
may-withdraw = If the work does not start, you can withdraw the registration until { $until }.
to-withdraw = Withdraw the registration
may-withdraw-begun = If the work never started, withdraw the registration: you can do so until { $until }.
may-end = When the employment ends, report it within 5 days.
may-end-already = If it started and is already over, report its end within 5 days.
may-end-before = The end of a contract on its end date is not reported. Only if the work ended earlier, report that day.
amend-withdraw = To change something, withdraw the registration and send a new one.
amend-office = To change something, ask at an office.
to-end = Report the end of the employment
to-end-begun = Go on reporting the end of the employment
is-accepted = It is accepted: the employment is registered.
is-withdrawn = This registration was withdrawn on { $date } at { $time }: it is as if it had never been sent.
withdrawn = Done: the registration is withdrawn
withdrawn-what = If the work starts later on, send a new registration.
whose = Employment of { $who }, from { $since }.
withdraw-title = Withdraw the registration?
withdraw-what = You can withdraw registration { $number } until { $until }. It is then as if it had never been sent, and this cannot be undone.
withdraw-do = Withdraw the registration
no-withdrawal = The registration cannot be withdrawn
withdrawal-over = It could be withdrawn until { $until }.
withdrawal-never = A registration can be withdrawn until 5 days after the work starts. Here the work started on { $start }, and the registration came after those days.
withdrawal-never-then = With this start, you cannot withdraw the registration once it is sent: that is possible only until 5 days after the work starts.
end-instead = If the work is over, report the end of the employment.
is-refused = It was refused: there is nothing to withdraw.
no-end = The end cannot be reported yet
end-from = The work starts on { $start }: from that day you can report its end. If it does not start, withdraw the registration.
reader = Your PIN can read and fill in, but not send
reader-what = Take an identity document to an office: after a check your PIN can also send.
end-form = Report the end of the employment
end-rule = Report the end within 5 days of the last day of work.
end-rule-until = The contract that you registered ends by itself on { $end }: you do not report that. If the work ends earlier, report it within 5 days of the last day of work.
last-day = Last day of work
last-day-hint = Day, month, year. For example, 31 3 2026
last-day-future = The last day of work cannot be in the future
last-day-of-contract = On { $end } the contract ends by itself: you need not report it. If the work ended earlier, write that day
last-day-beyond = The last day must be before { $end }, when the contract ends by itself. If the work went on after that, come to an office: the contract has to be extended or changed
reason = Reason
reason-is =
    { $kind ->
        [altro] Another reason
        [decesso-datore] Death of the employer
        [decesso-lavoratore] Death of the worker
        [dimissioni] Resignation
        [dimissioni-giusta-causa] Resignation for just cause, that is, a serious fault of the employer
        [dimissioni-prova] Resignation during the trial period
        [licenziamento] Dismissal
        [licenziamento-giusta-causa] Dismissal for just cause, that is, a serious fault of the worker
        [prova-non-superata] Trial period not passed
        [modifica-termine] End date of the contract brought forward
        [pensionamento] Retirement
       *[accordo] Agreement between the two sides
    }
reason-missing = Choose the reason
end-caption = End of the employment registered with number { $number }
end-review = Check the end of the employment
end-late = Late, but it counts
end-late-what = The deadline was { $by }. It has to be sent now, and still counts. The labour inspectorate may ask for a penalty from { $from } to { $to }.
end-do = Send the end of the employment
delete-end = It is the draft of the end of the employment: { $who }.
delete-end-what = This end has not been sent yet. The registration stays sent: deleting this draft does not change it.
end-of = End of the employment registered with number
ended =
    { $state ->
        [refused] End of the employment refused
        [withdrawn] End of the employment made void
       *[sent] End of the employment sent
    }
protocol = Protocol number
sent-late = It was due by { $deadline }: it came late, but it still counts. The labour inspectorate may ask for a penalty from { $from } to { $to }.
first-due = First contributions: about { $total }, to be paid by { $due } with { $how }. The calculation is further down.
first-due-past =
    { $others ->
        [si] First contributions: about { $total }. They were due by { $due }: if you have not paid them yet, pay them at once with { $how }, with those of the other quarters that are overdue. The calculation is further down.
       *[no] First contributions: about { $total }. They were due by { $due }: if you have not paid them yet, pay them at once with { $how }. The calculation is further down.
    }
first-due-guide = First contributions: as a guide about { $total } with the rates of { $year }, to be paid by { $due } with { $how }. The calculation is further down.
first-due-unknown = First contributions: those of { $year } are not computed here. The institute’s payment notice says how much to pay and by when. To find out sooner, ask at an office.
nothing-due = You owe no contributions for this employment.
last-due = Contributions are counted to the last day and paid within 10 days of the end: by { $by }, with { $how }.
last-due-past = Contributions are counted to the last day and were to be paid within 10 days of the end: by { $by }. If you have not paid them yet, pay at once with { $how }.
last-due-prescribed = Contributions were to be paid by { $by }, more than 5 years ago: they can no longer be paid. Ask at an office what you can do.
prescribed-some = Contributions that were due more than 5 years ago can no longer be paid. Ask at an office what you can do about those years.
prescribed-rest = The institute’s payment notice says how much to pay for the others, and by when.
sum-until = Contributions of the whole employment, from { $start } to { $on }: about { $total }.
sum-until-guide = Contributions of the whole employment, from { $start } to { $on }: as a guide about { $total } with the rates of { $year }.
sums-then = The sum below is of the day it was sent
sums-again = The sum of the day it was sent no longer holds
sums-refused = The registration was refused: the sum no longer holds.
sums-closed = The office closed the employment: the sum is no longer certain.
sums-ended = The employment ended on { $on }: weeks, amounts and deadlines of the periods after that day no longer hold.
end-in-time = On time: this end is to be reported by { $by }.
end-in-time-since = Usually this end is to be reported by { $usual }. But the employment was registered on { $registered }, and from that day there are 5 days: it is on time until { $by }.
told-in-time = It was reported on time: the deadline was { $by }.
told-in-time-since = It was reported on time. The usual deadline was { $usual }, but the employment was registered on { $registered }: from that day there were 5 days, until { $by }.
told-late = It was due by { $by }: it came late, but it still counts. The labour inspectorate may ask for a penalty from { $from } to { $to }.
to-case = See the case in your area
ended-on = The employment ended on { $date }.
end-void = The end that you reported for { $on } was not accepted: the employment stays registered as before. If it is over, report the end again.
expired-on = The contract ended on { $date }, the end date that you registered.
closed-by-office = The office closed this employment on { $date }: you need not report its end. To know the last day and what contributions you still owe, ask at an office.
to-ended = What you sent about the employment’s end on { $date }
