"""The whole system out of its images: each process has the folders that its Dockerfile copies and the packages of its
lock, and nothing else. So no service runs by the grace of another's code or packages. Their databases are PostgreSQL's,
as in a cluster; those of the other suites are SQLite's.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator

import httpx
import pytest

from tests.deploy.support.compose import ours
from tests.deploy.support.engine import Engine
from tests.deploy.test_compose import JOBS

START_SECONDS, STOP_SECONDS = 400, 60
GOOD_ENDS = (0, -signal.SIGTERM)  # uvicorn ends by the signal itself when all is done
PROCESSES = sorted(set(ours()) - JOBS)
pytestmark = pytest.mark.timeout(1500)  # a dozen processes that start at once, on a machine that may be busy


@pytest.fixture(scope="module")
def engine(
    tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str, databases: dict[str, str]
) -> Iterator[Engine]:
    """Every container, running, on PostgreSQL."""
    engine = Engine(tmp_path_factory.mktemp("engine"), amqp_url, redis_url, databases)
    try:
        for job in sorted(name for name in JOBS if name.endswith("-migration")):
            engine.run(job)
        for name in PROCESSES:
            engine.start(name)
        for process in engine.running.values():
            process.wait_until_ready(START_SECONDS)
        yield engine
    finally:
        engine.clear()


@pytest.mark.parametrize("name", PROCESSES)
def test_the_health_check_of_each_image_passes(engine: Engine, name: str) -> None:
    assert engine.probe(name).startswith("{")
    assert engine.running[name].health("/healthz")[0] == 200


def test_the_gateway_serves_the_web_application_and_knows_every_service(engine: Engine) -> None:
    assert '<div id="root">' in httpx.get(engine.url, trust_env=False).text
    known = engine.running["gateway"].health()[1]["services"]
    assert set(known) == {name for name in PROCESSES if "-" not in name} - {"gateway"}


def test_the_demo_fills_the_system_and_the_one_who_administers_it_can_sign_in(engine: Engine) -> None:
    engine.run("demo-admin")
    engine.run("demo")
    assert "enrolments" in engine.run("demo-history")
    answer = httpx.post(
        f"{engine.url}/api/auth/login/", json={"username": "dana", "password": "lectern-demo"}, trust_env=False
    )
    assert answer.json()["user"]["user_type"] == "admin"


@pytest.mark.parametrize("name", [name for name in PROCESSES if "-" not in name])
def test_an_image_has_no_code_of_another(engine: Engine, name: str) -> None:
    others = {"accounts", "assignments", "classroom", "courses", "gateway", "notifications", "lectern"} - {name}
    foreign = others | ({"nameko", "sqlalchemy"} if name == "gateway" else {"fastapi", "pika"})
    assert engine.importable(name, {name, "chassis", *foreign}) == {name, "chassis"}


def test_every_process_leaves_when_it_is_told_to(engine: Engine) -> None:
    for process in engine.running.values():
        process.signal(signal.SIGTERM)
    ends = {name: process.exit_code(STOP_SECONDS) for name, process in engine.running.items()}
    assert {name: code for name, code in ends.items() if code not in GOOD_ENDS} == {}
