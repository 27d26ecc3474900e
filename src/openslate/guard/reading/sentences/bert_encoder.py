"""The forward pass of a BERT encoder: from a message to a point of unit length.

Source: Devlin et al., "BERT" (2019); the pooling is that of Sentence-BERT (Reimers and Gurevych,
2019). Tokens are columns throughout: (hidden, tokens) is what small products are fastest with.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from openslate.guard.reading.sentences.bert_config import BertConfig, read_config
from openslate.guard.reading.sentences.bert_weights import (
    WEIGHTS,
    BertArrays,
    Layer,
    read_weights,
)
from openslate.guard.reading.sentences.gelu import gelu

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER = "tokenizer.json"
MOST_TOKENS = 128
"""Tokens of a message that are read, with the two around it."""
MOST_LETTERS = 4_000
"""Characters that these are looked for in."""
TOGETHER = 512
"""Tokens of one pass over many messages."""
REMEMBERED = 256
"""Messages of late whose points are kept."""
Floats = NDArray[np.float32]


class SentenceEncoder:
    """Gives messages of like meaning points that lie close together; safe to share between threads.

    `size` is how many numbers a point has, `digest` the SHA-256 of the weights.
    """

    def __init__(
        self, config: BertConfig, weights: BertArrays, tokenizer: "Tokenizer", digest: str
    ) -> None:
        self.size = config.hidden_size
        self.digest = digest
        self._heads = config.num_attention_heads
        self._weights = weights
        self._tokenizer = tokenizer
        self._remembered = lru_cache(REMEMBERED)(self._alone)

    @classmethod
    def load(cls, folder: Path) -> "SentenceEncoder":
        """The encoder in a folder; raises SlateError where it lacks, is broken or of another kind.

        The folder is as sentence-transformers writes it: config.json, tokenizer.json,
        model.safetensors and 1_Pooling/config.json.
        """
        refuse_without_extra()
        config = read_config(folder)
        tokens = min(MOST_TOKENS, config.max_position_embeddings)
        tokenizer = _tokenizer(folder / TOKENIZER, config, tokens)
        weights = read_weights(folder, config, tokens)
        return cls(config, weights, tokenizer, hash_file(folder / WEIGHTS))

    def __call__(self, text: str) -> Floats:
        """The point of one message: (size,), not to be written to."""
        return self._remembered(text)

    def many(self, texts: Sequence[str]) -> Floats:
        """The points of messages: (messages, size); what is alone may differ in the seventh digit.

        Messages of like length go through together. None is padded, so no mask is needed: only
        attention tells messages apart, and it is done for those of one length at once.
        """
        points = np.empty((len(texts), self.size), dtype=np.float32)
        tokens = [self._tokens(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        for batch in _batches(order, [len(each) for each in tokens]):
            points[batch] = self._points([tokens[at] for at in batch])
        return points

    def _alone(self, text: str) -> Floats:
        point: Floats = self._points([self._tokens(text)])[0]
        point.setflags(write=False)
        return point

    def _tokens(self, text: str) -> list[int]:
        whole = text[:MOST_LETTERS].encode("utf-8", "replace").decode("utf-8")  # half surrogates
        return self._tokenizer.encode(whole).ids

    def _points(self, messages: Sequence[list[int]]) -> Floats:
        """The points of messages in the order of their lengths."""
        weights, lengths = self._weights, [len(each) for each in messages]
        words = weights.words[np.concatenate(messages)]
        places = weights.places[np.concatenate([np.arange(length) for length in lengths])]
        columns = weights.norm(np.ascontiguousarray((words + places).T))
        runs = tuple(_runs(lengths))
        for layer in weights.layers:
            columns = self._through(layer, columns, runs)
        starts = np.cumsum([0, *lengths[:-1]])
        means = np.add.reduceat(columns, starts, axis=1).T / np.array(lengths, np.float32)[:, None]
        length = np.sqrt(np.einsum("ij,ij->i", means, means))
        points: Floats = means / np.maximum(length, np.float32(1e-12))[:, None]
        return np.ascontiguousarray(points)

    def _through(self, layer: Layer, columns: Floats, runs: Sequence[tuple[int, int]]) -> Floats:
        inputs = layer.inputs(columns)
        attended, start = np.empty_like(columns), 0
        for count, length in runs:
            part = slice(start, start + count * length)
            attended[:, part] = self._attended(inputs[:, part], count, length)
            start = part.stop
        found = layer.attended(attended)
        found += columns
        columns = layer.attended_norm(found)
        found = layer.down(gelu(layer.up(columns)))
        found += columns
        return layer.norm(found)

    def _attended(self, inputs: Floats, count: int, length: int) -> Floats:
        """Self-attention of `count` messages of one length: (hidden, count * length)."""
        apart = inputs.reshape(3, self._heads, -1, count, length)
        query, key, value = apart.transpose(0, 3, 1, 2, 4)  # each (count, heads, size, length)
        odds = key.swapaxes(2, 3) @ query  # a column for each query
        odds -= odds.max(axis=2, keepdims=True)
        np.exp(odds, out=odds)
        found: Floats = value @ odds
        found /= odds.sum(axis=2, keepdims=True)
        return found.transpose(1, 2, 0, 3).reshape(self.size, -1)


def extra_installed() -> bool:
    """Whether the packages that read an encoder are there."""
    return all(find_spec(name) for name in ("safetensors", "tokenizers"))


def refuse_without_extra() -> None:
    """Raises SlateError where the packages that read an encoder are not installed."""
    if not extra_installed():
        raise SlateError(
            "Reading sentences with an encoder needs an extra part that is not installed",
            do="Run pip install 'openslate[sentences]'",
        )


def _tokenizer(path: Path, config: BertConfig, tokens: int) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except Exception as error:  # the library raises Exception itself
        raise SlateError(
            f"The tokenizer of the encoder can't be read ({error})",
            where=str(path),
            do="Fetch the file anew",
        ) from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(tokens)
    if tokenizer.get_vocab_size() > config.vocab_size or not tokenizer.encode("").ids:
        raise SlateError(
            "The tokenizer does not belong to this encoder",
            where=str(path),
            do="Take tokenizer.json and config.json from the same place",
        )
    return tokenizer


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Messages in their order, cut where more than TOGETHER tokens would come together."""
    batch: list[int] = []
    tokens = 0
    for at in order:
        if batch and tokens + lengths[at] > TOGETHER:
            yield batch
            batch, tokens = [], 0
        batch.append(at)
        tokens += lengths[at]
    if batch:
        yield batch


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """How many messages of each length follow each other: (count, length)."""
    for length, equal in groupby(lengths):
        yield len(list(equal)), length
