"""What a folder says of its encoder, and whether Slate can run it."""

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from openslate.common.errors import SlateError

CONFIG, POOLING, MODULES = "config.json", "1_Pooling/config.json", "modules.json"
STEPS = {"Transformer", "Pooling", "Normalize"}
DO = "Name a folder with a sentence encoder of type BERT that takes the mean of its tokens"


class BertConfig(BaseModel):
    """Shapes of the encoder; anything but plain BERT is refused."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    model_type: Literal["bert"]
    hidden_act: Literal["gelu"] = "gelu"
    position_embedding_type: Literal["absolute"] = "absolute"
    is_decoder: Literal[False] = False
    hidden_size: int = Field(ge=1)
    intermediate_size: int = Field(ge=1)
    num_attention_heads: int = Field(ge=1)
    num_hidden_layers: int = Field(ge=1)
    max_position_embeddings: int = Field(ge=2)
    vocab_size: int = Field(ge=1)
    type_vocab_size: int = Field(default=2, ge=1)
    layer_norm_eps: float = Field(default=1e-12, ge=0, le=0.1)

    @property
    def head_size(self) -> int:
        """Numbers a token has in one head."""
        return self.hidden_size // self.num_attention_heads


def read_config(folder: Path) -> BertConfig:
    """The configuration; raises SlateError where a file lacks or the encoder is of another kind."""
    config = _bert(folder / CONFIG)
    pooling = _json(folder / POOLING)
    chosen = {key for key, value in pooling.items() if key.startswith("pooling_mode") and value}
    if chosen != {"pooling_mode_mean_tokens"}:
        raise SlateError(
            "The encoder does not take the mean of its tokens", where=str(folder / POOLING), do=DO
        )
    if (folder / MODULES).is_file():
        _refuse_other_steps(folder / MODULES)
    return config


def _bert(path: Path) -> BertConfig:
    try:
        config = BertConfig.model_validate(_json(path))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SlateError(f"{name}: {first['msg']}", where=str(path), do=DO) from None
    if config.hidden_size % config.num_attention_heads:
        raise SlateError(
            f"num_attention_heads {config.num_attention_heads} does not divide "
            f"hidden_size {config.hidden_size}",
            where=str(path),
            do=DO,
        )
    return config


def _refuse_other_steps(path: Path) -> None:
    modules = _parsed(path)
    steps = modules if isinstance(modules, list) else []
    kinds = {str(step.get("type")).rsplit(".", 1)[-1] for step in steps if isinstance(step, dict)}
    if not kinds or not kinds <= STEPS:
        raise SlateError(
            f"The encoder has steps that can't be run here ({', '.join(sorted(kinds - STEPS))})",
            where=str(path),
            do=DO,
        )


def _json(path: Path) -> dict[str, Any]:
    values = _parsed(path)
    if not isinstance(values, dict):
        raise SlateError("This is no JSON object", where=str(path), do="Fetch the file anew")
    return values


def _parsed(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SlateError(
            f"A file of the sentence encoder can't be read ({error.strerror})",
            where=str(path),
            do=DO,
        ) from None
    except ValueError:
        raise SlateError(
            "A file of the sentence encoder is no JSON", where=str(path), do="Fetch it anew"
        ) from None
