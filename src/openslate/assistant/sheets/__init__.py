"""Pages of pictures with words below: storyboards and look books, as HTML and as PDF."""

from openslate.assistant.sheets.html_sheet import sheet_html
from openslate.assistant.sheets.pdf_sheet import sheet_pdf
from openslate.assistant.sheets.sheet import Panel, Sheet

__all__ = ["Panel", "Sheet", "sheet_html", "sheet_pdf"]
