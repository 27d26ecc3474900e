"""Reads messages with the same encoder in torch, for `bench_sentences`, in another environment.

    python sentences_peer_worker.py FOLDER

Each line of standard input is a JSON list of messages, read together; each answer a JSON object.
"""

import json
import resource
import sys
from time import process_time

import torch
from transformers import AutoModel, AutoTokenizer


def main(folder: str) -> None:
    """Answer until the input ends."""
    torch.set_num_threads(1)
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
    model.eval()
    for line in sys.stdin:
        texts = json.loads(line)
        started = process_time()
        with torch.inference_mode():
            batch = tokenizer(
                texts, padding=True, truncation=True, max_length=128, return_tensors="pt"
            )
            kept = batch["attention_mask"][..., None].float()
            means = (model(**batch).last_hidden_state * kept).sum(1) / kept.sum(1)
            points = torch.nn.functional.normalize(means, dim=1).numpy()
        seconds = process_time() - started
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "mb": most, "points": points.tolist()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
