"""Writing and showing assignments."""

from __future__ import annotations

from assignments.endpoints.base import Endpoints
from assignments.schemas import assignments as schemas
from assignments.schemas.assignments import changes_of
from assignments.usecases import authoring, generating, listing
from chassis.call import Actor
from chassis.endpoint import endpoint
from chassis.reply import Page, Reply


class AuthoringEndpoints(Endpoints):
    """What teachers write, and everybody in the course reads."""

    @endpoint("GET", "/api/assignments/", returns=schemas.Assignment)
    def list_assignments(self, actor: Actor, base_url: str, query: schemas.AssignmentQuery) -> Page[schemas.Assignment]:
        """List the assignments of the caller's courses, newest first; students see published ones."""
        return listing.list_assignments(self._desk(actor, base_url), query)

    @endpoint(
        "POST",
        "/api/assignments/",
        roles={"teacher"},
        returns=schemas.Assignment,
        answers={201: "the new assignment"},
    )
    def create_assignment(self, actor: Actor, base_url: str, body: schemas.AssignmentBody) -> Reply[schemas.Assignment]:
        """Write a quiz or a deck of flashcards for a course of the caller's."""
        return authoring.create_assignment(self._desk(actor, base_url), body)

    @endpoint("GET", "/api/assignments/{id}/", returns=schemas.Assignment, single=True)
    def get_assignment(self, actor: Actor, base_url: str, id: int) -> Reply[schemas.Assignment]:
        """Show an assignment; its answers only to its teacher, and to students who have submitted."""
        found = authoring.get_assignment(self._desk(actor, base_url), id)
        return Reply(found, headers=generating.waiting(found))

    @endpoint("PATCH", "/api/assignments/{id}/", returns=schemas.Assignment)
    def update_assignment(
        self, actor: Actor, base_url: str, id: int, body: schemas.AssignmentPatch
    ) -> schemas.Assignment:
        """Change some fields. Once students have answered, questions can be corrected; a corrected key regrades."""
        return authoring.update_assignment(self._desk(actor, base_url), id, changes_of(body))

    @endpoint("PUT", "/api/assignments/{id}/", returns=schemas.Assignment)
    def replace_assignment(
        self, actor: Actor, base_url: str, id: int, body: schemas.AssignmentChange
    ) -> schemas.Assignment:
        """Set all fields of an assignment; course and type stay."""
        return authoring.update_assignment(self._desk(actor, base_url), id, changes_of(body))

    @endpoint("DELETE", "/api/assignments/{id}/")
    def delete_assignment(self, actor: Actor, id: int) -> None:
        """Delete an assignment with all that was submitted."""
        authoring.delete_assignment(self._desk(actor), id)

    @endpoint("POST", "/api/assignments/{id}/publish/", returns=schemas.Assignment)
    def publish_assignment(self, actor: Actor, base_url: str, id: int) -> schemas.Assignment:
        """Make a draft visible to the students of the course; those are told of its deadline."""
        return authoring.publish_assignment(self._desk(actor, base_url), id)
