# Title of the front page, as a question.
title = Che cosa vuoi fare?

# Who we are, in one sentence.
# $institute (Name): INPS
who = Sportello è il portale dell’Istituto nazionale della previdenza sociale ({ $institute }) fatto per chi legge con le orecchie, con le dita o a caratteri grandi.

# Heading of the notice on a portal with test data, whose mark already stands over every page.
demo-title = Questo è un sito di prova

# What test data are.
demo = Persone, sedi e contributi sono inventati e nulla di quello che invii parte davvero.

# Heading over the services.
services = Servizi

# Heading over the search box.
search = Cerca nel sito

# Heading over telephone, help and the other pages.
help = Aiuto e informazioni

# Name of the front page, as a link's words.
sheet-title = Pagina iniziale

# What the front page gives.
sheet-summary = Tutti i servizi, la ricerca e l’aiuto.

# Words people search the front page by; never shown.
sheet-keywords = inizio home portale sportello istituto
