euros =
    { $count ->
        [one] { $count } euro
       *[other] { $count } euros
    }
cents =
    { $count ->
        [one] { $count } cent
       *[other] { $count } cents
    }
euros-and-cents = { $euros } and { $cents }
decimal = { $whole }.{ $part }
date = { $day } { $month } { $year }
time =
    { $shape ->
        [hour] { $hour }
        [short] { $hour } oh { $minute }
       *[long] { $hour } { $minute }
    }
half-of-day =
    { $half ->
        [midnight] { $time } midnight
        [noon] { $time } noon
        [am] { $time } am
       *[pm] { $time } pm
    }
plus = plus
chosen = chosen
position = { $position } of { $of }
choices =
    { $count ->
        [one] One choice
       *[other] { $count } choices
    }
answer = Answer: { $answer }
no-answer = No answer yet
hidden-answer = Answer: not shown
rows =
    { $count ->
        [one] one row
       *[other] { $count } rows
    }
session-end = The session closes at { $time } if you do nothing
outside = another site
