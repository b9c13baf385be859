"""Posts of the feed, as they go in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from chassis.cursor import PageQuery
from chassis.refs import Ref
from chassis.text import Text

Content = Annotated[Text, StringConstraints(min_length=1, max_length=2000)]


class StatusUpdateBody(BaseModel):
    """What somebody wants to say."""

    content: Content


class StatusUpdatePatch(BaseModel):
    """What somebody wants to have said."""

    content: Content | None = None


class StatusUpdateQuery(PageQuery):
    """Which posts to list."""

    feed: Annotated[bool, Field(description="Also those of people the caller shares a course with.")] = False


class StatusUpdate(BaseModel):
    """A post in the feed."""

    id: int
    author: Annotated[int, Ref("accounts.users", author_name="display_name", author_photo="photo")]
    content: str
    created_at: datetime
    updated_at: datetime
    is_mine: bool


class FeedChange(BaseModel):
    """Which post was changed, and how."""

    id: int
    change: Literal["posted", "edited", "deleted"]


class FeedEvent(BaseModel):
    """A change in the reader's feed, on the live stream."""

    event: Literal["feed"] = "feed"
    data: FeedChange


class FeedEvents(BaseModel):
    """What a stream of the feed begins with: nothing, for whoever opens one has just loaded the feed."""

    events: list[FeedEvent]
