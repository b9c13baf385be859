"""`make audit`: asks the public lists of known weaknesses about every package that is deployed.

It needs the network, so it is no part of `make test`. Where a list cannot be reached it says so and does not fail: that
nothing was found is then not claimed. What we know of and live with for a while stands in audit.toml, with a reason and
the day on which it counts again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lectern.layout import ROOT, deployables

ALLOWED = ROOT / "audit.toml"
PIP_AUDIT = (
    sys.executable,
    "-m",
    "pip_audit",
    "--disable-pip",
    "--require-hashes",
    "--progress-spinner=off",
    "-f=json",
)
NPM_AUDIT = ("npm", "--prefix", str(ROOT / "web"), "audit", "--omit=dev", "--json")


@dataclass(frozen=True)
class Weakness:
    """Something known of a package, by the name that the list gives it."""

    package: str
    name: str


@dataclass(frozen=True)
class Looked:
    """What a list said; `unseen` tells why it did not say everything."""

    about: str
    found: tuple[Weakness, ...] = ()
    unseen: str = ""


def main() -> int:
    """Ask, tell, and fail if something is known that is not allowed."""
    locks = [folder / "requirements.lock" for folder in (ROOT, *deployables())]
    python = _said_by([*PIP_AUDIT, *(word for lock in locks for word in ("-r", str(lock)))])
    return judge([read_pip(python), read_npm(_said_by(NPM_AUDIT))], allowed(ALLOWED, datetime.now(UTC).date()))


def judge(looked: Iterable[Looked], lived_with: Collection[str]) -> int:
    """Tell what was found, and how it counts."""
    known = unseen = 0
    for one in looked:
        for weakness in one.found:
            counts = weakness.name not in lived_with
            known += counts
            print(f"{one.about}: {weakness.package}: {weakness.name}{'' if counts else ' (allowed by audit.toml)'}")
        if one.unseen:
            unseen += 1
            print(f"{one.about}: NOT LOOKED AT: {one.unseen}")
        elif not one.found:
            print(f"{one.about}: nothing known.")
    if known:
        print(f"{known} known weaknesses: `make locks UPGRADE=1`, or `npm update` in web/; else audit.toml.")
    elif unseen:
        print("UNREACHABLE: not every list could be asked, so nothing is claimed. Try again where they can be reached.")
    else:
        print("Nothing is known that counts.")
    return 1 if known else 0


def read_pip(said: str) -> Looked:
    """What pip-audit wrote. To it a package that the list does not answer for is one that it may skip."""
    told = _parsed(said)
    if "dependencies" not in told:
        return Looked("Python", unseen="the list did not answer")
    packages = told["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    found = tuple(Weakness(one["name"], flaw["id"]) for one in packages for flaw in one.get("vulns", ()))
    return Looked("Python", found, f"no answer about {len(skipped)} of {len(packages)} packages" if skipped else "")


def read_npm(said: str) -> Looked:
    """What npm wrote. A package that only needs a weak one names that one, which is told of by itself."""
    told = _parsed(said)
    if "vulnerabilities" not in told:
        return Looked("web", unseen=str(told.get("message") or "the list did not answer"))
    causes = [cause for one in told["vulnerabilities"].values() for cause in one["via"] if isinstance(cause, dict)]
    found = {Weakness(cause["name"], cause["url"].rpartition("/")[2]): None for cause in causes}
    return Looked("web", tuple(found))


def allowed(file: Path, today: date) -> set[str]:
    """The names in the file whose day has not come. Each has to say why."""
    entries = tomllib.loads(file.read_text()).get("allowed", []) if file.exists() else []
    for entry in entries:
        if not str(entry["reason"]).strip():
            raise ValueError(f"audit.toml does not say why {entry['name']} is allowed.")
    return {entry["name"] for entry in entries if entry["until"] > today}


def _parsed(said: str) -> dict[str, Any]:
    try:
        told = json.loads(said)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _said_by(words: Sequence[str]) -> str:
    """Both programs tell of weaknesses by their exit code as well as in what they write; the latter says more."""
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
