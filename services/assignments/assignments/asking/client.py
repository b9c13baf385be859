"""One question to an OpenAI-compatible server, with patience: what passes is tried again, what does not is named."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import openai
from openai import OpenAI

from assignments.asking.model import ModelFailed, Server, Usage
from assignments.asking.prompts import Message

TRIES = 3
PAUSES = (1.0, 4.0)
LONGEST_PAUSE = 30.0


class Model:
    """A model, and what asking it has used."""

    def __init__(self, server: Server, usage: Usage, sleep: Callable[[float], None] = time.sleep) -> None:
        self.server = server
        self.usage = usage
        self._sleep = sleep
        self._structured = True
        self._client = OpenAI(
            api_key=server.key,
            base_url=server.url or None,
            timeout=server.seconds,
            max_retries=0,
            # Where we ask is the settings' to say: a server that sends us elsewhere has failed.
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )

    def ask(self, messages: Sequence[Message], shape: dict[str, Any]) -> str:
        """The text of the answer. Raises ModelFailed when there is none after all tries."""
        for attempt in range(TRIES):
            try:
                return self._ask(messages, shape)
            except openai.APIError as error:
                if not _may_pass(error) or attempt == TRIES - 1:
                    raise _named(error) from error
                self._sleep(_pause(error, attempt))
        raise AssertionError("the last try either answers or raises")

    def _ask(self, messages: Sequence[Message], shape: dict[str, Any]) -> str:
        try:
            return self._answer(messages, shape)
        except openai.BadRequestError:
            if not self._structured:
                raise
            self._structured = False  # a server that knows no structured output: the form in the prompt has to do
            return self._answer(messages, shape)

    def _answer(self, messages: Sequence[Message], shape: dict[str, Any]) -> str:
        form: Any = {"response_format": {"type": "json_schema", "json_schema": shape}} if self._structured else {}
        said: Any = list(messages)
        answer = self._client.chat.completions.create(
            model=self.server.name, messages=said, max_tokens=self.server.answer_tokens, **form
        )
        if answer.usage:
            self.usage.input_tokens += answer.usage.prompt_tokens
            self.usage.output_tokens += answer.usage.completion_tokens
        return (answer.choices[0].message.content or "") if answer.choices else ""


def _may_pass(error: openai.APIError) -> bool:
    return isinstance(error, openai.RateLimitError | openai.InternalServerError | openai.APIConnectionError)


def _pause(error: openai.APIError, attempt: int) -> float:
    """What the server asks for, within reason; else longer each time."""
    asked = error.response.headers.get("retry-after", "") if isinstance(error, openai.APIStatusError) else ""
    return min(float(asked), LONGEST_PAUSE) if asked.isdecimal() else PAUSES[attempt]


def _named(error: openai.APIError) -> ModelFailed:
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelFailed("model_refused_key", "The model's server refuses the key. Check it in your settings.")
    if isinstance(error, openai.RateLimitError):
        return ModelFailed("model_busy", "The model's server takes no more requests at the moment. Try again later.")
    if isinstance(error, openai.APITimeoutError):
        return ModelFailed("model_too_slow", "The model did not answer in time. Try again later.")
    if isinstance(error, openai.APIConnectionError):
        return ModelFailed("model_away", "The model's server cannot be reached. Try again later.")
    if isinstance(error, openai.NotFoundError):
        return ModelFailed("model_unknown", "The model's server does not know this model.")
    return ModelFailed("model_failed", "The model's server failed. Try again later.")
