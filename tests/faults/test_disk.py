"""Fault 19: the disk under a service's database is full."""

from __future__ import annotations

from pathlib import Path

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, body_of
from tests.faults.support.processes import Process, Stage
from tests.faults.support.traces import Traces

REFUSED = 5


def fill_disk(service: Process, directory: Path) -> None:
    """From now on the database's log cannot grow."""
    service.limit_files((directory / "probe.sqlite3-wal").stat().st_size)


def test_a_full_disk_refuses_writes_clearly_leaves_nothing_half_written_and_is_recovered_from(
    stage: Stage, caller: Caller, traces: Traces, tmp_path: Path
) -> None:
    service = stage.service().start().wait_until_ready()
    caller.get("write", text="before")
    fill_disk(service, tmp_path)
    refused = [caller.reply(caller.ask("write", text=f"refused {number}")) for number in range(REFUSED)]
    assert {reply["error"]["exc_args"][0]["kind"] for reply in refused} == {"Unavailable"}
    assert {reply["error"]["exc_args"][0]["code"] for reply in refused} == {"database.away"}
    wait_until(lambda: service.health()[0] == 503, 30, "it says that it is not ready")
    assert "cannot be written" in service.health()[1]["checks"]["database"]
    assert service.health("/healthz")[0] == 200
    assert caller.get("count") == {"text": "1"}
    service.limit_files(None)
    service.wait_until_ready()
    again = caller.ask("write", text="after")
    assert body_of(caller.reply(again)) == {"text": "after"}
    assert (traces.notes(), traces.notes("refused%")) == (2, 0)
    wait_until(lambda: traces.unsent() == 0, 30, "events leave again")
