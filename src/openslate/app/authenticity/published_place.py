"""Where a published copy may go."""

from pathlib import Path

from openslate.common.errors import SlateError

ALIKE = {".jpeg": ".jpg", ".tiff": ".tif"}


def refuse_place(source: Path, target: Path, replace_old: bool) -> None:
    """Raise SlateError where writing would lose something, or there is nothing to publish."""
    if not source.is_file():
        raise SlateError("There is no such file", where=str(source), do="Name another")
    if target.exists() and target.samefile(source):
        raise SlateError(
            "A file is never published in its own place",
            where=str(source),
            do="Name another file to write to",
        )
    if target.exists() and not replace_old:
        raise SlateError(
            "There is already a file of this name",
            where=str(target),
            do="Move it away, name another with -o, or say --replace; nothing was changed",
        )


def refuse_ending(source: Path, target: Path) -> None:
    """Raise SlateError for a name that promises another format than the source has."""
    endings = [ALIKE.get(one.suffix.lower(), one.suffix.lower()) for one in (source, target)]
    if endings[0] != endings[1]:
        raise SlateError(
            f"A published copy has the format of its source, so its name ends in {source.suffix}",
            where=str(target),
            do="Name it so, or convert the source first",
        )
