title = Contribution statement
summary = Read, print or receive by post the contributions of your working life.
for-whom = For people with contributions paid to the institute, in one scheme or several.
how = Sign in and read your contributions year by year. From each row you can report an error.
needs = Your fiscal code and your PIN.
gets = The statement, to read, hear, print or download. By post it comes to the address in our records.
terms = At once; by post within { $letter } days. A report of an error is answered within { $answer } days.
keywords = contributions, weeks, pension, working years, gaps, work history, retirement, payments, seniority, social security, record, payslip, pay, wages, salary, income
sum =
    { $regimes ->
        [one] From { $from } to { $to } your weeks of contributions are { $right } for entitlement to a pension and { $measure } for its amount, in one regime.
       *[other] From { $from } to { $to } your weeks of contributions are { $right } for entitlement to a pension and { $measure } for its amount, in { $regimes } regimes.
    }
gaps-sum =
    { $count ->
        [0] There is no gap between the first and the last day.
        [one] There is one gap between the first and the last day.
       *[other] There are { $count } gaps between the first and the last day.
    }
recorded-until = The last period in our records ends on { $date }: those after it arrive later.
recorded-until-long-ago = The last period in our records ends on { $date }: there are no contributions since then.
nothing = Our records have no contributions in your name.
nothing-help = If you have worked and think that contributions are missing, call us or come to an office with payslips or contracts.
person = Whose statement this is
name = Name and surname
code = Fiscal code
born = Date of birth
issued = Date of issue
regimes = The regimes
regime-sum = { $regime }, from { $from } to { $to }. Weeks counting for entitlement: { $right }; for the amount: { $measure }.
regime =
    { $regime ->
        [general] General regime
        [separate] Separate scheme
        [public] Public employees
       *[show] Entertainment and sport
    }
years = Year by year
years-caption = Weeks and pay from { $from } to { $to }
decades = Decade by decade
year = Year
years-column = Years
right = Weeks (entitlement)
measure = Weeks (amount)
pay = Pay or income
decade = Contributions from { $from } to { $to }
open-decade = Open { $from } to { $to }
open-year = Open { $year }
total = Total
notable = Gaps and anomalies
notable-none = There are no gaps and no anomalies.
gap = From { $from } to { $to } there are no contributions.
silent-since = After { $date } there are no contributions. If you worked, tell us with “{ $link }”.
overlap = From { $from } to { $to } there are two periods at once, “{ $one }” and “{ $other }”: for entitlement the same weeks count only once, for the amount they add up.
low-pay = In { $year }, for “{ $what }”, the average weekly pay is { $pay }, below the indicative minimum of { $minimum }. This is why a week may count for less than one.
short-years = Years with fewer than 52 weeks counting for entitlement: { $years }.
short-year = In this year the weeks counting for entitlement are { $right } out of 52.
more-notable =
    { $count ->
        [one] One more remark is on the page of its year.
       *[other] { $count } more remarks are on the pages of their years.
    }
words = What the words mean
about-right = Weeks counting for entitlement: they decide when you can retire.
about-measure = Weeks counting for the amount: they are used to work out how much the pension is.
about-credited = Credited time: time that counts without payments, for example for maternity, sickness or unemployment.
disclaimer = This statement is for your information: it is not a certificate.
download =
    { $size ->
        [one] Download the statement (CSV file, about { $size } kilobyte)
       *[other] Download the statement (CSV file, about { $size } kilobytes)
    }
to-whole = The whole statement on one page, to print it
to-whole-pages = The whole statement on { $pages } pages, to print it
whole-title = The whole statement on one page
whole-part = The whole statement, page { $now } of { $of }
whole-pages = Pages of the statement
whole-here = Current page: { $now } of { $of }
by-post = Receive the statement by post
year-title = Contributions of { $year }
year-title-part = Contributions of { $year }, page { $now } of { $of }
year-sum = In { $year } your weeks are { $right } for entitlement and { $measure } for the amount.
year-pay = The pay or income of the year is { $pay }.
period = Period
work = Kind and employer
kind-column = Kind
employer = Employer
numbered = { $number }. From { $from } to { $to }
periods-shown =
    { $count ->
        [one] Period { $first } of { $year }
       *[other] Periods of { $year }, { $first } to { $last }
    }
periods-caption = { $regime }, { $year }
kind =
    { $kind ->
        [employee] Employment
        [part-time] Part-time employment
        [farm] Farm work
        [domestic] Domestic work
        [business] Artisan or trader
        [collaborator] Collaboration
        [professional] Own profession
        [public-service] Public service
        [stage] Work in entertainment
        [sport] Work in sport
        [maternity] Maternity, credited
        [unemployment] Unemployment, credited
        [sickness] Sickness, credited
        [military] Military service, credited
        [voluntary] Voluntary contributions
       *[redeemed] Years of study bought back
    }
