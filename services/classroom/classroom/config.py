"""The settings of the service and of its nodes."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from chassis.settings import ServiceSettings


class ClassroomSettings(ServiceSettings):
    """What the classroom reads on top of what every service reads."""

    classroom_nodes: str = Field(
        "ws://127.0.0.1:8090", description="comma-separated addresses of nodes, for as long as Redis cannot tell them"
    )
    classroom_log_days: int = Field(
        180, ge=1, description="days the log of a lesson is kept; messages and the board itself stay"
    )
    classroom_audio_days: int = Field(
        30, ge=0, description="days that what was spoken in a lesson is kept; 0: it is not recorded"
    )


class NodeSettings(ClassroomSettings):
    """What a node reads."""

    node_host: str = Field("127.0.0.1", description="address a classroom node listens on")
    node_port: int = Field(8090, ge=0, le=65535, description="port a classroom node listens on")
    node_url: str = Field("", description="address under which gateways reach this node; default: host and port")

    def address(self) -> str:
        """The address that gateways are given."""
        return self.node_url or f"ws://{self.node_host}:{self.node_port}"


@lru_cache(maxsize=1)
def settings() -> ClassroomSettings:
    """The process's settings, read once."""
    return ClassroomSettings()
