"""Leaving one component out after the other."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from openslate.recommend.influence.component import Component
from openslate.recommend.influence.places import Decided, RowItems, decided

Compose = Callable[[Component | None], Sequence[RowItems]]
"""Makes one page again without a component, or with everything for None."""


def leave_out(
    compose: Compose, components: Iterable[Component]
) -> Mapping[str, tuple[Decided, ...]]:
    """What each component decides on one page, by its key: the page with, against without it."""
    shown = compose(None)
    return {c.key: tuple(decided(shown, compose(c))) for c in components}
