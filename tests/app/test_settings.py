"""What slate.toml may say, and what it may not."""

import tomllib
from pathlib import Path

import pytest

from openslate.app.settings import (
    DATABASE_ENVIRONMENT,
    FORMAT,
    GRAPH_ENVIRONMENT,
    Settings,
    default_file,
    describe_settings,
    read_settings,
    setting_names,
)
from openslate.common.errors import SlateError
from openslate.graph.policy import CanonicalPolicy, Winner


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slate.toml"


def test_the_file_of_a_new_workspace_says_the_defaults(path: Path) -> None:
    path.write_text(default_file())
    assert read_settings(path) == Settings()
    assert tomllib.loads(default_file()) == Settings().model_dump()


def test_every_setting_stands_commented_in_a_new_file() -> None:
    text = default_file()
    for section, key, _, about in describe_settings():
        assert f"[{section}]" in text
        assert f"# {about}\n{key} = " in text


def test_every_setting_can_be_changed(path: Path) -> None:
    path.write_text('[home]\nterritory = "GB"\ntime_zone = "Europe/London"\n[serve]\nport = 0\n')
    settings = read_settings(path)
    assert (settings.home.territory, str(settings.home.zone)) == ("GB", "Europe/London")
    assert settings.serve.port == 0
    assert settings.rules == Settings().rules
    assert "home.row_size" in setting_names()


def test_who_wins_is_said_in_one_of_three_ways(path: Path) -> None:
    path.write_text(
        "[catalogue.winners]\n"
        'runtime = "newest"\nname = ["studio"]\ntags = { policy = "trust", prefer = ["archive"] }\n'
    )
    assert read_settings(path).catalogue.policy == CanonicalPolicy(
        {
            "runtime": Winner("newest"),
            "name": Winner(prefer=("studio",)),
            "tags": Winner("trust", ("archive",)),
        }
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[home]\nrow_sise = 3\n",
            r"There is no setting home\.row_sise\. Did you mean home\.row_size\?",
        ),
        ("[hone]\n", r"There is no setting hone"),
        ("colour = 1\n", r"There is no setting colour\. See 'slate config'"),
        ("[catalogue.winners]\nruntme = 'newest'\n", r"no field 'runtme', did you mean 'runtime'"),
        ("[catalogue.winners]\nruntime = 'oldest'\n", r"Setting catalogue\.winners\.runtime"),
        ("[catalogue.winners]\nyear = 'union'\n", r"year cannot be decided by 'union'"),
        ("[home]\nrow_size = 0\n", r"Setting home\.row_size: .*greater than or equal to 1"),
        ("[home]\nrow_size = 'x'\n", r"Setting home\.row_size: .*integer"),
        ("[home]\nterritory = 'usa'\n", r"Setting home\.territory: "),
        ("[home]\ntime_zone = 'Europe/Lundon'\n", r"did you mean 'Europe/London'\?"),
        ("[serve]\nport = 70000\n", r"Setting serve\.port: "),
        ("home = 3\n", r"Setting home: "),
        ("[home\n", r"Not valid TOML: .*line 1"),
        (
            f"[workspace]\nformat = {FORMAT + 1}\n",
            rf"has format {FORMAT + 1}, made by a newer Slate",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence(path: Path, text: str, told: str) -> None:
    path.write_text(text)
    with pytest.raises(SlateError, match=told) as error:
        read_settings(path)
    assert "\n" not in str(error.value).strip()
    assert str(path.parent) in str(error.value)


def test_a_newer_workspace_is_refused_before_its_settings_are_read(path: Path) -> None:
    path.write_text(f"[workspace]\nformat = {FORMAT + 1}\nsmell = true\n[future]\nx = 1\n")
    with pytest.raises(SlateError, match="Upgrade Slate; nothing was changed"):
        read_settings(path)


def test_what_is_no_workspace_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(SlateError, match=r"not a Slate workspace.*slate init DIR"):
        read_settings(path)


def test_bytes_and_folders_are_no_settings(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SlateError, match="Not valid TOML"):
        read_settings(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(SlateError, match="The settings cannot be read"):
        read_settings(path)


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_ENVIRONMENT, raising=False)
    settings = Settings.model_validate({"store": {"url": "postgresql://db/slate"}})
    assert Settings().database_url(tmp_path) == f"sqlite:///{tmp_path}/slate.db"
    assert settings.database_url(tmp_path) == "postgresql://db/slate"
    monkeypatch.setenv(DATABASE_ENVIRONMENT, "postgresql://other/slate")
    assert settings.database_url(tmp_path) == "postgresql://other/slate"


def test_the_graph_is_in_the_folder_unless_a_server_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(GRAPH_ENVIRONMENT, raising=False)
    assert Settings().graph_url() == ""
    assert Settings.model_validate({"graph": {"url": "http://g"}}).graph_url() == "http://g"
    monkeypatch.setenv(GRAPH_ENVIRONMENT, "http://other")
    assert Settings().graph_url() == "http://other"
