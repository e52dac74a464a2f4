go-on = Continue
change = Change: { $label }
answers-caption = Your answers
not-answered = no answer
date-missing = Enter the date: day, month and year
date-day-missing = Enter the day of the date
date-month-missing = Enter the month of the date
date-year-missing = Enter the year of the date
date-day-wrong = The day must be a number from 1 to 31
date-month-wrong = The month must be a number from 1 to 12, or its name
date-year-wrong = The year must have four digits, like { $like }
date-impossible = This date is not in the calendar: check day, month and year
changed = This page has changed
changed-what = The questions here have changed since you answered. Your answers are still there: read them again, add what is missing and go on.
named = { $whose }: { $title }
change-of = Change: { $whose }, { $label }
task-after = { $title } (after: { $after })
too-long = Shorten the answer “{ $label }”: at most { $most } characters
sent-in =
    { $tongue ->
        [en] Read it in English, as you sent it
        [ar] Read it in Arabic, as you sent it
       *[it] Read it in Italian, as you sent it
    }
none-chosen = nothing
reader-raised = If you have already done so, sign out and sign in again: your PIN can send from your next sign-in.
one-of-several = { $name } ({ $number } of { $of })
keep-copy = For a copy, print this page or save it with the link Plain text.
whose = Whose case this is
whose-name = Name and surname
whose-code = Fiscal code
identity-whom = For anyone with SPID, the electronic identity card or the national services card.
identity-how = Sign in with one of these. At the kiosk of an office, sign in with the health card.
identity-needs = To sign in, SPID, the electronic identity card or the national services card; at a kiosk, the health card.
enough-title = Nothing more can be sent from here today
enough-why = Many forms like this one have come from your network today. Beyond a certain number we stop, so that one machine does not take everybody’s place: it is nothing you did.
enough-why-kiosk = Many forms like this one have come from this kiosk today. Beyond a certain number we stop, so that one machine does not take everybody’s place: it is nothing you did.
enough-do = From here you can send again from { $date }. Before that you can do it from another network, for example that of a mobile phone, or at the kiosk of an office.
enough-do-kiosk = From here you can send again from { $date }. Before that you can do it from home or from a mobile phone; or ask the people who work in this office.
enough-kept = This form was not received. What you had already sent is safe; what you have written now stays until the end of the session.
enough-now = If you cannot wait
