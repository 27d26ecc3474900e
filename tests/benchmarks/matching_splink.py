"""Splink 5, the peer of `bench_matching`: what its documentation asks every user to do.

Names are normalised; those that are not equal are compared by how rare the words are that they
share (splink discussion 2022) and by Jaro-Winkler; term-frequency adjustments on equal names;
random sampling for u, expectation maximisation for m. What a user has to write is marked by
`SETUP`, so that its lines can be counted.
"""

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import polars as pl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.benchmarks.matching_task import Scored

SAMPLED_PAIRS = 2e6
TRAINED_PAIRS = 3e5  # more change nothing but the time
LEAST = 1e-4
SEED = 1
_YEAR = re.compile(r"\s*\((\d{4})\)\s*$")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_ARTICLE = re.compile(
    r"^(.*), (the|a|an|der|die|das|le|la|les|l'|il|lo|el|los|las|o|os|un|une|ein|den|det)$"
)
_SHARED = """list_reduce(list_prepend(1.0::double, list_transform(
    list_intersect(words_l, words_r), lambda x: x.f)), lambda p, q: p * q) < {most}"""


@dataclass(frozen=True)
class SplinkModel:
    """What Splink is told of one task.

    `certain` are rules that find `recall` of the pairs and hardly anything else; `training` the
    rules by which pairs are found to estimate from.
    """

    comparisons: Sequence[Any]
    blocking: Sequence[Any]
    certain: Sequence[Any]
    recall: float
    training: Sequence[Any]


def name_columns(names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns that Splink compares, of all records of both sides at once.

    The normalised name, its other forms, its words with their frequency, the rarest first.
    """
    forms = [[plain(form) for form in _forms(name)] for name in names]
    counts = Counter(word for each in forms for word in set(" ".join(each).split()))
    total = sum(counts.values())
    words = [sorted(set(each[0].split()), key=lambda w: (counts[w], w)) for each in forms]
    return {
        "name": [each[0] or None for each in forms],
        "forms": [sorted(set(filter(None, each))) for each in forms],
        "words": [[{"w": word, "f": counts[word] / total} for word in each] for each in words],
        "rare": [each[:2] for each in words],
        "rarest": [each[0] if each else None for each in words],
    }


def _forms(name: str) -> list[str]:
    bare = _YEAR.sub("", name)
    return [_ASIDE.sub("", bare), *_ASIDE.findall(bare)]


def plain(name: str) -> str:
    """A name without capitals, accents, punctuation, with its article in front."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()
    moved = _ARTICLE.sub(r"\2 \1", bare)
    return " ".join(re.findall(r"\w+", moved.replace("'", "")))


def year_in(name: str) -> int | None:
    """The year in brackets at the end of a name."""
    found = _YEAR.search(name)
    return int(found[1]) if found else None


def name_comparison() -> cl.CustomComparison:
    """Names: equal (rare ones tell more), another form equal, rare words shared, alike."""
    return cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("name"),
            cll.ExactMatchLevel("name", term_frequency_adjustments=True),
            cll.ArrayIntersectLevel("forms", 1),
            cll.JaroWinklerLevel("name", 0.95),
            *(cll.CustomLevel(_SHARED.format(most=most)) for most in (1e-12, 1e-8, 1e-5)),
            cll.JaroWinklerLevel("name", 0.88),
            cll.CustomLevel(_SHARED.format(most=1e-3)),
            cll.ElseLevel(),
        ],
    )


def year_comparison() -> cl.CustomComparison:
    """Years: equal, one or two apart."""
    return cl.CustomComparison(
        output_column_name="year",
        comparison_levels=[
            cll.NullLevel("year"),
            cll.ExactMatchLevel("year"),
            cll.AbsoluteDifferenceLevel("year", 1),
            cll.AbsoluteDifferenceLevel("year", 2),
            cll.ElseLevel(),
        ],
    )


def name_blocking() -> list[Any]:
    """Candidates: names equal in any form, or one of their two rarest words."""
    return [
        block_on("name"),
        block_on("forms", arrays_to_explode=["forms"]),
        block_on("rare", arrays_to_explode=["rare"]),
    ]


SETUP = (name_columns, _forms, plain, year_in, name_comparison, year_comparison, name_blocking)
"""What every task below needs of the above."""


def splink_link(columns: pl.DataFrame, left: int, model: SplinkModel) -> Scored:
    """Train on the records themselves and score the candidates; the first `left` rows are left."""
    with _quiet():
        api = DuckDBAPI()
        frames = (columns.head(left), columns.tail(columns.height - left))
        tables = [
            api.register(frame.to_arrow(), table_name=name)
            for frame, name in zip(frames, ("a_left", "b_right"), strict=True)
        ]
        linker = Linker(tables, _settings(model))
        _train(linker, model)
        predicted = linker.inference.predict(threshold_match_probability=LEAST)
        rows = predicted.as_duckdbpyrelation().select(_ANSWER).order(_ORDER).fetchall()
    return Scored([(one, two, sure) for one, two, sure, _ in rows])


_ANSWER = "unique_id_l, unique_id_r, match_probability, match_weight"
_ORDER = "match_weight desc, unique_id_l, unique_id_r"


def _settings(model: SplinkModel) -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        comparisons=list(model.comparisons),
        blocking_rules_to_generate_predictions=list(model.blocking),
    )


def _train(linker: Linker, model: SplinkModel) -> None:
    training = linker.training
    training.estimate_probability_two_random_records_match(list(model.certain), recall=model.recall)
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED)
    for rule in model.training:
        training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=TRAINED_PAIRS)


@contextmanager
def _quiet() -> Any:
    """Splink tells of its progress by warnings."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
