"""Making assignments from documents."""

from __future__ import annotations

from assignments.endpoints.base import Endpoints
from assignments.schemas.assignments import Assignment
from assignments.schemas.generation import GenerateBody, MaterialGenerateBody, ProgressEvents, RegenerateBody
from assignments.usecases import generating
from chassis.call import Actor
from chassis.endpoint import endpoint
from chassis.reply import Reply

BEGUN = {202: "being made: ask for it again, or follow its progress", 201: "ready, after waiting with `Prefer: wait`"}


class GeneratingEndpoints(Endpoints):
    """Beginning, following, cancelling, trying again."""

    @endpoint(
        "POST",
        "/api/assignments/generate/",
        roles={"teacher"},
        returns=Assignment,
        upload="file",
        answers=BEGUN,
        errors={413: "the file is too large"},
    )
    def generate_assignment(self, actor: Actor, base_url: str, body: GenerateBody) -> Reply[Assignment]:
        """Make a draft of a quiz or a deck from a PDF: by a model, or without one by the built-in generator."""
        return generating.generate(self._desk(actor, base_url), body)

    @endpoint(
        "POST",
        "/api/assignments/generate/material/",
        roles={"teacher"},
        returns=Assignment,
        answers=BEGUN,
        errors={413: "the file is too large"},
    )
    def generate_from_material(self, actor: Actor, base_url: str, body: MaterialGenerateBody) -> Reply[Assignment]:
        """Make a draft from a PDF that a course of the caller's has among its material; nothing is sent again."""
        return generating.generate_from_material(self._desk(actor, base_url), body)

    @endpoint("POST", "/api/assignments/{id}/cancel/", returns=Assignment)
    def cancel_generation(self, actor: Actor, base_url: str, id: int) -> Assignment:
        """Stop making an assignment; the file is kept."""
        return generating.cancel(self._desk(actor, base_url), id)

    @endpoint("POST", "/api/assignments/{id}/retry/", returns=Assignment, answers=BEGUN)
    def retry_generation(self, actor: Actor, base_url: str, id: int) -> Reply[Assignment]:
        """Make an assignment that failed again, from the same file."""
        return generating.retry(self._desk(actor, base_url), id)

    @endpoint("POST", "/api/assignments/{id}/regenerate/", returns=Assignment, answers=BEGUN)
    def regenerate_item(self, actor: Actor, base_url: str, id: int, body: RegenerateBody) -> Reply[Assignment]:
        """Make one item of a draft anew, from the same file."""
        return generating.regenerate(self._desk(actor, base_url), id, body)

    @endpoint("GET", "/api/assignments/{id}/progress/", returns=ProgressEvents, stream=generating.CHANNEL)
    def follow_progress(self, actor: Actor, id: int) -> ProgressEvents:
        """Follow the making of an assignment as it goes on.

        Server-Sent Events: `progress` with the assignment's status and how far it is.
        """
        return generating.get_progress(self._desk(actor), id)
