"""Reputations of a workspace: from what is kept to what rules read, and back to unknown."""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl
import pytest

from openslate.app.audience.integrity.confirmed import KIND as FLAGGED
from openslate.app.audience.integrity.confirmed import VIEWERS
from openslate.app.audience.integrity.review_flag import FLAG, SAID
from openslate.app.authenticity.reputation.assess_reputations import AssessReputations
from openslate.app.authenticity.reputation.keep_origin import KeepOrigin
from openslate.app.authenticity.reputation.known_reputation import KnownReputation
from openslate.app.authenticity.reputation.note_correction import NoteCorrection
from openslate.app.authenticity.reputation.reputation_table import REPUTATION, reputation_facts
from openslate.app.deliveries.withdraw import ListDeliveries, RestoreDelivery, WithdrawDelivery
from openslate.app.desk import Desk
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.record import KEY, DisclosureRecord
from openslate.authenticity.reputation.evidence import Outcome, Role
from openslate.authenticity.verification.conclude import Verification, conclude
from openslate.authenticity.verification.evidence import Evidence
from openslate.common.errors import NotFoundError, SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.graph.vocabulary import Columns
from openslate.rules.reading import parse_rulebook
from openslate.store.register import NewFile, Register
from openslate.store.reviews import ReviewStore
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW, MadeWorkspace

SOURCE = "wikidata-films"
RULES = """
rulebook: Careful
rules:
- rule: doubtful-source
  title: Step back where a source has a poor reputation
  when: item.source_reputation_at_most < 0.5
  then: {demote: 0.5}
  if unknown: allow
  because: "A source of {item.name} has the reputation {item.source_reputation}."
"""


@pytest.fixture
def workspace(tiny_copy: MadeWorkspace) -> Iterator[Workspace]:
    with tiny_copy.open() as opened:
        yield opened


def verified(state: CredentialState, content: str) -> Verification:
    return conclude(Evidence("a.jpg", content, "image/jpeg", CredentialReport(state, ())))


def item_of(workspace: Workspace, name: str) -> str:
    item = workspace.snapshot().item.filter(pl.col("name") == name)
    return str(item[Columns.ID][0])


def counted(workspace: Workspace, name: str) -> dict[str, dict[Outcome, int]]:
    found = AssessReputations(workspace).of(name)
    return {
        one.party.role.value: {told.outcome: told.count for told in one.counts} for one in found
    }


def test_nobody_has_a_reputation_at_first(workspace: Workspace) -> None:
    assert AssessReputations(workspace)() == ()
    with pytest.raises(NotFoundError, match="its reputation is not known"):
        AssessReputations(workspace).of(SOURCE)
    MakeSnapshot(workspace)()
    snapshot = workspace.snapshot()
    assert REPUTATION not in snapshot.extra
    assert all(fact.null_count() == snapshot.size for fact in reputation_facts(snapshot))


def test_checked_files_count_for_source_and_producer(workspace: Workspace) -> None:
    keep, item = KeepOrigin(workspace), item_of(workspace, "Toy Story")
    keep(verified(CredentialState.TRUSTED, "aa"), " agency ", by="ada", item=item)
    keep(verified(CredentialState.NONE, "bb"), "agency", by="ada")
    keep(verified(CredentialState.BROKEN, "bb"), "agency", by="ada")
    assert counted(workspace, "agency") == {"source": {Outcome.TRUSTED: 1, Outcome.BROKEN: 1}}
    assert counted(workspace, "Pixar") == {"producer": {Outcome.TRUSTED: 1}}
    (found,) = AssessReputations(workspace).of("agency")
    assert found.observations[0].told.endswith("checked by ada.")
    with pytest.raises(SlateError, match="no name of a source"):
        keep(verified(CredentialState.TRUSTED, "cc"), " ", by="ada")


def test_a_correction_takes_the_place_of_a_publication(workspace: Workspace) -> None:
    facts = ContentFacts("a.jpg", source="agency", item=item_of(workspace, "Toy Story"))
    record = DisclosureRecord(facts, (), (), (), (), "j1", "r1")
    new = NewFile("aa", "a.jpg", "image/jpeg", 1, about={KEY: record.to_json(), "item": facts.item})
    file = Register(workspace.database, workspace.clock).keep(new, by="ada")
    assert counted(workspace, "agency") == {"source": {Outcome.PUBLISHED: 1}}
    workspace.clock = FrozenClock(NOW + timedelta(hours=1))
    note = NoteCorrection(workspace)
    note("agency", file.id, by="eve", because="It shows another place")
    assert counted(workspace, "agency") == {"source": {Outcome.CORRECTED: 1}}
    assert counted(workspace, "Pixar") == {"producer": {Outcome.CORRECTED: 1}}
    note.take_back("agency", file.id, by="eve")
    assert counted(workspace, "agency") == {"source": {Outcome.PUBLISHED: 1}}
    with pytest.raises(NotFoundError, match="No correction of"):
        note.take_back("agency", file.id, by="eve")
    with pytest.raises(SlateError, match="needs a reason"):
        note("agency", "the headline", by="eve", because="  ")


