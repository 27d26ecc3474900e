"""Errors that a person can act on."""


class SlateError(Exception):
    """One clear sentence for the person who has to mend it: what, where, what to do.

    >>> str(SlateError("The name column is missing", where="f.csv", do="Add a column"))
    'f.csv: The name column is missing. Add a column.'
    """

    def __init__(self, what: str, *, where: str | None = None, do: str | None = None) -> None:
        self.what, self.where, self.do = what.rstrip("."), where, do.rstrip(".") if do else None
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {_closed(self.do)}" if self.do else ""
        return f"{place}{_closed(self.what)}{advice}"


class NotFoundError(SlateError):
    """Something was asked for by a name or id that does not exist here."""


class ConflictError(SlateError):
    """Someone else changed this since the person asking looked at it."""


class DeniedError(SlateError):
    """The person asking has no right to do this."""


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(("?", "!")) else f"{sentence}."
