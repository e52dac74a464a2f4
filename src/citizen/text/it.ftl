# Nothing was typed for the fiscal code.
code-missing = Inserisci il codice fiscale

# The fiscal code has not sixteen characters.
# $count (Number)
code-length = Il codice fiscale deve avere 16 caratteri: ne hai scritti { $count }

# A place of the fiscal code must be a letter; the character typed follows.
# $position (Number)
# $found (Name)
code-wants-letter = Il carattere { $position } del codice fiscale deve essere una lettera: hai scritto { $found }

# A place of the fiscal code must be a digit; the character typed follows.
# $position (Number)
# $found (Name)
code-wants-digit = Il carattere { $position } del codice fiscale deve essere una cifra: hai scritto { $found }

# The ninth character of the fiscal code is no month's letter.
code-month = Il nono carattere del codice fiscale indica il mese di nascita: controlla la lettera

# The day of birth inside the fiscal code does not exist.
code-date = La data di nascita dentro il codice fiscale non esiste: controlla i caratteri dal 7 all’11

# The last letter of the fiscal code does not follow from the others.
code-check = Un carattere del codice fiscale non è quello giusto, o due sono scambiati: ricontrollalo sulla tessera

# A health code of foreigners was typed instead of a fiscal code.
code-health = Questo è un codice sanitario STP o ENI: qui serve il codice fiscale di 16 caratteri. Se non lo hai, chiama o vieni in una sede

# Digits alone were typed instead of the fiscal code, on a page that asks for a PIN or codes below: they may be those, and
# were not kept.
code-secret = Qui va il codice fiscale, non il PIN o i codici: le cifre che hai scritto non le abbiamo conservate

# A code of eleven digits was typed instead of a person's fiscal code.
code-numeric = Questo codice ha 11 cifre: qui serve il codice fiscale di una persona, di 16 caratteri. Se non lo hai, chiama o vieni in una sede
