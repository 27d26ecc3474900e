"""Groups of viewers, by hand."""

import numpy as np
import polars as pl
import pytest

from openslate.audience.segments.by_attribute import ATTRIBUTES, BANDS, age_band, segments_by
from openslate.audience.segments.segments import Segment, Segments
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.viewers import FRAME

PROFILES = pl.DataFrame(
    [
        ("ada", 36, "F", "engineer", "GB", False),
        ("bob", 9, "M", None, "GB", True),
        ("cyd", 17, "F", None, "US", False),
        ("dan", None, None, None, None, False),
    ],
    FRAME,
    orient="row",
)


@pytest.mark.parametrize(
    ("attribute", "groups"),
    [
        ("gender", {"gender:F": ["ada", "cyd"], "gender:M": ["bob"]}),
        ("age", {"age:under 18": ["bob", "cyd"], "age:35 to 44": ["ada"]}),
        ("territory", {"territory:GB": ["ada", "bob"], "territory:US": ["cyd"]}),
        ("occupation", {"occupation:engineer": ["ada"]}),
        (
            "child",
            {"child:no child profile": ["ada", "cyd", "dan"], "child:child profile": ["bob"]},
        ),
    ],
)
def test_by_attribute(attribute: str, groups: dict[str, list[str]]) -> None:
    found = segments_by(attribute, PROFILES)
    names = np.array(found.viewers)
    assert {group.name: names[group.members].tolist() for group in found} == groups
    assert found.title == ATTRIBUTES[attribute][0]


def test_an_attribute_that_there_is_not() -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'gender'"):
        segments_by("gendre", PROFILES)


def test_bands_leave_no_age_out() -> None:
    assert len({age_band(age) for age in range(131)}) == len(BANDS)
    assert [high + 1 for _, high in BANDS[:-1] if high is not None] == [low for low, _ in BANDS[1:]]


def test_over_other_viewers() -> None:
    found = segments_by("gender", PROFILES).over(("cyd", "eve", "bob"))
    assert found["gender:F"].members.tolist() == [True, False, False]
    assert found["gender:M"].members.tolist() == [False, False, True]


def test_a_segment_by_its_name() -> None:
    found = segments_by("gender", PROFILES)
    assert found["gender:M"].size == 1
    with pytest.raises(NotFoundError, match="Did you mean 'gender:M'"):
        found["gender:m"]


def test_a_group_over_other_viewers_is_refused() -> None:
    group = Segment("x", "X", np.zeros(3, dtype=bool))
    with pytest.raises(SlateError, match="over 3 viewers, not over these 2"):
        Segments("way", "Way", ("ada", "bob"), (group,))
