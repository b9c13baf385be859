"""What may be asked of the courses service, and by whom."""

from __future__ import annotations

from typing import Any

from chassis.administration import administered
from chassis.amqp.client import ServiceClient
from chassis.amqp.rpc import rpc
from chassis.call import Actor
from chassis.cursor import MAX_LIMIT, PageQuery
from chassis.database import Database
from chassis.endpoint import endpoint, guard
from chassis.patch import changes_in
from chassis.reply import Page, Reply
from chassis.service import Service
from chassis.storage.provider import FileStorage
from courses.clients import RemoteAccounts
from courses.schemas import (
    AddStudent,
    BlockStudent,
    Course,
    CourseBody,
    CoursePatch,
    CourseQuery,
    Enrollment,
    EnrolmentQuery,
    Feedback,
    FeedbackBody,
    FeedbackChange,
    FeedbackPatch,
    FeedbackQuery,
    Material,
    MaterialBody,
    MaterialChange,
    MaterialPatch,
    MaterialQuery,
    MaterialUsage,
    MaterialView,
    RatingSummary,
    Student,
)
from courses.usecases import catalogue, enrolment, materials, membership, openings, quota, ratings
from courses.usecases.materials import Materials

FILE = {
    413: "the file is too large, or there is no room for it",
    415: "the file is not what `material_type` says",
}
ENROLLED = {201: "newly in the course", 200: "in already, or in again"}


