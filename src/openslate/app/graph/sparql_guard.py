"""What a SPARQL query may say: it reads, asks nobody else, and stays with Slate's own graphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openslate.common.errors import SlateError
from openslate.common.text import join_words
from openslate.graph.vocabulary import DATA, DCTERMS, PROV, RDF, SCHEMA, SKOS, SLATE, XSD

PREFIXES = {
    "schema": SCHEMA,
    "slate": SLATE,
    "dcterms": DCTERMS,
    "prov": PROV,
    "rdf": RDF,
    "skos": SKOS,
    "xsd": XSD,
    "record": f"{DATA}record:",
    "graph": f"{DATA}graph:",
}
"""Declared for every query; a query may declare others, or the same anew."""

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WRITES = {
    *("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"),
}
LONGEST = 20_000  # characters
TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<escape>\\.)
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$@]\w+)
    |(?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)
    |(?P<word>\w+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
PLAIN_BELOW = 0x80


@dataclass(frozen=True)
class Token:
    """A piece of a query: its kind, its text, and the line (from 1) it is on."""

    kind: str
    text: str
    line: int


def checked_form(query: str) -> str:
    """The query's first word, one of `FORMS`; raises SlateError for what may not be asked.

    An engine refuses what is no SPARQL; this refuses what is SPARQL and reaches further than
    reading here. Where the two could read a text differently it is refused, so nothing hides:
    letters written as escapes, and apostrophes within addresses.
    """
    if len(query) > LONGEST:
        raise SlateError(f"The query is longer than {LONGEST:,} characters", do="Ask for less")
    _refuse_escapes(query)
    tokens = list(_tokens(query))
    words = [token for token in tokens if token.kind == "word"]
    for token in words:
        if token.text.upper() == "SERVICE":
            raise _refused(token, "SERVICE asks another server, which is not done here")
    for token in tokens:
        if token.kind == "iri" and "'" in token.text:
            raise _refused(token, "An address holds an apostrophe", do="Write it as %27")
    _refuse_other_graphs(tokens)
    return _form(words)


def names_from(query: str) -> bool:
    """Whether the query says itself, with FROM, which graphs it asks."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in _tokens(query))


def _tokens(query: str) -> Iterator[Token]:
    """Everything but blanks and comments."""
    line = 1
    for match in TOKEN.finditer(query):
        kind, text = str(match.lastgroup), match.group()
        if kind != "comment" and not text.isspace():
            yield Token(kind, text, line)
        line += text.count("\n")


def _form(words: list[Token]) -> str:
    """The first word after the prologue, of which only BASE and PREFIX are words."""
    first = next((w for w in words if w.text.upper() not in ("BASE", "PREFIX")), None)
    if first is None:
        raise SlateError("The query is empty", do="Begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    form = first.text.upper()
    if form in WRITES:
        raise _refused(first, f"{form} changes the graph, and questions only read it")
    if form not in FORMS:
        raise _refused(
            first, f"A query can't begin with {first.text!r}", do=f"Use {join_words(FORMS, 'or')}"
        )
    return form


def _refuse_other_graphs(tokens: list[Token]) -> None:
    """FROM may name Slate's own graphs only, so that no engine fetches one from elsewhere."""
    for place, token in enumerate(tokens):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        following = [t for t in tokens[place + 1 : place + 3] if t.text.upper() != "NAMED"]
        if not following or not following[0].text.startswith(f"<{DATA}"):
            raise _refused(token, f"FROM may only name Slate's own graphs, <{DATA}...>")


def _refuse_escapes(query: str) -> None:
    for match in ESCAPED.finditer(query):
        if int(match.group(1) or match.group(2), 16) < PLAIN_BELOW:
            line = query.count("\n", 0, match.start()) + 1
            raise SlateError(
                f"{match.group()} stands for a plain character", where=f"line {line}", do="Write it"
            )


def _refused(token: Token, what: str, do: str | None = None) -> SlateError:
    return SlateError(what, where=f"line {token.line}", do=do)
