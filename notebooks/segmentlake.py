"""A lakehouse in a notebook: Spark with our jars and settings, the open tables by name, our estimators.

    import segmentlake
    lake = segmentlake.open()
    lake.table("mart.segment_sizes").show()
"""
import atexit
import builtins
import datetime
import logging
import os
import signal
import subprocess
import tempfile
import time

import pandas
from py4j.protocol import Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark.java_gateway import launch_gateway
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel
from pyspark.sql import DataFrame, SparkSession

_SECONDS_TO_START = 120

pandas.options.display.max_colwidth = 120
# A mistake in a query is told once, by the exception, and not by a line of JSON besides.
logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)


class Refused(Exception):
    """What was asked for cannot be done; the text says why, and what to do instead."""


def open(*options):
    """Opens the lakehouse that `segmentlake notebook` was started with, or the one of other options:
    open("--shop", "online-retail", "--lakehouse", "elsewhere")."""
    return Lake(_gateway(), options)


class Lake:
    """The tables of a lakehouse, and what a notebook may add to them."""

    def __init__(self, gateway, options):
        self._jvm = gateway.jvm
        entry = self._jvm.io.segmentlake.jobs.notebooks.NotebookSession
        self._java = _refusing(entry.open, self._jvm.java.util.List.of(*options)) if options else _refusing(entry.open)
        jspark = self._java.spark()
        jsc = self._jvm.org.apache.spark.api.java.JavaSparkContext(jspark.sparkContext())
        context = SparkContext(gateway=gateway, jsc=jsc, conf=SparkConf(_jvm=gateway.jvm, _jconf=jsc.getConf()))
        self.spark = SparkSession(context, jspark)
        self.folder = self._java.lakehouse()
        self.shop = self._java.shop()
        self.currency = self._java.currency()

    @property
    def as_of(self):
        """The business date asked for, or else the last at which segments were evaluated."""
        return _date(_refusing(self._java.asOf))

    def table(self, name):
        return self.spark.table(name)

    def sql(self, query):
        return self.spark.sql(query)

    def models(self):
        """Each version of each model, as `segmentlake models list` shows them."""
        return self._java.models()

    def needs(self, table, command):
        """Says which command fills a table that a notebook cannot do without."""
        if self.table(table).isEmpty():
            raise Refused(f"There is nothing in {table} yet. Run: {command}")

    def backtest(self, draft, weeks, days):
        """Who would have been in a draft of a segment (YAML) in each of the last weeks, and what all buyers did in
        the days after: as_of, customer_id, is_member, orders_next_<days>d, revenue_next_<days>d."""
        backtest = _refusing(self._java.backtest, draft)
        until = self._jvm.java.time.LocalDate.parse(str(self.as_of))
        return self._frame(_refusing(backtest.weekly, weeks, until, days))

    def churn(self):
        """Churn, to be fitted otherwise than by `run training`, on the same snapshots."""
        return ChurnExperiment(self, _refusing(self._java.churn))

    def _frame(self, java):
        return DataFrame(java, self.spark)

    def close(self):
        self.spark.stop()


class ChurnExperiment:
    """Fits churn models beside the champion; registers one as a challenger if you say so."""

    def __init__(self, lake, java):
        self._lake = lake
        self._java = java
        self.trained_on = _date(java.trainedOn())

    def fit(self, algorithms=("logistic regression", "boosted trees"), horizons=(30, 60, 90), seed=1):
        """Fits and measures. Nothing is written."""
        lists = self._lake._jvm.java.util.List
        return ChurnFit(_refusing(self._java.fit, lists.of(*algorithms), lists.of(*horizons), seed))

    def register(self, fit, by):
        """Registers a fit as a challenger: it speaks once somebody promotes it. The number of its version."""
        return _refusing(self._java.register, fit._java, by)


