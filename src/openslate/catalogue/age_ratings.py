"""Age ratings as ages, so that a rule can compare them with a viewer's age."""

MPA = "MPA"

MPA_AGES = {
    "G": 0,  # all ages
    "PG": 8,  # guidance suggested; the lower end of the ages that the MPA's guide names
    "M": 8,  # 1968-1970: mature audiences, guidance suggested; became GP, then PG
    "GP": 8,  # 1970-1972
    "M/PG": 8,  # 1970s, either of the above
    "PG-13": 13,  # some material inappropriate under 13
    "R": 17,  # under 17 requires an adult; Slate counts the unaccompanied age
    "NC-17": 18,  # nobody 17 and under
    "X": 18,  # until 1990; became NC-17
}
"""MPA film ratings and the youngest age that may watch alone, as Slate's rules count it."""


def minimum_age(rating: str | None) -> int | None:
    """Youngest age for an MPA rating, None for no rating or one that says nothing of age.

    >>> minimum_age("PG-13"), minimum_age("Not Rated")
    (13, None)
    """
    return MPA_AGES.get(rating.strip().upper()) if rating else None
