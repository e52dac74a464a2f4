summary-name = Item
summary-answer = Answer
next-heading = What happens next
