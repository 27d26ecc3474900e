"""A text file that a form brought."""

from starlette.datastructures import UploadFile

from openslate.common.errors import SlateError


async def sent_text(file: UploadFile | str | None) -> str | None:
    """The text of a file that was chosen in a form, None when none was; raises SlateError."""
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    try:
        return (await file.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SlateError("The file is not UTF-8 text", do="Save it as UTF-8") from None
