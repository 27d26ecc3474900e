"""One spelling for each genre, whatever a source calls it."""

ALIASES = {
    "children's": "Family",  # MovieLens 100K
    "children": "Family",  # later MovieLens sets
    "science fiction": "Sci-Fi",
    "sci-fi": "Sci-Fi",
    "film noir": "Film-Noir",
    "film-noir": "Film-Noir",
    "noir": "Film-Noir",
    "biopic": "Biography",
    "historical": "History",
    "animated": "Animation",
    "sports": "Sport",
}
NOT_GENRES = {"unknown", "(no genres listed)", "n/a"}


def genre(text: str) -> str | None:
    """The genre in its one spelling; None for what is no genre.

    Musical and Music stay apart: one is told in songs, the other is about them.

    >>> genre("Children's"), genre("Drama"), genre("unknown")
    ('Family', 'Drama', None)
    """
    word = text.strip()
    folded = word.casefold()
    return None if folded in NOT_GENRES or not word else ALIASES.get(folded, word)


def genres(words: list[str]) -> list[str]:
    """All genres of a list, each once."""
    return list(dict.fromkeys(found for word in words if (found := genre(word))))
