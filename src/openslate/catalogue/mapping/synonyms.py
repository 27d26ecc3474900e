"""What columns are called in the main European languages, by the field that they mean."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from openslate.common.text import fold
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind

ID = "id"
FUZZY_FROM = 88.0
LONGEST = 5  # words; longer ones are no header but a sentence
EXACT, KNOWN, SIMILAR, WITHIN = 1.0, 0.95, 0.75, 0.6
"""How much a header says: the field itself, a known name, a misspelt one, one inside others."""

_WORKS = """
id: id, title id, record, record id, asset id, item id, movie id, film id, programme id, program
  id, content id, house number, sku, guid, uuid, key, nummer, nr, code, identifiant,
  identificador, identificativo, titel id, titelnummer, titel nr, title nr, title no,
  title number, film nr, filmnummer, movie number, item number, asset number, ref,
  reference, house id, external id, catalogue id, catalog id, identnummer, materialnummer, show id
name: title, name, movie title, film title, programme title, program title, titel, titre,
  titolo, titulo, film, filmtitel, sendetitel, nom, nombre, nome, display title, main title,
  movie, movie name, film name, tytul, nazev, naslov, elokuva, primary title, series title,
  program name, sendungstitel, episode title, episodentitel, titlename
alternate_names: original title, originaltitel, titre original, titolo originale, aka, titulo
  original, alternative title, alternate title, alternate names, also known as, other title,
  other titles, alternativtitel, working title, arbeitstitel, oorspronkelijke titel
work_type: type, work type, kind, content type, title type, programme type, typ, art, media
  type, gattung, tipo, asset type, worktype
description: description, synopsis, plot, summary, overview, logline, beschreibung, inhalt,
  kurzbeschreibung, resume, descripcion, descrizione, trama, sinossi, sinopsis, zusammenfassung,
  short synopsis, long synopsis, beschrijving, handlung, extract, abstract, story
series: series, series name, serie, show, show title, reihe, serientitel, titre serie, nombre
  serie, parent title, part of series, franchise
season_number: season, season number, staffel, saison, temporada, stagione, seizoen, season no,
  staffelnummer, seasonnumber, series number
episode_number: episode, episode number, folge, folgennummer, numero episode, episodio,
  aflevering, episode no, episodennummer, episodenumber, ep
year: year, release year, production year, jahr, produktionsjahr, erscheinungsjahr, annee, annee
  de production, ano, ano de produccion, anno, anno di produzione, jaar, start year, rok, year
  of production, year of release, releaseyear, rilascio, made in
release_date: release date, released, release, first shown, first broadcast,
  premiere, first release, date de sortie,
  erstauffuhrung, kinostart, fecha de estreno, data di uscita, datum, air date,
  erscheinungsdatum, original air date, publication date, date published, first aired,
  startdatum, urauffuhrung, erstausstrahlung, theatrical release, date, release history original
runtime: runtime, running time, duration, length, laufzeit, dauer, duree, duracion, durata,
  minutes, minuten, spieldauer, lange, run time, total run time, runtime minutes, speelduur,
  total runtime, lauflange
age_rating: age rating, rating, certificate, certification, fsk, mpaa, mpa, bbfc, cnc,
  kijkwijzer, altersfreigabe, classification, freigabe, parental rating, content rating, pegi,
  clasificacion, limite d age, rated, tv rating, rating value, jugendschutz, usk, acb
age_rating_system: age rating system, rating system, certification system
minimum_age: minimum age, min age, mindestalter, age minimum, edad minima, eta minima
genres: genre, genres, category, categories, kategorie, genero, genere, categorie, categoria,
  genrer, zanr, gatunek, sparte
countries: country, countries, country of origin, production country, land, produktionsland,
  herkunftsland, pays, pais, paese, nationality, origin country, nazione, origin, pays d
  origine, lander, staat, country codes
languages: language, languages, original language, sprache, originalsprache, langue, idioma,
  lingua, taal, sprachen, lang, spoken languages, audio language, langues
directors: director, directors, directed by, regie, regisseur, regisseurin, realisateur,
  realisation, realisateurs, direccion, dirigido por, regista, regia, director s, reżyser,
  instruktor, ohjaaja, regizor, direction
writers: writer, writers, written by, screenplay, screenwriter, drehbuch, autor, autoren, buch,
  scenario, scenariste, guion, guionista, sceneggiatura, author, script
producers: producer, producers, produced by, produzent, produzenten, producteur, productor,
  produttore
composers: composer, composers, music, music by, musik, komponist, musique, compositeur, musica,
  compositore
cast: cast, actors, actor, starring, stars, darsteller, schauspieler, besetzung, acteurs,
  distribution, interpretes, reparto, attori, interpreti, interpreten, mitwirkende, top cast,
  lead actors, elenco
companies: company, companies, production company, production companies, studio, studios,
  produktion, produktionsfirma, societe de production, productora, casa di produzione,
  distributor, production, verleih, network
tags: tags, keywords, tag, keyword, schlagworte, schlagworter, stichworte, mots cles, palabras
  clave, parole chiave, themes, themen, topics
