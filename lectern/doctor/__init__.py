"""Looks at everything that a system needs, whether it runs or not, and says of each trouble what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lectern.doctor import backups, databases, machine, servers
from lectern.doctor.finding import Finding, Patient, bad

CHECKS: dict[str, Callable[[Patient], Iterator[Finding]]] = {
    "settings": machine.settings,
    "disk": machine.disk,
    "ports": machine.ports,
    "databases": databases.databases,
    "broker": servers.broker,
    "Redis": servers.redis,
    "clocks": servers.clocks,
    "storage": servers.storage,
    "mail": servers.mail,
    "backup": backups.backups,
}

__all__ = ["CHECKS", "Finding", "Patient", "examine"]


def examine(patient: Patient) -> Iterator[Finding]:
    """Every finding, one check after the other; a check that breaks is a finding too."""
    for name, check in CHECKS.items():
        try:
            yield from check(patient)
        except Exception as error:
            yield bad(name, f"the check itself failed: {type(error).__name__}: {error}", "Please report this.")
