"""Tells that a run has not ended in time: in the triggerer's log, and to a webhook where there is one.

Airflow's environment may have SEGMENTLAKE_ALERT_URL, to which {"text": "…"} is posted, as Slack, Mattermost and others
take it. The triggerer must find this file on its Python path.
"""

from __future__ import annotations

import logging
import os

import httpx

log = logging.getLogger(__name__)
SECONDS = 10


async def tell_late(schedule: str, shop: str, minutes: int, context: dict | None = None) -> str:
    run = (context or {}).get("dag_run", {}).get("dag_run_id", "")
    text = f"Segmentlake: {schedule} of shop {shop} has not ended within {minutes} minutes (run {run})."
    log.error(text)
    if url := os.environ.get("SEGMENTLAKE_ALERT_URL"):
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            (await client.post(url, json={"text": text})).raise_for_status()
    return text
