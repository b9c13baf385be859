"""What happens in courses when something happened elsewhere. Runs as a process of its own, beside the service."""

from __future__ import annotations

from chassis.amqp.client import ServiceClient
from chassis.database import Database
from chassis.events import Event, handles
from chassis.service import Worker
from courses.clients import RemoteAccounts
from courses.schemas import InvitationAccepted
from courses.usecases import enrolment


class CoursesHandlers(Worker):
    """Keeps courses in step with the rest."""

    name = "courses"
    version = "0.1.0"
    db = Database()
    accounts = ServiceClient("accounts")

    @handles("accounts.invitation_accepted")
    def on_accounts_invitation_accepted(self, event: Event) -> None:
        """Let somebody who was invited into a course in."""
        accepted = InvitationAccepted.model_validate(event.data)
        enrolment.let_invited_in(self.db, RemoteAccounts(self.accounts), accepted)
