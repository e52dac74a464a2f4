# By ear: an amount in whole euro.
# $count (Number)
euros = { $count } euro

# By ear: an amount under one euro, or the second half of an amount.
# $count (Number)
cents =
    { $count ->
        [one] { $count } centesimo
       *[other] { $count } centesimi
    }

# By ear: euro and cents.
# $euros (Text)
# $cents (Text)
euros-and-cents = { $euros } e { $cents }

# By ear: a number with decimals, given as digits.
# $whole (Text)
# $part (Text)
decimal = { $whole },{ $part }

# By ear: a calendar day.
# $day (Number)
# $month (Text)
# $year (Number)
date =
    { $day ->
        [1] primo
       *[other] { $day }
    } { $month } { $year }

# By ear: a time of day; "alle" stands before it. hour: no minutes; short: fewer than ten.
# $shape (Choice)
# $hour (Number)
# $minute (Number)
time =
    { $shape ->
        [hour] { $hour }
       *[long] { $hour } e { $minute }
    }

# By ear: a time of day where a language says which half of the day it is in; Italian counts to 24. noon: 12 and no
# minutes; midnight: 0 and no minutes.
# $half (Choice)
# $time (Text): as above
half-of-day =
    { $half ->
       *[am] { $time }
    }

# By ear: the sign before the country code of a telephone number.
plus = più

# By ear and in plain text, after a choice of a question.
chosen = scelto

# By ear, after a choice: where it stands among the others.
# $position (Number)
# $of (Number)
position = { $position } di { $of }

# By ear, after a question: how many choices follow.
# $count (Number)
choices =
    { $count ->
        [one] Una scelta
       *[other] { $count } scelte
    }

# By ear and in plain text, after a question: what has been answered so far.
# $answer (Text)
answer = Risposta: { $answer }

# By ear and in plain text: a question or a box that has no answer yet.
no-answer = Ancora nessuna risposta

# In plain text: a secret is never shown.
hidden-answer = Risposta: non si mostra

# By ear, after the name of a table: how long it is.
# $count (Number)
rows =
    { $count ->
        [one] una riga
       *[other] { $count } righe
    }

# By ear and in plain text, at the end: when the session closes.
# $time (Time)
session-end = La sessione si chiude alle { $time } se non fai nulla

# By ear, after a link that leaves the portal.
outside = altro sito