def test_a_withdrawn_delivery_counts_until_it_is_restored(workspace: Workspace) -> None:
    delivery = next(one for one in ListDeliveries(workspace)() if one.source == SOURCE)
    WithdrawDelivery(workspace)(delivery.delivery, by="ada", because="Wrong file")
    assert counted(workspace, SOURCE) == {"source": {Outcome.WITHDRAWN: 1}}
    RestoreDelivery(workspace)(delivery.delivery, by="ada")
    assert AssessReputations(workspace)() == ()


@pytest.mark.parametrize(
    ("kind", "taken", "said", "found"),
    [
        ("co-viewing", 4, "confirm", {"Pixar", "Walt Disney Pictures"}),
        ("co-viewing", 0, "confirm", set()),
        ("sleep", 4, "confirm", set()),
        ("co-viewing", 4, "genuine", set()),
    ],
)
def test_confirmed_coordination_counts_for_who_made_the_titles(
    kind: str, taken: int, said: str, found: set[str], workspace: Workspace
) -> None:
    evidence = {"kind": kind, "p": 1e-9, "viewers": ["1", "2"], "numbers": {}, "moments": []}
    effect = {"source": SOURCE, "record": "tt0114709", "viewings": 10, "taken": taken}
    flag = {
        "id": "f1", "viewers": ["1", "2"], "p": 1e-9, "false_share": 0.0, "viewings": 4,
        "evidence": [evidence], "effects": [effect],
    }  # fmt: skip
    verdict = Verdict.BLOCK if said == "confirm" else Verdict.ALLOW
    about = {VIEWERS: ["1", "2"], SAID: said, FLAG: flag}
    review = Review("ada", verdict, "Looked", NOW)
    ReviewStore(workspace.database, workspace.clock).record(FLAGGED, "f1", review, about=about)
    parties = {one.party for one in AssessReputations(workspace)()}
    assert {party.name for party in parties} == found
    assert {party.role for party in parties} <= {Role.PRODUCER}


def test_rules_read_what_stands_in_the_snapshot(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        for content in "abcdefgh":
            KeepOrigin(workspace)(verified(CredentialState.BROKEN, content), SOURCE, by="ada")
        first = MakeSnapshot(workspace)().name
        assert MakeSnapshot(workspace)().name == first
        snapshot = workspace.snapshot(first)
    of_source = snapshot.item[Columns.SOURCES].list.contains(SOURCE)
    mean, high, maker, _ = reputation_facts(snapshot)
    assert mean.filter(of_source).unique().to_list() == [0.1]  # 1 / 10
    assert mean.filter(~of_source).null_count() == (~of_source).sum() > 0
    assert high.filter(of_source)[0] < 0.5
    assert maker.null_count() == snapshot.size


def test_a_page_obeys_a_rule_about_reputations(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.desk() as desk:
        workspace = desk.workspace
        workspace.rulebook_path.write_text(RULES)
        assert _factors(desk) == {1.0}
        for content in "abcdefgh":
            KeepOrigin(workspace)(verified(CredentialState.BROKEN, content), SOURCE, by="ada")
        made = MakeSnapshot(workspace)().name
        workspace.put_in_force(workspace.model_in_force()[0], made)
        assert _factors(desk) == {1.0, 0.5}
        assert parse_rulebook(RULES, "r.yaml").rules[0].rule == "doubtful-source"


def _factors(desk: Desk) -> set[float]:
    outcome = desk.engine.judge(None, desk.context())
    return set(outcome.factor.tolist())


def test_publishing_knows_the_reputation_of_who_sent_a_file(workspace: Workspace) -> None:
    repute = KnownReputation(workspace)
    assert repute(ContentFacts("a.jpg")).source_reputation is None
    assert repute(ContentFacts("a.jpg", source="agency")).source_reputation is None
    for content in ("aa", "bb"):
        KeepOrigin(workspace)(verified(CredentialState.TRUSTED, content), "agency", by="ada")
    facts = repute(ContentFacts("a.jpg", source=" agency"))
    assert facts.source_reputation == pytest.approx(3 / 4)
    assert facts.request()["media.source_reputation"] == facts.source_reputation
