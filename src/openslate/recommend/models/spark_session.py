"""Spark, started once a process and only where someone asks for it (extra `spark`)."""

import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from openslate.recommend.models.als import MissingPackageError

LOOPBACK = "127.0.0.1"
MEMORY = "4g"
QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.memory": MEMORY,
}
ON_THIS_MACHINE = {"spark.driver.host": LOOPBACK, "spark.driver.bindAddress": LOOPBACK}


@cache
def spark_session(master: str) -> Any:
    """A session that lasts as long as the process; raises MissingPackageError without its parts."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingPackageError(
            "Models of the family 'spark_als' need the package pyspark, which is not installed",
            do="Install openslate[spark], or choose another model",
        ) from None
    if not _java():
        raise MissingPackageError(
            "Models of the family 'spark_als' need Java 17 or later, which is not installed",
            do="On Debian: apt-get install openjdk-17-jre-headless",
        )
    settings = dict(QUIET)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)  # nothing leaves the machine
        settings |= ON_THIS_MACHINE
    building = SparkSession.builder.master(master).appName("openslate")
    for name, value in settings.items():
        building = building.config(name, value)
    return building.getOrCreate()


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None or bool(home and (Path(home) / "bin/java").exists())
