"""Containers without an engine: processes in the directories of their images, with the settings of Compose."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from lectern import environment
from lectern.ports import LOOPBACK, PortBook
from tests.deploy.support import compose
from tests.deploy.support.compose import SECRET, ours
from tests.deploy.support.image import Image
from tests.faults.support.processes import Process

JOB_SECONDS = 600


class Engine:
    """Runs the containers of docker-compose.yml, all on this machine's loopback interface."""

    def __init__(self, directory: Path, amqp_url: str, redis_url: str, databases: Mapping[str, str]) -> None:
        self._directory = directory
        self._ports = PortBook(directory / "ports.json")
        self._images: dict[str, Image] = {}
        self.running: dict[str, Process] = {}
        self._here = {
            "AMQP_URL": amqp_url,
            "REDIS_URL": redis_url,
            "STORAGE_URL": f"file:{directory / 'files'}",
            "CLASSROOM_NODES": f"ws://{LOOPBACK}:{self.node_port}",
            "SECRET_KEY": SECRET,
            "SMTP_URL": "",
            "HOSTNAME": LOOPBACK,
            "RATE_LIMITS": "off",
            "PYTHONPATH": "",
            **databases,
        }

    @cached_property
    def node_port(self) -> int:
        """Where the classroom node listens."""
        return self._ports.port("node")

    @property
    def url(self) -> str:
        """The gateway's address."""
        return f"http://{LOOPBACK}:{self._ports_of('gateway')['PORT']}"

    def run(self, name: str) -> str:
        """Run a job to its end; what it printed. Raises AssertionError when it fails."""
        image = self._image(name)
        done = subprocess.run(
            self._command(name, image),
            cwd=image.directory,
            env=environment.neutral(self._settings(name)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=JOB_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{name} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def start(self, name: str) -> None:
        """Start a container's process."""
        image, settings = self._image(name), self._settings(name)
        port = int(settings["PORT" if name == "gateway" else "HEALTH_PORT"])
        process = Process(name, self._command(name, image), image.directory, settings, port)
        self.running[name] = process.start()

    def probe(self, name: str) -> str:
        """What the image's health check prints. Raises CalledProcessError when it fails."""
        return self._output(name, "-m", "chassis.probe")

    def importable(self, name: str, modules: Iterable[str]) -> set[str]:
        """Which of these modules a process of the container could import."""
        asked = f"import importlib.util as u; print(*(m for m in {sorted(modules)} if u.find_spec(m)))"
        return set(self._output(name, "-c", asked).split())

    def clear(self) -> None:
        """End what still runs."""
        for process in self.running.values():
            if process.alive:
                process.kill()

    def _output(self, name: str, *words: str) -> str:
        settings = environment.neutral(self._settings(name))
        return subprocess.check_output(["python", *words], cwd=self._image(name).directory, env=settings, text=True)

    def _image(self, name: str) -> Image:
        image = ours()[name]["image"]
        if image not in self._images:
            self._images[image] = Image(compose.dockerfile(ours()[name]), self._directory / image)
        return self._images[image]

    def _command(self, name: str, image: Image) -> list[str]:
        words: list[str] = ours()[name].get("command") or image.dockerfile.command
        return [word.replace("$$", "$").replace("http://gateway:8000", self.url) for word in words]

    def _settings(self, name: str) -> dict[str, str]:
        """What the container is given, the image's own below it; but addresses are those of this machine."""
        return {
            **self._image(name).environment,
            **compose.settings(ours()[name]),
            **self._here,
            **self._ports_of(name),
            **{host: LOOPBACK for host in ("HOST", "HEALTH_HOST", "NODE_HOST")},
        }

    def _ports_of(self, name: str) -> dict[str, str]:
        if name not in self._given:
            self._given[name] = str(self._ports.port(name))
        node = {"NODE_PORT": str(self.node_port)} if name == "classroom-node" else {}
        return {"PORT" if name == "gateway" else "HEALTH_PORT": self._given[name], **node}

    @cached_property
    def _given(self) -> dict[str, str]:
        return {}