@administered(roles={"admin"})
class CoursesService(Service):
    """Courses, and who is in them."""

    name = "courses"
    version = "0.1.0"
    db = Database()
    files = FileStorage()
    accounts = ServiceClient("accounts")

    @endpoint("GET", "/api/courses/", returns=Course, cacheable=True)
    def list_courses(self, actor: Actor, query: CourseQuery) -> Page[Course]:
        """List courses, newest first; inactive ones only to their members."""
        return catalogue.list_courses(self.db, actor, query)

    @endpoint("POST", "/api/courses/", roles={"teacher"}, returns=Course, answers={201: "the new course"})
    def create_course(self, actor: Actor, body: CourseBody) -> Reply[Course]:
        """Create a course, taught by the caller."""
        return catalogue.create_course(self.db, actor, body)

    @endpoint("GET", "/api/courses/{id}/", returns=Course, single=True, cacheable=True)
    def get_course(self, actor: Actor, id: int) -> Course:
        """Show a course."""
        return catalogue.get_course(self.db, actor, id)

    @endpoint("PATCH", "/api/courses/{id}/", returns=Course)
    def update_course(self, actor: Actor, id: int, body: CoursePatch) -> Course:
        """Change some fields of a course."""
        return catalogue.update_course(self.db, actor, id, changes_in(body, nullable={"start_date", "end_date"}))

    @endpoint("PUT", "/api/courses/{id}/", returns=Course)
    def replace_course(self, actor: Actor, id: int, body: CourseBody) -> Course:
        """Set all fields of a course."""
        return catalogue.update_course(self.db, actor, id, body.model_dump())

    @endpoint("DELETE", "/api/courses/{id}/")
    def delete_course(self, actor: Actor, id: int) -> None:
        """Delete a course and all that hangs on it; those enrolled are told."""
        catalogue.delete_course(self.db, self.files, actor, id)

    @endpoint("POST", "/api/courses/{id}/enroll/", roles={"student"}, returns=Enrollment, answers=ENROLLED)
    def enroll(self, actor: Actor, id: int) -> Reply[Enrollment]:
        """Enrol the caller in a course."""
        return enrolment.enroll(self.db, actor, id)

    @endpoint("POST", "/api/courses/{id}/unenroll/", roles={"student"}, returns=Enrollment)
    def unenroll(self, actor: Actor, id: int) -> Enrollment:
        """Take the caller out of a course."""
        return enrolment.unenroll(self.db, actor, id)

    @endpoint("GET", "/api/courses/{id}/students/", returns=Student, cacheable=True)
    def list_students(self, actor: Actor, id: int, query: PageQuery) -> Page[Student]:
        """List the students of a course of the caller's."""
        return membership.list_students(self.db, actor, id, query)

    @endpoint("POST", "/api/courses/{id}/add_student/", returns=Enrollment, answers=ENROLLED)
    def add_student(self, actor: Actor, id: int, body: AddStudent) -> Reply[Enrollment]:
        """Add a student to a course of the caller's, also one who was blocked."""
        return enrolment.add_student(self.db, RemoteAccounts(self.accounts), actor, id, body)

    @endpoint("POST", "/api/courses/{id}/block_student/", returns=Enrollment)
    def block_student(self, actor: Actor, id: int, body: BlockStudent) -> Enrollment:
        """Put a student out of a course of the caller's until they are added again."""
        return enrolment.block_student(self.db, actor, id, body.student_id)

    @endpoint("GET", "/api/enrollments/", returns=Enrollment, cacheable=True)
    def list_enrollments(self, actor: Actor, query: EnrolmentQuery) -> Page[Enrollment]:
        """List the caller's enrolments, or those in all courses the caller teaches."""
        return membership.list_enrollments(self.db, actor, query)

    @endpoint("GET", "/api/courses/{id}/ratings/", returns=RatingSummary, single=True, cacheable=True)
    def get_ratings(self, actor: Actor, id: int) -> RatingSummary:
        """Show the average and the histogram of a course's ratings."""
        return ratings.summarise(self.db, actor, id)

    @endpoint("GET", "/api/feedback/", returns=Feedback, cacheable=True)
    def list_feedback(self, actor: Actor, query: FeedbackQuery) -> Page[Feedback]:
        """List the ratings of the courses the caller is in, newest first."""
        return ratings.list_feedback(self.db, actor, query)

    @endpoint("POST", "/api/feedback/", roles={"student"}, returns=Feedback, answers={201: "the new rating"})
    def give_feedback(self, actor: Actor, body: FeedbackBody) -> Reply[Feedback]:
        """Rate a course the caller is enrolled in, once."""
        return ratings.give_feedback(self.db, actor, body)

    @endpoint("GET", "/api/feedback/{id}/", returns=Feedback, single=True)
    def get_feedback(self, actor: Actor, id: int) -> Feedback:
        """Show a rating."""
        return ratings.get_feedback(self.db, actor, id)

    @endpoint("PATCH", "/api/feedback/{id}/", returns=Feedback)
    def update_feedback(self, actor: Actor, id: int, body: FeedbackPatch) -> Feedback:
        """Change parts of a rating of the caller's own."""
        return ratings.change_feedback(self.db, actor, id, changes_in(body))

    @endpoint("PUT", "/api/feedback/{id}/", returns=Feedback)
    def replace_feedback(self, actor: Actor, id: int, body: FeedbackChange) -> Feedback:
        """Set rating and comment of a rating of the caller's own."""
        return ratings.change_feedback(self.db, actor, id, body.model_dump())

    @endpoint("DELETE", "/api/feedback/{id}/")
    def delete_feedback(self, actor: Actor, id: int) -> None:
        """Take back a rating of the caller's own."""
        ratings.delete_feedback(self.db, actor, id)

    @endpoint("GET", "/api/courses/{id}/materials/", returns=Material, cacheable=True)
    def list_course_materials(self, actor: Actor, base_url: str, id: int, query: PageQuery) -> Page[Material]:
        """List the material of a course the caller is in, newest first."""
        return Materials(self.db, self.files, actor, base_url).list_of(id, query)

    @endpoint("GET", "/api/materials/", returns=Material)
    def list_materials(self, actor: Actor, base_url: str, query: MaterialQuery) -> Page[Material]:
        """List the material of the courses the caller is in, newest first."""
        return Materials(self.db, self.files, actor, base_url).list_all(query)

    @endpoint(
        "POST",
        "/api/materials/",
        roles={"teacher"},
        returns=Material,
        upload="file",
        answers={201: "the new material"},
        errors=FILE,
    )
    def upload_material(self, actor: Actor, base_url: str, body: MaterialBody) -> Reply[Material]:
        """Add a file to a course of the caller's. Its bytes decide what it is; pictures lose their metadata."""
        return Materials(self.db, self.files, actor, base_url).upload(body)

    @endpoint("GET", "/api/materials/usage/", roles={"teacher"}, returns=MaterialUsage, single=True)
    def get_material_usage(self, actor: Actor) -> MaterialUsage:
        """Show how much room the material of all courses of the caller takes, and how much it may."""
        return quota.get_usage(self.db, actor)

    @endpoint("GET", "/api/materials/{id}/", returns=Material, single=True)
    def get_material(self, actor: Actor, base_url: str, id: int) -> Material:
        """Show a piece of material."""
        return Materials(self.db, self.files, actor, base_url).get(id)

    @endpoint("PATCH", "/api/materials/{id}/", returns=Material, upload="file", errors=FILE)
    def update_material(self, actor: Actor, base_url: str, id: int, body: MaterialPatch) -> Material:
        """Rename material of a course of the caller's, or put another file in its place."""
        changes = {name: value for name, value in changes_in(body, nullable={"file"}).items() if name != "file"}
        return Materials(self.db, self.files, actor, base_url).change(id, changes, body.file)

    @endpoint("PUT", "/api/materials/{id}/", returns=Material, upload="file", errors=FILE)
    def replace_material(self, actor: Actor, base_url: str, id: int, body: MaterialChange) -> Material:
        """Set title, type and, if one is sent, the file of material of a course of the caller's."""
        return Materials(self.db, self.files, actor, base_url).change(id, body.model_dump(exclude={"file"}), body.file)

    @endpoint("DELETE", "/api/materials/{id}/")
    def delete_material(self, actor: Actor, id: int) -> None:
        """Delete material of a course of the caller's, with its file."""
        Materials(self.db, self.files, actor, "").delete(id)

    @endpoint("POST", "/api/materials/{id}/open/", answers={204: "noted"})
    def open_material(self, actor: Actor, id: int) -> None:
        """Note that the caller has opened a piece of material, for its teacher to see."""
        openings.open_material(self.db, actor, id)

    @endpoint("GET", "/api/materials/{id}/views/", returns=MaterialView)
    def list_material_views(self, actor: Actor, id: int, query: PageQuery) -> Page[MaterialView]:
        """List who has opened material of a course of the caller's, latest newcomer first."""
        return openings.list_views(self.db, actor, id, query)

    @guard("materials")
    @rpc
    def may_read_file(self, key: str, user_id: int) -> bool:
        """Whether somebody may read a file of a course's material now."""
        return materials.may_read_file(self.db, key, user_id)

    @rpc
    def get_material_file(self, material_id: int, user_id: int) -> dict[str, Any]:
        """Where the file of somebody's own material is; see `usecases.materials`."""
        return materials.get_material_file(self.db, material_id, user_id)

    @rpc
    def get_membership(self, course_id: int, user_id: int) -> dict[str, Any]:
        """What somebody is to a course; see `usecases.membership`."""
        return membership.get_membership(self.db, course_id, user_id)

    @rpc
    def list_member_ids(self, course_id: int, after: int = 0, limit: int = MAX_LIMIT) -> dict[str, Any]:
        """A page of a course's members."""
        return membership.list_member_ids(self.db, course_id, after, limit)

    @rpc
    def list_course_ids_for(self, user_id: int, after: int = 0, limit: int = MAX_LIMIT) -> list[int]:
        """A page of the courses somebody is in."""
        return membership.list_course_ids_for(self.db, user_id, after, limit)