critics_score: critics score, tomatometer, rotten tomatoes, critic score
metacritic: metacritic, metascore, metacritic score
box_office: box office, gross, revenue, einspielergebnis, worldwide gross, boxoffice, recettes
oscars: oscars, academy awards, oscars won
imdb_id: imdb, imdb id, imdbid, tconst, imdb number, imdb title id, const
identifiers: eidr, eidr id, identifiers, isan, wikidata, wikidata id, qid, tmdb, tmdb id,
  tmdbid, tvdb, tvdb id, external ids, alid, identifier
"""
_WINDOWS = """
id: id, window id, record, offer id, availid, avail id, lizenznummer, contract id
of_source: source, of source, catalogue, quelle
of_record: of record, record, title id, asset id, item id, film id, movie id, house number
territory: territory, territories, country, countries, region, regions, gebiet, land, lander,
  territoire, territorio, pays, pais, paese, lizenzgebiet, market, markets, markt, lizenzland
starts: start, starts, start date, available from, license start, licence start, from, beginn,
  startdatum, lizenzbeginn, von, debut, date de debut, inicio, fecha de inicio, inizio, valid
  from, window start, avail start, ab, gultig ab, data inizio, begin, lizenzstart
ends: end, ends, end date, available until, license end, licence end, until, to, ende, enddatum,
  lizenzende, bis, fin, date de fin, fecha de fin, fine, valid until, valid to, window end,
  avail end, expires, expiry, expiry date, expiration, gultig bis, data fine, ablauf
licence_type: licence type, license type, licence, license, right, rights, lizenz, lizenzart,
  rechte, rechteart, type de droit, derechos, diritti, business model, model, exploitation
audience: audience, users, zielgruppe, kundenkreis
price_type: price type, preisart, pricing type
price: price, price value, preis, prix, precio, prezzo, wholesale price, fee, lizenzpreis
of_identifier: of identifier, eidr, eidr id, imdb, imdb id, imdbid, alid, identifier, isan
"""

SYSTEMS = {
    **dict.fromkeys(("fsk", "altersfreigabe", "freigabe"), "FSK"),
    **dict.fromkeys(("mpaa", "mpa", "rated"), "MPA"),
    **{word: word.upper() for word in ("bbfc", "cnc", "pegi", "usk", "acb", "kijkwijzer")},
}
"""Whose age rating a header names."""
SCHEMES = {
    "eidr": "eidr", "eidr id": "eidr", "isan": "isan", "wikidata": "wikidata", "alid": "alid",
    "wikidata id": "wikidata", "qid": "wikidata", "tmdb": "tmdb", "tmdb id": "tmdb",
    "tmdbid": "tmdb", "tvdb": "tvdb", "tvdb id": "tvdb",
}  # fmt: skip


@dataclass(frozen=True)
class HeaderMatch:
    """A field that a column's name may mean, how sure that is, and why."""

    field: str
    confidence: float
    reason: str


def plain_header(text: str) -> str:
    """A header without case, marks, numbering and the type behind a colon.

    >>> plain_header("Country_of-Origin (2)"), plain_header("releaseYear"), plain_header("Länge:t")
    ('country of origin', 'release year', 'lange')
    """
    untyped = text.partition(":")[0] or text  # RecBole's tables write release_year:token
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", untyped)
    words = re.sub(r"[^\w]+|_", " ", fold(apart)).split()
    kept = [word for word in words if not word.isdigit()] or words
    return " ".join(kept)


def match_header(text: str, kind: DeliveryKind) -> list[HeaderMatch]:
    """What a column's name may mean, the surest first."""
    plain = plain_header(text)
    exact = [field.column for field in RECORD_FIELDS[kind] if text.strip() == field.column]
    if exact:
        return [HeaderMatch(exact[0], EXACT, "it has the name of the field")]
    words = _words(kind)
    if plain in words:
        fields = words[plain]
        return [HeaderMatch(f, KNOWN, f"columns called {plain!r} mean this") for f in fields]
    return _similar(plain, words)


def _similar(plain: str, words: dict[str, list[str]]) -> list[HeaderMatch]:
    found = []
    near = process.extractOne(plain, list(words), scorer=fuzz.ratio, score_cutoff=FUZZY_FROM)
    if near and len(plain) > 3:
        for field in words[near[0]]:
            found.append(HeaderMatch(field, SIMILAR, f"its name is close to {near[0]!r}"))
    tokens = set(plain.split())
    if len(tokens) > LONGEST:
        return found
    inside = [w for w in words if len(w) > 3 and set(w.split()) <= tokens]
    for word in sorted(inside, key=len, reverse=True)[:2]:
        for field in words[word]:
            if field != ID:
                found.append(HeaderMatch(field, WITHIN, f"its name holds {word!r}"))
    return found


def _names(kind: DeliveryKind) -> dict[str, list[str]]:
    """Names of columns by field."""
    works = _listed(_WORKS)
    if kind == "works":
        return works
    return {"name": works["name"], "year": works["year"], **_listed(_WINDOWS)}


def _listed(text: str) -> dict[str, list[str]]:
    lines = text.replace("\n  ", " ").strip().splitlines()
    pairs = (line.partition(": ") for line in lines)
    return {field: [word.strip() for word in words.split(",")] for field, _, words in pairs}


@cache
def _words(kind: DeliveryKind) -> dict[str, list[str]]:
    """Fields by every name they go by."""
    words: dict[str, list[str]] = {}
    for field, names in _names(kind).items():
        for name in [*names, field.replace("_", " ")]:
            fields = words.setdefault(plain_header(name), [])
            if field not in fields:
                fields.append(field)
    return words
