"""Makes the tests' tiny BERT and what torch says of messages, in an environment with transformers.

    python tests/guard/reading/sentences/make_tiny_bert.py [FOLDER]

FOLDER, where named, is all-MiniLM-L6-v2: then the real model's stored points are made anew too.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
TINY = HERE / "tiny_bert"
MESSAGES = (
    "",
    "who made the film",
    "Who made the FILM?",
    "is the film good, and is it new?",
    "watch the news at night",
    "the series is not the film that you watch with me at night, and who made it is not the news",
    "an unheard word",
    "who made it " * 60,
)
REAL = (
    "Which films about the sea can I watch tonight?",
    "How do I get around the watermark on a preview copy?",
    "Grüße aus 東京 🎬",
    "",
    "The editor asks whether a letter that names a private person may be printed. " * 20,
)
WORDS = """
the a is it film series news watch who made good new not and that you me at night with in
? , . w h o m a d e f i l s n g ##s ##ing ##o ##f ##i ##l ##m ##e ##r ##n ##w ##d ##a
"""
FIRST = 8  # numbers of a real point that are kept


def main() -> None:
    """Write model, tokenizer and points."""
    _write_tokenizer()
    _write_model()
    _write(HERE / "tiny_points.json", MESSAGES, _points(TINY, MESSAGES, most=32))
    if len(sys.argv) > 1:
        found = [point[:FIRST] for point in _points(Path(sys.argv[1]), REAL, most=128)]
        _write(HERE / "real_points.json", REAL, found)


def _write(path: Path, messages: tuple[str, ...], points: list[list[float]]) -> None:
    rows = [
        {"text": text, "point": [round(value, 7) for value in point]}
        for text, point in zip(messages, points, strict=True)
    ]
    path.write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")


def _write_tokenizer() -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {word: at for at, word in enumerate(dict.fromkeys(marks + WORDS.split()))}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(m, vocabulary[m]) for m in ("[CLS]", "[SEP]")]
    )
    made.add_special_tokens(marks)
    made.enable_padding(length=32)  # as published tokenizers have it; it has to be undone
    made.save(str(TINY / "tokenizer.json"))


def _write_model() -> None:
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    model = BertModel(
        BertConfig(
            vocab_size=64,
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=48,
            max_position_embeddings=32,
        ),
        add_pooling_layer=False,
    )
    with torch.no_grad():  # nothing stays at 0 or 1, so that a part left out is seen
        for values in model.parameters():
            values.add_(torch.randn_like(values) * 0.4)
    model.save_pretrained(TINY)
    pooling = {"pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True}
    (TINY / "1_Pooling").mkdir(exist_ok=True)
    (TINY / "1_Pooling" / "config.json").write_text(json.dumps(pooling) + "\n")


def _points(folder: Path, messages: tuple[str, ...], most: int) -> list[list[float]]:
    """The mean of a message's tokens at unit length, by transformers, one message at a time."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(most)
    model = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    points = []
    with torch.inference_mode():
        for text in messages:
            tokens = torch.tensor([tokenizer.encode(text).ids])
            mean = model(input_ids=tokens).last_hidden_state[0].mean(dim=0)
            points.append((mean / mean.norm()).tolist())
    return points


if __name__ == "__main__":
    main()
