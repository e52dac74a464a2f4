-- An address abroad has postal code and place in one line, as its state writes them; the state is residence_belfiore.
ALTER TABLE citizens ADD COLUMN residence_locality TEXT NOT NULL DEFAULT ''; -- empty in Italy
