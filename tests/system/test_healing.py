"""Any one process killed with SIGKILL is back by itself, and the system whole."""

import pytest

from lectern.layout import services
from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until

HEALING_SECONDS = 60
"""Ten on a machine with nothing else to do; what does not heal by itself never does."""
SERVERS = ("epmd", "rabbitmq", "redis")
PROCESSES = [name for service in services() for name in service.processes]


def works(alice: Person, bob: Person, title: str) -> bool:
    """Whether the main story can be told: every service and both servers have a part in it."""
    course = alice.api.get("/api/courses/?mine=1")
    if not course.is_success or "X-Degraded" in course.headers:
        return False
    return bob.api.get("/api/notifications/").is_success and bob.api.get("/api/auth/me/").is_success


@pytest.mark.parametrize("name", [*PROCESSES, "gateway", *SERVERS])
def test_a_killed_process_heals(system: System, alice: Person, bob: Person, name: str) -> None:
    killed = system.kill(name)
    wait_until(lambda: system.pid_of(name) not in (0, killed), HEALING_SECONDS, f"{name} is started again")
    system.wait_until_ready(HEALING_SECONDS)
    assert works(alice, bob, name)
