"""What every group of endpoints stands on."""

from __future__ import annotations

from assignments.clients import RemoteCourses
from assignments.usecases.desk import Desk
from chassis.amqp.client import ServiceClient
from chassis.call import Actor
from chassis.database import Database
from chassis.storage.provider import FileStorage


class Endpoints:
    """The dependencies, and the caller's desk."""

    db = Database()
    files = FileStorage()
    courses = ServiceClient("courses")

    def _desk(self, actor: Actor, base_url: str = "") -> Desk:
        return Desk(self.db, RemoteCourses(self.courses), self.files, actor, base_url)
