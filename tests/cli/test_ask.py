"""Asking the assistant at the command line."""

import json

from click.testing import CliRunner

from openslate.cli.main import main
from openslate.testing.workspace import MadeWorkspace


def test_it_answers_in_sentences_and_in_json(tiny_workspace: MadeWorkspace) -> None:
    where = ["--workspace", str(tiny_workspace.folder)]
    told = CliRunner().invoke(main, ["ask", "who directed Seven?", *where])
    assert told.exit_code == 0
    assert "[Called: Seven]" in told.output
    assert "Seven (1995) was directed by David Fincher." in told.output
    found = CliRunner().invoke(main, ["ask", "who directed Seven?", "--json", *where])
    assert json.loads(found.output)["query"] == "fact directors; title = Seven"


def test_a_question_is_needed_away_from_a_terminal(tiny_workspace: MadeWorkspace) -> None:
    told = CliRunner().invoke(main, ["ask", "--workspace", str(tiny_workspace.folder)])
    assert told.exit_code == 1
    assert "There is no question" in told.output
