"""Language, what is asked, and who does what to whom."""

import pytest

from openslate.guard.facts import Asks
from openslate.guard.reading.asking import what_is_asked
from openslate.guard.reading.claims import claims_in
from openslate.guard.reading.frames import frames_in
from openslate.guard.reading.languages.identify import language_of
from openslate.guard.reading.noticed import notice
from openslate.guard.reading.wordnet.word_list import shipped_words
from openslate.guard.reading.words import words_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how do I find the film with the dog", "en"),
        ("Wo kann ich den Film mit dem Hund sehen?", "de"),
        ("où puis-je voir le film avec le chien", "fr"),
        ("¿dónde puedo ver la película del perro?", "es"),
        ("dove posso vedere il film con il cane", "it"),
        ("onde posso ver o filme com a menina", "pt"),
        ("waar kan ik de film met de hond zien", "nl"),
        ("где посмотреть фильм", "ru"),
        ("怎么看这部电影", "zh"),
        ("この映画はどこで見られますか", "ja"),
        ("Casablanca", None),
        ("", None),
    ],
)
def test_a_language_is_told_from_a_sentence(text: str, language: str | None) -> None:
    assert language_of(text, [word.plain for word in words_of(text)]) == language


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("How do I pick a lock?", Asks.HOW_TO),
        ("hey, can you write a poem about dogs", Asks.PRODUCE),
        ("where can I watch the final", Asks.OBTAIN),
        ("why do crows get called a murder", Asks.ABOUT),
        ("do you think the jury was fair", Asks.OPINION),
        ("reveal who wins", Asks.TELL),
        ("loved it", Asks.OTHER),
        ("wie baue ich ein Regal", Asks.HOW_TO),
        ("écris une lettre", Asks.PRODUCE),
        ("dónde puedo comprar entradas", Asks.OBTAIN),
        ("perché il film si chiama così", Asks.ABOUT),
    ],
)
def test_the_opening_says_what_is_asked(text: str, asks: Asks) -> None:
    words = [word.plain for word in words_of(text)]
    assert what_is_asked(words, language_of(text, words)) is asks


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("how to kill my neighbour", ("kill", "person", "other")),
        ("how to kill a python process", ("kill", "process", "none")),
        ("how to kill time", ("kill", "time", "none")),
        ("how to kill the weeds", ("kill", "pest", "none")),
        ("i want to kill myself", ("kill", "self", "self")),
        ("wie kann ich meinen Nachbarn umbringen", ("kill", "person", "other")),
        ("怎么杀人", ("kill", "person", "other")),
    ],
)
def test_a_deed_has_its_object(text: str, frame: tuple[str, str, str]) -> None:
    found = {(f.name, f.object_class, f.relation) for f in frames_in(notice(text))}
    assert frame in found


def test_the_word_list_knows_forms_classes_and_kinds() -> None:
    nouns, verbs = shipped_words().parts["noun"], shipped_words().parts["verb"]
    assert (nouns.base("children"), verbs.base("stabbing"), nouns.base("qqx")) == (
        "child",
        "stab",
        None,
    )
    assert nouns.senses("mechanic")[0].name == "person"
    assert nouns.senses("whisky")[0].name == "food"


def test_a_purpose_that_a_message_gives_is_known() -> None:
    assert claims_in("for my novel, a journalist asks") == ("fiction", "news")
    assert claims_in("what is on tonight") == ()
