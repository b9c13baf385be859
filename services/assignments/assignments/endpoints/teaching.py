"""Exceptions, corrections, reports and results."""

from __future__ import annotations

from assignments.endpoints.base import Endpoints
from assignments.schemas.teaching import (
    Override,
    OverrideBody,
    Regrade,
    Report,
    ReportBody,
    ReportQuery,
    Statistics,
)
from assignments.usecases import teaching
from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.endpoint import endpoint
from chassis.reply import Page, Reply


class TeachingEndpoints(Endpoints):
    """What teachers decide and see beyond the assignment itself."""

    @endpoint("GET", "/api/assignments/{id}/statistics/", returns=Statistics, single=True)
    def get_statistics(self, actor: Actor, id: int) -> Statistics:
        """Show how a quiz of the caller's was answered: scores, and every question's difficulty and options."""
        return teaching.get_statistics(self._desk(actor), id)

    @endpoint("GET", "/api/assignments/{id}/overrides/", returns=Override)
    def list_overrides(self, actor: Actor, id: int, query: PageQuery) -> Page[Override]:
        """List which students have more time or attempts than the others."""
        return teaching.list_overrides(self._desk(actor), id, query)

    @endpoint("PUT", "/api/assignments/{id}/overrides/{student}/", returns=Override)
    def set_override(self, actor: Actor, id: int, student: int, body: OverrideBody) -> Override:
        """Give a student of the course more time or attempts than the others have."""
        return teaching.set_override(self._desk(actor), id, student, body)

    @endpoint("DELETE", "/api/assignments/{id}/overrides/{student}/")
    def remove_override(self, actor: Actor, id: int, student: int) -> None:
        """Let a student have what the others have."""
        teaching.remove_override(self._desk(actor), id, student)

    @endpoint("GET", "/api/assignments/{id}/regrades/", returns=Regrade)
    def list_regrades(self, actor: Actor, id: int, query: PageQuery) -> Page[Regrade]:
        """List the corrections of right answers that regraded submissions, newest first."""
        return teaching.list_regrades(self._desk(actor), id, query)

    @endpoint("GET", "/api/assignments/{id}/reports/", returns=Report)
    def list_reports(self, actor: Actor, id: int, query: ReportQuery) -> Page[Report]:
        """List what students say is wrong with the questions, newest first."""
        return teaching.list_reports(self._desk(actor), id, query)

    @endpoint("POST", "/api/assignments/{id}/reports/", roles={"student"}, returns=Report, answers={201: "the report"})
    def report_question(self, actor: Actor, id: int, body: ReportBody) -> Reply[Report]:
        """Tell the teacher that something is wrong with a question."""
        return teaching.report_question(self._desk(actor), id, body)

    @endpoint("POST", "/api/assignments/{id}/reports/{report}/resolve/", returns=Report)
    def resolve_report(self, actor: Actor, id: int, report: int) -> Report:
        """Mark a report as dealt with."""
        return teaching.resolve_report(self._desk(actor), id, report)
