"""The programs of the system itself: every service, every worker, the gateway, and what makes backups."""

import sys
from collections.abc import Sequence

from lectern.layout import ServicePackage
from lectern.ports import PortBook
from lectern.programs import Program

SERVICES, GATEWAY = "services", "gateway"
STOP_SECONDS = 25  # a process finishes what is in flight for 20 s


def service_programs(services: Sequence[ServicePackage], ports: PortBook, links: str) -> list[Program]:
    """One program for each process of each service, with a health port of its own.

    `links` is the address that mails lead to: nobody's request tells it there.
    """
    targets = {name: target for service in services for name, target in service.processes.items()}
    return [
        Program(
            name=name,
            command=[sys.executable, "-m", "chassis.run", target],
            group=SERVICES,
            priority=20,
            environment={"HEALTH_PORT": str(ports.port(f"health of {name}")), "PUBLIC_URL": links},
            stop_seconds=STOP_SECONDS,
        )
        for name, target in targets.items()
    ]


def node_programs(services: Sequence[ServicePackage], ports: PortBook) -> list[Program]:
    """One program for each service that holds sockets, on a port of its own."""
    return [
        Program(
            name=f"{service.name}-node",
            command=[sys.executable, "-m", service.node],
            group=SERVICES,
            priority=20,
            environment={
                "HEALTH_PORT": str(ports.port(f"health of {service.name}-node")),
                "NODE_PORT": str(ports.port(f"{service.name}-node")),
            },
            stop_seconds=STOP_SECONDS,
        )
        for service in services
        if service.node
    ]


def node_addresses(services: Sequence[ServicePackage], nodes: Sequence[Program]) -> dict[str, str]:
    """Where each service finds its node while nobody else can tell: `<SERVICE>_NODES`."""
    ports = {program.name: program.environment["NODE_PORT"] for program in nodes}
    return {
        f"{service.name.upper()}_NODES": f"ws://127.0.0.1:{ports[f'{service.name}-node']}"
        for service in services
        if service.node
    }


def backup_program(ports: PortBook) -> Program:
    """Makes backups at the time of day that the settings name."""
    return Program(
        name="backups",
        command=[sys.executable, "-m", "lectern.backup"],
        group=SERVICES,
        priority=20,
        environment={"HEALTH_PORT": str(ports.port("health of backups"))},
        stop_seconds=STOP_SECONDS,
    )


def gateway_program(port: int) -> Program:
    """The gateway; it starts last and stops first."""
    return Program(
        name="gateway",
        command=[sys.executable, "-m", "gateway"],
        group=GATEWAY,
        priority=30,
        environment={"PORT": str(port)},
        stop_seconds=STOP_SECONDS,
    )
