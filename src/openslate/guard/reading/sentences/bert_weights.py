"""The arrays of an encoder, as its file has them, joined where that saves work."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError
from openslate.guard.reading.sentences.bert_config import DO, BertConfig

WEIGHTS = "model.safetensors"
PARTS = ("query", "key", "value")
Floats = NDArray[np.float32]
Take = Callable[..., Floats]


@dataclass(frozen=True, eq=False)
class Linear:
    """`weight` (out, in) for columns of tokens, and `bias` (out, 1)."""

    weight: Floats
    bias: Floats

    def __call__(self, columns: Floats) -> Floats:
        """From (in, tokens) to (out, tokens)."""
        found: Floats = self.weight @ columns
        found += self.bias
        return found


@dataclass(frozen=True, eq=False)
class Norm:
    """Layer normalisation of each column: `gain` and `bias` are (hidden, 1)."""

    gain: Floats
    bias: Floats
    eps: float

    def __call__(self, columns: Floats) -> Floats:
        """Normalises (hidden, tokens) in place, and returns it."""
        shares = np.full(len(columns), 1 / len(columns), dtype=np.float32)
        columns -= shares @ columns  # a product is faster than a mean here
        spread = shares @ (columns * columns)
        columns *= 1 / np.sqrt(spread + np.float32(self.eps))
        columns *= self.gain
        columns += self.bias
        return columns


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer; `inputs` makes queries (already divided), keys and values in one product."""

    inputs: Linear
    attended: Linear
    attended_norm: Norm
    up: Linear
    down: Linear
    norm: Norm


@dataclass(frozen=True, eq=False)
class BertArrays:
    """`words` (vocabulary, hidden) and `places` (positions, hidden), the token type added."""

    words: Floats
    places: Floats
    norm: Norm
    layers: tuple[Layer, ...]


def read_weights(folder: Path, config: BertConfig, tokens: int) -> BertArrays:
    """The arrays, with as many places as `tokens`; raises SlateError where they don't fit."""
    from safetensors import SafetensorError, safe_open

    path = folder / WEIGHTS
    if not path.is_file():
        raise SlateError("The weights of the encoder are missing", where=str(path), do=DO)
    try:
        with safe_open(path, framework="numpy") as file:
            return _weights(_taker(file, path), config, tokens)
    except (SafetensorError, OSError, TypeError, ValueError, AttributeError) as error:
        raise SlateError(
            f"The weights of the encoder can't be read ({error})",
            where=str(path),
            do="Fetch the file anew",
        ) from None


def _taker(file: Any, path: Path) -> Take:
    names = set(file.keys())
    prefix = "bert." if any(name.startswith("bert.") for name in names) else ""

    def take(name: str, *shape: int) -> Floats:
        if prefix + name not in names:
            raise SlateError(f"The weights lack {name}", where=str(path), do=DO)
        array = file.get_tensor(prefix + name)
        if array.shape != shape or array.dtype.kind != "f":
            raise SlateError(
                f"{name} is {array.dtype} of shape {array.shape}, not floats of shape {shape}",
                where=str(path),
                do="Take config.json and model.safetensors from the same place",
            )
        if not np.isfinite(array).all():
            raise SlateError(
                f"{name} has values that are no numbers", where=str(path), do="Fetch the file anew"
            )
        return np.ascontiguousarray(array, dtype=np.float32)

    return take


def _weights(take: Take, config: BertConfig, tokens: int) -> BertArrays:
    size = config.hidden_size
    places = take("embeddings.position_embeddings.weight", config.max_position_embeddings, size)
    kinds = take("embeddings.token_type_embeddings.weight", config.type_vocab_size, size)
    return BertArrays(
        words=take("embeddings.word_embeddings.weight", config.vocab_size, size),
        places=places[:tokens] + kinds[0],
        norm=_norm(take, "embeddings.LayerNorm", config),
        layers=tuple(
            _layer(take, f"encoder.layer.{number}.", config)
            for number in range(config.num_hidden_layers)
        ),
    )


def _layer(take: Take, name: str, config: BertConfig) -> Layer:
    size, wide = config.hidden_size, config.intermediate_size
    parts = [_linear(take, f"{name}attention.self.{p}", size, size) for p in PARTS]
    share = np.float32(1 / np.sqrt(config.head_size))
    parts[0] = Linear(parts[0].weight * share, parts[0].bias * share)
    return Layer(
        inputs=Linear(
            np.concatenate([part.weight for part in parts]),
            np.concatenate([part.bias for part in parts]),
        ),
        attended=_linear(take, f"{name}attention.output.dense", size, size),
        attended_norm=_norm(take, f"{name}attention.output.LayerNorm", config),
        up=_linear(take, f"{name}intermediate.dense", wide, size),
        down=_linear(take, f"{name}output.dense", size, wide),
        norm=_norm(take, f"{name}output.LayerNorm", config),
    )


def _linear(take: Take, name: str, out: int, into: int) -> Linear:
    return Linear(take(f"{name}.weight", out, into), take(f"{name}.bias", out)[:, None])


def _norm(take: Take, name: str, config: BertConfig) -> Norm:
    gain, bias = (take(f"{name}.{part}", config.hidden_size) for part in ("weight", "bias"))
    return Norm(gain[:, None], bias[:, None], config.layer_norm_eps)
