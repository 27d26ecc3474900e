"""How long reading one message takes, beside filters that look for words."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import numpy as np

from openslate.guard.conversation import Setting, Turn
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.sentences.sentence_reading import sentence_reading

LENGTH = 200
WORKER = Path(__file__).with_name("guard_peer_worker.py")


def messages_of(texts: Sequence[str]) -> list[str]:
    """Texts cut or filled up to 200 characters."""
    whole = " ".join(texts)
    return [whole[at : at + LENGTH] for at in range(0, min(len(whole), LENGTH * 1000), LENGTH)]


def own_speed(messages: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Milliseconds of processor time, middle and 95th percentile, of the reading and of a list."""
    reader, sentences = MessageReader(shipped_heads()), sentence_reading()
    both = MessageReader(shipped_heads(), sentences=sentences)
    words = re.compile(r"\b(?:kill|bomb|porn|drug|hack|steal|rape|suicide)\w*\b", re.IGNORECASE)
    return {
        "Slate's reading, default path": timed(
            lambda m: reader.read([Turn(m)], Setting()), messages
        ),
        **(
            {"with a sentence encoder": timed(lambda m: both.read([Turn(m)], Setting()), messages)}
            if sentences
            else {}
        ),
        "a list of eight words": timed(words.search, messages),
    }


def timed(run: Callable[[str], object], messages: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of processor time: middle and 95th percentile; the first tenth warms up."""
    taken = []
    for message in messages:
        start = process_time()
        run(message)
        taken.append((process_time() - start) * 1000)
    kept = taken[len(taken) // 10 :]
    return float(np.median(kept)), float(np.quantile(kept, 0.95))


def peers_speed(messages: Sequence[str]) -> dict[str, tuple[float, float]]:
    """The same of filters in the environments of SLATE_PEERS_PYTHON that have them."""
    told: dict[str, tuple[float, float]] = {}
    for python in filter(None, os.environ.get("SLATE_PEERS_PYTHON", "").split(":")):
        answer = subprocess.run(
            [python, str(WORKER)], input=json.dumps(list(messages)), capture_output=True, text=True
        )
        if answer.returncode == 0:
            told |= {name: (row[0], row[1]) for name, row in json.loads(answer.stdout).items()}
    return told
