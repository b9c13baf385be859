"""Alembic's entry."""

from chassis import migration_environment
from courses.models import Base

migration_environment.run(Base.metadata)
