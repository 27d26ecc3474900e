"""`slate publish` and `slate disclose`, as a person and as a program."""

import json
from pathlib import Path

import pytest
from PIL import Image
from tests.cli.conftest import Slate

from openslate.testing.pictures import made_up_photo

GENERATED = ("--source-type", "trainedAlgorithmicMedia")


@pytest.fixture
def photo(empty: Slate, tmp_path: Path) -> Path:
    """A picture, and a workspace that signs."""
    assert empty("credentials", "init").exit_code == 0
    Image.fromarray(made_up_photo(1, 400, 280)).save(tmp_path / "photo.jpg", quality=95)
    return tmp_path / "photo.jpg"


def test_from_publishing_to_the_register(empty: Slate, photo: Path) -> None:
    out = photo.with_name("out.jpg")
    said = empty.says("publish", photo, "-o", out, *GENERATED, "--no-shows-real-people")
    assert "Label: Made with AI" in said
    assert "Present: label, metadata, credential and mark" in said
    told = empty.json("disclose", "check", out)
    assert [one["present"] for one in told["layers"]] == [True] * 4
    (entry,) = empty.json("disclose", "register")
    assert entry["labels"] == ["Made with AI"]
    assert empty.says("disclose", "register").startswith("file,name,sha256")
    answer = empty.json("disclose", "register", "-o", photo.with_name("r.json"), "--format", "json")
    assert answer["entries"] == 1
    assert json.loads(photo.with_name("r.json").read_text()) == [entry]


def test_publishing_for_a_program(empty: Slate, photo: Path) -> None:
    told = empty.json("publish", photo, "--source-type", "digitalCapture", "--by", "ada")
    assert told["target"].endswith("photo-published.jpg")
    assert (told["verdict"], told["labels"], told["asked"]) == ("allow", [], [])
    assert "already a file" in empty.fails("publish", photo, "--source-type", "digitalCapture")


def test_what_is_refused_is_one_sentence(empty: Slate, photo: Path) -> None:
    assert "A person has to look first" in empty.fails("publish", photo, *GENERATED)
    wrong = empty.fails("publish", photo, "--source-type", "digitlCapture")
    assert "Did you mean 'digitalCapture'" in wrong


def test_a_stranger_lacks_what_is_asked_for(empty: Slate, photo: Path) -> None:
    result = empty("disclose", "check", photo, *GENERATED)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "Its metadata state: nothing." in result.stdout
    assert "The rules give it the label 'Made with AI" in result.stdout
    assert "eu-ai-act-50-5 (unsettled): Not known: shows real people." in result.stdout


def test_obligations_with_their_sources(empty: Slate) -> None:
    told = {one["id"]: one for one in empty.json("disclose", "obligations")}
    assert told["eu-ai-act-50-4-deep-fake"]["binds_you"] is True
    assert told["us-ca-sb-942-latent"]["binds_you"] is False
    said = empty.says("disclose", "obligations")
    assert "Check with counsel:" in said
    assert "Source: Regulation (EU) 2024/1689 (AI Act), Article 50(4)" in said


def test_the_rulebook_is_checked(empty: Slate, tmp_path: Path) -> None:
    assert "Show the label 'Made with AI' when" in empty.says("disclose", "rules")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "rulebook: Wrong\nrules:\n- rule: one\n  title: One\n  when: media.knd = 'text'\n"
        "  then: review\n"
    )
    assert "wrong.yaml:5:9: " in empty.fails("disclose", "rules", wrong)
    path = empty.workspace / "disclosure.yaml"
    path.write_text(path.read_text().replace("expect: label}", "expect: block}", 1))
    result = empty("disclose", "rules")
    assert result.exit_code == 1
    assert "this example expects block, it gives label" in result.stdout
