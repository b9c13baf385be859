"""The programs of the system itself: every service, every worker, the gateway."""

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
