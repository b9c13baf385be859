"""Whether a command would be understood: what it names exists, and its words are ones that the program takes.

Nothing is carried out. A Makefile's recipe is asked for (`make --dry-run`) and looked at as well; a program of ours
reads its words and leaves.
"""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
from functools import cache
from typing import Any

import yaml

from lectern import environment
from lectern.commands import COMMANDS
from lectern.commands.stages import STAGES
from lectern.layout import ROOT
from lectern.settings import collect
from tests.deploy.support import chart
from tests.deploy.support.compose import FILE, containers

ASSIGNMENT = re.compile(r"[A-Z][A-Z0-9_]+=")
# What reads no words is run by a test.
PROVEN = {
    "lectern run": "tests/system/test_launcher.py::test_a_copy_beside_another_from_start_to_end",
    "lectern stop": "lectern/tests/test_stop.py::test_it_ends_the_launcher_and_waits_for_it",
    "lectern.settings": "tests/repository/test_documents.py::test_the_table_of_settings_is_current",
    "lectern.setup": "lectern/tests/test_setup.py::test_only_what_is_needed_is_done",
    "pg_restore": "tests/deploy/test_chart_backup.py::test_what_it_dumps_can_be_restored",
}
# Programs of others: the first needs a remote, the second a RabbitMQ newer than Debian's.
FOREIGN = ("git pull", "rabbitmqctl add_vhost lectern --default-queue-type quorum")
# Parts of a command that stand alone in a sentence.
PARTS = {"--scale": "docker compose up", "--set": "helm install school deploy/helm/lectern"}
READ_WORDS_AND_LEAVE = """
import argparse, runpy, sys
read = argparse.ArgumentParser.parse_args
def read_and_leave(*words, **named):
    read(*words, **named)
    sys.exit(0)
argparse.ArgumentParser.parse_args = read_and_leave
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
sys.exit("It reads no words.")
"""


def check(words: list[str]) -> None:
    """Fails if it would not be understood."""
    first = words[0]
    if first in PARTS:
        words = [*PARTS[first].split(), *words]
    if ASSIGNMENT.match(first):
        _setting(*first.split("=", 1))
    elif not _is_known(words, (*PROVEN, *FOREIGN)):
        assert words[0] in CHECKS, f"no test knows {words[0]}"
        CHECKS[words[0]](words)


def _is_known(words: list[str], beginnings: tuple[str, ...]) -> bool:
    return any(words[: len(one.split())] == one.split() for one in beginnings)


def _setting(name: str, value: str) -> None:
    assert name in _settings(), f"{name} is no setting"
    if name == "COMPOSE_PROFILES":
        assert value in re.findall(r"profiles: \[(\w+)\]", FILE.read_text()), f"there is no profile {value}"


@cache
def _settings() -> set[str]:
    asked = re.findall(r"\$\{([A-Z_]+)", FILE.read_text())
    variables = re.findall(r"\$\(([A-Z]+)\)", (ROOT / "Makefile").read_text())
    return {one.name for one in collect()} | {*asked, *variables, "COMPOSE_PROFILES"}


def _run(*words: str) -> str:
    given = environment.neutral({})
    done = subprocess.run(words, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _make(words: list[str]) -> None:
    recipes = {
        target: recipe
        for target, recipe in re.findall(r"^([a-z-]+):.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    }
    target, *variables = words[1:]
    for variable in variables:
        name = variable.partition("=")[0]
        assert f"$({name})" in recipes[target] or name in {one.name for one in collect()}, f"{target} takes no {name}"
    for line in _run("make", "--dry-run", *words[1:]).splitlines():
        recipe = shlex.split(line)
        if "-m" in recipe:
            _module(recipe[recipe.index("-m") + 1 :])


def _python(words: list[str]) -> None:
    assert words[1] == "-m"
    _module(["--help" if word == "…" else word for word in words[2:]])


def _module(words: list[str]) -> None:
    if _is_known(words, tuple(PROVEN)):
        return
    if words[:2] == ["lectern", "test"]:
        assert set(words[2:]) <= set(STAGES)
    elif words[:2] == ["lectern", "accounts"]:
        _reads("accounts.admin", *words[2:])
    elif words[:2] == ["lectern", "parked"]:
        _reads(*(["notifications.parked"] if words[2] == "mail" else ["chassis.parked", words[2]]), *words[3:])
    else:
        if words[0] == "lectern":
            assert words[1] in COMMANDS, f"the launcher has no command {words[1]}"
            assert "ArgumentParser" in inspect.getsource(sys.modules[COMMANDS[words[1]].__module__])
        _reads(*words)


@cache
def _reads(*words: str) -> None:
    _run(sys.executable, "-c", READ_WORDS_AND_LEAVE, *words)


def _compose(words: list[str]) -> None:
    assert words[1] == "compose"
    action, rest = words[2], words[3:]
    takes = set(re.findall(r"--[a-z-]+", _run("docker-compose", action, "--help")))
    while rest:
        word = rest.pop(0)
        if word.startswith("--"):
            assert word in takes, f"{action} takes no {word}"
            word = rest.pop(0).partition("=")[0] if word == "--scale" else ""
        assert not word or word in containers(), f"there is no container {word}"
        if word and action == "run" and rest:
            check(rest)
            return


def _helm(words: list[str]) -> None:
    _, action, release, folder, *rest = words
    assert (action, release, ROOT / folder) == ("install", chart.RELEASE, chart.FOLDER)
    values: dict[str, Any] = {}
    for option, word in zip(rest[::2], rest[1::2], strict=True):
        assert option == "--set"
        path, _, value = word.partition("=")
        _known_value(path)
        *parents, last = path.split(".")
        place = values
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = yaml.safe_load(value)
    assert chart.complaints(values) == []


def _known_value(path: str) -> None:
    found = _values()
    for name in path.split("."):
        assert name in found, f"the chart has no value {path}"
        found = found[name]


def _values() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((chart.FOLDER / "values.yaml").read_text())
    return found


def _kubectl(words: list[str]) -> None:
    workloads = chart.of_kind("Deployment", "StatefulSet")
    if words[1] == "exec":
        kind, _, name = words[2].partition("/")
        assert kind == "deploy"
        assert name in {one["metadata"]["name"] for one in workloads.values()}, f"the chart has no {name}"
        assert words[3] == "--"
        check(words[4:])
    else:
        assert words[1:4] == ["create", "secret", "generic"]
        asked = {key for workload in workloads.values() for key in chart.secrets(workload)}
        given = {word.removeprefix("--from-literal=").partition("=")[0] for word in words[5:]}
        assert given <= asked, f"nobody asks for {given - asked}"
        assert words[4] == _values()["secret"]


def _copy(words: list[str]) -> None:
    assert (ROOT / words[1]).exists(), f"there is no {words[1]}"


def _echo(words: list[str]) -> None:
    assert words[2:] == [">>", ".env"]
    check(words[1:2])


CHECKS = {
    "cp": _copy,
    "docker": _compose,
    "echo": _echo,
    "helm": _helm,
    "kubectl": _kubectl,
    "make": _make,
    "python": _python,
}
