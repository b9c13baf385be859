"""What may be asked of the assignments service; each group of endpoints has a module of its own."""

from __future__ import annotations

from assignments.endpoints.answering import AnsweringEndpoints
from assignments.endpoints.authoring import AuthoringEndpoints
from assignments.endpoints.exchange import ExchangeEndpoints
from assignments.endpoints.generating import GeneratingEndpoints
from assignments.endpoints.repeating import RepeatingEndpoints
from assignments.endpoints.teaching import TeachingEndpoints
from chassis.administration import administered
from chassis.service import Service


@administered(roles={"admin"})
class AssignmentsService(
    AuthoringEndpoints,
    AnsweringEndpoints,
    ExchangeEndpoints,
    GeneratingEndpoints,
    RepeatingEndpoints,
    TeachingEndpoints,
    Service,
):
    """Quizzes and flashcards."""

    name = "assignments"
    version = "0.1.0"
