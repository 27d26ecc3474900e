"""The glossary explains the words the code is written in."""

import ast
import re
from collections import defaultdict

from tests.repository import DOCS, dotted, modules

GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
TERMS = {term.lower() for term in re.findall(r"\*\*(.+?)\*\*", GLOSSARY)}


def last_word(name: str) -> str | None:
    """The role in a compound class name: 'ItemKNNScorer' is a 'scorer'; None if not compound."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]+", name)
    return words[-1].lower() if len(words) > 1 else None


def roles() -> dict[str, list[str]]:
    """The last words of public classes' names, with the classes that bear them."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules():
        names = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
        for name in names:
            role = last_word(name)
            if role and not name.startswith("_"):
                found[role].append(f"{dotted(path)}.{name}")
    return dict(found)


def is_term(role: str) -> bool:
    """Whether the glossary explains a word, or the word it is the plural of."""
    return role in TERMS or role.removesuffix("s") in TERMS


def test_the_last_word_is_the_role() -> None:
    names = ("SlateError", "ItemKNNScorer", "HTTPReader", "Verdict", "EASE")
    assert [last_word(name) for name in names] == ["error", "scorer", "reader", None, None]


def test_every_role_that_classes_share_is_explained() -> None:
    shared = {role: names for role, names in roles().items() if len(names) > 1}
    assert shared
    unknown = {role: names for role, names in shared.items() if not is_term(role)}
    assert unknown == {}, "a new term goes into docs/glossary.md first"


def test_terms_are_explained_once_and_in_order() -> None:
    for part in GLOSSARY.split("\n## ")[1:]:
        terms = [term.lower() for term in re.findall(r"(?m)^- \*\*(.+?)\*\*", part)]
        assert terms == sorted(set(terms)), part.splitlines()[0]
