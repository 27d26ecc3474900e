"""The book answers which norms may speak of a topic."""

import pytest

from openslate.common.errors import NotFoundError
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm import Stance
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import parse_norm_file
from openslate.guard.norms.obligation import Obligation

TEXT = """guard: Small
owner: standards
review: 2027-01-01
source: us
topics:
- {topic: media, name: Media, definition: Our own}
- {topic: spoilers, name: Spoilers, definition: Endings, broader: media, also: [endings]}
- {topic: finales, name: Finales, definition: Last episodes, broader: spoilers}
- {topic: leaks, name: Leaks, definition: What is not out, broader: media}
norms:
- norm: warn
  topic: spoilers
  title: Warn before endings
  stance: with-care
  severity: 1
  because: Others want to be surprised.
  citation: House rule
  obligations: [spoiler-warning]
  exceptions:
  - {exception: staff, when: context.part = 'editor', stance: allowed, because: They know it.}
  examples: {for: ['How does it end?'], against: ['How long is it?']}
- norm: media-care
  topic: media
  title: With care
  stance: with-care
  severity: 2
  because: It is ours.
  citation: House rule
  owner: press
"""


def book(text: str = TEXT) -> NormBook:
    return combine([parse_norm_file(text, "small.yaml")])


def test_the_tree() -> None:
    small = book()
    assert small.roots == ("media",)
    assert small.ancestors("finales") == ("spoilers", "media")
    assert small.narrower("media") == ("spoilers", "leaks")
    assert small.narrower("finales") == ()


def test_norms_of_a_topic_and_of_broader_ones() -> None:
    small = book()
    assert [norm.norm for norm in small.norms_on("spoilers")] == ["warn"]
    assert small.norms_on("leaks") == ()
    lines = [(topic, [n.norm for n in norms]) for topic, norms in small.norms_for("finales")]
    assert lines == [("spoilers", ["warn"]), ("media", ["media-care"])]


def test_an_entry_is_read_whole() -> None:
    norm = book().norm("warn")
    assert norm.stance is Stance.WITH_CARE
    assert norm.obligations == (Obligation.SPOILER_WARNING,)
    assert (norm.owner, norm.review.isoformat()) == ("standards", "2027-01-01")
    assert norm.exceptions[0].when.reads == {"context.part"}
    assert norm.examples.meant == ("How does it end?",)
    assert norm.examples.not_meant == ("How long is it?",)
    assert book().norm("media-care").owner == "press"


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match=r"no topic 'spoiler'. Did you mean 'spoilers'"):
        book().ancestors("spoiler")
    with pytest.raises(NotFoundError, match=r"There is no norm 'wran'. Did you mean 'warn'"):
        book().norm("wran")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("guard: Small", "# a comment\nguard:   Other", True),
        ("severity: 1", "severity: 2", False),
        ("also: [endings]", "also: []", False),
        ("context.part = 'editor'", "context.part = 'viewer'", False),
    ],
)
def test_the_version_is_of_what_is_said(old: str, new: str, same: bool) -> None:
    assert old in TEXT
    assert (book(TEXT.replace(old, new)).version == book().version) is same


def test_the_version_does_not_depend_on_the_order() -> None:
    head, topics, norms = (
        TEXT.partition("topics:\n")[0],
        *TEXT.split("topics:\n")[1].split("norms:\n"),
    )
    first, second = norms.split("- norm: media-care")
    turned = f"{head}norms:\n- norm: media-care{second}{first}topics:\n{topics}"
    assert book(turned).version == book().version


def test_stances_are_in_order() -> None:
    order = sorted(Stance, key=lambda stance: stance.strictness)
    assert order == [Stance.ALLOWED, Stance.WITH_CARE, Stance.OFF_LIMITS]


@pytest.mark.parametrize("obligation", Obligation)
def test_every_obligation_says_what_to_do(obligation: Obligation) -> None:
    assert obligation.words[0].isupper()
