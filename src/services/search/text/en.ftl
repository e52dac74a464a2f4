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
words-hint-without-pin = For example, contributions or office
words-missing = Write at least one word to search for, of two or more letters
submit = Search the site
found-heading = Results
none-heading = What you can do
none-shorter = Try fewer words, or a simpler word.
none-else = Look at the list of all pages, or ask a person.
alike = Nothing has these words as you wrote them. This is the closest.
preferences-keywords = large print, zoom, contrast, colours, dark, spacing, session length, low vision
identity-keywords = spid, cie, cns, digital identity, identity card, id card, health card
identity = You cannot sign in here with SPID or the electronic identity card (CIE): you need your fiscal code and the PIN. At the kiosk of an office, if it reads cards, you can also sign in with the health card and its PIN.
identity-instead = For personal services you sign in with SPID, the electronic identity card (CIE) or the national services card. At the kiosk of an office you sign in with the health card.
elsewhere-heading = What you do not find here
elsewhere = On this portal you cannot ask for or read pensions, unemployment, sickness, maternity, disability and family benefits or bonuses. Nor does it have the indicator of economic situation (ISEE), the yearly income certificate (once CUD), the certificate of paid contributions (Durc), the buying back of years of study, payments and delegations.
elsewhere-ask = Call, write or come to an office: we tell you what to do.
elsewhere-keywords = pension, survivors, unemployment, unemployed, naspi, discoll, maternity, paternity, leave, pregnancy, childbirth, disability, invalidity, income, isee, dsu, benefit, allowance, bonus, nursery, cu, cud, certificate, tax, 730, redundancy, severance, tfr, sickness, payslip, welfare, sick, indemnity, gestione separata, opzione donna, quota 100, patronato, delegate, delegation, proxy, delega, durc, inail, pagopa, mav, medical visit, medical check, degree, laurea
small-keywords = the, an, of, for, to, in, on, at, by, and, or, from, with, my, your, is, are, be, do, does, how, where, what, when, which, who, can, find, get, want, me, it
