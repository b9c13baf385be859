"""Every command that the documents for operators tell: it would be understood, or a test runs it."""

from __future__ import annotations

import shlex

import pytest

from lectern.layout import ROOT
from tests.deploy.support.commands import PROVEN, check
from tests.deploy.support.documents import commands

WRONG = {
    "make bakup": "bakup",
    "make backup KEPT=7": "takes no KEPT",
    "make backup KEEP=seven": "invalid int value",
    "make accounts DO='promote bob'": "invalid choice",
    "make parked DO=lost": "invalid choice",
    "python -m chassis.parkd list": "parkd",
    "docker compose run --rm demo-histry": "no container demo-histry",
    "docker compose up --scale course=2": "no container course",
    "docker compose up --detatch": "takes no --detatch",
    "docker compose run --rm courses python -m courses.admin forget": "invalid choice",
    "--set backup.keeps=3": "no value backup.keeps",
    "kubectl exec deploy/school-account -- python -m accounts.admin": "no school-account",
    "kubectl create secret generic lectern --from-literal=AMQP=a": "nobody asks for",
    "BACKUP_TIME=03:00": "BACKUP_TIME is no setting",
    "COMPOSE_PROFILES=postgresql": "no profile postgresql",
    "backup --now": "no test knows backup",
}


@pytest.mark.parametrize("command", commands())
def test_a_command_that_a_document_tells_is_understood(command: str) -> None:
    check(shlex.split(command, comments=True))


@pytest.mark.parametrize(("command", "why"), WRONG.items())
def test_one_that_would_not_be_understood_is_noticed(command: str, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        check(shlex.split(command))


@pytest.mark.parametrize("place", PROVEN.values())
def test_what_is_said_to_run_a_command_exists(place: str) -> None:
    file, _, name = place.partition("::")
    assert f"def {name}(" in (ROOT / file).read_text()
