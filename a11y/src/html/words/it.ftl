# Header of the first column of a table of answers.
summary-name = Voce

# Header of the second column of a table of answers.
summary-answer = Risposta

# Heading after a protocol number; what happens next follows.
next-heading = Che cosa succede ora
