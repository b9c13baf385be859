"""The whole system on PostgreSQL: the main story, after a start and after another."""

from pathlib import Path

import pytest

from lectern.system import running
from lectern.testing import Person, enter
from lectern.testing.people import client
from lectern.waiting import wait_until

SECONDS = 90


def told(person: Person, title: object) -> bool:
    """Whether somebody was told of something with this title."""
    return str(title) in person.api.get("/api/notifications/").raise_for_status().text


@pytest.mark.timeout(900)
def test_the_story_is_told_on_postgres_and_is_there_after_another_start(tmp_path: Path) -> None:
    with running(tmp_path, {"DB": "postgres"}) as system:
        alice, bob = enter(system, "Alice", "teacher"), enter(system, "Bob")
        with alice.api, bob.api:
            course = alice.course()
            bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
            wait_until(lambda: told(alice, course["title"]), SECONDS, "the teacher is told")
        assert list(system.var.glob("*.sqlite3")) == []
    token = bob.api.headers["Authorization"].removeprefix("Token ")
    with running(tmp_path) as system, client(system.url, token) as api:
        mine = api.get("/api/courses/?enrolled=1").raise_for_status().json()
        assert [one["id"] for one in mine] == [course["id"]]
        assert list(system.var.glob("*.sqlite3")) == []
