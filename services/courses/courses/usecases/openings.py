"""Who has opened which material: kept of students, shown to the course's teacher."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.reply import Page
from courses import policies, queries, schemas
from courses.models import Material, MaterialView
from courses.usecases.materials import readable_material


def open_material(db: Store, actor: Actor, material_id: int) -> None:
    """Note that a student has opened material; its teacher may open it unnoticed. Raises NotFound."""
    with db.write() as session:
        material, course = readable_material(session, actor, material_id)
        if course.teacher_id == actor.id:
            return
        moment = now()
        view = queries.material_view(session, material.id, actor.id) or _never_opened(session, material, actor, moment)
        view.last_opened_at = moment
        view.times = MaterialView.times + 1


def list_views(db: Store, actor: Actor, material_id: int, query: PageQuery) -> Page[schemas.MaterialView]:
    """Who has opened material of a course of the actor's, latest newcomer first. Raises NotFound, Forbidden."""
    with db.read() as session:
        material, course = readable_material(session, actor, material_id)
        policies.require_owner(course, actor)
        page = newest_first(session, queries.views_of(material.id), MaterialView.id, query)
    return Page([_as_answer(row[0]) for row in page.rows], page.next_cursor, page.total)


def _never_opened(session: Session, material: Material, actor: Actor, moment: datetime) -> MaterialView:
    view = MaterialView(
        material_id=material.id, student_id=actor.id, first_opened_at=moment, last_opened_at=moment, times=0
    )
    session.add(view)
    session.flush()
    return view


def _as_answer(view: MaterialView) -> schemas.MaterialView:
    return schemas.MaterialView(
        student=view.student_id,
        first_opened_at=view.first_opened_at,
        last_opened_at=view.last_opened_at,
        times=view.times,
    )
