"""What happens to assignments when something happened to their course."""

from __future__ import annotations

from assignments import queries
from assignments.usecases.authoring import forget
from chassis.database import Store


def rename_course(db: Store, course_id: int, title: str) -> None:
    """Keep the copies of a course's title current."""
    with db.write() as session:
        for assignment in queries.assignments_of_course(session, course_id):
            assignment.course_title = title


def remove_course(db: Store, course_id: int) -> None:
    """Remove a course's assignments with all that was submitted; their files are swept after the commit."""
    with db.write() as session:
        for assignment in queries.assignments_of_course(session, course_id):
            forget(session, assignment)
