"""What a source may be called."""

from openslate.common.errors import SlateError

LONGEST = 200


def party_name(said: str) -> str:
    """The name without blanks around it; raises SlateError for one that can't be."""
    name = " ".join(said.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise SlateError(
            "That is no name of a source",
            do=f"Write the name under which it delivers, of at most {LONGEST} characters",
        )
    return name
