"""What a use case works with: the caller, the database, the files, and what courses say of people."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from assignments import policies, queries
from assignments.clients import Courses, People
from assignments.domain import Membership
from assignments.models import Assignment
from chassis.call import Actor
from chassis.database import Store
from chassis.storage import discards
from chassis.storage.files import Files


@dataclass(frozen=True, slots=True)
class Desk:
    """One caller's place of work. `base_url` is for addresses of files."""

    db: Store
    courses: Courses
    people: People
    files: Files
    actor: Actor
    base_url: str = ""

    def find(self, assignment_id: int) -> tuple[Assignment, Membership]:
        """An assignment, and what the actor is to its course. Asks courses: not inside `write()`. Raises NotFound."""
        with self.db.read() as session:
            found = queries.assignment(session, assignment_id)
        if found is None:
            raise policies.no_such_assignment()
        if found.teacher_id == self.actor.id:
            return found, Membership.OWNER
        return found, self.courses.place(found.course_id, self.actor.id).held

    def visible(self, assignment_id: int) -> tuple[Assignment, Membership]:
        """`find`, but only what the actor may see. Raises NotFound."""
        found, held = self.find(assignment_id)
        policies.require_visible(found, held)
        return found, held

    def owned(self, assignment_id: int) -> Assignment:
        """An assignment of the actor's. Raises NotFound, Forbidden."""
        found, held = self.visible(assignment_id)
        policies.require_owner(held)
        return found

    def remove_discarded(self) -> None:
        """Remove the files that nothing refers to any more."""
        discards.sweep(self.db, self.files.delete)


def held(session: Session, assignment_id: int) -> Assignment:
    """An assignment to be changed in this transaction. Raises NotFound when it is gone meanwhile."""
    found = queries.held_assignment(session, assignment_id)
    if found is None:
        raise policies.no_such_assignment()
    return found
