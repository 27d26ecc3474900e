"""Labels before texts: a line of its own, after what describes the text to programs."""

import re
from pathlib import Path

from openslate.common.errors import SlateError

LARGEST = 64 << 20
MARK_OF_ORDER = "\ufeff"
FRONT = re.compile(r"\A---\r?\n.*?\r?\n(?:---|\.\.\.)\r?\n", re.DOTALL)
"""A description in YAML at the beginning of a Markdown file."""
PAGE = re.compile(r"\A\s*<(!doctype|html|\?xml)", re.IGNORECASE)


def labelled_text(text: str, label: str) -> str:
    """A text with its label as the first paragraph that people read.

    >>> labelled_text("It rained.", "Written with AI.")
    'Written with AI.\\n\\nIt rained.'
    """
    start = MARK_OF_ORDER if text.startswith(MARK_OF_ORDER) else ""
    rest = text.removeprefix(start)
    front = FRONT.match(rest)
    head = front[0] if front else ""
    return f"{start}{head}{label}\n\n{rest[len(head) :]}"


def read_text(path: Path) -> str:
    """A file of text in UTF-8, line ends as they are; raises SlateError."""
    if path.stat().st_size > LARGEST:
        raise SlateError("The text is larger than 64 MB", where=path.name, do="Publish it in parts")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise SlateError("The text is not UTF-8", where=path.name, do="Save it as UTF-8") from None
    if PAGE.match(text):
        raise SlateError(
            "A web page or XML can't have a sentence put before it",
            where=path.name,
            do="Put the label into the text before it is laid out, or publish the plain text",
        )
    return text
