"""docker-compose.yml: Compose understands it, and whatever it names exists."""

from __future__ import annotations

import importlib.util
import re
from typing import Any

import pytest

from lectern.layout import ROOT, services
from lectern.settings import collect
from tests.deploy.support.compose import FILE, composed, containers, dockerfile, modules, ours, settings
from tests.deploy.support.dockerfile import DOCKERFILES, Dockerfile

VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z_]+)")
# What the libraries of ours read, not our settings classes.
LIBRARIES = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"}
JOBS = {"demo", "demo-admin", "demo-history", *(f"{service.name}-migration" for service in services())}
OURS = pytest.mark.parametrize(("name", "container"), ours().items(), ids=list(ours()))


def test_every_process_of_every_service_has_a_container_that_runs_it() -> None:
    wanted = {name: target for service in services() for name, target in service.processes.items()}
    nodes = {f"{service.name}-node": service.node for service in services() if service.node}
    assert set(ours()) == {"gateway", *wanted, *nodes, *JOBS}
    for name, target in {**wanted, **nodes}.items():
        command = ours()[name].get("command") or Dockerfile(dockerfile(ours()[name])).command
        assert command[-1].split()[-1] == target


@OURS
def test_a_container_runs_what_exists_in_an_image_that_is_built_here(name: str, container: dict[str, Any]) -> None:
    assert dockerfile(container) in DOCKERFILES
    command = container.get("command") or Dockerfile(dockerfile(container)).command
    assert [one for one in modules(command) if importlib.util.find_spec(one) is None] == []
    assert list(modules(command))


def test_every_image_is_used() -> None:
    assert {dockerfile(container) for container in ours().values()} == set(DOCKERFILES)


@OURS
def test_settings_are_real_ones(name: str, container: dict[str, Any]) -> None:
    known = {one.name for one in collect()} | LIBRARIES
    assert set(container.get("environment", {})) - known == set()


@OURS
def test_a_container_may_do_no_more_than_it_has_to(name: str, container: dict[str, Any]) -> None:
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    written = [volume.split(":")[1] for volume in container.get("volumes", [])]
    made = "".join(Dockerfile(dockerfile(container)).all("RUN"))
    assert [place for place in written if place not in made] == [], "else nobody but root could write there"


def test_processes_start_when_their_servers_and_their_database_are_ready() -> None:
    for name, container in ours().items():
        if name in JOBS or name == "gateway":
            continue
        assert container["depends_on"] == {
            "rabbitmq": {"condition": "service_healthy"},
            "redis": {"condition": "service_healthy"},
            f"{name.split('-')[0]}-migration": {"condition": "service_completed_successfully"},
        }
    waited = {name for name, one in ours()["gateway"]["depends_on"].items() if one["condition"] == "service_healthy"}
    assert waited == {*(service.name for service in services()), "classroom-node"}


def test_only_the_gateway_and_what_people_look_at_can_be_reached() -> None:
    published = {name: one["ports"] for name, one in containers().items() if "ports" in one}
    assert published["gateway"] == ["127.0.0.1:8000:8000/tcp"]
    assert [port for ports in published.values() for port in ports if not port.startswith("127.0.0.1:")] == []
    assert composed()["networks"]["inside"]["internal"] is True
    for server in ("rabbitmq", "redis", "postgres", "minio"):
        assert list(containers()[server]["networks"]) == ["inside"]


def test_ports_are_those_that_images_serve() -> None:
    gateway = Dockerfile(ROOT / "gateway" / "Dockerfile")
    assert gateway.ports == {int(gateway.environment["PORT"])} == {8000}
    node = settings(ours()["classroom-node"])
    assert int(node["NODE_PORT"]) in Dockerfile(dockerfile(ours()["classroom-node"])).ports
    assert settings(ours()["classroom"])["CLASSROOM_NODES"] == f"ws://classroom-node:{node['NODE_PORT']}"


def test_the_example_of_settings_has_every_variable_that_is_asked_for() -> None:
    example = (ROOT / ".env.example").read_text()
    asked = set(VARIABLE.findall(FILE.read_text()))
    assert asked - set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == set()
