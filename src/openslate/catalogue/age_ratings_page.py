"""The reference page of age ratings, written from their table."""

from openslate.catalogue.age_rating_systems import (
    GUIDANCE,
    SAYS_NOTHING,
    SYSTEMS,
    AgeRating,
    AgeRatingSystem,
)

INTRODUCTION = f"""# Age ratings

Written from `openslate.catalogue.age_rating_systems`. A rating becomes the youngest age that may
watch alone, so that a rule can compare it with a viewer's age. A rating that only asks parents to
guide counts as {GUIDANCE}. Where a body changed what a rating stands for, the stricter age counts.

A system or a rating that is not here gives no age: it is told, kept as text, and never guessed. A
number alone says nothing without its system. Capitals, blanks, hyphens and plus signs make no
difference. A record has one rating: where a file gives several, the first by the reader's order of
systems that gives an age is kept, and the others are not. The order below is the one readers begin
with.

These words say that there is no rating: {", ".join(SAYS_NOTHING)}.
"""


def age_ratings_page() -> str:
    """The whole page in Markdown."""
    return "\n".join([INTRODUCTION, *(_section(system) for system in SYSTEMS)])


def _section(system: AgeRatingSystem) -> str:
    names = f"\nAlso called {'; '.join(system.spellings)}.\n" if system.spellings else ""
    rows = "\n".join(_row(rating) for rating in system.ratings)
    return (
        f"## {system.name}\n{system.about}. Source: {system.source}.\n{names}\n"
        f"| rating | age | also written | used |\n|---|---|---|---|\n{rows}\n"
    )


def _row(rating: AgeRating) -> str:
    since, until = rating.since or "", rating.until or ""
    used = f"{since}-{until}" if since or until else ""
    others = ", ".join(rating.spellings)
    return f"| {rating.value} | {rating.minimum_age} | {others} | {used} |"
