# Title of the search page before a search; also a link's words.
title = Cerca nel sito

# Title of the search page with results.
# $count (Number)
title-found =
    { $count ->
        [one] Cerca nel sito: { $count } risultato
       *[other] Cerca nel sito: { $count } risultati
    }

# Title of the search page when nothing was found.
title-none = Cerca nel sito: nessun risultato

# Title of the search page when nothing was written.
title-missing = Cerca nel sito: scrivi una parola

# What the search gives.
summary = Trova servizi e pagine con una o più parole.

# Words people search the search by; never shown.
keywords = ricerca trovare

# Question: the words to search.
words = Parole da cercare

# Hint of the question for words.
words-hint = Per esempio, contributi, sede o PIN

# The same, where the institute’s PIN is switched off.
words-hint-without-pin = Per esempio, contributi o sede

# The search was sent without words.
words-missing = Scrivi almeno una parola da cercare, di due o più lettere

# Button that searches.
submit = Cerca nel sito

# Heading over the results.
found-heading = Risultati

# Heading when nothing was found: what to do.
none-heading = Che cosa puoi fare

# What to do when nothing was found.
none-shorter = Prova con meno parole, o con una parola più semplice.

# What to do when nothing was found.
none-else = Guarda l’elenco di tutte le pagine, o chiedi a una persona.

# Before the results when no page has the words as they were written.
alike = Con queste parole, scritte così, non c’è niente. Ecco quello che somiglia di più.

# Words people search the preferences by; never shown.
preferences-keywords = caratteri grandi, ingrandire, contrasto, colori, scuro, spazio, durata della sessione, ipovedenti

# Words of other ways to prove who one is; never shown.
identity-keywords = spid, cie, cns, identità digitale, carta identità, tessera sanitaria

# Before the results, after a search for one of them.
identity = Qui non si accede con SPID o con la carta d’identità elettronica (CIE): servono il codice fiscale e il PIN. Al chiosco di una sede, se legge le tessere, si accede anche con la tessera sanitaria e il suo PIN.

# After a search for one of them where it is what one signs in with; the link to the sign-in follows.
identity-instead = Per i servizi personali si accede con SPID, con la carta d’identità elettronica (CIE) o con la carta nazionale dei servizi. Al chiosco di una sede si accede con la tessera sanitaria.

# Heading over what the portal has not, under results.
elsewhere-heading = Quello che qui non trovi

# What people ask the institute for and the portal has not; after a search for a word of it.
elsewhere = Su questo portale non si chiedono né si leggono pensione, disoccupazione, malattia, maternità, invalidità, assegni per la famiglia e bonus. Non ci sono nemmeno l’indicatore della situazione economica (ISEE), la Certificazione unica dei redditi (prima CUD), il documento di regolarità contributiva (Durc), il riscatto della laurea, i pagamenti e le deleghe.

# After that; the telephone numbers, the mail address and the offices follow.
elsewhere-ask = Chiama, scrivi o vieni in una sede: ti diciamo come fare.

# Words people search that by; never shown. Only words that mean it wherever they stand.
elsewhere-keywords = pensione, vecchiaia, reversibilità, superstiti, disoccupazione, disoccupato, naspi, discoll, maternità, paternità, congedo, gravidanza, parto, invalidità, invalido, accompagnamento, 104, handicap, reddito, inclusione, adi, sfl, isee, dsu, assegno, anf, bonus, nido, cu, cud, certificazione, 730, cassa, integrazione, cig, tfr, malattia, cedolino, welfare, indennità, gestione separata, opzione donna, quota 100, quota 102, quota 103, patronato, delega, durc, inail, pagopa, mav, visita fiscale, visite fiscali, laurea

# Words that say nothing of what is searched, left out where there are others; never shown.
small-keywords = il, lo, la, gli, le, un, uno, una, di, del, dello, della, dei, degli, delle, dell, da, dal, dallo, dalla, dai, dagli, dalle, dall, al, allo, alla, ai, agli, alle, all, in, nel, nello, nella, nei, negli, nelle, nell, con, su, sul, sullo, sulla, sui, sugli, sulle, sull, per, tra, fra, ed, od, che, chi, cosa, come, dove, quando, quale, quali, mio, mia, miei, mie, tuo, tua, suo, sua, ho, ha, mi, ti, si, ci, sono, trova, trovo, trovare, cerco, cercare, vorrei, voglio, devo, posso
