"""Sheets as files that a browser keeps."""

from typing import Literal

from fastapi.responses import Response

from openslate.assistant.sheets import Sheet, sheet_html, sheet_pdf

Form = Literal["pdf", "html"]


def sheet_answer(sheet: Sheet, form: Form, name: str) -> Response:
    """The sheet as a download; an HTML page of its own would not be styled under our policy."""
    content = sheet_pdf(sheet) if form == "pdf" else sheet_html(sheet).encode()
    kind = "application/pdf" if form == "pdf" else "text/html; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=kind, headers=headers)
