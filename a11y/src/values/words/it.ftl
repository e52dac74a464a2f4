# An amount of money, after its digits.
# $amount (Text)
money = { $amount } euro

# Before a number or an amount below zero: a hyphen would not be heard.
# $value (Text)
minus = meno { $value }

# A month in a date. Shown on every page with a date.
# $month (Number)
month =
    { $month ->
        [1] gennaio
        [2] febbraio
        [3] marzo
        [4] aprile
        [5] maggio
        [6] giugno
        [7] luglio
        [8] agosto
        [9] settembre
        [10] ottobre
        [11] novembre
       *[12] dicembre
    }

# Opening hours: three or more days in a row. 0 is Monday.
# $first (Number)
# $last (Number)
day-run =
    { $first ->
        [0] dal lunedì
        [1] dal martedì
        [2] dal mercoledì
        [3] dal giovedì
       *[4] dal venerdì
    } { $last ->
        [2] al mercoledì
        [3] al giovedì
        [4] al venerdì
        [5] al sabato
       *[6] alla domenica
    }

# Opening hours: one day of the week. 0 is Monday.
# $day (Number)
on-day =
    { $day ->
        [0] il lunedì
        [1] il martedì
        [2] il mercoledì
        [3] il giovedì
        [4] il venerdì
        [5] il sabato
       *[6] la domenica
    }

# Opening hours: all seven days.
every-day = tutti i giorni

# Opening hours: two days or stretches that are not the last ones of a list.
# $before (Text)
# $next (Text)
comma = { $before }, { $next }

# Opening hours: the last two days or stretches of a list.
# $before (Text)
# $last (Text)
and = { $before } e { $last }

# Opening hours: one stretch of a day.
# $from (Time)
# $to (Time)
from-to = dalle { $from } alle { $to }

# Opening hours: days and their stretches.
# $days (Text)
# $times (Text)
open = { $days } { $times }

# Opening hours: days that have been named already, and further stretches.
# $days (Text)
# $times (Text)
open-also = { $days } anche { $times }

# Opening hours: days and stretches for those who have an appointment.
# $days (Text)
# $times (Text)
open-by-appointment = { $days } { $times } solo su appuntamento

# Opening hours: days for those who have an appointment, whose times are not stated.
# $days (Text)
days-by-appointment = { $days } solo su appuntamento

# Opening hours: two groups of days.
# $before (Text)
# $next (Text)
clauses = { $before }; { $next }

# Opening hours of an office that is never open.
closed = chiuso

# Spelling a code: a letter and a town that starts with it.
# $letter (Text)
# $example (Text)
letter = { $letter } come { $example }

# Spelling a code or reading a mail address: a sign that is no letter and no digit.
# $sign (Choice)
sign =
    { $sign ->
        [hyphen] trattino
        [slash] barra
        [dot] punto
        [at] chiocciola
        [underscore] trattino basso
        [open] parentesi aperta
        [close] parentesi chiusa
        [and] e commerciale
        [exclamation] punto esclamativo
        [question] punto interrogativo
        [colon] due punti
        [semicolon] punto e virgola
       *[plus] più
    }
