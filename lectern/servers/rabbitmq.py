"""A private RabbitMQ: own ports, own database, own Erlang port mapper, nothing of the machine's.

The daemon that Debian's package may have started is neither used nor disturbed.
"""

import secrets
import shutil
from pathlib import Path

from lectern.ports import PortBook
from lectern.programs import Program

PLACES = ("/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/opt/rabbitmq/sbin")
USER = "lectern"
GROUP, PRIORITY = "servers", 10

CONFIGURATION = """\
listeners.tcp.1 = 127.0.0.1:{port}
num_acceptors.tcp = 2
default_user = {user}
default_pass = {password}
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 64MB
log.console = true
log.console.level = warning
log.file = false
"""


class RabbitMQ:
    """The broker's files under `directory` and the two programs that it takes to run it."""

    def __init__(self, directory: Path, ports: PortBook) -> None:
        self._directory = directory
        self.port = ports.port("amqp")
        self._epmd_port = ports.port("epmd")
        self._distribution_port = ports.port("erlang")
        self._password = _password(directory)

    @property
    def url(self) -> str:
        """The AMQP address, with its credentials."""
        return f"amqp://{USER}:{self._password}@127.0.0.1:{self.port}/"

    def programs(self) -> list[Program]:
        """Write the configuration; returns the port mapper and the broker."""
        self._write_configuration()
        epmd = {"ERL_EPMD_PORT": str(self._epmd_port), "ERL_EPMD_ADDRESS": "127.0.0.1"}
        return [
            Program("epmd", [shutil.which("epmd") or "epmd"], GROUP, PRIORITY, epmd),
            Program("rabbitmq", [_executable()], GROUP, PRIORITY + 1, {**epmd, **self._environment()}),
        ]

    def _write_configuration(self) -> None:
        home = self._directory / "home"
        home.mkdir(parents=True, exist_ok=True)
        file = self._directory / "rabbitmq.conf"
        file.touch(mode=0o600)
        file.write_text(CONFIGURATION.format(port=self.port, user=USER, password=self._password))
        (self._directory / "enabled_plugins").write_text("[].\n")
        (self._directory / "rabbitmq-env.conf").write_text("")

    def _environment(self) -> dict[str, str]:
        return {
            # The broker is the supervised process itself: no shell between it and its signals.
            "RUNNING_UNDER_SYSTEMD": "true",
            "HOME": str(self._directory / "home"),
            "RABBITMQ_NODENAME": "lectern@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._distribution_port),
            "RABBITMQ_CONFIG_FILE": str(self._directory / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self._directory / "rabbitmq-env.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._directory / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self._directory / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self._directory / "log"),
            "RABBITMQ_PID_FILE": str(self._directory / "pid"),
            # Two schedulers that sleep when idle instead of spinning.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
            # Never start a port mapper in the background: ours is supervised.
            "ERL_AFLAGS": "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
        }


def is_installed() -> bool:
    """Whether this machine has RabbitMQ and the Erlang port mapper."""
    return shutil.which("epmd") is not None and any(path.exists() for path in _candidates())


def _executable() -> str:
    return str(next(path for path in _candidates() if path.exists()))


def _candidates() -> list[Path]:
    return [Path(place) / "rabbitmq-server" for place in PLACES]


def _password(directory: Path) -> str:
    """The broker's password, made with its database: it counts only when that is created."""
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / "password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()
