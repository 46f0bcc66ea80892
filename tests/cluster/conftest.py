"""One Spark for all the tests here, on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from consistency.engines import spark

# Set where these tests must run: there a missing Spark or Java is a failure, elsewhere a reason to skip.
REQUIRED = "CONSISTENCY_SPARK"
# Two cores, each task tried four times; a compiler and a collector that start quickly.
_CONFIGURED = {
    "spark.master": "local[2,4]",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    missing = spark.missing()
    if missing is not None:
        told = f"no Spark here: {missing}"
        assert os.environ.get(REQUIRED) != "required", told
        pytest.skip(told)
    import sys

    from pyspark.sql import SparkSession

    patch = pytest.MonkeyPatch()
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    patch.setenv("SPARK_LOCAL_DIRS", str(tmp_path_factory.mktemp("spark")))
    builder = SparkSession.builder.appName("tests")
    for key, value in _CONFIGURED.items():
        builder = builder.config(key, value)
    running = builder.getOrCreate()
    running.sparkContext.setLogLevel("OFF")
    yield running
    running.stop()
    patch.undo()
