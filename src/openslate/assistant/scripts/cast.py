"""Finding the characters of a script where action names them."""

import re
from collections.abc import Collection


class ScriptCast:
    """Finds the characters of a script in action, by the first words of their names."""

    def __init__(self, names: Collection[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(names):
            for spelled in dict.fromkeys((name, name.title())):
                self._by_first.setdefault(spelled.split()[0], []).append(spelled)

    def named_in(self, text: str) -> list[str]:
        """Names that stand in a text as words, in capitals or as names, in capitals here."""
        firsts = dict.fromkeys(re.findall(r"[\w'’-]+", text.replace("'s", "").replace("’s", "")))  # noqa: RUF001
        spelled = (name for first in firsts for name in self._by_first.get(first, ()))
        found = (one.upper() for one in spelled if re.search(rf"\b{re.escape(one)}\b", text))
        return list(dict.fromkeys(found))
