"""Exporting to other programs, and importing from them."""

from __future__ import annotations

from assignments.endpoints.base import Endpoints
from assignments.schemas.assignments import Assignment
from assignments.schemas.exchange import Export, ExportBody, ImportBody
from assignments.usecases import exchange
from chassis.call import Actor
from chassis.endpoint import endpoint
from chassis.reply import Reply


class ExchangeEndpoints(Endpoints):
    """Files out and in."""

    @endpoint("POST", "/api/assignments/{id}/export/", returns=Export, answers={201: "the file, for an hour"})
    def export_assignment(self, actor: Actor, base_url: str, id: int, body: ExportBody) -> Reply[Export]:
        """Make a file for Anki, Moodle (GIFT), systems that read QTI 2.1, or a spreadsheet of the grades."""
        return exchange.export(self._desk(actor, base_url), id, body)

    @endpoint(
        "POST",
        "/api/assignments/import/",
        roles={"teacher"},
        returns=Assignment,
        upload="file",
        answers={201: "a draft of what the file holds"},
        errors={413: "the file is too large"},
    )
    def import_assignment(self, actor: Actor, base_url: str, body: ImportBody) -> Reply[Assignment]:
        """Read questions or cards from GIFT or CSV, all or none; the errors name the rows."""
        return exchange.import_file(self._desk(actor, base_url), body)
