review = Check and send
kept = Your answers are saved as you go. You can stop when you like and go on from another device, until { $date }.
delete = Delete this draft
delete-title = Delete the draft?
delete-what = We erase all the answers you have given. This cannot be undone. You have not sent anything so far.
delete-do = Delete the draft
review-title = Check before you send
review-what = You have not sent anything yet. Beside each answer is the link to change it.
answers =
    { $count ->
        [one] One answer
       *[other] { $count } answers
    }
changed = Some answers have changed
changed-what = We have not sent anything: after you checked, something changed, here or in another window. Check again, then send.
reader = Your PIN can read and fill in, not send
reader-what = Take an identity document to an office: after a check your PIN can also send. The draft waits for you until { $date }.
sent = Sent
protocol = Protocol number
sent-kept = This page stays in your area: you can read and print it when you like.
to-case = See the case in your area
to-area = Your area
