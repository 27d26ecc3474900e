"""Which chip carries what: known pilots, and code bits spread over the others by the key."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import encode_message
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings


@dataclass(frozen=True, eq=False)
class KeyedChips:
    """What a key makes of the chips, in order of slots, then bands.

    `signs` [chips] of 1 and -1; `pilots` their numbers; `data` those of the others, of which
    `data[i]` carries code bit `bits[i]`.
    """

    signs: np.ndarray
    pilots: np.ndarray
    data: np.ndarray
    bits: np.ndarray


@lru_cache(maxsize=8)
def keyed_chips(key: MarkKey, settings: SoundMarkSettings) -> KeyedChips:
    """Draw pilots, signs and places of code bits."""
    chips = settings.chips
    count = chips.slots * chips.bands
    order = key.order("sound order", count)
    signs = 1.0 - 2.0 * key.bits("sound signs", count)
    data = order[chips.pilots :]
    return KeyedChips(
        signs, order[: chips.pilots], data, np.arange(len(data)) % settings.message.length
    )


def chip_values(mark_id: int, key: MarkKey, settings: SoundMarkSettings) -> np.ndarray:
    """1 where a chip begins louder and ends softer, -1 where the other way round: [slots, bands].

    Raises SlateError where the id is none.
    """
    keyed = keyed_chips(key, settings)
    values = keyed.signs.copy()
    code = encode_message(mark_id, settings.message)
    values[keyed.data] *= 1.0 - 2.0 * code[keyed.bits]
    return values.reshape(settings.chips.slots, settings.chips.bands)
