"""A viewer's lasting choice about their history, on every database."""

from openslate.store.database import Database
from openslate.store.history_choices import HistoryChoices


def test_the_last_choice_counts_and_whoever_said_nothing_is_used(database: Database) -> None:
    choices = HistoryChoices(database)
    assert choices.used("1")
    choices.choose("1", used=False, by="bob")
    assert (choices.used("1"), choices.used("2")) == (False, True)
    choices.choose("1", used=True, by="bob")
    assert choices.used("1")
