"""What this service promises is what its file says."""

from __future__ import annotations

import json
from pathlib import Path

from chassis.contract.document import build
from notifications.service import NotificationsService


def test_the_contract_file_is_fresh() -> None:
    kept = json.loads((Path(__file__).parents[1] / "contract.json").read_text("utf-8"))
    assert kept == build(NotificationsService)


def test_paths_without_an_id_are_not_taken_for_ids() -> None:
    every = build(NotificationsService)["openapi"]["paths"]
    paths = {path: item for path, item in every.items() if path.startswith("/api/notifications/")}
    assert {"/api/notifications/unread_count/", "/api/notifications/mark_all_read/"} <= set(paths)
    parameters = [
        one for item in paths.values() for operation in item.values() for one in operation.get("parameters", ())
    ]
    assert {one["schema"]["type"] for one in parameters if one["in"] == "path"} == {"integer"}
