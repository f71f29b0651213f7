"""Segmentlake's DAGs: one for each file in conf/schedules, one task for each job.

When jobs run is in conf/schedules, which jobs there are and which waits for which in segmentlake_jobs.json beside
this file: `segmentlake airflow register` writes it from what the jobs declare to read and to write. Airflow's
environment says the rest:

  SEGMENTLAKE_HOME       the checkout (must be set)
  SEGMENTLAKE_CONF       the configuration; default conf in the checkout
  SEGMENTLAKE_SHOP       a file in conf/shops; default demo
  SEGMENTLAKE_LAKEHOUSE  folder of the tables (must be set)
  SEGMENTLAKE_LANDING    folder of the raw files; default landing in the lakehouse
  SEGMENTLAKE_ENV        a file in conf/environments; default local. Its "launch", where it has one, starts the jobs, for
                         example spark-submit on a cluster
  SEGMENTLAKE_COMMAND    what starts a job, in place of that; default jobs/bin/segmentlake in the checkout

Nothing in here sends anything to anybody: `job deliver` is no task, so that no backfill can send again.
"""

from __future__ import annotations

import json
import os
import shlex
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk import (
    DAG,
    AsyncCallback,
    Asset,
    BaseOperator,
    CronTriggerTimetable,
    DeadlineAlert,
    DeadlineReference,
)
from airflow.sdk.exceptions import AirflowException, AirflowFailException

# As in ExitCode.java: with these, another try would end the same way.
WRONG = 2
CHECK = 3

HOME = Path(os.environ["SEGMENTLAKE_HOME"])
CONF = Path(os.environ.get("SEGMENTLAKE_CONF") or HOME / "conf")
SHOP = os.environ.get("SEGMENTLAKE_SHOP") or "demo"
LAKEHOUSE = os.environ["SEGMENTLAKE_LAKEHOUSE"]
LANDING = os.environ.get("SEGMENTLAKE_LANDING") or f"{LAKEHOUSE}/landing"


def launch() -> list[str]:
    """The words that start a job: those given, those of the environment, or the launcher."""
    file = CONF / "environments" / f"{os.environ.get('SEGMENTLAKE_ENV') or 'local'}.yaml"
    chosen = yaml.safe_load(file.read_text("utf-8")).get("launch") if file.exists() else None
    text = os.environ.get("SEGMENTLAKE_COMMAND") or chosen or shlex.quote(f"{HOME}/jobs/bin/segmentlake")
    words = [os.path.expandvars(word) for word in shlex.split(text)]
    for word in words:
        if "${" in word:
            raise ValueError(f"Cannot start jobs by {text}: the variable in {word} is not set.")
    return words


COMMAND = launch()


def business_date(run, zone: str) -> date:
    """The date that ended, in the shop's zone, before the run was due."""
    due: datetime = run.logical_date or run.run_after
    return due.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


class JobOperator(BaseOperator):
    """Runs `segmentlake job NAME --as-of DATE` for the date of its run."""

    ui_color = "#e8f0fe"

    def __init__(self, *, job: str, zone: str, **arguments):
        super().__init__(**arguments)
        self.job = job
        self.zone = zone
        self.process: SubprocessHook | None = None

    def execute(self, context):
        self.process = SubprocessHook()
        as_of = business_date(context["dag_run"], self.zone)
        code = self.process.run_command(self.command(as_of), env=dict(os.environ)).exit_code
        if code in (WRONG, CHECK):
            why = "a data check stopped it" if code == CHECK else "wrong configuration or arguments"
            raise AirflowFailException(f"{self.job} ended with exit code {code}, {why}: trying again would not help.")
        if code != 0:
            raise AirflowException(f"{self.job} ended with exit code {code}.")

    def command(self, as_of: date) -> list[str]:
        options = {"--as-of": as_of, "--shop": SHOP, "--lakehouse": LAKEHOUSE, "--landing": LANDING, "--conf": CONF}
        return [*COMMAND, "job", self.job, *(str(word) for option in options.items() for word in option)]

    def on_kill(self):
        if self.process:
            self.process.send_sigterm()


def table(name: str) -> Asset:
    """What others name to be started whenever the table has been written: Asset("segments.membership", …)."""
    return Asset(name=name, uri=f"x-segmentlake://{SHOP}/{name.replace('.', '/')}")


def timetable(schedule: dict, zone: str) -> CronTriggerTimetable:
    hour, minute = schedule["at"].split(":")
    days = "*" if schedule["every"] == "day" else schedule["every"][:3]
    # What was due before Airflow knew of it is for `segmentlake airflow trigger` and `backfill`. Not False, which
    # Airflow 3.3 takes as a tenth of the time between two runs: some hours after a daily one it would still be made.
    return CronTriggerTimetable(f"{int(minute)} {int(hour)} * * {days}", timezone=zone, run_immediately=timedelta(0))


def deadline(schedule: dict) -> DeadlineAlert:
    minutes = schedule["deadline-minutes"]
    # Counted from when the run was made, so that a run of a past date has as much time as any.
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        # In seconds, for Airflow 3.3 takes them, too, and cannot clear a run that has a time span to go: HTTP 500.
        interval=minutes * 60,
        callback=AsyncCallback(
            "segmentlake_alert.tell_late",
            kwargs={"schedule": schedule["schedule"], "shop": SHOP, "minutes": minutes},
        ),
    )


def dag_of(schedule: dict, jobs: list[dict], zone: str) -> DAG:
    dag = DAG(
        dag_id=schedule["schedule"],
        description=f"segmentlake run {schedule['schedule']}, shop {SHOP}",
        schedule=timetable(schedule, zone),
        catchup=False,
        max_active_runs=1,
        max_active_tasks=schedule["tasks-at-once"],
        tags=["segmentlake", SHOP],
        deadline=deadline(schedule),
        default_args={
            "retries": schedule["retries"],
            "retry_delay": timedelta(seconds=schedule["retry-seconds"]),
            "retry_exponential_backoff": 2,
            "max_retry_delay": timedelta(seconds=schedule["longest-retry-seconds"]),
        },
    )
    tasks = {}
    for job in jobs:
        outlets = [table(name) for name in job["writes"]]
        tasks[job["job"]] = JobOperator(task_id=job["job"], job=job["job"], zone=zone, outlets=outlets, dag=dag)
        for before in job["after"]:
            tasks[before] >> tasks[job["job"]]
    return dag


ZONE = yaml.safe_load((CONF / "shops" / f"{SHOP}.yaml").read_text("utf-8"))["zone"]
JOBS = json.loads(Path(__file__).with_name("segmentlake_jobs.json").read_text("utf-8"))
for file in sorted((CONF / "schedules").glob("*.yaml")):
    found = yaml.safe_load(file.read_text("utf-8"))
    globals()[found["schedule"]] = dag_of(found, JOBS[found["schedule"]], ZONE)
