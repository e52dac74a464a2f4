# Name of the list of links that jump inside the page, heard first on every page.
skip-nav = Salta a

# First link of every page; goes to the main content.
skip-content = Vai al contenuto

# Second link of every page; goes to the links at the foot.
skip-foot = Vai alle informazioni sul sito

# Name of the site, as a link to its front page.
# $institute (Name)
site-name = { $institute } Sportello accessibile

# Name of the list of links at the top.
tools-nav = Strumenti

# Link to the list of languages; names the language of this page.
language = Lingua: italiano

# Link to text size, colours and the like.
preferences = Preferenze di lettura

# Link to the help page, at the same place on every page.
help = Aiuto

# Link to the sign-in page.
sign-in = Accedi

# Link to what concerns the citizen who is signed in: the title of that page.
my-area = La tua area

# Button that ends the session.
sign-out = Esci

# Whose session this is.
# $name (Text)
signed-in = Accesso di { $name }

# In place of the name and of the link to the sign-in page, where the session of who reads could not be looked up.
unknown = Ora non possiamo vedere se hai fatto l’accesso.

# Name of the group that holds the link to the page before.
back-nav = Torna indietro

# Link to the page before; names it.
# $page (Text)
back = Indietro: { $page }

# Heading of the notice at the end of the page on when the session ends.
session-heading = La tua sessione

# When the session ends, as a clock time.
# $time (Time)
session-end = La sessione si chiude alle { $time } se non fai nulla.

# What happens to the answers of someone signed in.
session-kept = Le risposte salvate restano 30 giorni.

# What happens to the answers of someone not signed in.
session-lost = Alla chiusura le risposte date fin qui vengono cancellate.

# After a send by someone not signed in: what was sent is not lost, the page is.
session-sent = Alla chiusura questa pagina non si può più rileggere. Ciò che hai inviato resta.

# Button that makes the session last longer.
more-time = Ho bisogno di più tempo

# Name of the list of links at the foot.
foot-nav = Informazioni sul sito

# Link to the statement that the law asks for, with its words.
accessibility = Dichiarazione di accessibilità

# Link to the form on which anyone can report a difficulty: how its title begins, as other links on a page are the whole of it.
feedback = Segnala un problema

# Link to the privacy notice.
privacy = Privacy

# Link to telephone, addresses and mail.
contacts = Contatti

# Link to the list of all pages.
site-map = Mappa del sito

# Link to this same page as plain text.
plain-text = Testo semplice

# Link at the end of a page's plain text, to this same page as browsers show it.
usual-form = Questa pagina nella forma consueta

# Link to this same page with every table as a list.
as-lists = Tabelle come elenchi

# Link to this same page with its tables as tables again.
as-tables = Elenchi come tabelle
