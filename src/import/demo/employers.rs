//! Invented employers, every one marked "di prova".

use super::dice::Dice;
use crate::services::contribution_statement::period::Kind;

const FIRMS: [&str; 24] = [
    "Forno Girasole",
    "Officina Tre Ponti",
    "Tessitura Due Torri",
    "Mobili Quercia",
    "Alimentari Bella Vista",
    "Trasporti Stella Polare",
    "Edilizia Cinque Mattoni",
    "Grafica Arcobaleno",
    "Meccanica Lago Blu",
    "Albergo Sole Alto",
    "Vetreria Fiume Chiaro",
    "Confezioni Ago e Filo",
    "Libreria Pagina Uno",
    "Ceramiche Luna Piena",
    "Impianti Scintilla",
    "Pulizie Acqua Viva",
    "Supermercati Cestino",
    "Ristorante Quattro Venti",
    "Calzature Passo Lungo",
    "Informatica Zero Uno",
    "Logistica Porto Vecchio",
    "Cartiera Foglia Verde",
    "Fonderia Martello",
    "Vivai Primavera",
];
const FARMS: [&str; 6] =
    ["Cascina Spiga", "Uliveto Vecchio", "Vigna Alta", "Agrumeto del Sud", "Orti Riuniti", "Stalla Grande"];
const HOMES: [&str; 5] =
    ["Famiglia Uno", "Famiglia Due", "Famiglia Tre", "Famiglia Quattro", "Famiglia Cinque"];
const BODIES: [&str; 6] = [
    "Scuola dei Tigli",
    "Comune di Esempio",
    "Ospedale Santa Prova",
    "Biblioteca Esempio",
    "Museo Esempio",
    "Istituto Esempio",
];
const STAGES: [&str; 5] =
    ["Teatro Sipario", "Orchestra La Nota", "Cinema Pellicola", "Compagnia dei Guitti", "Radio Onda"];
const CLUBS: [&str; 4] =
    ["Polisportiva Traguardo", "Nuoto Onda Lunga", "Ciclistica Salita", "Volley Rete Alta"];

/// The employer of a stint.
pub(super) fn employer(kind: Kind, dice: &mut Dice) -> String {
    let (mark, names): (&str, &[&str]) = match kind {
        Kind::Farm => ("Azienda agricola di prova", &FARMS),
        Kind::Domestic => ("Datore di lavoro di prova", &HOMES),
        Kind::PublicService => ("Ente di prova", &BODIES),
        Kind::Stage => ("Azienda di prova", &STAGES),
        Kind::Sport => ("Società sportiva di prova", &CLUBS),
        Kind::Business | Kind::Professional => return "Attività propria di prova".to_owned(),
        _ => ("Azienda di prova", &FIRMS),
    };
    format!("{mark} {}", dice.pick(names, "Esempio"))
}
