title = Search the site
title-found =
    { $count ->
        [one] Search the site: { $count } result
       *[other] Search the site: { $count } results
    }
title-none = Search the site: no results
title-missing = Search the site: write a word
summary = Find services and pages by one or more words.
keywords = search find
words = Words to search for
words-hint = For example, contributions, office or PIN
words-missing = Write at least one word to search for, of two or more letters
submit = Search the site
found-heading = Results
none-heading = What you can do
none-shorter = Try fewer words, or a simpler word.
none-else = Look at the list of all pages, or ask a person.
alike = Nothing has these words as you wrote them. This is the closest.
preferences-keywords = large print, zoom, contrast, colours, dark, spacing, session length, low vision
