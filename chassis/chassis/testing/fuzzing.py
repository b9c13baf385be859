"""How long tests with invented input go on: a fixed while with the same input each time, or longer, with new input."""

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("FUZZ_FACTOR", "1"))


def bounded(examples: int) -> settings:
    """So many examples, the same ones in every run; `make fuzz` tries many times as many, other ones each time."""
    return settings(
        max_examples=examples * FACTOR,
        derandomize=FACTOR == 1,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
