"""What may be marked or read: samples that are sound, as one channel where one is enough."""

import numpy as np

from openslate.common.errors import SlateError

LEAST_RATE = 8_000
CANCELLED = 0.01
"""Share of the channels' power below which their mean says too little of them."""


def check_samples(samples: np.ndarray, rate: int, seconds: float = 0.0) -> None:
    """Raise SlateError unless these are samples [n, channels] of at least so many seconds."""
    if samples.ndim != 2 or samples.shape[1] < 1 or samples.dtype.kind != "f":
        raise SlateError(
            "It is no sound", do="Give floating-point samples as an array of samples x channels"
        )
    if rate < LEAST_RATE:
        raise SlateError(
            f"A sound of {rate} samples a second can't hold a mark",
            do=f"Use one of at least {LEAST_RATE}",
        )
    if len(samples) < seconds * rate:
        raise SlateError(
            f"The sound is too short for a mark: {len(samples) / rate:.1f} seconds",
            do=f"Use one of at least {seconds:.1f} seconds",
        )
    if not np.isfinite(samples).all():
        raise SlateError("The sound holds samples that are no numbers", do="Write it anew")


def one_channel(samples: np.ndarray) -> np.ndarray:
    """The mean of the channels [n], or the loudest where they cancel each other out."""
    mean: np.ndarray = samples.mean(axis=1)
    if not len(samples):
        return mean
    power = (samples.astype(float) ** 2).mean(axis=0)
    if float((mean.astype(float) ** 2).mean()) >= CANCELLED * float(power.mean()):
        return mean
    loudest: np.ndarray = samples[:, int(power.argmax())]
    return loudest
