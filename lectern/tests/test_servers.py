"""The private broker and Redis: they answer, only to those who know the password, and heal."""

import re
from functools import partial
from pathlib import Path

import pika
import psycopg
import pytest
import redis
from pika.exceptions import AMQPError, ProbableAuthenticationError

from lectern import servers
from lectern.ports import PortBook
from lectern.waiting import wait_until


def answers(amqp_url: str) -> bool:
    try:
        pika.BlockingConnection(pika.URLParameters(amqp_url)).close()
    except AMQPError:
        return False
    return True


def is_another(running: servers.RunningServers, name: str, pid: int) -> bool:
    return running.supervisor.pid_of(name) not in (0, pid)


def pings(redis_url: str) -> bool:
    try:
        with redis.Redis.from_url(redis_url) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def test_they_answer(amqp_url: str, redis_url: str) -> None:
    assert answers(amqp_url)
    assert pings(redis_url)


def test_the_broker_refuses_the_well_known_guest(amqp_url: str) -> None:
    address = amqp_url.split("@")[1]
    with pytest.raises(ProbableAuthenticationError):
        pika.BlockingConnection(pika.URLParameters(f"amqp://guest:guest@{address}"))


def test_each_heals_after_a_kill_and_all_are_gone_at_the_end() -> None:
    with servers.running() as running:
        for name in ("epmd", "redis", "rabbitmq"):
            killed = running.supervisor.kill(name)
            wait_until(partial(is_another, running, name, killed), 10, f"{name} is back")
        wait_until(partial(answers, running.amqp_url), 20, "the broker answers again")
        wait_until(partial(pings, running.redis_url), 10, "Redis answers again")
        remaining = running.supervisor.processes
        assert remaining()
    assert remaining() == []


def test_servers_that_are_named_are_used_and_none_is_started(tmp_path: Path) -> None:
    named = {"AMQP_URL": "amqp://broker.example/", "REDIS_URL": "redis://redis.example/0"}
    plan = servers.plan(tmp_path, PortBook(tmp_path / "ports.json"), named)
    assert (plan.amqp_url, plan.redis_url) == (named["AMQP_URL"], named["REDIS_URL"])
    assert (plan.programs, plan.listening) == ([], {})


def test_one_may_be_named_and_the_other_private(tmp_path: Path) -> None:
    plan = servers.plan(tmp_path, PortBook(tmp_path / "ports.json"), {"AMQP_URL": "amqp://broker.example/"})
    assert [program.name for program in plan.programs] == ["redis"]


def test_postgres_answers_those_who_know_the_password_and_keeps_what_was_written() -> None:
    with servers.running("postgres") as running:
        url = running.postgres_url
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (id integer)")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(re.sub(":[^:@]+@", ":wrong@", url))
        killed = running.supervisor.kill("postgres")
        wait_until(partial(is_another, running, "postgres", killed), 10, "postgres is back")
        assert wait_until(partial(tables, url), 60, "it answers again") == ["kept"]


def tables(url: str) -> list[str]:
    try:
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return [row[0] for row in found]
    except psycopg.OperationalError:
        return []


def test_each_service_gets_a_database_where_postgres_is_asked_for(tmp_path: Path) -> None:
    plan = servers.plan(tmp_path, PortBook(tmp_path / "ports.json"), {"DB": "postgres"})
    assert [program.name for program in plan.programs] == ["redis", "epmd", "rabbitmq", "postgres"]
    assert plan.database_urls(["courses"])["COURSES_DATABASE_URL"].endswith("/courses")


def test_it_leaves_no_data_behind_in_sqlite(tmp_path: Path) -> None:
    (tmp_path / "courses.sqlite3").touch()
    with pytest.raises(ValueError, match="please use DB=postgres in a new folder"):
        servers.plan(tmp_path, PortBook(tmp_path / "ports.json"), {"DB": "postgres"})


def test_it_refuses_a_database_it_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="DB is sqlite or postgres, not oracle"):
        servers.plan(tmp_path, PortBook(tmp_path / "ports.json"), {"DB": "oracle"})
