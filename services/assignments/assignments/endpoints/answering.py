"""Answering quizzes."""

from __future__ import annotations

from assignments.endpoints.base import Endpoints
from assignments.schemas.attempts import (
    AnswerBody,
    Attempt,
    AttemptBody,
    AttemptQuery,
    Submission,
    SubmissionBody,
    SubmissionQuery,
)
from assignments.usecases import reviewing, submitting
from chassis.call import Actor
from chassis.endpoint import endpoint
from chassis.reply import Page, Reply

SUBMITTED = {201: "the submission", 200: "it was submitted before"}


class AnsweringEndpoints(Endpoints):
    """Attempts and submissions."""

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