class ChurnFit:
    """A churn model that was fitted, and how it did on the held-out window."""

    def __init__(self, java):
        self._java = java
        self.algorithm = java.model().get().algorithm()
        challenge = java.challenge()
        self.verdict = challenge.get().words() if challenge.isPresent() else "there is no champion yet"
        self.would_win = challenge.isPresent() and challenge.get().isWon()

    def figures(self):
        """One row per horizon, predictor and metric: value, low, high (95 %), customers."""
        rows = [
            (m.horizonDays(), m.predictor(), m.metric(), m.value(), m.low(), m.high(), m.customers())
            for m in self._java.measured()
        ]
        columns = ["horizon_days", "predictor", "metric", "value", "low", "high", "customers"]
        return pandas.DataFrame(rows, columns=columns).astype({"low": float, "high": float})


class _History(Params):
    """The columns of a history, in days or any other unit."""

    frequencyCol = Param(Params._dummy(), "frequencyCol", "repeat orders, an integer", TypeConverters.toString)
    recencyCol = Param(Params._dummy(), "recencyCol", "time from the first order to the last", TypeConverters.toString)
    ageCol = Param(Params._dummy(), "ageCol", "time from the first order to the as-of date", TypeConverters.toString)
    horizon = Param(Params._dummy(), "horizon", "time that predictions are for", TypeConverters.toFloat)
    outputPrefix = Param(Params._dummy(), "outputPrefix", "first part of the columns added", TypeConverters.toString)


class BgNbd(JavaEstimator, _History, JavaMLWritable):
    """BG/NBD, our MLlib estimator (io.segmentlake.models.btyd): orders to come, by the history of orders."""

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj("io.segmentlake.models.btyd.BgNbd", self.uid)
        self._set(**params)

    def _create_model(self, java_model):
        return BgNbdModel(java_model)


class BgNbdModel(JavaModel, _History, JavaMLWritable):
    """Adds p_alive, p_no_order, expected_orders: within the horizon."""


def _date(java):
    return datetime.date.fromisoformat(java.toString())


def _refusing(call, *arguments):
    """Calls Java; what a user can mend is said without the traces of two languages."""
    try:
        return call(*arguments)
    except Py4JJavaError as e:
        name = e.java_exception.getClass().getSimpleName()
        if name in ("UsageException", "ConfigurationException", "AlreadyRunningException"):
            raise Refused(e.java_exception.getMessage()) from None
        raise


def _gateway():
    """One JVM per kernel, with the flags and jars of the program that started Jupyter."""
    if SparkContext._gateway is not None:
        return SparkContext._gateway
    if "SEGMENTLAKE_NOTEBOOK_JARS" not in os.environ:
        raise Refused("Start Jupyter by 'segmentlake notebook': it knows the jars.")
    folder = tempfile.TemporaryDirectory()
    told = os.path.join(folder.name, "connection")
    command = [
        os.environ["SEGMENTLAKE_NOTEBOOK_JAVA"],
        "@" + os.environ["SEGMENTLAKE_NOTEBOOK_FLAGS"],
        "-cp",
        os.environ["SEGMENTLAKE_NOTEBOOK_JARS"],
        "org.apache.spark.api.python.PythonGatewayServer",
    ]
    log = os.path.join(os.environ["SEGMENTLAKE_NOTEBOOK_LOGS"], f"spark-{os.getpid()}.log")
    jvm = subprocess.Popen(
        command,
        stdout=builtins.open(log, "wb"),
        stderr=subprocess.STDOUT,
        # It ends when this end of the pipe does, however the kernel ends.
        stdin=subprocess.PIPE,
        env={**os.environ, "_PYSPARK_DRIVER_CONN_INFO_PATH": told},
        # Interrupting a cell is no reason to lose the session.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    atexit.register(jvm.stdin.close)
    end = time.monotonic() + _SECONDS_TO_START
    while not os.path.exists(told):
        if jvm.poll() is not None or time.monotonic() > end:
            raise Refused(f"Spark did not start; what it said is in {log}")
        time.sleep(0.1)
    with builtins.open(told, "rb") as connection:
        port = int.from_bytes(connection.read(4), "big")
        secret = connection.read(int.from_bytes(connection.read(4), "big")).decode()
    os.environ["PYSPARK_GATEWAY_PORT"], os.environ["PYSPARK_GATEWAY_SECRET"] = str(port), secret
    folder.cleanup()
    return launch_gateway()
