"""Numbers from a key are the same for ever, and its secret is not shown."""

import numpy as np
import pytest

from openslate.authenticity.marks.key import MarkKey
from openslate.common.errors import SlateError

KEY = MarkKey(bytes(range(32)))


def test_the_numbers_of_a_key_never_change() -> None:
    assert KEY.words("golden", 2).tolist() == [6491702453225357681, 17770739281038749018]


def test_purposes_and_keys_have_numbers_of_their_own() -> None:
    here = KEY.words("a", 9)
    assert (here == KEY.words("a", 20)[:9]).all()
    assert (here != KEY.words("b", 9)).all()
    assert (here != MarkKey(bytes(32)).words("a", 9)).all()


def test_numbers_are_spread_evenly() -> None:
    uniform = KEY.uniform("even", 4000)
    assert 0 <= uniform.min() < uniform.max() < 1
    assert abs(uniform.mean() - 0.5) < 0.02
    assert abs(KEY.bits("even", 4000).mean() - 0.5) < 0.03
    assert np.array_equal(np.sort(KEY.order("even", 100)), np.arange(100))


def test_the_secret_is_not_shown() -> None:
    assert "secret" not in repr(KEY)
    assert MarkKey.random() != MarkKey.random()


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(SlateError, match="32 bytes, not 31"):
        MarkKey(bytes(31))
