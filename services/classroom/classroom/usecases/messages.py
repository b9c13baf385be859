"""The chat over REST: its history, and writing where a socket cannot be had."""

from __future__ import annotations

from chassis.call import Actor
from chassis.database.paging import newest_first
from chassis.database.store import Store
from chassis.errors import InvalidInput
from chassis.reply import Page, Reply
from classroom import policies, queries, schemas
from classroom.domain.ops import Refused, text_of
from classroom.live import Live
from classroom.models import Message
from classroom.schemas import ChatMessage, MessageBody, MessageQuery
from classroom.usecases import log
from classroom.usecases.log import Op, Outcome
from classroom.usecases.rooms import visible_room


def list_messages(db: Store, actor: Actor, room_id: int, query: MessageQuery) -> Page[ChatMessage]:
    """The last messages of a room the actor is in, oldest first; the next page holds older ones. Raises NotFound."""
    with db.read() as session:
        visible_room(session, actor, room_id)
        page = newest_first(session, queries.messages_before(room_id, query.before), Message.id, query)
    return Page([as_answer(row[0]) for row in reversed(page.rows)], page.next_cursor, page.total)


def send(db: Store, live: Live, actor: Actor, room_id: int, body: MessageBody) -> Reply[schemas.ChatMessage]:
    """Write a message; it reaches the sockets too. Raises NotFound, Forbidden, InvalidInput."""
    d: dict[str, object] = {"content": _text(body.content)}
    if body.reply_to is not None:
        d["reply_to"] = body.reply_to
    if body.mentions:
        d["mentions"] = body.mentions
    outcome = _write(db, live, actor, room_id, Op(actor.id, "chat", d))
    with db.read() as session:
        message = queries.messages_among(session, room_id, [outcome.d["id"]])[outcome.d["id"]]
    return Reply(as_answer(message), status=201)


def edit(db: Store, live: Live, actor: Actor, room_id: int, message_id: int, content: str) -> ChatMessage:
    """Change a message of the actor's own. Raises NotFound, Forbidden."""
    _write(db, live, actor, room_id, Op(actor.id, "edit", {"id": message_id, "content": _text(content)}))
    with db.read() as session:
        return as_answer(queries.messages_among(session, room_id, [message_id])[message_id])


def delete(db: Store, live: Live, actor: Actor, room_id: int, message_id: int) -> None:
    """Take back a message of the actor's own; the teacher may any. Raises NotFound, Forbidden."""
    _write(db, live, actor, room_id, Op(actor.id, "delete", {"id": message_id}))


def as_answer(message: Message) -> ChatMessage:
    """A message as it goes out."""
    return ChatMessage(
        id=message.id,
        room=message.room_id,
        sender=message.sender_id,
        content=message.content,
        reply_to=message.reply_to,
        created_at=message.created_at,
        edited_at=message.edited_at,
        is_deleted=message.is_deleted,
        seq=message.seq,
    )


def _write(db: Store, live: Live, actor: Actor, room_id: int, op: Op) -> Outcome:
    with db.write() as session:
        room = visible_room(session, actor, room_id)
        policies.require_may_chat(policies.caps(room, queries.seat(session, room_id, actor.id), actor.id))
        op.is_teacher = room.teacher_id == actor.id
        outcome = log.append(db, room_id, [op])[0]
        if outcome.code is not None:
            raise policies.no_such_message()
        db.after_commit(lambda: live.changed(room_id))
    return outcome


def _text(content: str) -> str:
    try:
        return text_of(content)
    except Refused:
        raise InvalidInput.field("content", "Write something, in at most 5,000 characters.") from None
