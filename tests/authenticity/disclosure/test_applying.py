"""Which obligations are about content: by day, territory, kind, origin, circumstances and role."""

from dataclasses import replace
from datetime import date

import pytest

from openslate.authenticity.disclosure.applying import (
    Standing,
    layers_asked,
    obligations_about,
)
from openslate.authenticity.disclosure.facts import (
    ContentFacts,
    facts_from_json,
    said_of,
)
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import Layer
from openslate.authenticity.disclosure.obligations import Role, shipped_obligations
from openslate.authenticity.disclosure.settings import DisclosureSettings
from openslate.common.errors import SlateError

FAKE = ContentFacts(
    "fake.jpg",
    ContentKind.PICTURE,
    "trainedAlgorithmicMedia",
    shows_real_people=True,
    public_interest=False,
    human_reviewed=False,
    artistic=False,
    territory="DE",
    day=date(2026, 11, 30),
)
DEPLOYER = DisclosureSettings().bound_as


def standing(facts: ContentFacts, roles: frozenset[Role] = DEPLOYER) -> dict[str, Standing]:
    found = obligations_about(facts, shipped_obligations(), roles)
    return {one.obligation.id: one.standing for one in found}


@pytest.mark.parametrize(
    ("changed", "name", "expected"),
    [
        ({}, "eu-ai-act-50-4-deep-fake", Standing.ASKED),
        ({"territory": "EU"}, "eu-ai-act-50-4-deep-fake", Standing.ASKED),
        ({"territory": None}, "eu-ai-act-50-4-deep-fake", Standing.ASKED),
        ({"territory": "CH"}, "eu-ai-act-50-4-deep-fake", None),
        ({"day": date(2026, 8, 1)}, "eu-ai-act-50-4-deep-fake", Standing.LATER),
        ({"day": date(2026, 8, 2)}, "eu-ai-act-50-4-deep-fake", Standing.ASKED),
        ({"shows_real_people": None}, "eu-ai-act-50-4-deep-fake", Standing.UNSETTLED),
        ({"shows_real_people": False}, "eu-ai-act-50-4-deep-fake", None),
        ({"source_type": "digitalCapture"}, "eu-ai-act-50-4-deep-fake", None),
        ({"source_type": None}, "eu-ai-act-50-4-deep-fake", Standing.UNSETTLED),
        ({"kind": ContentKind.TEXT}, "eu-ai-act-50-4-deep-fake", None),
        (
            {"kind": ContentKind.TEXT, "public_interest": True},
            "eu-ai-act-50-4-text",
            Standing.ASKED,
        ),
        ({}, "house", Standing.ASKED),
        ({"territory": "CH"}, "house", Standing.ASKED),
        ({}, "eu-ai-act-50-2", None),
    ],
)
def test_how_an_obligation_stands(
    changed: dict[str, object], name: str, expected: Standing | None
) -> None:
    assert standing(replace(FAKE, **changed)).get(name) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("territory", "asked"), [("US", True), ("US-CA", True), ("US-NY", False), ("DE", False)]
)
def test_a_country_holds_its_states(territory: str, asked: bool) -> None:
    found = standing(replace(FAKE, territory=territory), frozenset({Role.PROVIDER}))
    assert ("us-ca-sb-942-latent" in found) is asked


def test_a_text_that_was_reviewed_is_not_asked_for_a_label_by_law() -> None:
    text = replace(FAKE, kind=ContentKind.TEXT, public_interest=True, human_reviewed=True)
    assert list(standing(text)) == ["house"]


def test_layers_are_those_of_all_that_are_asked_now() -> None:
    roles = frozenset({Role.DEPLOYER})
    found = obligations_about(FAKE, shipped_obligations(), roles)
    assert layers_asked(found) == (Layer.LABEL, Layer.METADATA)
    early = replace(FAKE, day=date(2026, 1, 1))
    assert layers_asked(obligations_about(early, shipped_obligations(), roles)) == ()


def test_roles_come_from_the_settings() -> None:
    assert DisclosureSettings(roles="provider,platform").bound_as == {
        Role.PROVIDER, Role.PLATFORM, Role.PUBLISHER,
    }  # fmt: skip
    assert DisclosureSettings(roles="").bound_as == {Role.PUBLISHER}


def test_facts_survive_their_record() -> None:
    assert facts_from_json(FAKE.to_json()) == FAKE
    assert facts_from_json({"name": "x"}) == ContentFacts("x")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"source_type": "digitlCapture"}, "Did you mean"),
        ({"territory": "Bavaria"}, "no territory"),
    ],
)
def test_facts_that_nobody_can_mean(said: dict[str, object], told: str) -> None:
    with pytest.raises(SlateError, match=told):
        said_of("x.jpg", said)
