"""Sentences of answers: fixed words around values of the catalogue, nothing that is not in it."""

from collections.abc import Sequence

from openslate.common.text import join_words

MOST_NAMES = 12
KNOWN = {
    "directors": "{title} was directed by {values}.",
    "writers": "{title} was written by {values}.",
    "producers": "{title} was produced by {values}.",
    "composers": "The music of {title} is by {values}.",
    "cast": "In {title} you see {values}.",
    "year": "{name} came out in {values}.",
    "runtime": "{title} is {values} minutes long.",
    "genres": "{title} is filed under {values}.",
    "countries": "{title} comes from {values}.",
    "languages": "{title} is in {values}.",
    "age_rating": "{title} is rated {values}.",
    "minimum_age": "{title} is for viewers of {values} and over.",
    "critics_score": "Of the reviews of {title}, {values} per cent are favourable.",
    "oscars": "Academy Awards won by {title}: {values}.",
    "box_office": "{title} earned {values} US dollars at the box office.",
    "companies": "{title} was made by {values}.",
    "tags": "{title} is tagged {values}.",
    "description": "{title}: {values}",
}
"""What is said of a field that is known."""
UNKNOWN = {
    "directors": "who directed {title}",
    "writers": "who wrote {title}",
    "producers": "who produced {title}",
    "composers": "who wrote the music of {title}",
    "cast": "who is in {title}",
    "year": "when {title} came out",
    "runtime": "how long {title} is",
    "genres": "what kind of film {title} is",
    "countries": "where {title} comes from",
    "languages": "in which language {title} is",
    "age_rating": "how {title} is rated",
    "critics_score": "what the critics thought of {title}",
    "oscars": "how many Academy Awards {title} won",
    "box_office": "what {title} earned",
    "companies": "who made {title}",
    "description": "what {title} is about",
}
ROLE_WORDS = {
    "director": "as director",
    "actor": "in the cast",
    "writer": "as writer",
    "producer": "as producer",
    "composer": "as composer",
}
COMPARED = {
    ("year", True): "is newer",
    ("year", False): "is older",
    ("runtime", True): "is longer",
    ("runtime", False): "is shorter",
    ("critics_score", True): "is better reviewed",
    ("critics_score", False): "is less well reviewed",
    ("oscars", True): "won more Academy Awards",
    ("box_office", True): "earned more",
}


def fact(field: str, title: str, name: str, values: Sequence[str]) -> str:
    """What is known of an item, or that it is not known."""
    if not values:
        told = UNKNOWN.get(field, "that of {title}").format(title=title)
        return f"I don't know {told}: no source of this catalogue says it."
    shape = KNOWN.get(field, field.replace("_", " ").capitalize() + " of {title}: {values}.")
    return shape.format(title=title, name=name, values=listed(values))


def listed(values: Sequence[str]) -> str:
    """Values as a list, long ones cut: 'A, B and 3 others'."""
    if len(values) <= MOST_NAMES:
        return join_words(values)
    rest = len(values) - MOST_NAMES + 1
    return join_words([*values[: MOST_NAMES - 1], f"{rest} others"])


def found(total: int, shown: int, page: int) -> str:
    """How much was found and how much of it stands below."""
    if total == 1:
        return "One title fits."
    if page > 1:
        return f"Here are {shown} more of {total:,} that fit."
    return (
        f"{total:,} titles fit." if total == shown else f"{total:,} titles fit; here are {shown}."
    )


def nothing(known: int, shown_before: int) -> str:
    """Why a list is empty: nothing fits, nothing that fits may be shown, or all was shown."""
    if shown_before:
        return "That was all: no further title fits."
    if known == 1:
        return "One title of the catalogue fits, but it may not be shown to you now."
    if known:
        return f"{known:,} titles of the catalogue fit, but none may be shown to you now."
    return "I don't know of any title here that fits all of this."


def counted(total: int, allowed: int | None) -> str:
    """How many there are, and how many of those may be watched."""
    first = f"The catalogue has {total:,} such title{'' if total == 1 else 's'}."
    if allowed is None or total == 0:
        return first
    return f"{first} You can watch {allowed:,} of them now."


def person(name: str, roles: Sequence[tuple[str, int]]) -> str:
    """In how many items a person has which role."""
    told = [
        f"{number:,} title{'' if number == 1 else 's'} {ROLE_WORDS[role]}" for role, number in roles
    ]
    return f"{name} is named here in {join_words(told)}."


TALK = {
    "greet": "Good to see you. Tell me what you feel like watching: a kind of film, a person, "
    "a time, a length, or a film you liked.",
    "thanks": "Enjoy it.",
    "help": "Ask me for films by kind, people, years, length, language, country or age, for "
    "something like a film you liked, or who made a film, when and how long it is. Then narrow it "
    "down: 'older ones', 'only with her', 'not animated'. I answer from this catalogue only.",
    "reset": "All right, from the beginning. What would you like to watch?",
    "unknown": "I did not understand that. I can find films and say what this catalogue knows of "
    "them: try 'comedies from the nineties under 100 minutes', or 'who directed Alien?'",
}
"""What is said where nothing was asked of the catalogue."""
NO_RULES = "Nothing here decides yet what may be shown to whom, so this is the whole catalogue."
