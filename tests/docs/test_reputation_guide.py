"""The guide to reputations: its rules pass their examples, its figures are those of the code."""

from openslate.authenticity.disclosure.facts import DISCLOSURE_FIELDS
from openslate.authenticity.reputation.evidence import Outcome
from openslate.authenticity.reputation.reputation import share_of
from openslate.authenticity.reputation.settings import ReputationSettings
from openslate.rules import check_examples, parse_rulebook
from openslate.rules.fields import DEFAULT_FIELDS
from tests.repository import DOCS

TEXT = (DOCS / "guide" / "reputation.md").read_text(encoding="utf-8")


def test_its_rules_pass_their_examples() -> None:
    about_items, about_files = (part.split("```")[0] for part in TEXT.split("```yaml\n")[1:])
    assert check_examples(parse_rulebook(about_items, "guide.yaml", DEFAULT_FIELDS)) == ()
    assert check_examples(parse_rulebook(about_files, "guide.yaml", DISCLOSURE_FIELDS)) == ()


def test_every_weight_is_told_as_it_is_set() -> None:
    settings = ReputationSettings()
    for outcome in Outcome:
        assert f"`reputation.{outcome.value}`, {getattr(settings, outcome.value):g} |" in TEXT


def test_the_example_is_computed() -> None:
    share = share_of(0, 2)
    told = f"give {share.mean:g}, from {share.low:.2f} to {share.high:.2f}."
    assert told in TEXT
