"""How long the sentence encoder takes for a message, and how much memory, beside torch.

    scripts/setup bench sentences && scripts/bench sentences

Torch reads the same messages in turns where SLATE_PEERS_PYTHON names a Python that has it, with
transformers.
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from openslate.common.errors import SlateError
from openslate.guard.exam.read_exam import shipped_pairs
from openslate.guard.reading.sentences.bert_encoder import SentenceEncoder
from openslate.guard.reading.sentences.find_model import find_sentence_model
from tests.benchmarks.guard_speed import LENGTH, messages_of
from tests.benchmarks.report import markdown_table, write_page

WORKER = Path(__file__).with_name("sentences_peer_worker.py")
WORDS, MESSAGES, TOGETHER, ROUNDS = 12, 60, 32, 5
ABOUT = f"""Messages of the exam that ships, cut to {WORDS} words or to {LENGTH} characters,
{MESSAGES} of each, one at a time, and those of {WORDS} words {TOGETHER} at a time. Processor time
of one thread, the middle of {ROUNDS} rounds in turns. Both sides run all-MiniLM-L6-v2 in 32 bits
and read at most 128 tokens; tokenising is counted. Memory is the growth of the process with the
encoder loaded for Slate (libraries of arrays are there anyway), and the largest of the whole
process for torch.
"""
Reader = Callable[[list[str]], tuple[float, Any]]
"""From messages to the seconds they took and their points."""


def resident() -> float:
    """Megabytes of memory of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def own(encoder: SentenceEncoder) -> Reader:
    """The encoder, without its memory of messages of late."""

    def read(texts: list[str]) -> tuple[float, Any]:
        started = process_time()
        points = encoder.many(texts)
        return process_time() - started, points

    return read


class TorchPeer:
    """The same encoder in torch, in a process of its own."""

    def __init__(self, python: str, folder: Path) -> None:
        command = [python, str(WORKER), str(folder)]
        self.megabytes = 0.0
        self._worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, texts: list[str]) -> tuple[float, Any]:
        """Seconds of the worker's processor time, and points."""
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        print(json.dumps(texts), file=self._worker.stdin, flush=True)
        answer = json.loads(self._worker.stdout.readline())
        self.megabytes = answer["mb"]
        return answer["seconds"], answer["points"]

    def close(self) -> None:
        """End the process."""
        self._worker.communicate()


def torch_peer(folder: Path) -> TorchPeer | None:
    """Torch in the first environment that has it; None where there is none."""
    for python in filter(None, os.environ.get("SLATE_PEERS_PYTHON", "").split(":")):
        has = subprocess.run([python, "-c", "import torch, transformers"], capture_output=True)
        if has.returncode == 0:
            return TorchPeer(python, folder)
    return None


def measured(readers: dict[str, Reader], batches: Sequence[list[str]]) -> dict[str, float]:
    """Milliseconds of processor time a batch, by reader: the middle one of the middle round."""
    rounds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            rounds[name].append(median(read(batch)[0] for batch in batches))
    return {name: median(taken) * 1000 for name, taken in rounds.items()}


def main() -> None:
    """Measure and write the page."""
    folder = find_sentence_model(None)
    if folder is None:
        raise SlateError("The encoder is not installed", do="Run scripts/setup bench sentences")
    with threadpool_limits(1):
        before = resident()
        encoder = SentenceEncoder.load(folder)
        memory = {"Slate": resident() - before}
        readers: dict[str, Reader] = {"Slate": own(encoder)}
        if torch := torch_peer(folder):
            readers["torch"] = torch
        texts = [pair.twin for pair in shipped_pairs()]
        short = [" ".join(text.split()[:WORDS]) for text in texts if len(text.split()) >= WORDS]
        cut = messages_of(texts)[:MESSAGES]
        together = [short[at : at + TOGETHER] for at in range(0, TOGETHER * 8, TOGETHER)]
        points = [np.asarray(read(cut)[1]) for read in readers.values()]
        apart = float(np.abs(points[0] - points[-1]).max())
        figures = {
            f"{WORDS} words": measured(readers, [[text] for text in short[:MESSAGES]]),
            f"{LENGTH} characters": measured(readers, [[text] for text in cut]),
            f"{TOGETHER} messages of {WORDS} words": measured(readers, together),
        }
    if torch:
        torch.close()
        memory["torch"] = torch.megabytes
    write_page("sentences", "The sentence encoder", page(figures, memory, apart))


def page(figures: dict[str, dict[str, float]], memory: dict[str, float], apart: float) -> str:
    """The page's body."""
    names = list(memory)
    rows = [
        (what, *(f"{taken[name]:.1f} ms" for name in names), _ratio(taken))
        for what, taken in figures.items()
    ]
    rows.append(("memory", *(f"{memory[name]:.0f} MB" for name in names), _ratio(memory)))
    table = markdown_table(("", *names, "Slate / torch"), rows)
    if len(names) == 1:
        return f"{ABOUT}\n{table}"
    return f"{ABOUT}\n{table}\nNo number of a point differs by more than {apart:.0e}.\n"


def _ratio(by_name: dict[str, float]) -> str:
    return f"{by_name['Slate'] / by_name['torch']:.2f}" if "torch" in by_name else "-"


if __name__ == "__main__":
    main()
