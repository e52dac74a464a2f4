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
reader-raised = If you have been there already, sign out and sign in again: your PIN can send from the next sign-in on.
one-of-several = { $name } ({ $number } of { $of })
keep-copy = For a copy, print this page or save it with the link Plain text.
