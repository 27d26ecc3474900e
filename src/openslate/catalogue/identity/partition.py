"""The partition of records into works, under what people said and what a source means."""

from collections.abc import Iterable, Mapping

from openslate.catalogue.identity.records import Key


class Partition:
    """Records joined step by step; a join that would break a rejection is refused.

    Of the sources in `several`, more than one record may be in a work.
    """

    def __init__(
        self,
        keys: Iterable[Key],
        rejected: Mapping[Key, frozenset[Key]],
        several: frozenset[str] = frozenset(),
    ) -> None:
        self._members: dict[Key, list[Key]] = {key: [key] for key in keys}
        self._home: dict[Key, Key] = {key: key for key in self._members}
        self._rejected = rejected
        self._several = several

    def together(self, left: Key, right: Key) -> bool:
        """They are one work already."""
        return self._home[left] == self._home[right]

    def rejected(self, left: Key, right: Key) -> bool:
        """A person said that some record of the one is not some record of the other."""
        others = self._members[self._home[right]]
        nothing: frozenset[Key] = frozenset()
        return any(
            not self._rejected.get(member, nothing).isdisjoint(others)
            for member in self._members[self._home[left]]
        )

    def share_source(self, left: Key, right: Key) -> bool:
        """Joining them would say that two records of one source are the same work."""
        sources = {source for source, _ in self._members[self._home[left]]} - self._several
        return any(source in sources for source, _ in self._members[self._home[right]])

    def join(self, left: Key, right: Key) -> None:
        """Make them one work."""
        first, second = sorted((self._home[left], self._home[right]))
        if first != second:
            for member in self._members[second]:
                self._home[member] = first
            self._members[first] += self._members.pop(second)

    def first_of(self, key: Key) -> Key:
        """The first record, by source and id, of the work that a record belongs to."""
        return self._home[key]
