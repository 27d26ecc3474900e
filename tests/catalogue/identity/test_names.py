"""Names that mean the same have a key in common; names that do not, have none."""

import pytest

from openslate.catalogue.identity.articles import restore_article
from openslate.catalogue.identity.names import NameKind, read_name


def keys(name: str, weakest: NameKind = NameKind.ALTERNATE) -> set[str]:
    return {form.key for form in read_name(name).forms if form.kind <= weakest}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Postino, Il", "Il Postino"),
        ("Usual Suspects, The", "The Usual Suspects"),
        ("Enfants du paradis, Les", "Les Enfants du Paradis"),
        ("Uomo delle stelle, L'", "L'uomo delle stelle"),
        ("Blechtrommel, Die", "Die Blechtrommel"),
        ("Crow, The: Wicked Prayer", "The Crow: Wicked Prayer"),
        ("Twelve Monkeys", "12 Monkeys"),
        ("Rocky II", "Rocky 2"),
        ("Kill Bill: Vol. 2", "Kill Bill: Volume Two"),
        ("Atlas Shrugged: Part 1", "Atlas Shrugged: Part I"),
        ("187", "One Eight Seven"),
        ("9½ Weeks", "Nine 1/2 Weeks"),
        ("Love Potion #9", "Love Potion No. 9"),
        ("Blood & Wine", "Blood and Wine"),
        ("Romeo + Juliet", "Romeo & Juliet"),
        ("M*A*S*H", "MASH"),
        ("Harlan County U.S.A.", "Harlan County, USA"),
        ("Blow-Up", "Blowup"),
        ("Monty Python's Life of Brian", "Monty Python\u2019s Life of Brian"),
        ("Zatôichi", "Zatōichi"),
        ("Søn af Bølgen", "Son af Bolgen"),
        ("Three Colors: Blue", "Three Colours: Blue"),
        ("Seven (Se7en)", "Se7en"),
        ("French Twist (Gazon maudit)", "Gazon maudit"),
        ("Perfect Crime, The (Crimen Ferpecto) (Ferpect Crime) (2004)", "Crimen Ferpecto"),
        ("Hidden (a.k.a. Cache) (Caché) (2005)", "Caché"),
        ("Strike! (a.k.a. All I Wanna Do, The Hairy Bird) (1998)", "All I Wanna Do"),
        ("Faust (2011 film)", "Faust"),
        ("Frontière(s)", "Frontiere(s)"),
    ],
)
def test_two_spellings_of_a_name_share_a_key(left: str, right: str) -> None:
    assert keys(left) & keys(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rocky II", "Rocky III"),
        ("Rocky", "Rocky II"),
        ("I, Robot", "1 Robot"),
        ("The Thing", "The Fly"),
        ("L.A. Confidential", "Confidential"),
        ("(500) Days of Summer", "Days of Summer"),
        ("2001: A Space Odyssey", "2010"),
        ("Malcolm X", "Malcolm"),
    ],
)
def test_other_names_share_none(left: str, right: str) -> None:
    assert not keys(left, NameKind.PART) & keys(right)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Il Postino: The Postman", "Postino, Il"),
        ("AVP: Alien vs. Predator", "Alien vs. Predator"),
        ("Tyler Perry's Daddy's Little Girls", "Daddy's Little Girls"),
        ("Dr. Seuss' The Lorax", "The Lorax"),
        ("Ice Age 2: The Meltdown", "Ice Age: The Meltdown"),
        ("Friday the 13th Part V: A New Beginning", "Friday the 13th: A New Beginning"),
        ("Star Wars: Episode V \u2013 The Empire Strikes Back", "Empire Strikes Back, The"),
        ("Shark Night 3D", "Shark Night"),
    ],
)
def test_a_long_name_has_the_short_one_as_a_part_only(long: str, short: str) -> None:
    assert keys(short) & keys(long, NameKind.PART)
    assert not keys(short) & keys(long)


@pytest.mark.parametrize(
    ("name", "year"),
    [("Heat (1995)", 1995), ("Heat", None), ("1984", None), ("Faust (2011 film)", None)],
)
def test_a_year_behind_the_name_is_read(name: str, year: int | None) -> None:
    assert read_name(name).year == year


def test_a_name_of_marks_alone_has_no_forms() -> None:
    assert read_name("...").forms == ()


def test_alternates_from_a_column_count_as_other_names() -> None:
    forms = read_name("Hate", ["Haine, La"]).forms
    assert [(form.kind, form.text) for form in forms] == [
        (NameKind.MAIN, "Hate"),
        (NameKind.ALTERNATE, "La Haine"),
    ]


def test_only_an_article_is_moved() -> None:
    assert restore_article("Lock, Stock") == "Lock, Stock"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("The Postman / Il Postino", ["The Postman", "Il Postino"]),
        ("Il Postino | The Postman", ["Il Postino", "The Postman"]),
        ("Il Postino; The Postman", ["Il Postino", "The Postman"]),
        ("Face/Off", []),
        ("Fahrenheit 9/11", []),
    ],
)
def test_several_names_in_one(written: str, names: list[str]) -> None:
    others = [form.text for form in read_name(written).forms if form.text != written]
    assert others == names
