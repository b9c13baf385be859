"""The service's settings."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from chassis.settings import ServiceSettings


class AssignmentsSettings(ServiceSettings):
    """What the assignments service reads."""

    ai_base_url: str = Field("", description="an OpenAI-compatible server; empty with a key: OpenAI's own")
    ai_api_key: str = Field("", description="the school's key for it; a teacher's own goes before it")
    ai_model: str = Field("gpt-4o-mini", description="the model to ask; without any key the built-in generator is used")
    ai_timeout: float = Field(60, gt=0, description="seconds the model may take for one answer")
    ai_max_seconds: float = Field(900, gt=0, description="seconds after which a generation gives up")
    ai_max_tokens: int = Field(400_000, ge=1000, description="tokens one generation may use, in and out")
    ai_input_price: float = Field(0, ge=0, description="price of a million tokens in, for showing the cost; 0: unknown")
    ai_output_price: float = Field(0, ge=0, description="price of a million tokens out")
    generations: int = Field(2, ge=1, le=20, description="assignments that one worker generates at a time")
    max_pdf_mb: int = Field(100, ge=1, description="megabytes of a PDF to generate from")


@lru_cache(maxsize=1)
def settings() -> AssignmentsSettings:
    """The process's settings, read once."""
    return AssignmentsSettings()
