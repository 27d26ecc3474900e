"""A polar code: few bits spread over many, read back from soft values with a list of guesses.

Sources: E. Arikan, Channel polarization, IEEE Transactions on Information Theory 55 (2009);
I. Tal and A. Vardy, List decoding of polar codes, ibid. 61 (2015), in the log-likelihood form of
A. Balatsoukas-Stimming, M. Bastani Parizi and A. Burg, IEEE Transactions on Signal Processing 63
(2015). Positions are chosen by the Gaussian approximation of P. Trifonov, IEEE Transactions on
Communications 60 (2012).
"""

from functools import lru_cache

import numpy as np

DESIGN_RATIO = 0.2
"""Squared amplitude over variance of one code bit that positions are chosen for."""


def transform(bits: np.ndarray) -> np.ndarray:
    """The polar transform over the last axis (a power of two), of bits; its own inverse."""
    out = bits.copy()
    length, half = out.shape[-1], 1
    while half < length:
        pairs = out.reshape(*out.shape[:-1], length // (2 * half), 2, half)
        pairs[..., 0, :] ^= pairs[..., 1, :]
        half *= 2
    return out


@lru_cache(maxsize=16)
def carrying(length: int, count: int) -> np.ndarray:
    """Which `count` of `length` positions carry bits, as booleans; the others are 0."""
    mean = np.array([2 * DESIGN_RATIO])
    while len(mean) < length:
        mean = np.stack([_worse(mean), 2 * mean], axis=1).reshape(-1)
    chosen = np.zeros(length, dtype=bool)
    chosen[np.argsort(mean, kind="stable")[-count:]] = True
    chosen.flags.writeable = False
    return chosen


def _worse(mean: np.ndarray) -> np.ndarray:
    """Mean log-likelihood of the sum of two bits: phi^-1(1 - (1 - phi(m))^2), by a table."""
    table = np.logspace(-6, 3.3, 4000)
    phi = np.minimum(_phi(table), 1 - 1e-15)
    one = np.interp(np.log(np.maximum(mean, 1e-30)), np.log(table), phi)
    both = 1 - (1 - one) ** 2
    wide = np.exp(np.interp(-both, -phi, np.log(table)))
    return np.maximum(np.where(mean < 0.05, mean**2 / 2, wide), 1e-30)


def _phi(mean: np.ndarray) -> np.ndarray:
    small = np.exp(-0.4527 * mean**0.86 + 0.0218)
    large = np.sqrt(np.pi / mean) * np.exp(-mean / 4) * (1 - 10 / 7 / np.maximum(mean, 2))
    return np.where(mean < 10, small, large)


def encode(bits: np.ndarray, length: int) -> np.ndarray:
    """`length` code bits (a power of two) of a message's bits, as uint8."""
    spread = np.zeros(length, dtype=np.uint8)
    spread[carrying(length, len(bits))] = bits
    return transform(spread)


def decode(soft: np.ndarray, count: int, guesses: int) -> np.ndarray:
    """Messages of `count` bits [guesses or fewer, count], the likeliest first.

    `soft` holds a log-likelihood ratio for every code bit, positive where it is rather 0.
    """
    chosen = carrying(len(soft), count)
    words, penalties, _ = _descend(soft[None].astype(float), np.zeros(1), chosen, guesses)
    messages: np.ndarray = transform(words)[:, chosen]
    return messages[np.argsort(penalties, kind="stable")]


Paths = tuple[np.ndarray, np.ndarray, np.ndarray | None]
"""Code bits by path, penalties by path, and which former path each came from (None: itself)."""


def _descend(soft: np.ndarray, penalty: np.ndarray, chosen: np.ndarray, most: int) -> Paths:
    """Decode one subtree for all paths at once: `soft` is [paths, length of the subtree]."""
    if not chosen.any():
        zero = np.zeros(soft.shape, dtype=np.uint8)
        return zero, penalty + np.logaddexp(0, -soft).sum(axis=1), None
    if chosen[-1] and chosen.sum() == 1:
        return _fork(soft, penalty, most)
    half = soft.shape[1] // 2
    first, second = soft[:, :half], soft[:, half:]
    left, penalty, source = _descend(_sum_of(first, second), penalty, chosen[:half], most)
    if source is not None:
        first, second = first[source], second[source]
    turned = second + np.where(left, -first, first)
    right, penalty, again = _descend(turned, penalty, chosen[half:], most)
    if again is not None:
        left = left[again]
        source = again if source is None else source[again]
    return np.concatenate([left ^ right, right], axis=1), penalty, source


def _fork(soft: np.ndarray, penalty: np.ndarray, most: int) -> Paths:
    """A subtree whose code bits are all 0 or all 1: keep the `most` likeliest of both."""
    paths, length = soft.shape
    zero = penalty + np.logaddexp(0, -soft).sum(axis=1)
    both = np.concatenate([zero, zero + soft.sum(axis=1)])
    kept = np.arange(len(both))
    if len(both) > most:
        kept = np.sort(np.argpartition(both, most)[:most])
    bit = (kept >= paths).astype(np.uint8)
    return np.repeat(bit[:, None], length, axis=1), both[kept], kept % paths


def _sum_of(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Log-likelihood ratio of the sum of two bits."""
    plus, minus = np.abs(a + b), np.abs(a - b)
    exact: np.ndarray = (plus - minus) / 2 + np.log1p(np.exp(-plus)) - np.log1p(np.exp(-minus))
    return exact
