"""Ids survive a noisy way, and noise alone gives none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.authenticity.marks import polar
from openslate.authenticity.marks.message import (
    MESSAGE_BITS,
    MessageSettings,
    decode_message,
    encode_message,
    new_mark_id,
)
from openslate.common.errors import SlateError

USUAL = MessageSettings()
IDS = st.integers(1, 2**64 - 1)


@given(mark_id=IDS, length=st.sampled_from([256, 1024]))
@settings(max_examples=25)
def test_an_id_comes_back(mark_id: int, length: int) -> None:
    chosen = MessageSettings(length=length)
    soft = 4.0 * (1 - 2.0 * encode_message(mark_id, chosen))
    assert decode_message(soft, chosen) == mark_id


@given(mark_id=IDS, seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_an_id_comes_back_through_noise_twice_its_amplitude(mark_id: int, seed: int) -> None:
    amplitude, noise = 0.55, np.random.default_rng(seed).normal(size=USUAL.length)
    heard = amplitude * (1 - 2.0 * encode_message(mark_id, USUAL)) + noise
    assert decode_message(2 * amplitude * heard, USUAL) == mark_id


def test_most_ids_are_read_where_energy_is_little_more_than_any_code_needs() -> None:
    read = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        mark_id, amplitude = int(rng.integers(1, 2**63)), np.sqrt(235 / USUAL.length)
        heard = amplitude * (1 - 2.0 * encode_message(mark_id, USUAL)) + rng.normal(size=1024)
        read += decode_message(2 * amplitude * heard, USUAL) == mark_id
    assert read >= 17


def test_noise_tells_nothing() -> None:
    rng = np.random.default_rng(3)
    told = [decode_message(rng.normal(size=USUAL.length), USUAL) for _ in range(30)]
    assert told == [None] * 30
    assert decode_message(np.zeros(USUAL.length), USUAL) is None
    assert USUAL.chance < 1e-8


@pytest.mark.parametrize("mark_id", [0, -1, 2**64])
def test_what_is_no_id_is_refused(mark_id: int) -> None:
    with pytest.raises(SlateError, match="is no mark id"):
        encode_message(mark_id, USUAL)


def test_new_ids_differ() -> None:
    ids = {new_mark_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(0 < one < 2**64 for one in ids)


@given(st.lists(st.integers(0, 1), min_size=16, max_size=16))
def test_the_transform_undoes_itself(bits: list[int]) -> None:
    there = polar.transform(np.array(bits, dtype=np.uint8))
    assert polar.transform(there).tolist() == bits


def test_the_best_positions_of_eight_are_the_known_ones() -> None:
    assert np.flatnonzero(polar.carrying(8, 4)).tolist() == [3, 5, 6, 7]


def test_the_likeliest_message_comes_first() -> None:
    bits = np.random.default_rng(1).integers(0, 2, MESSAGE_BITS).astype(np.uint8)
    soft = 3 * (1 - 2.0 * polar.encode(bits, 1024))
    assert np.array_equal(polar.decode(soft, MESSAGE_BITS, 8)[0], bits)
