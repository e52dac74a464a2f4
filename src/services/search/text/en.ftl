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
elsewhere-heading = What you do not find here
elsewhere = On this portal you cannot ask for or read pensions, unemployment, maternity, disability and family benefits or bonuses. It does not have the indicator of economic situation (ISEE) and the yearly income certificate (once CUD) either.
elsewhere-ask = Call, write or come to an office: we tell you what to do.
elsewhere-keywords = pension, survivors, unemployment, unemployed, naspi, discoll, maternity, paternity, leave, pregnancy, childbirth, disability, invalidity, income, isee, dsu, benefit, allowance, bonus, nursery, cu, cud, certificate, tax, 730, redundancy, severance, tfr, sickness, payslip, welfare
