"""What every group of endpoints stands on."""

from __future__ import annotations

from assignments.clients import RemoteCourses, RemotePeople
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
    accounts = ServiceClient("accounts")

    def _desk(self, actor: Actor, base_url: str = "") -> Desk:
        courses, people = RemoteCourses(self.courses), RemotePeople(self.accounts)
        return Desk(self.db, courses, people, self.files, actor, base_url)
