"""The formats that can be written, by the name people type."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import BinaryIO

from openslate.catalogue.exports.avails import export_avails_csv, export_avails_xlsx
from openslate.catalogue.exports.ebucore import export_ebucore
from openslate.catalogue.exports.items import Progress
from openslate.catalogue.exports.json_ld import export_json_ld
from openslate.catalogue.exports.mec import export_mec
from openslate.catalogue.exports.tables import export_csv, export_parquet
from openslate.catalogue.exports.turtle import export_turtle
from openslate.graph.snapshot import Snapshot

Export = Callable[[Snapshot, BinaryIO, Collection[str] | None, Progress | None], int]
"""Writes items, all of them for None, to an open file; how many things it wrote."""


@dataclass(frozen=True)
class ExportFormat:
    """A format: what writes it, what one written thing is called, what it is."""

    export: Export
    unit: str
    about: str


EXPORTS: dict[str, ExportFormat] = {
    "turtle": ExportFormat(export_turtle, "items", "Turtle, with who said what"),
    "json-ld": ExportFormat(export_json_ld, "items", "JSON-LD, with who said what"),
    "parquet": ExportFormat(export_parquet, "items", "the table of items"),
    "csv": ExportFormat(export_csv, "items", "the table of items, lists joined by ' | '"),
    "ebucore": ExportFormat(export_ebucore, "items", "EBUCore XML"),
    "mec": ExportFormat(export_mec, "items", "MovieLabs MEC, several titles as a zip"),
    "avails-csv": ExportFormat(export_avails_csv, "windows", "MovieLabs Avails as CSV"),
    "avails-xlsx": ExportFormat(export_avails_xlsx, "windows", "MovieLabs Avails for Excel"),
}
