"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from accounts import roster, schemas
from accounts.domain import Device
from accounts.photos import Photos
from accounts.schemas import (
    AcceptBody,
    Invitation,
    InvitationBody,
    InvitationPreview,
    InvitationQuery,
    RosterBody,
    RosterQuery,
    RosterReport,
    SignedIn,
)
from accounts.usecases import accepting, invitations, rosters
from chassis.call import Actor
from chassis.database import Store
from chassis.endpoint import endpoint
from chassis.reply import Page, Reply
from chassis.storage.files import Files

TEACHER = {"teacher"}
TOO_MANY = {429: "too many invitations"}
CLOSED = {409: "the invitation was accepted or revoked"}
NOT_OPEN = {404: "no such invitation", 400: "the invitation was used or has expired"}
CSV = "text/csv; charset=utf-8"


class Invitations:
    """How people come in who were asked to."""

    db: Store
    files: Files

    @endpoint("GET", "/api/invitations/", roles=TEACHER, returns=Invitation)
    def list_invitations(self, actor: Actor, query: InvitationQuery) -> Page[Invitation]:
        """List the invitations the caller has sent, newest first."""
        return invitations.list_invitations(self.db, actor, query)

    @endpoint(
        "POST",
        "/api/invitations/",
        roles=TEACHER,
        returns=Invitation,
        answers={201: "the new invitation"},
        errors=TOO_MANY,
    )
    def invite(self, actor: Actor, body: InvitationBody) -> Reply[Invitation]:
        """Invite somebody by e-mail, into a course if one is named."""
        return invitations.invite(self.db, actor, body)

    @endpoint("GET", "/api/invitations/{id}/", roles=TEACHER, returns=Invitation, single=True)
    def get_invitation(self, actor: Actor, id: int) -> Invitation:
        """Show an invitation the caller has sent."""
        return invitations.get_invitation(self.db, actor, id)

    @endpoint("DELETE", "/api/invitations/{id}/", roles=TEACHER, errors=CLOSED)
    def revoke_invitation(self, actor: Actor, id: int) -> None:
        """Revoke an invitation: its link is dead."""
        invitations.revoke(self.db, actor, id)

    @endpoint("POST", "/api/invitations/{id}/resend/", roles=TEACHER, returns=Invitation, errors=TOO_MANY | CLOSED)
    def resend_invitation(self, actor: Actor, id: int) -> Invitation:
        """Send an invitation again, with a new link that is good for 30 days."""
        return invitations.resend(self.db, actor, id)

    @endpoint("POST", "/api/invitations/bulk/", roles=TEACHER, returns=RosterReport, upload="file", errors=TOO_MANY)
    def invite_all(self, actor: Actor, body: RosterBody, query: RosterQuery) -> RosterReport:
        """Invite everybody on a list: CSV in UTF-8 whose first row names the columns.

        `email` is needed; `full_name`, `user_type` (`student` or `teacher`) and `course` (number or title of a course
        of the caller's) may be there. Good rows are sent even when others fail. With `dry_run=1` nothing is sent.
        """
        return rosters.invite_all(self.db, self.files, actor, body.file, dry_run=query.dry_run)

    @endpoint("GET", "/api/invitations/template.csv", roles=TEACHER, returns=str, media_type=CSV)
    def get_template(self, actor: Actor) -> Reply[str]:
        """A list to fill in."""
        return Reply(roster.TEMPLATE, headers={"Content-Disposition": 'attachment; filename="invitations.csv"'})

    @endpoint("GET", "/api/invite/{token}/", public=True, returns=InvitationPreview, errors=NOT_OPEN)
    def preview_invitation(self, token: str) -> InvitationPreview:
        """Show an invitation to whoever holds its link."""
        return accepting.preview(self.db, token)

    @endpoint(
        "POST",
        "/api/invite/{token}/accept/",
        public=True,
        confidential=True,
        returns=SignedIn,
        answers={201: "the new account, signed in"},
        errors={**NOT_OPEN, 429: "too many attempts from this address"},
    )
    def accept_invitation(
        self, token: str, body: AcceptBody, base_url: str, address: str, user_agent: str | None
    ) -> Reply[schemas.SignedIn]:
        """Make an account with the invited address and sign in. An invitation is good for one account."""
        return accepting.accept(self.db, Photos(self.files, base_url), token, body, Device(address, user_agent or ""))
