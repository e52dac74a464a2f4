# Title of the list of all services with the way to the sheet of each; a link's words.
title = I servizi in breve

# What one finds there, on the front page and in the search.
summary = Per chi è ogni servizio, che cosa serve e che cosa ottieni.

# Other words people search it by.
keywords = requisiti, scheda, costo, gratis, documenti necessari

# Title of the sheet of a service; a link's words.
# $service (Text)
before = { $service }: prima di iniziare

# Caption over what follows.
in-short = In breve

# Label: for whom the service is.
for-whom = Per chi è

# Label: how it goes.
how = Come funziona

# Label: what one needs.
needs = Che cosa ti serve

# Label: what one gets.
gets = Che cosa ottieni

# Label: how long it takes, and by when something is to be done.
terms = Tempi e scadenze

# Label: what is due.
costs = Quanto si paga

# Nothing is due.
nothing = Niente.

# Heading over the telephones, the mail address and the offices.
contacts = Contatti

# Link into the service.
# $service (Text)
begin = Inizia: { $service }

# Link back to the list.
others = Tutti i servizi in breve
