money = { $amount } euros
minus = minus { $value }
month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
day-run =
    { $first ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
       *[4] Friday
    } to { $last ->
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
on-day =
    { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
every-day = every day
comma = { $before }, { $next }
and = { $before } and { $last }
from-to = from { $from } to { $to }
open = { $days } { $times }
open-also = { $days } also { $times }
open-by-appointment = { $days } { $times } by appointment only
days-by-appointment = { $days } by appointment only
clauses = { $before }; { $next }
closed = closed
letter = { $letter } as in { $example }
sign =
    { $sign ->
        [hyphen] hyphen
        [slash] slash
        [dot] dot
        [at] at
        [underscore] underscore
        [open] open bracket
        [close] close bracket
        [and] ampersand
        [exclamation] exclamation mark
        [question] question mark
        [colon] colon
        [semicolon] semicolon
       *[plus] plus
    }
