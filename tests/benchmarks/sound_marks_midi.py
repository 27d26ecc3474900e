"""Three short pieces of music as MIDI files, composed by rule, so that nobody's rights matter."""

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np

TICKS = 480  # a quarter note; 120 of them a minute
Note = tuple[float, float, int, int, int]
"""Beginning and length in quarter notes, channel, pitch, loudness."""
Score = tuple[dict[int, int], list[Note]]
"""Instruments by channel, and notes."""
CHORDS = ((57, 60, 64), (53, 57, 60), (60, 64, 67), (55, 59, 62))
DRUMS = 9


def plucked(seconds: float) -> Score:
    """A guitar that plays broken chords, with a bass."""
    rng = np.random.default_rng(1)
    notes: list[Note] = []
    for beat in range(int(seconds * 2)):
        chord = CHORDS[beat // 4 % 4]
        for half in range(2):
            pitch = chord[int(rng.integers(3))] + 12 * int(rng.integers(2))
            notes.append((beat + half / 2, 1.5, 0, pitch, int(rng.integers(60, 110))))
        if beat % 2 == 0:
            notes.append((beat, 1.8, 1, chord[0] - 24, 90))
    return {0: 24, 1: 33}, notes


def pads(seconds: float) -> Score:
    """Strings and a choir in long chords, a flute above."""
    rng = np.random.default_rng(2)
    notes: list[Note] = []
    for bar in range(int(seconds / 2)):
        chord = CHORDS[bar % 4]
        notes += [(bar * 4, 4.2, 0, pitch, 80) for pitch in chord]
        notes += [(bar * 4, 4.2, 1, pitch + 12, 60) for pitch in chord]
        notes += [(bar * 4 + at, 1.0, 2, chord[int(rng.integers(3))] + 24, 85) for at in range(4)]
    return {0: 48, 1: 52, 2: 73}, notes


def drums(seconds: float) -> Score:
    """Drums, bass, electric guitar and brass, loud."""
    rng = np.random.default_rng(3)
    notes: list[Note] = []
    for beat in range(int(seconds * 2)):
        chord = CHORDS[beat // 8 % 4]
        notes.append((beat, 0.2, DRUMS, 36 if beat % 2 == 0 else 38, 115))
        notes += [(beat + at / 4, 0.1, DRUMS, 42, int(rng.integers(60, 100))) for at in range(4)]
        notes += [(beat + at / 2, 0.4, 1, chord[0] - 24, 100) for at in range(2)]
        notes += [(beat, 0.9, 0, pitch, 85) for pitch in chord]
        if beat % 4 == 3:
            notes += [(beat, 0.8, 2, pitch + 12, 95) for pitch in chord]
    return {0: 30, 1: 34, 2: 61}, notes


def write_midi(path: Path, programs: dict[int, int], notes: Sequence[Note]) -> None:
    """Write notes as a MIDI file of one track; `programs` are instruments by channel."""
    events: list[tuple[int, bytes]] = [
        (0, bytes([0xC0 | channel, program])) for channel, program in programs.items()
    ]
    for begin, length, channel, pitch, loud in notes:
        events.append((round(begin * TICKS), bytes([0x90 | channel, pitch, loud])))
        events.append((round((begin + length) * TICKS), bytes([0x80 | channel, pitch, 0])))
    track, now = bytearray(), 0
    for at, event in sorted(events, key=lambda one: (one[0], one[1][0] & 0xF0)):
        track += _number(at - now) + event
        now = at
    track += b"\x00\xff\x2f\x00"
    head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS)
    path.write_bytes(head + b"MTrk" + struct.pack(">I", len(track)) + bytes(track))


def _number(value: int) -> bytes:
    """A number of variable length, seven bits a byte."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))
