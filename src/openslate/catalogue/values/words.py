"""Words of the main European languages for what a record is, for yes and for no."""

from openslate.common.text import fold
from openslate.graph.vocabulary import WORK_TYPES

_WORK_TYPES = {
    "movie": "movie, film, films, feature, feature film, spielfilm, kinofilm, fernsehfilm,"
    " tv movie, tvmovie, long metrage, pelicula, filme, lungometraggio, speelfilm, largometraje,"
    " documentary, dokumentarfilm, documentaire, documental, documentario",
    "short": "short, short film, kurzfilm, court metrage, cortometraje, cortometraggio, kortfilm,"
    " curta metragem",
    "series": "series, serie, tv series, tvseries, show, tv show, miniseries, mini series,"
    " tvminiseries, fernsehserie, serie tv, serial",
    "season": "season, tv season, staffel, saison, temporada, stagione, seizoen, sasong",
    "episode": "episode, tv episode, tvepisode, folge, episodio, aflevering, avsnitt",
    "programme": "programme, program, sendung, emission, programa, programma, broadcast, special",
    "clip": "clip, trailer, promo, supplemental, excerpt, bonus, teaser",
    "person": "person, personne, persona, people",
}
_BY_WORD = {word.strip(): kind for kind, words in _WORK_TYPES.items() for word in words.split(",")}
_YES = {"yes", "y", "true", "t", "1", "x", "ja", "j", "oui", "o", "si", "s", "sim", "wahr", "vrai"}
_NO = {"no", "n", "false", "f", "0", "nein", "non", "nee", "nao", "falsch", "faux"}


def find_work_type(text: str) -> str | None:
    """What a record is, in the vocabulary's word.

    >>> find_work_type("Spielfilm"), find_work_type("TV Series"), find_work_type("crate")
    ('movie', 'series', None)
    """
    word = fold(text).replace("-", " ").replace("_", " ")
    return word if word in WORK_TYPES else _BY_WORD.get(word)


def find_boolean(text: str) -> bool | None:
    """Yes or no.

    >>> find_boolean("Ja"), find_boolean("0"), find_boolean("perhaps")
    (True, False, None)
    """
    word = fold(text)
    return True if word in _YES else False if word in _NO else None
