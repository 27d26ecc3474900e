"""Finds a content credential that stands in a text as characters nobody sees.

C2PA 2.4, appendix A.8 (unstructured text): U+FEFF, then one variation selector for each byte of
`C2PATXT`, a zero, the version, the length and the credential. It is found, never judged: the C2PA
library reads none out of text, and takes none whose hash leaves a part of a text out.
"""

import re
import struct

MAGIC, HEADER = b"C2PATXT\0", struct.Struct(">8sBI")
BASIC, SUPPLEMENT, FIRST = 0xFE00, 0xE0100, 16
RUN = re.compile(f"\ufeff([\ufe00-\ufe0f\U000e0100-\U000e01ef]{{{HEADER.size},}})")
FOUND = (
    "A content credential of {0:,} bytes stands in the text as characters that are not shown. It "
    "was not judged: the library can't check credentials inside of text."
)
SEVERAL = (
    "Several content credentials stand in the text as characters that are not shown, and at most "
    "one may."
)
HURT = (
    "Something of a content credential stands in the text as characters that are not shown: it was "
    "damaged."
)


def credential_in_text(text: str) -> str | None:
    """What is to be told of credentials in a text; None where there is none.

    >>> credential_in_text("Hello") is None
    True
    """
    runs = [bytes(map(_byte, run)) for run in RUN.findall(text)]
    wrapped = [run for run in runs if run.startswith(MAGIC)]
    if not wrapped:
        return None
    if len(wrapped) > 1:
        return SEVERAL
    _, version, length = HEADER.unpack_from(wrapped[0])
    whole = version == 1 and 0 < length <= len(wrapped[0]) - HEADER.size
    return FOUND.format(length) if whole else HURT


def _byte(selector: str) -> int:
    code = ord(selector)
    return code - BASIC if code < SUPPLEMENT else code - SUPPLEMENT + FIRST
