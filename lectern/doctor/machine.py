"""What the machine and the settings give: a secret, room on the disk, ports."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from chassis.settings import SECRET_LENGTH, SECRET_VARIETY
from lectern.doctor.finding import Finding, Patient, bad, fine, worth_a_look
from lectern.ports import is_free, is_listening

GIGABYTE = 1024**3
LEAST_FREE, ENOUGH_FREE = 0.25 * GIGABYTE, 2 * GIGABYTE
DEFAULT_PORT = 8000


def settings(patient: Patient) -> Iterator[Finding]:
    """The secret key, and whether outsiders are kept from what is for development."""
    file = patient.directory / "var" / "secret_key"
    key = patient.setting("SECRET_KEY") or (file.read_text().strip() if file.exists() else "")
    if not key:
        yield worth_a_look("SECRET_KEY", "none yet", "`make run` makes one; else: openssl rand -hex 32")
    elif len(key) < SECRET_LENGTH or len(set(key)) < SECRET_VARIETY:
        advice = f"Set SECRET_KEY to {SECRET_LENGTH} or more random characters: openssl rand -hex 32."
        yield bad("SECRET_KEY", "weak: whoever guesses it opens every file and stored key", advice)
    else:
        yield fine("SECRET_KEY", f"{len(key)} characters")
    if file.exists() and file.stat().st_mode & 0o077:
        yield bad("SECRET_KEY", "others on this machine can read it", f"chmod 600 {file}")


def disk(patient: Patient) -> Iterator[Finding]:
    """Room for databases, files and the broker, which takes nothing more when there is too little."""
    free = shutil.disk_usage(patient.directory).free
    said = f"{free / GIGABYTE:.1f} GB free in {patient.directory}"
    if free < LEAST_FREE:
        yield bad("disk", said, "Make room now: the broker stops taking messages, and databases cannot be written.")
    elif free < ENOUGH_FREE:
        yield worth_a_look("disk", said, "Make room soon; old backups are in var/backups.")
    else:
        yield fine("disk", said)


def ports(patient: Patient) -> Iterator[Finding]:
    """The gateway's port: ours if the system runs, else free."""
    port = int(patient.setting("PORT", str(DEFAULT_PORT)))
    if patient.runs:
        yield fine("port", "the system runs")
    elif is_free(port):
        yield fine("port", f"{port} is free")
    else:
        who = "something answers there" if is_listening(port) else "this user may not have it"
        yield worth_a_look("port", f"{port} is taken: {who}", "`make run` takes the next free one, or set PORT.")
