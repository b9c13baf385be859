"""What the supervisor is told about one program, and the configuration file that tells it."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LOG_BYTES = 10 * 1024 * 1024
LOG_COPIES = 3

DAEMON = """\
[unix_http_server]
file = {socket}
chmod = 0700

[supervisord]
nodaemon = true
silent = true
strip_ansi = true
identifier = lectern
pidfile = var/run/supervisord.pid
logfile = var/log/supervisor.log
logfile_maxbytes = {log_bytes}
logfile_backups = {log_copies}
childlogdir = var/log

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""

# startsecs = 0: a program that dies at once is not given up but started again, about once a second.
PROGRAM = """
[program:{name}]
command = {command}
priority = {priority}
autostart = false
autorestart = true
startsecs = 0
stopwaitsecs = {stop_seconds}
killasgroup = true
redirect_stderr = true
stdout_logfile = var/log/{name}.log
stdout_logfile_maxbytes = {log_bytes}
stdout_logfile_backups = {log_copies}
"""

GROUP = """
[group:{name}]
programs = {programs}
priority = {priority}
"""


@dataclass(frozen=True)
class Program:
    """One supervised process. Groups start in the order of their priority and stop in the reverse."""

    name: str
    command: Sequence[str]
    group: str
    priority: int
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_seconds: int = 30

    @property
    def full_name(self) -> str:
        """The name by which the supervisor's interface knows it."""
        return f"{self.group}:{self.name}"


def configuration(programs: Iterable[Program], socket: Path) -> str:
    """The supervisor's configuration: all programs, run in its own working directory, logging to var/log there."""
    programs = list(programs)
    common = {"log_bytes": LOG_BYTES, "log_copies": LOG_COPIES}
    parts = [DAEMON.format(socket=_escape(socket), **common)]
    for program in programs:
        parts.append(_section(program, common))
    for group in dict.fromkeys(program.group for program in programs):
        members = [program for program in programs if program.group == group]
        names = ",".join(member.name for member in members)
        priority = min(member.priority for member in members)
        parts.append(GROUP.format(name=group, programs=names, priority=priority))
    return "".join(parts)


def _section(program: Program, common: Mapping[str, object]) -> str:
    return PROGRAM.format(
        name=program.name,
        command=_escape(shlex.join(_command(program))),
        priority=program.priority,
        stop_seconds=program.stop_seconds,
        **common,
    )


def _command(program: Program) -> list[str]:
    """The command with its environment, by env(1): the supervisor's own way to set it cannot hold every value."""
    if not program.environment:
        return list(program.command)
    return ["env", *(f"{name}={value}" for name, value in program.environment.items()), *program.command]


def _escape(text: object) -> str:
    return str(text).replace("%", "%%")
