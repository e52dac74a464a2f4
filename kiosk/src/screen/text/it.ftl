
# Shown when headphones went out on a personal page.
curtain = Schermo coperto

# How to uncover it.
curtain-unplugged = Inserisci le cuffie per continuare ad ascoltare, oppure tocca Mostra.

# The same where somebody has covered it by key.
curtain-wanted = L’hai coperto tu. Per vederlo tocca Mostra, o ripeti il comando con cui l’hai coperto.

space = Spazio

# Controls of the frame.
control-end = Chiudi

control-back = Indietro

control-listen = Ascolta

# The same of the ear at what sends.
control-listen-command = Ascolta il comando

control-quiet = Silenzio

control-size = Ingrandisci

control-theme = Colori

control-low = Comandi in basso

control-show = Mostra

control-help = Aiuto

control-stay = Sono qui

controls = Comandi

keyboard = Tastiera

erase = Cancella

# $of (Text)
typing = Scrivi: { $of }

# Name of the institute and its counter, on the screen that waits.
name = INPS – Sportello accessibile

# Calls the staff, touched twice.
control-staff = Chiama il personale

# Around what can be done with a page: cover its values or show them, print it.
this-page = Questa pagina

# Beside it, while they are covered.
covered = I tuoi dati sono coperti.

control-uncover = Mostra i miei dati

control-cover = Copri i miei dati

# Prints the page that is shown.
control-print = Stampa

# Closes the keyboard on the screen.
done = Fatto

# Leads to the list of languages.
control-language = Lingua

# Scroll the page by most of what is seen.
control-up = Su
control-down = Giù

# The next page of signs of the keyboard.
signs = Altri segni

# The key of the keyboard on the screen that turns its letters to capitals, and back.
capitals = Maiuscole
small = Minuscole
