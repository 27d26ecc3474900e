"""What may be claimed, and in which words it is stated."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from openslate.authenticity.credentials.actions import ACTIONS, BY_THE_SIGNER
from openslate.authenticity.credentials.claim import (
    Claim,
    ClaimAction,
    ClaimIngredient,
    SoftBinding,
    TrainingPolicy,
)
from openslate.authenticity.credentials.claim_file import read_claim
from openslate.authenticity.credentials.definition import definition_of
from openslate.authenticity.credentials.source_types import SOURCE_TYPES, source_code, source_uri
from openslate.common.errors import SlateError

PARENT = {"path": "a.jpg", "relation": "parentOf"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"source_type": "digitalCaptured"}, "Did you mean 'digitalCapture'"),
        ({"actions": [{"action": "c2pa.crop"}]}, "did you mean 'c2pa.cropped'"),
        ({"actions": [{"action": "c2pa.created"}]}, "stated by signing itself"),
        ({"actions": [{"action": "c2pa.own.action"}]}, "there is no action"),
        ({"actions": [{"action": "c2pa.watermarked.bound"}]}, "needs the soft binding"),
        ({"ingredients": [PARENT, PARENT]}, "one parent at most"),
        ({"titel": "x"}, "Extra inputs"),
    ],
)
def test_what_may_not_be_claimed(said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        Claim.model_validate(said)


def test_an_organisation_may_have_words_of_its_own() -> None:
    assert ClaimAction(action="org.example.graded").action == "org.example.graded"


@pytest.mark.parametrize("mark", [0, -1, 1 << 64])
def test_a_mark_id_is_a_whole_number_of_64_bits(mark: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        SoftBinding.of_mark("a", mark)
    assert SoftBinding.of_mark("a", (1 << 64) - 1).value == "f" * 16


@pytest.mark.parametrize("code", [*SOURCE_TYPES, "empty", "trainedAlgorithmicData"])
def test_source_types_are_read_as_they_are_written(code: str) -> None:
    assert source_code(source_uri(code)) == code


def test_a_source_type_of_another_vocabulary_stays_as_it_is() -> None:
    assert source_code("https://example.org/made") == "https://example.org/made"
    with pytest.raises(SlateError, match="Use one of"):
        source_uri("xyzzy")


def test_a_claim_survives_being_written_and_read() -> None:
    claim = Claim(
        title="A dance",
        actions=(ClaimAction(action="c2pa.edited", when=datetime(2026, 1, 2, tzinfo=UTC)),),
        training=TrainingPolicy.all_uses("allowed"),
        ingredients=(ClaimIngredient(path=Path("a.jpg"), relation="parentOf"),),
    ).with_mark("m", 5)
    assert Claim.model_validate_json(claim.model_dump_json()) == claim


def test_the_words_of_c2pa() -> None:
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    claim = Claim(
        source_type="composite",
        actions=(ClaimAction(action="c2pa.edited", when=when, source_type="humanEdits"),),
        creators=("Ann",),
        training=TrainingPolicy(
            ai_training="constrained", ai_inference="allowed", constraints="ask"
        ),
    )
    told = definition_of(claim, "image/png", begins=True)
    actions, training, metadata = (one["data"] for one in told["assertions"])
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    assert actions["actions"][0] == {
        "action": "c2pa.created",
        "digitalSourceType": f"{uri}composite",
    }
    edited = actions["actions"][1]
    assert (edited["when"], edited["digitalSourceType"]) == (
        "2026-01-02T03:04:05+00:00",
        f"{uri}humanEdits",
    )
    assert training["entries"] == {
        "cawg.ai_inference": {"use": "allowed"},
        "cawg.ai_training": {"use": "constrained", "constraint_info": "ask"},
    }
    assert metadata["dc:creator"] == ["Ann"]
    assert metadata["Iptc4xmpExt:DigitalSourceType"] == f"{uri}composite"


def test_what_has_a_past_was_not_created_here() -> None:
    told = definition_of(Claim(source_type="composite"), "image/png", begins=False)
    assert [one["label"] for one in told["assertions"]] == ["cawg.metadata"]
    assert definition_of(Claim(), "image/png", begins=False)["assertions"] == []


def test_signing_states_some_actions_by_itself() -> None:
    assert set(BY_THE_SIGNER) <= set(ACTIONS)


def test_a_claim_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "claim.yaml"
    path.write_text(
        "creators: [Ann]\nactions: [{action: c2pa.edited}]\n"
        "ingredients: [{path: raw.tif, relation: parentOf}]\n"
    )
    claim = read_claim(path)
    assert (claim.creators, claim.actions[0].action) == (("Ann",), "c2pa.edited")
    assert claim.parent is not None
    assert claim.parent.path == tmp_path / "raw.tif"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "This is no YAML"),
        ("- a", "list of fields"),
        ("titel: x", r"titel: Extra inputs are not permitted\. Mend it\."),
        ("source_type: x", "source_type: There is no digital source type 'x'"),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "claim.yaml"
    path.write_text(text)
    with pytest.raises(SlateError, match=said) as refused:
        read_claim(path)
    assert refused.value.where == str(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="could not be read"):
        read_claim(tmp_path / "none.yaml")
