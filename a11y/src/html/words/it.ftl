# Header of the first column of a table of answers.
summary-name = Voce

# Header of the second column of a table of answers.
summary-answer = Risposta

# On paper, in the place of a code that only its reader may know.
not-printed = Questo codice non viene stampato: copialo a mano.
