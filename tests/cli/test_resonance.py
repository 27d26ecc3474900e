"""`slate audience resonance` and `commission` on an audience large enough to be told of."""

import pytest
from tests.cli.conftest import Slate

from openslate.testing.tiny import INTER_HEADER, USER_HEADER, write_table
from openslate.testing.town import WATCHED, film_genres
from openslate.testing.workspace import MadeWorkspace

WOMEN, MEN = range(1001, 1061), range(2001, 2061)
LOVED = {"F": "Romance", "M": "Western"}


def watches(viewer: int, gender: str, film: int) -> bool:
    """Half of the films with the genre they love, one in seven of the others."""
    among = 2 if LOVED[gender] in film_genres(film) else 7
    return (film * 5 + viewer * 3) % among == 0


@pytest.fixture(scope="module")
def crowd(town_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Slate:
    """The town after 60 women who love romances and 60 men who love westerns moved in."""
    folder = tmp_path_factory.mktemp("crowd")
    people = [*((viewer, "F") for viewer in WOMEN), *((viewer, "M") for viewer in MEN)]
    users = [(viewer, 20 + viewer % 40, gender, "other", "94043") for viewer, gender in people]
    seen = [
        (viewer, film + 1, 4, 880_000_000 + 3600 * film)
        for viewer, gender in people
        for film in range(WATCHED)
        if watches(viewer, gender, film)
    ]
    write_table(folder / "crowd.user", USER_HEADER, users)
    write_table(folder / "crowd.inter", INTER_HEADER, seen)
    slate = Slate(town_workspace.copy(folder / "workspace").folder)
    slate.says("import", "viewers", folder / "crowd.user")
    slate.says("import", "events", folder / "crowd.inter")
    return slate


def test_who_watches_more_of_what(crowd: Slate) -> None:
    told = crowd.json("audience", "resonance", "--by", "gender", "--attribute", "genres")
    cells = {
        (row["value"], cell["segment"]): cell for row in told["attributes"] for cell in row["cells"]
    }
    for gender, genre in LOVED.items():
        assert cells[genre, gender]["claim"] == "more"
        assert cells[genre, gender]["low"] > 1.0
    assert cells["Western", "F"]["claim"] == "less"
    assert told["exposure"] == "observed"


def test_the_table_marks_what_was_found_and_says_what_it_does_not(crowd: Slate) -> None:
    told = crowd.says("audience", "resonance", "--by", "gender", "--attribute", "genres")
    (romance,) = [line for line in told.splitlines() if "Romance" in line]
    assert "**" in romance
    assert "differences found by gender" in told
    assert "not what causes what" in told


def test_the_titles_behind_a_cell(crowd: Slate) -> None:
    asked = ("audience", "resonance", "--by", "gender", "--attribute", "genres")
    told = crowd.json(*asked, "--titles", "F", "Romance", "--limit", "3")
    assert len(told["titles"]) == 3 < told["total"]
    parts = [title["part"] for title in told["titles"]]
    assert parts == sorted(parts, reverse=True)
    assert told["titles"][0]["name"] in crowd.says(*asked, "--titles", "F", "Romance")


def test_what_to_commission_has_the_surest_first(crowd: Slate) -> None:
    told = crowd.json("audience", "commission", "F", "--limit", "5")
    sure = [wish["cell"]["low"] for wish in told["wishes"]]
    assert sure == sorted(sure, reverse=True)
    assert all(low > 1.0 for low in sure)
    loved = {value for wish in told["wishes"] for _, value in wish["attributes"]}
    assert "Romance" in loved
    assert "Romance" in crowd.says("audience", "commission", "gender:F", "--limit", "5")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("commission", "X"), "There is no segment 'X'"),
        (("commission", "F", "--by", "gendre"), "gendre"),
        (("resonance", "--by", "gendre"), "gendre"),
        (("resonance", "--by", "qqq"), "They can be by gender"),
        (("resonance", "--by", "gender", "--attribute", "qqq"), "There are genres"),
        (("resonance", "--by", "gender", "--attribute", "genre"), "genre"),
        (
            ("resonance", "--by", "gender", "--attribute", "genres", "--titles", "F", "Romanse"),
            "Romanse",
        ),
    ],
)
def test_a_wrong_name_is_one_sentence(crowd: Slate, words: tuple[str, ...], said: str) -> None:
    wrong = crowd.fails("audience", *words)
    assert said in wrong
    assert len(wrong.strip().splitlines()) <= 2, wrong  # what happened, and what to do


def test_titles_need_to_know_whose_and_of_what(crowd: Slate) -> None:
    wrong = crowd.fails("audience", "resonance", "--titles", "F", "Romance", status=2)
    assert "--titles needs --by and --attribute" in wrong


def test_seven_viewers_are_too_few(slate: Slate) -> None:
    wrong = slate.fails("audience", "resonance")
    assert "No two segments have 20 viewers each" in wrong


def test_nothing_imported_says_what_to_do(empty: Slate) -> None:
    assert "slate snapshot" in empty.fails("audience", "commission", "F")
