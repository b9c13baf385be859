"""The whole system on this machine, with all that it writes under one directory's `var/`."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import httpx

from lectern import demo as demo_content
from lectern import environment, leftovers, lock, servers
from lectern.backup import Plan
from lectern.layout import services
from lectern.migrations import migrate
from lectern.ports import PortBook, next_free
from lectern.probing import ask
from lectern.processes import backup_program, gateway_program, node_addresses, node_programs, service_programs
from lectern.programs import Program
from lectern.supervision import Supervisor
from lectern.waiting import TooLate, wait_until

READY_SECONDS = 180
Announce = Callable[[str], AbstractContextManager[object]]


class NotReady(Exception):
    """The system has not become ready; the message tells what the gateway says of it."""


class System:
    """The system of one directory: start it, stop it, and reach into it as tests and faults do."""

    def __init__(self, directory: Path, settings: Mapping[str, str], port: int) -> None:
        self.directory = directory.resolve()
        self.var = self.directory / "var"
        for part in ("run", "log"):
            (self.var / part).mkdir(parents=True, exist_ok=True)
        self._lock = lock.hold(self.var)
        leftovers.end(self.directory)
        ports = PortBook(self.var / "run" / "ports.json")
        self._servers = servers.plan(self.var, ports, settings)
        self.amqp_url, self.redis_url = self._servers.amqp_url, self._servers.redis_url
        self.port = next_free(port) if port else ports.port("gateway")
        self.url = f"http://127.0.0.1:{self.port}"
        nodes = node_programs(services(), ports)
        self.environment = {**node_addresses(services(), nodes), **self._environment(settings)}
        links = settings.get("PUBLIC_URL") or self.url
        backups = [backup_program(ports)] if Plan.of(self.directory, settings).at else []
        self._programs = [*service_programs(services(), ports, links), *nodes, *backups, gateway_program(self.port)]
        self.supervisor = Supervisor(self.directory, [*self._servers.programs, *self._programs], self.environment)

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        databases = self._servers.database_urls([service.name for service in services()])
        ours = {"AMQP_URL": self.amqp_url, "REDIS_URL": self.redis_url}
        if not settings.get("SECRET_KEY"):
            ours["SECRET_KEY"] = environment.secret_key(self.var)
        return {**databases, **settings, **ours, **leftovers.mark_of(self.directory)}

    @property
    def process_names(self) -> list[str]:
        """Every supervised process, private servers included."""
        return [program.name for program in [*self._servers.programs, *self._programs]]

    def bring_up(self, announce: Announce = nullcontext) -> None:
        """Start everything in order; returns when the gateway says that it is ready."""
        self.supervisor.launch()
        names = [service.name for service in services()]
        with announce("Databases"):
            self._servers.prepare()
            if self._servers.programs:
                self.supervisor.start(*(program.name for program in self._servers.programs))
            self._servers.make_databases(names)
            migrate(names, self.directory, self.environment)
        with announce("RabbitMQ, Redis and services"):  # those that are up first wait for the others
            self.supervisor.start(*(program.name for program in self._programs))
            self.wait_until_ready()

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> None:
        """Return when every process says that it can serve; raises NotReady, naming those that don't."""
        try:
            wait_until(self.is_ready, seconds, "the system is ready")
        except TooLate as too_late:
            raise NotReady(f"{too_late}. {self.trouble()}. Logs: {self.var / 'log'}") from None

    def is_ready(self) -> bool:
        """Whether every process says that it can serve; the first that can't is reason enough to stop asking."""
        return not next(self._troubles(), "")

    def trouble(self) -> str:
        """What stands in the way of serving, as the processes say; empty when nothing does."""
        return "; ".join(self._troubles())

    def _troubles(self) -> Iterator[str]:
        """Each reason why the system can't serve, asked for one by one; the gateway comes last, as it starts last."""
        report = ""
        for program in self._programs:
            report = _readiness(program)
            if not report.startswith("200 "):
                yield f"{program.name}: {report}"
        for service in services():
            if f'"{service.name}"' not in report:
                yield f"the gateway has not heard of {service.name}"

    def shut_down(self) -> None:
        """Stop everything in order and leave no process behind."""
        self.supervisor.shut_down()
        self._lock.close()

    def pid_of(self, name: str) -> int:
        """The process id of a process by its name (`courses`, `notifications-worker`, `rabbitmq`); 0 if away."""
        return self.supervisor.pid_of(name)

    def kill(self, name: str) -> int:
        """Kill a process with SIGKILL; returns the pid it had. The supervisor starts it again."""
        return self.supervisor.kill(name)

    def stop(self, name: str) -> None:
        """Stop a process and keep it away."""
        self.supervisor.stop(name)

    def start(self, name: str) -> None:
        """Start a stopped process again."""
        self.supervisor.start(name)


@contextmanager
def running(
    directory: Path | None = None, env: Mapping[str, str] | None = None, demo: bool = False
) -> Iterator[System]:
    """A system with nobody's settings but `env`, in the directory or a temporary one, stopped at the end."""
    settings = environment.neutral({"DEMO": str(int(demo)), **(env or {})})
    with tempfile.TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as temporary:
        system = System(directory or Path(temporary), settings, port=0)
        try:
            content = demo_content.Content(system, settings)
            system.bring_up()
            content.load(nullcontext)
            yield system
        finally:
            system.shut_down()


def _readiness(program: Program) -> str:
    """What a process answers when it is asked whether it can serve: `200 …` if so."""
    try:
        answer = ask(int(program.environment.get("HEALTH_PORT") or program.environment["PORT"]))
    except httpx.HTTPError as error:
        return type(error).__name__
    return f"{answer.status_code} {answer.text}"
