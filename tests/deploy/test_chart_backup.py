"""Dumps in a cluster and in containers: each has all that it needs and no more, and what it makes can be restored."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lectern.layout import services
from lectern.servers.postgres import executable
from tests.deploy.support.chart import FOLDER, container, of_kind, pod, secrets, settings
from tests.deploy.support.compose import containers

NAMES = {service.name for service in services()}
JOB = of_kind("CronJob", everything=True)["backup"]["spec"]["jobTemplate"]


def test_there_is_none_unless_it_is_asked_for() -> None:
    assert of_kind("CronJob", "PersistentVolumeClaim") == {}


def test_it_gets_every_database_and_nothing_else() -> None:
    assert secrets(JOB) == {f"{name.upper()}_DATABASE_URL" for name in NAMES}
    assert settings(JOB) == {"KEEP": "7"}


def test_it_may_do_no_more_than_it_has_to() -> None:
    assert pod(JOB)["securityContext"]["runAsNonRoot"] is True
    assert pod(JOB)["automountServiceAccountToken"] is False
    assert container(JOB)["securityContext"] == container(of_kind("Deployment")["courses"])["securityContext"]


def test_it_writes_to_a_volume_that_outlives_the_chart() -> None:
    claim = of_kind("PersistentVolumeClaim", everything=True)["backup"]
    assert claim["metadata"]["annotations"] == {"helm.sh/resource-policy": "keep"}
    (volume,) = [one for one in pod(JOB)["volumes"] if one["name"] == "backups"]
    assert volume["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    (mount,) = [one for one in container(JOB)["volumeMounts"] if one["name"] == "backups"]
    assert mount["mountPath"] == container(JOB)["workingDir"]


def run(folder: Path, databases: dict[str, str], keep: int) -> subprocess.CompletedProcess[str]:
    """What the job runs, with the programs of the PostgreSQL here."""
    path = f"{executable('pg_dump').parent}:{os.environ['PATH']}"
    given = {"PATH": path, "KEEP": str(keep), **databases}
    command = container(JOB)["command"]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


def folders(parent: Path) -> list[str]:
    return sorted(one.name for one in parent.iterdir())


@pytest.fixture
def lost(databases: dict[str, str]) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the courses' database, in which there is a row to be lost."""
    with psycopg.connect(databases["COURSES_DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE SCHEMA kept; CREATE TABLE kept.rows AS SELECT 'precious' AS text")
        yield connection
        connection.execute("DROP SCHEMA kept CASCADE")


def test_what_it_dumps_can_be_restored(
    tmp_path: Path, databases: dict[str, str], lost: psycopg.Connection[Any]
) -> None:
    done = run(tmp_path, databases, keep=0)
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.iterdir()
    assert {file.name for file in made.iterdir()} == {f"{name}.dump" for name in NAMES}
    assert made.stat().st_mode & 0o077 == 0
    lost.execute("DROP TABLE kept.rows")
    words = ["--clean", "--if-exists", "--no-owner", f"--dbname={databases['COURSES_DATABASE_URL']}"]
    subprocess.run([str(executable("pg_restore")), *words, str(made / "courses.dump")], check=True)
    assert lost.execute("SELECT text FROM kept.rows").fetchall() == [("precious",)]


@pytest.mark.parametrize("keep", [2, 0])
def test_it_keeps_the_newest(tmp_path: Path, databases: dict[str, str], keep: int) -> None:
    old = [f"2020-01-0{day}T03-00-00Z" for day in (1, 2, 3)]
    for name in old:
        (tmp_path / name).mkdir()
    assert run(tmp_path, databases, keep).returncode == 0
    left = folders(tmp_path)
    assert left[:-1] == (old[-1:] if keep else old)
    assert left[-1] > old[-1]


def test_one_that_fails_leaves_nothing_with_a_name_and_removes_no_other(
    tmp_path: Path, databases: dict[str, str]
) -> None:
    (tmp_path / "2020-01-01T03-00-00Z").mkdir()
    away = {**databases, "COURSES_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/courses"}
    assert run(tmp_path, away, keep=1).returncode != 0
    assert [name for name in folders(tmp_path) if name.endswith("Z")] == ["2020-01-01T03-00-00Z"]


@pytest.mark.parametrize("url", ["", "sqlite:///var/courses.sqlite3"])
def test_a_database_that_it_cannot_dump_is_no_backup(tmp_path: Path, databases: dict[str, str], url: str) -> None:
    done = run(tmp_path, {**databases, "COURSES_DATABASE_URL": url}, keep=0)
    assert done.returncode != 0
    assert "COURSES_DATABASE_URL names no database in PostgreSQL" in done.stderr
    assert [name for name in folders(tmp_path) if name.endswith("Z")] == []


def test_in_containers_the_same_script_gets_the_same_and_the_files() -> None:
    backup = containers()["backup"]
    places = {inside: Path(outside) for outside, inside, *_ in (volume.split(":") for volume in backup["volumes"])}
    assert places["/backup.sh"].read_text() == (FOLDER / "files" / "backup.sh").read_text()
    assert set(backup["environment"]) == secrets(JOB) | {"KEEP"}
    assert backup["image"] == containers()["postgres"]["image"] == container(JOB)["image"]
    assert {"/files", backup["working_dir"]} <= set(places)
