"""Names of hosts: the system's answer, and nobody else waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Looks up a name for a second while another green thread counts how often it runs.
PROBE = """
import socket
from time import sleep  # the real one
def slowly(host, port, family=0, type=0, proto=0, flags=0):
    if flags & socket.AI_NUMERICHOST:
        raise socket.gaierror(socket.EAI_NONAME, "not a number")
    sleep(1)
    return [host]
socket.getaddrinfo = slowly

import chassis.green
from turns import counted
turns = counted()
assert socket.getaddrinfo("school.example", 80) == ["school.example"]
print(turns())
"""
ASK = """
import chassis.green, socket, sys
print([sorted({found[4][0] for found in socket.getaddrinfo(host, 80)}) for host in ("127.0.0.1", "::1", "localhost")])
try:
    socket.create_connection(("nobody.invalid", 80))
except socket.gaierror:
    print("unknown")
print([name for name in sys.modules if name.split(".")[0] == "dns"])
"""


def test_others_run_while_a_name_is_looked_up() -> None:
    assert int(_run(PROBE)) > 3


def test_names_and_numbers_are_found_as_the_system_finds_them() -> None:
    numbers, unknown, own_resolver = _run(ASK).splitlines()
    assert numbers.startswith("[['127.0.0.1'], ['::1'], [")
    assert "127.0.0.1" in numbers.rpartition("[")[2] or "::1" in numbers.rpartition("[")[2]
    assert unknown == "unknown"
    assert own_resolver == "[]", "the resolver of Eventlet takes 13 MB in every process"


def _run(program: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.check_output(command, cwd=Path(__file__).parent, text=True, timeout=60)
