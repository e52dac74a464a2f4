# Label.
surname = Cognome

# Problem.
surname-missing = Inserisci il cognome

# Problem.
surname-latin = Scrivi il cognome in lettere latine, come nel documento: così si confronta con il codice fiscale

# Problem.
surname-signs = Il cognome deve avere solo lettere, spazi, apostrofi e trattini

# Problem.
surname-long = Il cognome deve avere al massimo 100 caratteri

# Problem.
surname-differs = Il cognome deve corrispondere al codice fiscale: controlla tutti e due

# Label.
name = Nome

# Problem.
name-missing = Inserisci il nome

# Problem.
name-latin = Scrivi il nome in lettere latine, come nel documento: così si confronta con il codice fiscale

# Problem.
name-signs = Il nome deve avere solo lettere, spazi, apostrofi e trattini

# Problem.
name-long = Il nome deve avere al massimo 100 caratteri

# Problem.
name-differs = Il nome deve corrispondere al codice fiscale: controlla tutti e due

# Label of a choice.
sex = Sesso

# Choice.
female = Femmina

# Choice.
male = Maschio

# Problem.
sex-missing = Scegli il sesso

# Problem.
sex-differs = Il sesso deve corrispondere al codice fiscale: controlla tutti e due

# Label of a date.
born = Data di nascita

# Under the date.
born-hint = Giorno, mese, anno. Per esempio, 27 3 1958

# Problem.
born-future = La data di nascita deve essere nel passato

# Problem: longer ago than anybody has lived.
born-old = Nessuno ha tanti anni: controlla l’anno di nascita

# Problem.
born-differs = La data di nascita deve corrispondere al codice fiscale: controlla tutti e due

# Problem: two or more answers contradict the fiscal code, which may be another person’s; told once, at the first of them.
# $which (Text): their labels, with commas
several-differ = Non corrispondono al codice fiscale: { $which }. Controlla prima il codice fiscale

# Label.
birthplace = Comune o Stato estero di nascita

# Under the label.
birthplace-hint = Per chi è nato all’estero, il nome dello Stato

# Problem.
birthplace-missing = Inserisci il comune o lo Stato estero di nascita

# Problem.
birthplace-differs = Il luogo di nascita deve corrispondere al codice fiscale: controlla tutti e due

# Problem.
place-unknown = Il luogo di nascita deve essere un comune o uno Stato: controlla come è scritto

# Problem: a well-known city abroad was typed.
# $city (Name): as typed
place-city = { $city } è una città all’estero: scrivi lo Stato, per esempio Francia

# Label.
birth-province = Provincia di nascita

# Under the label.
# $abroad (Code): what stands for abroad
birth-province-hint = Nome o sigla; { $abroad } per chi è nato all’estero

# In the review, in the place of a province: the person was born abroad.
abroad = Estero

# Problem.
province-unknown = La provincia deve essere un nome o una sigla, come Bergamo o BG

# Problem of a province: beside a state abroad.
# $state (Name): as typed
province-abroad = { $state } è uno Stato estero: lascia vuota la provincia

# Title of a step where a name means several places.
which-title = Quale luogo?

# Label of the choice; the name of all of them, or as typed, follows.
# $place (Text)
which = Quale { $place }?

# The same where no comune is called so, and some are like it.
# $place (Name): as typed
which-none = Nessun comune si chiama { $place }: quale intendi?

# The same where no state is called so, and the name of one begins so: the only choice.
# $state (Name): as typed
which-no-state = Nessuno Stato si chiama { $state }: intendi questo?

# Under the choice.
which-hint = Se non è tra questi, torna indietro e scrivi il nome intero

# The same of a place of birth.
which-born-hint = Se non è tra questi, torna indietro: scrivi il nome intero oppure, per chi è nato all’estero, lo Stato

# Problem.
which-missing = Scegli il luogo

# Label.
street = Via o piazza

# Problem.
street-missing = Inserisci la via o la piazza

# Label.
house-number = Numero civico

# Under the label.
house-number-hint = Senza numero, scrivi snc

# Problem.
house-number-missing = Inserisci il numero civico

# Label.
comune = Comune

# Problem.
comune-missing = Inserisci il comune

# Problem.
comune-unknown = Il comune deve essere in Italia: controlla come è scritto

# Problem: the province that was typed with the comune is not its own.
# $comune (Name): as typed, like Roma (MI)
comune-elsewhere = Non c’è un comune { $comune }: controlla il nome e la provincia

# Label.
province = Provincia

# Under the label.
province-hint = Nome o sigla; se la lasci vuota e serve, te la chiediamo

# Label.
cap = CAP

# Problem.
cap-missing = Inserisci il CAP

# Problem.
cap-wrong = Il CAP deve avere 5 cifre

# Problem: a number that no comune has.
# $cap (Code)
cap-none = Nessun comune ha il CAP { $cap }: controlla tutte le cifre

# Problem: postal code and comune contradict each other.
# $cap (Code)
# $comune (Name): with its province, if there is only one of its name: Tarano (RI)
cap-elsewhere = Il CAP { $cap } non è di { $comune }, ma di un’altra parte d’Italia: controlla tutti e due

# Problem.
# $label (Text): of the box
phone-wrong = { $label }: il numero deve avere da 5 a 15 cifre

# Problem of a province: the comune is in another one.
# $comune (Name): as typed
province-other = Il comune { $comune } non è in questa provincia: controlla la provincia, o lasciala vuota

# Problem: a line end, a tab, a picture or another sign that no street has.
street-signs = La via deve avere solo lettere, cifre e segni come apostrofi, punti e trattini

# Problem.
street-long = La via deve avere al massimo 100 caratteri

# Problem: zero, a picture or another sign that no house number has.
house-number-signs = Il numero civico deve essere come 12, 12/B o snc, e non può essere 0

# Problem.
house-number-long = Il numero civico deve avere al massimo 20 caratteri

# Problem: the postal code contradicts the comune that was chosen among several of one name.
# $cap (Code)
# $comune (Name): with its province: Castro (LE)
cap-of-another = Il CAP { $cap } non è di { $comune }, ma di un’altra parte d’Italia: correggi il CAP, oppure scrivi la provincia del tuo comune
