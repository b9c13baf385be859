"""Migrations: they make what the models describe, and keep what was there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import insert, select, text

from chassis.clock import now
from chassis.database import Store, make_engine
from chassis.migrate import configuration, upgrade
from chassis.testing.databases import schema_drift
from courses.models import Base, Course, Enrolment, Feedback, Material
from courses.schemas import CourseQuery
from courses.usecases.catalogue import list_courses
from services.courses.tests.cast import BOB


def test_migrations_make_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    assert schema_drift("courses", Base.metadata, tmp_path) == []


def test_wider_ids_lose_no_row(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    command.upgrade(configuration("courses", url), "0003")
    store = Store(make_engine(url))
    with store.write() as session:
        for statement in OLD_ROWS:
            session.execute(text(statement), {"moment": now().replace(tzinfo=None)})
    upgrade("courses", url)
    with store.read() as session:
        assert session.scalars(select(Course.search_text)).all() == ["übung\nbio-101\nzelle"]
        assert session.scalars(select(Material.title_key)).all() == ["blätter"]
        assert session.scalars(select(Enrolment.id)).all() == [8]
        assert session.scalars(select(Feedback.id)).all() == [9]
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_a_search_finds_what_was_there_before_the_index_and_the_index_can_be_removed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    config = configuration("courses", url)
    command.upgrade(config, "0003")
    store = Store(make_engine(url))
    with store.write() as session:
        session.execute(text(OLD_ROWS[0]), {"moment": now().replace(tzinfo=None)})
    for _ in range(2):
        upgrade("courses", url)
        found = list_courses(store, BOB, CourseQuery(search="übung zelle"))
        assert [course.id for course in found.items] == [7]
        command.downgrade(config, "0006")


def test_an_id_is_never_used_again(db: Store) -> None:
    row = {"title": "Biology", "description": "", "code": "B-1", "code_key": "b-1", "teacher_id": 1, "is_active": True}
    row |= {"enrolled_count": 0, "rating_sum": 0, "rating_count": 0, "created_at": now(), "search_text": ""}
    with db.write() as session:
        first = session.scalar(insert(Course).values(row).returning(Course.id))
        session.execute(text("DELETE FROM courses"))
        second = session.scalar(insert(Course).values(row).returning(Course.id))
    assert first is not None
    assert second == first + 1


OLD_ROWS = [
    "INSERT INTO courses VALUES (7, 'Übung', 'Zelle', 'BIO-101', 'bio-101', 1, NULL, NULL, 1, 1, 5, 1, :moment)",
    "INSERT INTO enrolments VALUES (8, 7, 2, 'active', :moment)",
    "INSERT INTO feedback VALUES (9, 7, 2, 5, 'Clear.', :moment, :moment)",
    "INSERT INTO materials VALUES (3, 7, 'Blätter', 'document', 'materials/a', 'b', 1, 'x', 'text/plain', 1, :moment)",
]
