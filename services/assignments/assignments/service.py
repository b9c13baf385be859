"""What may be asked of the assignments service, and by whom."""

from __future__ import annotations

from assignments.clients import RemoteCourses
from assignments.schemas import assignments as schemas
from assignments.schemas.assignments import changes_of
from assignments.schemas.attempts import (
    AnswerBody,
    Attempt,
    AttemptBody,
    AttemptQuery,
    Submission,
    SubmissionBody,
    SubmissionQuery,
)
from assignments.usecases import authoring, listing, reviewing, submitting
from assignments.usecases.desk import Desk
from chassis.amqp.client import ServiceClient
from chassis.call import Actor
from chassis.database import Database
from chassis.endpoint import endpoint
from chassis.reply import Page, Reply
from chassis.service import Service
from chassis.storage.provider import FileStorage

SUBMITTED = {201: "the submission", 200: "it was submitted before"}


class AssignmentsService(Service):
    """Quizzes and flashcards."""

    name = "assignments"
    version = "0.1.0"
    db = Database()
    files = FileStorage()
    courses = ServiceClient("courses")

    def _desk(self, actor: Actor, base_url: str = "") -> Desk:
        return Desk(self.db, RemoteCourses(self.courses), self.files, actor, base_url)

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
    def get_assignment(self, actor: Actor, base_url: str, id: int) -> schemas.Assignment:
        """Show an assignment; its answers only to its teacher, and to students who have submitted."""
        return authoring.get_assignment(self._desk(actor, base_url), id)

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

    @endpoint("GET", "/api/submissions/", returns=Submission)
    def list_submissions(self, actor: Actor, query: SubmissionQuery) -> Page[Submission]:
        """List the caller's own submissions, or all of the courses the caller teaches, newest first."""
        return reviewing.list_submissions(self._desk(actor), query)

    @endpoint(
        "POST", "/api/submissions/", roles={"student"}, returns=Submission, answers={201: "the submission, scored"}
    )
    def submit_answers(self, actor: Actor, body: SubmissionBody) -> Reply[Submission]:
        """Submit the answers to a quiz. The server's clock decides whether that is in time."""
        return submitting.submit_answers(self._desk(actor), body)

    @endpoint("GET", "/api/submissions/{id}/", returns=Submission, single=True)
    def get_submission(self, actor: Actor, id: int) -> Submission:
        """Show a submission with the right answers and their explanations."""
        return reviewing.get_submission(self._desk(actor), id)

    @endpoint("GET", "/api/attempts/", roles={"student"}, returns=Attempt)
    def list_attempts(self, actor: Actor, query: AttemptQuery) -> Page[Attempt]:
        """List the caller's attempts in progress, newest first."""
        return submitting.list_attempts(self._desk(actor), query)

    @endpoint(
        "POST",
        "/api/attempts/",
        roles={"student"},
        returns=Attempt,
        answers={201: "the new attempt", 200: "the one in progress"},
    )
    def begin_attempt(self, actor: Actor, body: AttemptBody) -> Reply[Attempt]:
        """Begin to answer a quiz, or go on where the caller was, on whatever device. The deadline submits it."""
        return submitting.begin_attempt(self._desk(actor), body)

    @endpoint("GET", "/api/attempts/{id}/", roles={"student"}, returns=Attempt)
    def get_attempt(self, actor: Actor, id: int) -> Attempt:
        """Show an attempt in progress."""
        return submitting.get_attempt(self._desk(actor), id)

    @endpoint("POST", "/api/attempts/{id}/answer/", roles={"student"}, returns=Attempt)
    def save_answer(self, actor: Actor, id: int, body: AnswerBody) -> Attempt:
        """Keep the answer to one question of an attempt in progress."""
        return submitting.save_answer(self._desk(actor), id, body)

    @endpoint("POST", "/api/attempts/{id}/submit/", roles={"student"}, returns=Submission, answers=SUBMITTED)
    def submit_attempt(self, actor: Actor, id: int) -> Reply[Submission]:
        """Submit an attempt as it stands."""
        return submitting.submit_attempt(self._desk(actor), id)
