review = Check and send
kept = Your answers are saved as you go. You can stop when you like and go on from another device, until { $date }.
kiosk = At the kiosk it takes more than twenty minutes by keys, about ten by touching the screen. You can finish at home.
delete = Delete this draft
delete-title = Delete the draft of { $date } at { $time }?
delete-which = Parts completed: { $done } of { $of }.
delete-which-about = It is the draft about { $about }. Parts completed: { $done } of { $of }.
delete-what = We erase all the answers you have given. This cannot be undone.
delete-unsent = You have not sent anything so far.
delete-do = Delete the draft
review-title = Check before you send
review-what = You have not sent anything yet. Each answer can be changed.
to-check =
    { $count ->
        [one] After the answers there is one thing to check.
       *[other] After the answers there are { $count } things to check.
    }
changed = Some answers have changed
changed-what = We have not sent anything: after you checked, something changed, here or in another window. Check again, then send.
unsent = We have not sent anything
unsent-what = After you checked, something changed, here or in another window: now an answer is missing or wrong. Below you see what is left to do.
saved = Done: the answer is saved
saved-step = You changed the page “{ $step }”.
because = An answer is still missing here
because-what = You changed the page “{ $step }”. Here an answer is missing, does not fit any more, or is to be confirmed. Then you go back to all your answers.
first = Answer this page first
first-what = The page you asked for comes later, or is not needed with the answers as they are now.
fills-only = With the PIN you fill in the form. Before you can send it, an office must see your identity document.
reader = Your PIN can read and fill in, but not send
reader-what = Take an identity document to an office: after a check your PIN can also send. The draft waits for you until { $date }.
protocol = Protocol number
sent-kept = This page stays in your area: you can read and print it when you like.
to-case = See the case in your area
to-area = Your area
everything-else = all the other parts
aside = The question you answered is not asked now
aside-what = In another window, an answer that the question depends on has changed. What you wrote is saved, and you find it again if the question comes back. Below you see what is left to do.
late = We did not take your last change
late-what = You had already sent this on { $date }, at { $time }: what you sent after that changes nothing. Below you see what you sent.
to-list = All parts of this form
