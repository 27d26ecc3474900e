"""Which four colours a poster uses: a genre has a few moods, the name picks one."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.common.seeds import seed_for
from openslate.common.text import fold


@dataclass(frozen=True)
class Palette:
    """`ink` is read on `ground` (contrast at least 4.5); `first` and `second` are for shapes."""

    ground: str
    ink: str
    first: str
    second: str


MOODS: dict[str, tuple[Palette, ...]] = {
    "action": (
        Palette("#e2592d", "#1d110c", "#f3e3c8", "#8f2a13"),
        Palette("#23262b", "#f4ecdd", "#e8622c", "#6f7780"),
    ),
    "adventure": (
        Palette("#1f5a5f", "#f6eeda", "#efa63d", "#123a40"),
        Palette("#f0e3c4", "#20302c", "#2f7d6b", "#d9792f"),
    ),
    "animation": (
        Palette("#86c5da", "#11303c", "#f6c445", "#ea6a50"),
        Palette("#f7efdf", "#23303a", "#38a39d", "#f2994a"),
    ),
    "comedy": (
        Palette("#f2c744", "#2a2118", "#d9482b", "#fff3d2"),
        Palette("#f6ead0", "#2d241c", "#e4572e", "#f0b429"),
        Palette("#ee7b5b", "#2b1510", "#fbe5c0", "#2d5d62"),
    ),
    "crime": (
        Palette("#15171b", "#efe9dc", "#d6b25e", "#4d5560"),
        Palette("#e7e0d1", "#17181a", "#26282c", "#a8997c"),
        Palette("#24413f", "#f2ead8", "#e0a458", "#122826"),
        Palette("#c9a24b", "#1b150a", "#f2e6c6", "#5b3a1c"),
        Palette("#5c1f24", "#f6e9da", "#d9a566", "#31090e"),
    ),
    "documentary": (
        Palette("#e6e6df", "#1d1f20", "#24272a", "#2f7f6f"),
        Palette("#30454b", "#f1efe6", "#e3c565", "#8aa5a3"),
    ),
    "drama": (
        Palette("#efe6d5", "#2a2320", "#b5472f", "#2f4a4f"),
        Palette("#2b3a42", "#f2e9da", "#d98e5f", "#7d9a99"),
        Palette("#c9cfc4", "#1f2a2a", "#3d5a57", "#a8532f"),
        Palette("#d9a98c", "#2a1710", "#8c3b2a", "#f4e2cf"),
        Palette("#4a3f4d", "#f4ebe0", "#d8a7a0", "#8f7d93"),
    ),
    "fantasy": (
        Palette("#3a2757", "#f5eaf7", "#e7b65c", "#8a68b0"),
        Palette("#d9e2d0", "#21352d", "#4f7f5f", "#c9983e"),
    ),
    "horror": (
        Palette("#17110f", "#f3e4d3", "#b3201f", "#5a2a22"),
        Palette("#a81e1e", "#fff1e2", "#1c0d0c", "#5f0f10"),
    ),
    "music": (
        Palette("#2d1a3d", "#fdeee0", "#f2b33d", "#d6456a"),
        Palette("#f4dfb8", "#351a2e", "#c93f62", "#3c6e71"),
    ),
    "past": (
        Palette("#5d5c3b", "#fbf5e2", "#d0a95f", "#37381f"),
        Palette("#d8b27c", "#2e1c10", "#9b3f1f", "#6e4a26"),
    ),
    "romance": (
        Palette("#f2d9d0", "#3b1f24", "#b8384b", "#e79a8c"),
        Palette("#7c2236", "#fbeadf", "#e88d7d", "#c44b55"),
        Palette("#c7d3dc", "#25303f", "#d8576b", "#7089a3"),
    ),
    "science": (
        Palette("#1b2350", "#eef0fa", "#f26b4e", "#5a6fc0"),
        Palette("#e1e5ee", "#171c3a", "#3f55b5", "#f0785a"),
        Palette("#0f3f4a", "#e9f3ee", "#8fd0b8", "#e8a34d"),
    ),
    "thriller": (
        Palette("#1e2729", "#ece6da", "#cf4030", "#61747a"),
        Palette("#d9d4c8", "#1b1b1b", "#b3261e", "#6f6d66"),
        Palette("#37505a", "#f3ecdf", "#e9b949", "#1d2e35"),
        Palette("#b8c4bd", "#14211f", "#cf4030", "#3a534f"),
    ),
    "other": (
        Palette("#e9e4d8", "#22252a", "#56677a", "#b98a52"),
        Palette("#3b4653", "#f2eee4", "#c9b27c", "#7f8fa0"),
    ),
}

TELLING = {
    "horror": "horror",
    "sci-fi": "science",
    "science fiction": "science",
    "western": "past",
    "war": "past",
    "history": "past",
    "animation": "animation",
    "children's": "animation",
    "children": "animation",
    "family": "animation",
    "musical": "music",
    "music": "music",
    "documentary": "documentary",
    "news": "documentary",
    "film-noir": "crime",
    "crime": "crime",
    "fantasy": "fantasy",
    "mystery": "thriller",
    "thriller": "thriller",
    "adventure": "adventure",
    "action": "action",
    "romance": "romance",
    "comedy": "comedy",
    "biography": "drama",
    "sport": "action",
    "drama": "drama",
}
"""Genre to mood, the most telling genre first: a horror comedy looks like horror."""


def mood_of(genres: Sequence[str]) -> str:
    """The mood of the most telling genre, 'other' when none is known.

    >>> mood_of(["Drama", "War"])
    'past'
    """
    known = {fold(genre) for genre in genres}
    return next((mood for genre, mood in TELLING.items() if genre in known), "other")


def palette_for(name: str, genres: Sequence[str]) -> Palette:
    """The same name and genres always get the same palette."""
    moods = MOODS[mood_of(genres)]
    return moods[seed_for("palette", name) % len(moods)]
