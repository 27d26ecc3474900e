"""Screenplays in the Fountain format: read, broken down into scenes, laid out as storyboards."""

from openslate.assistant.scripts.breakdown import Breakdown, Scene, break_down
from openslate.assistant.scripts.fountain import read_fountain
from openslate.assistant.scripts.props import Prop
from openslate.assistant.scripts.script import Element, ElementKind, Script

__all__ = [
    "Breakdown",
    "Element",
    "ElementKind",
    "Prop",
    "Scene",
    "Script",
    "break_down",
    "read_fountain",
]
