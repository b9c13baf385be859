"""What every part of the repository has to have, so that a new one cannot forget it."""

import re
import tomllib
from pathlib import Path

import pytest

from lectern.layout import ROOT, ServicePackage, deployables, services
from lectern.locks import DEV_LOCK, RUN_LOCK

PINNED = re.compile(r"^[A-Za-z0-9._-]+==\S+( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")

LOCKS = [RUN_LOCK, *(folder / "requirements.lock" for folder in deployables())]


@pytest.mark.parametrize("service", services(), ids=lambda service: service.name)
def test_a_service_is_named_in_the_import_rules(service: ServicePackage) -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert service.name in rules["root_packages"]
    contracts = {one["name"]: one for one in rules["contracts"]}
    assert service.name in contracts["No service imports another"]["modules"]
    for place in ("source_modules", "forbidden_modules", "containers"):
        for contract in rules["contracts"]:
            if place in contract and "courses" in contract[place]:
                assert service.name in contract[place], contract["name"]


@pytest.mark.parametrize("service", services(), ids=lambda service: service.name)
def test_a_service_has_all_its_parts(service: ServicePackage) -> None:
    expected = ["README.md", "contract.json", "requirements.lock", "tests", f"{service.name}/migrations"]
    assert [part for part in expected if not (service.folder / part).exists()] == []
    assert service.name in service.processes


@pytest.mark.parametrize("lock", [DEV_LOCK, *LOCKS], ids=str)
def test_a_lock_has_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not PINNED.match(line) and not HASH.match(line)] == []
    assert len(lines) > 20


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_what_is_deployed_is_what_was_tested(lock: Path) -> None:
    assert versions(lock) - versions(DEV_LOCK) == set()


def versions(lock: Path) -> set[str]:
    return {line.split()[0] for line in lock.read_text().splitlines() if PINNED.match(line)}


def test_the_web_lock_names_no_place() -> None:
    assert '"resolved": "http' not in (ROOT / "web" / "package-lock.json").read_text()
