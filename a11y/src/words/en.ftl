error-prefix = Error:
problems-heading =
    { $count ->
        [one] There is a problem
       *[other] There are { $count } problems
    }
title-problems =
    { $count ->
        [one] { $count } error:
       *[other] { $count } errors:
    }
institute = INPS
optional = (optional)
unanswered = No answer yet
step = Step { $now } of { $of }
part = { $part }, part { $now } of { $of }
day = Day
month = Month
year = Year
task-done = Completed
task-to-do = To do
task-begun = Started
task-wrong = There is an error
task-blocked = Cannot start yet
task-review = To review
task-refused = Cannot be sent like this
fill-in = To answer or send, open this page in its usual form:
search-by-address = To search in plain text, write your words at the end of this address:
tasks-done = Parts completed: { $done } of { $of }
nothing = none
actions = Actions
test-data = Test data: invented people and offices
received = Received on { $date } at { $time }
next-heading = What happens next