kind-days =
    { $count ->
        [one] { $kind }, { $count } day
       *[other] { $kind }, { $count } days
    }
kind-months =
    { $count ->
        [one] { $kind }, { $count } month
       *[other] { $kind }, { $count } months
    }
kind-with = { $kind } with { $employer }
report-row = Report an error in period { $number }
years-and-pages = Years of the statement
this-year = Year of this page: { $year }
this-part = Year of this page: { $year }, page { $now } of { $of }
year-before = Previous year: { $year }
year-after = Next year: { $year }
page-before = Previous page: { $page }
page-after = Next page: { $page }
post-title = Statement by post
post-intro = We send you the whole statement on paper, to the address in our records.
way = How you want the letter
way-missing = Choose how you want the letter
way-print = In ordinary print, 12 points
way-large = In large print, 18 points
way-braille = In braille
address = Address
address-caption = Where the letter goes
address-wrong = If the address is not right, update it with your comune: it cannot be changed here.
ordered = You asked for it on { $date }
ordered-what = The protocol number is { $number }. That letter may still be on its way. If you ask again, we will send another one.
ordered-returned = The protocol number is { $number }. That letter came back: before you ask for another one, check your address with us.
post-time = We post the letter within 3 working days.
post-send = Send the statement by post
no-address = We do not have your address on record, so we cannot send you letters. Call us or come to an office with an identity document.
error-title = Report an error
error-form = Report an error, period from { $from }
error-row = The row you report
error-what = What is wrong
error-choice =
    { $what ->
        [dates] The dates are not right
        [employer] The employer is not right
        [missing-weeks] Weeks are missing
        [pay] The pay is not right
        [unsure] I am not sure
        [not-mine] This period is not mine
       *[other] Something else
    }
error-what-missing = Choose what is wrong in this row
error-text = Tell us what happened
error-text-hint = Write how it should be and which papers you have, for example payslips
error-text-missing = Tell us what happened, even in a few words
error-text-long = Shorten your account: it can have at most { $most } characters
error-review = Check your report, period from { $from }
missing-review = Check your report of the missing period
error-next = Someone at the institute will read it and answer you within 30 days.
error-send = Send the report
row-text = { $what }, from { $from } to { $to }
row = Row
request = Request
request-report = Report of an error
error-caption = What you send us
post-sent = Letter ordered
order-stands = Your first order stands, with the protocol number { $number }, as “{ $way }”. To have the letter in another way, order it again: we will send another one.
order-again = Order another letter
to-later-report = Open what you wrote after it
reported = You reported it on { $date }
reported-what = The protocol number is { $number }. If you have more to tell us about this row, send another report.
case-numbered = { $what }: { $number }
report-stands = Your first report stands, with the protocol number { $number }. What you wrote after it is saved but not sent: you find it in your area, and can send it as another report.
error-sent = Report sent: { $what }
protocol = Protocol number
sent-post-next = We post the letter with the statement within 3 working days.
sent-error-next = We will answer within 30 days. If we need a document, we will ask you for it.
to-case = See the case in your area
to-statement = Back to the statement
delivery = Delivery
delivery-post = Letter to the address in the records
from-column = From
to-column = To
regime-column = Regime
unit-column = Unit
quantity-column = Quantity
note-column = Notes
unit =
    { $unit ->
        [days] days
        [weeks] weeks
        [months] months
       *[years] years
    }
sum-of-years = From { $from } to { $to } your weeks are { $right } for entitlement and { $measure } for the amount.
years-span = From { $from } to { $to }
missing-title = Report a missing period
missing-intro = If you worked in a period that is not here, tell us: we will look for it and, where needed, add it.
missing-when = When you worked
missing-when-hint = For example, from March to December 2009
missing-when-missing = Enter when you worked, even if only the year
missing-work = Employer or kind of work
missing-work-hint = The name as on the payslip, or your own business
missing-work-missing = Enter the employer or the kind of work
missing-papers = Papers you have
missing-papers-hint = For example payslips or a contract: not needed now, we will ask if they are
missing-long = Shorten the answer “{ $label }”: at most { $most } characters
request-missing = Report of a missing period
about-missing = Missing period, { $years }
about-error = Error in contributions of { $year }
draft-row = { $what }, period from { $from }
delete-report = This is the draft of the report of an error in this row: { $row }.
delete-missing = This is the draft of the report of a missing period.
request-post = By post
case-of = { $service }: { $what }
no-pay = no amount
