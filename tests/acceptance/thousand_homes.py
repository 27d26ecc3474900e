"""Many random homes of the demo, each checked card by card, and what they could not give."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from openslate.app.desk import Desk
from openslate.app.views import Home, RequestContext
from openslate.graph.vocabulary import FIELD
from openslate.store.viewers import Viewer, ViewerStore
from tests.acceptance.plain_catalogue import PlainCatalogue
from tests.acceptance.plain_home import HomeChecker, Missed
from tests.acceptance.plain_judge import PlainJudge
from tests.acceptance.random_requests import HomeRequest, invented_day, random_requests

GROWN_UP = 18


@dataclass
class Tally:
    """What came of all homes: `homes` and `missed` count by whether they are for the young."""

    wrong: list[str] = field(default_factory=list)
    homes: Counter[bool] = field(default_factory=Counter)
    with_quota_missed: Counter[bool] = field(default_factory=Counter)
    missed: Counter[tuple[bool, Missed]] = field(default_factory=Counter)


def read_judge(desk: Desk) -> PlainJudge:
    """What the workspace knows and what its editors decided, read past the compiled rules."""
    workspace, engine = desk.workspace, desk.engine
    catalogue = PlainCatalogue.read(
        workspace.snapshots / engine.snapshot.name, workspace.folder / "slate.db"
    )
    text = workspace.rulebook_path.read_text(encoding="utf-8")
    return PlainJudge(catalogue, engine.rulebook, text)


def check_homes(desk: Desk, count: int, seed: str = "homes") -> Tally:
    """Serve and check `count` random homes."""
    tally, judge = Tally(), read_judge(desk)
    profiles = ViewerStore(desk.workspace.database).frame().to_dicts()
    known = {row["viewer"]: Viewer(**row) for row in profiles}
    for visit in random_requests(sorted(known), invented_day(desk), count, seed):
        missed, wrong = check_home(desk, judge, visit, known[visit.viewer])
        young = is_young(visit.context)
        tally.wrong += [f"{visit}: {sentence}" for sentence in wrong]
        tally.homes[young] += 1
        tally.missed.update((young, one) for one in set(missed))
        tally.with_quota_missed[young] += any(one.kind == "quota" for one in missed)
    return tally


def check_home(
    desk: Desk, judge: PlainJudge, visit: HomeRequest, viewer: Viewer
) -> tuple[list[Missed], list[str]]:
    """Serve one home and check it; what it could not give, and what is wrong with it."""
    home = desk.home(visit.viewer, visit.context, history=visit.history)
    watched = judge.catalogue.seen[visit.viewer] if visit.history else ()
    request = judge.request(viewer if visit.history else None, home.context)
    checker = HomeChecker(request, watched)
    wrong = [*checker.check(home), *unfit(home, visit.context, judge.catalogue)]
    return checker.missed, wrong


def unfit(home: Home, context: RequestContext, catalogue: PlainCatalogue) -> Iterator[str]:
    """What the default rulebook promises about ages, spelled out once more by hand.

    With the age that was asked with, which a page without history only knows roughly.
    """
    time = f"{context.at:%H:%M}"
    for card in (card for row in home.rows for card in row.cards):
        least = catalogue.items[catalogue.index[card.item]][FIELD["minimum_age"].column]
        if least is None and is_young(context):
            yield f"{card.name} has no age rating"
        elif least is not None and least > age_limit(context):
            yield f"{card.name} is for viewers of {least} and over"
        elif least is not None and least >= 17 and "05:30" <= time < "21:00":
            yield f"{card.name} is for adults and it is {time}"


def age_limit(context: RequestContext) -> int:
    """The highest age rating that may be shown: an unknown age sees nothing for adults only."""
    limit = 16 if context.age is None else context.age
    return min(10, limit) if context.child_profile else limit


def is_young(context: RequestContext) -> bool:
    """Whether a home is for a child or for someone under eighteen."""
    return context.child_profile or (context.age is not None and context.age < GROWN_UP)
