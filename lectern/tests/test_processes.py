"""The programs that a service folder makes: one that holds sockets gets a port, and others are told of it."""

from pathlib import Path

from lectern.layout import ServicePackage, services
from lectern.ports import PortBook
from lectern.processes import node_addresses, node_programs


def test_a_service_with_a_node_gets_a_port_for_it_and_is_told(tmp_path: Path) -> None:
    nodes = node_programs(services(), PortBook(tmp_path / "ports.json"))
    (node,) = [one for one in nodes if one.name == "classroom-node"]
    assert node.command[-1] == "classroom.node"
    assert len({node.environment["NODE_PORT"], node.environment["HEALTH_PORT"]}) == 2
    assert node_addresses(services(), nodes) == {"CLASSROOM_NODES": f"ws://127.0.0.1:{node.environment['NODE_PORT']}"}


def test_a_service_without_a_node_gets_none(tmp_path: Path) -> None:
    package = ServicePackage("quiet", tmp_path)
    assert node_programs([package], PortBook(tmp_path / "ports.json")) == []
    assert node_addresses([package], []) == {}
