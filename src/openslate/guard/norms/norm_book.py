"""All topics and norms of a house, checked and frozen, as the guard asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openslate.common.errors import NotFoundError
from openslate.common.ids import hash_json
from openslate.common.text import nearest
from openslate.guard.norms.norm import Norm
from openslate.guard.norms.topic import Topic


@dataclass(frozen=True)
class NormBook:
    """Topics and norms by slug. Made by `combine`, which checks that they fit together."""

    topics: Mapping[str, Topic]
    norms: Mapping[str, Norm]

    @cached_property
    def version(self) -> str:
        """Content hash, the same when only comments, spacing or order changed."""
        return hash_json(self.content())[:12]

    def content(self) -> dict[str, Any]:
        """The whole book as plain values."""
        topics = [_dump(self.topics[slug]) for slug in sorted(self.topics)]
        return {"topics": topics, "norms": [_dump(self.norms[slug]) for slug in sorted(self.norms)]}

    def topic(self, slug: str) -> Topic:
        """A topic by its slug; raises NotFoundError that names the nearest."""
        if slug not in self.topics:
            raise _missing("topic", slug, self.topics)
        return self.topics[slug]

    def norm(self, slug: str) -> Norm:
        """A norm by its slug; raises NotFoundError that names the nearest."""
        if slug not in self.norms:
            raise _missing("norm", slug, self.norms)
        return self.norms[slug]

    def ancestors(self, slug: str) -> tuple[str, ...]:
        """The broader topics of a topic, the nearest first."""
        found: list[str] = []
        broader = self.topic(slug).broader
        while broader is not None:
            found.append(broader)
            broader = self.topics[broader].broader
        return tuple(found)

    def narrower(self, slug: str) -> tuple[str, ...]:
        """The topics right below a topic, in the order of the files."""
        return self._narrower.get(self.topic(slug).topic, ())

    def norms_on(self, slug: str) -> tuple[Norm, ...]:
        """The norms on just this topic, in the order of the files."""
        return self._norms_on.get(self.topic(slug).topic, ())

    def norms_for(self, slug: str) -> tuple[tuple[str, tuple[Norm, ...]], ...]:
        """Norms that may speak of a topic: its own, then those of ever broader topics."""
        line = (slug, *self.ancestors(slug))
        return tuple((topic, norms) for topic in line if (norms := self.norms_on(topic)))

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The topics that have no broader one."""
        return tuple(slug for slug, topic in self.topics.items() if topic.broader is None)

    @cached_property
    def floor(self) -> tuple[Norm, ...]:
        """The norms that nothing outranks."""
        return tuple(norm for norm in self.norms.values() if norm.floor)

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for slug, topic in self.topics.items():
            if topic.broader is not None:
                found[topic.broader] = (*found.get(topic.broader, ()), slug)
        return found

    @cached_property
    def _norms_on(self) -> dict[str, tuple[Norm, ...]]:
        found: dict[str, tuple[Norm, ...]] = {}
        for norm in self.norms.values():
            found[norm.topic] = (*found.get(norm.topic, ()), norm)
        return found


def _dump(entry: Topic | Norm) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True, exclude_none=True)


def _missing(what: str, slug: str, known: Mapping[str, Any]) -> NotFoundError:
    close = nearest(slug, known)
    advice = f"Did you mean {close!r}?" if close else "List them with 'slate guard norms'"
    return NotFoundError(f"There is no {what} {slug!r}", do=advice)
