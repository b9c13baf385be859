"""Material of a course: files that its teacher gives to its members."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.reply import Page, Reply
from chassis.storage import Upload, discards
from chassis.storage.files import Files
from chassis.text import text_key
from courses import policies, queries, schemas
from courses.domain import MaterialType, Membership, fits
from courses.facts import tell_in
from courses.intake import Kept, take_in, wrong_type
from courses.models import Course, Material
from courses.schemas import MaterialBody, MaterialQuery
from courses.usecases.catalogue import owned_course, visible_course
from courses.usecases.quota import require_room

READING_SECONDS = 1800
FILM_SECONDS = 3 * 3600
"""A film is fetched piece by piece for as long as it runs, pauses included."""
FROM_FILE = ("key", "filename", "content_type", "size", "sha256")


class Materials:
    """What can be done with material, for one caller: addresses are made for whom they are shown to."""

    def __init__(self, db: Store, files: Files, actor: Actor, base_url: str) -> None:
        self._db = db
        self._files = files
        self._actor = actor
        self._base_url = base_url

    def upload(self, body: MaterialBody) -> Reply[schemas.Material]:
        """Add material to a course of the actor's. Raises NotFound, Forbidden, and as `take_in` and `require_room`."""
        with self._db.read() as session:
            owned_course(session, self._actor, body.course)
        kept = take_in(self._db, self._files, body.file, body.material_type)
        with self._db.write() as session:
            self._keep(session, kept)
            course = owned_course(session, self._actor, body.course)
            require_room(session, self._actor.id, kept.size)
            material = Material(
                course_id=course.id,
                title=body.title,
                title_key=text_key(body.title),
                material_type=body.material_type,
                uploaded_by=self._actor.id,
                created_at=now(),
            )
            _put_file(material, kept)
            session.add(material)
            session.flush()
            _tell(session, "courses.material_uploaded", course, material)
            return Reply(self._as_answer(material), status=201, location=f"/api/materials/{material.id}/")

    def list_all(self, query: MaterialQuery) -> Page[schemas.Material]:
        """The material of the courses the actor is in, newest first; of one of them with `course`."""
        wanted = queries.materials_readable_by(self._actor.id, query.search)
        if query.course is not None:
            wanted = wanted.where(Material.course_id == query.course)
        with self._db.read() as session:
            page = newest_first(session, wanted, Material.id, query)
        return Page([self._as_answer(row[0]) for row in page.rows], page.next_cursor, page.total)

    def list_of(self, course_id: int, query: PageQuery) -> Page[schemas.Material]:
        """The material of a course the actor is in, newest first. Raises NotFound, Forbidden."""
        with self._db.read() as session:
            course, held = visible_course(session, self._actor, course_id)
            policies.require_member(held)
        return self.list_all(MaterialQuery(course=course.id, limit=query.limit, cursor=query.cursor))

    def get(self, material_id: int) -> schemas.Material:
        """One piece of material. Raises NotFound, also when it is of a course the actor is not in."""
        with self._db.read() as session:
            return self._as_answer(readable_material(session, self._actor, material_id)[0])

    def change(self, material_id: int, changes: dict[str, Any], file: Upload | None) -> schemas.Material:
        """Change material of the actor's own course, with `file` also its file.

        Raises NotFound, Forbidden, UnsupportedMedia when type and file do not go together, and what `take_in` and
        `require_room` raise.
        """
        with self._db.read() as session:
            material, course = readable_material(session, self._actor, material_id)
            policies.require_owner(course, self._actor)
        wanted = MaterialType(changes.get("material_type", material.material_type))
        kept = take_in(self._db, self._files, file, wanted) if file else None
        with self._db.write() as session:
            if kept is not None:
                self._keep(session, kept)
            material, course = readable_material(session, self._actor, material_id, lock=True)
            policies.require_owner(course, self._actor)
            for name, value in changes.items():
                setattr(material, name, value)
            material.title_key = text_key(material.title)
            if kept is not None:
                require_room(session, self._actor.id, kept.size - material.size)
                self._discard(session, material)
                _put_file(material, kept)
            if not fits(material.content_type, MaterialType(material.material_type)):
                raise wrong_type(MaterialType(material.material_type))
            return self._as_answer(material)

    def delete(self, material_id: int) -> None:
        """Remove material of the actor's own course, with its file. Raises NotFound, Forbidden."""
        with self._db.write() as session:
            material, course = readable_material(session, self._actor, material_id, lock=True)
            policies.require_owner(course, self._actor)
            self._discard(session, material)
            session.delete(material)
            _tell(session, "courses.material_deleted", course, material)

    def _keep(self, session: Session, kept: Kept) -> None:
        """The file stays if this transaction is committed, and goes at once if it is not."""
        self._db.after_rollback(lambda: discards.let_go(self._db, self._files.delete, kept.key))
        discards.keep(session, kept.key)

    def _discard(self, session: Session, material: Material) -> None:
        """The material's file goes once this transaction is committed."""
        discards.discard(session, [material.key])
        self._db.after_commit(lambda: discards.sweep(self._db, self._files.delete))

    def _as_answer(self, material: Material) -> schemas.Material:
        address = self._files.url(
            self._base_url,
            material.key,
            material.content_type,
            material.filename,
            self._actor.id,
            lifetime=FILM_SECONDS if material.material_type == MaterialType.VIDEO else READING_SECONDS,
        )
        return schemas.Material(
            id=material.id,
            course=material.course_id,
            title=material.title,
            material_type=MaterialType(material.material_type),
            file=address,
            filename=material.filename,
            size=material.size,
            content_type=material.content_type,
            uploaded_by=material.uploaded_by,
            created_at=material.created_at,
        )


def may_read_file(db: Store, key: str, user_id: int) -> bool:
    """Whether somebody may read a file now: they are in the course that it is material of."""
    with db.read() as session:
        material = queries.material_with_key(session, key)
        course = queries.course(session, material.course_id) if material else None
        if course is None:
            return False
        held = policies.membership(course, queries.enrolment(session, course.id, user_id), user_id)
        return held is not Membership.NONE


def get_material_file(db: Store, material_id: int, user_id: int) -> dict[str, Any]:
    """Where the file of somebody's own material is: `{course_id, title, key, filename, size}`.

    Raises NotFound, also when it is of a course that somebody else teaches.
    """
    with db.read() as session:
        material = queries.material(session, material_id)
        course = queries.course(session, material.course_id) if material else None
        if material is None or course is None or course.teacher_id != user_id:
            raise policies.no_such_material()
        return {
            "course_id": course.id,
            "title": material.title,
            "key": material.key,
            "filename": material.filename,
            "size": material.size,
        }


def readable_material(session: Session, actor: Actor, material_id: int, lock: bool = False) -> tuple[Material, Course]:
    """Material and its course. Raises NotFound, also when it is of a course the actor is not in."""
    material = queries.material(session, material_id, lock)
    course = queries.course(session, material.course_id) if material else None
    if material is None or course is None:
        raise policies.no_such_material()
    held = policies.membership(course, queries.enrolment(session, course.id, actor.id), actor.id)
    policies.require_may_read(held)
    return material, course


def _put_file(material: Material, kept: Kept) -> None:
    for name in FROM_FILE:
        setattr(material, name, getattr(kept, name))


def _tell(session: Session, fact: str, course: Course, material: Material) -> None:
    which = {"material_id": material.id, "title": material.title, "material_type": material.material_type}
    tell_in(session, fact, course, **which)
