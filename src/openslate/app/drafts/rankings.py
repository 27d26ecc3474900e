"""What editors' picks taught, by kind of draft."""

from dataclasses import asdict

from openslate.app.drafts.draft_views import RankingView
from openslate.assistant.drafts import DraftKind
from openslate.assistant.drafts.attributes import ATTRIBUTES
from openslate.assistant.drafts.preferences import LEAST, Pick, Ranking, agreement, learn
from openslate.store.drafts import DraftStore

MOST_LIKES = 4


def picks_of(store: DraftStore, kind: DraftKind) -> list[Pick]:
    """Choices between proposals; one of an edited version is for the proposal it came from."""
    kept = store.picks(kind.value)
    contents = store.contents(list({v for pick in kept for v in (pick.version, *pick.shown)}))
    picks = []
    for pick in kept:
        chosen = contents.get(pick.version)
        if chosen is None or pick.version not in pick.shown:
            continue
        others = [contents[v] for v in pick.shown if v != pick.version and v in contents]
        place = list(pick.shown).index(pick.version)
        values = tuple(one["attributes"] for one in others)
        picks.append(Pick(chosen["attributes"], values, place))
    return picks


def ranking_of(store: DraftStore, kind: DraftKind) -> Ranking:
    """How candidates of a kind are ranked now."""
    return learn(picks_of(store, kind))


def ranking_view(store: DraftStore, kind: DraftKind) -> RankingView:
    """The same for people, with how well it agrees on picks that it did not see."""
    picks = picks_of(store, kind)
    weights = learn(picks).weights
    ordered = sorted(weights.items(), key=lambda one: -abs(one[1]))[:MOST_LIKES]
    likes = tuple(
        f"{'prefers' if weight > 0 else 'avoids'} {ATTRIBUTES[name]}"
        for name, weight in ordered
        if abs(weight) > 1e-6
    )
    found = agreement(picks)
    return RankingView(kind.value, len(picks), LEAST, likes, asdict(found) if found else None)
