summary-name = Item
summary-answer = Answer
not-printed = This code is not printed: copy it by hand.
