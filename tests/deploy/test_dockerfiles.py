"""Dockerfiles: they copy what is there, and make images that run as nobody in particular and can be asked how they are.

What else makes a good Dockerfile is hadolint's to say, in the stage `lint`.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

from lectern.layout import ROOT
from tests.deploy.support.dockerfile import DEMO, DOCKERFILES, Dockerfile
from tests.repository.test_house_style import tracked

IGNORED = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
EACH = pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: str(file.parent.relative_to(ROOT)))


@EACH
def test_what_is_copied_is_under_version_control_and_sent_to_the_engine(file: Path) -> None:
    kept = [one.removeprefix("!") for one in IGNORED if one.startswith("!")]
    for source in Dockerfile(file).context:
        assert tracked(source), source
        assert source.split("/")[0] in kept, f".dockerignore keeps {source} back"


def test_secrets_and_data_are_not_sent_to_the_engine() -> None:
    assert IGNORED[0] == "*"
    for name in (".env", ".git", "var"):
        assert f"!{name}" not in IGNORED
    dropped = [one.removeprefix("**/") for one in IGNORED[1:] if not one.startswith("!")]
    for name in ("__pycache__", "node_modules", "tests"):
        assert any(fnmatch(name, one) for one in dropped)


@EACH
def test_an_image_runs_as_a_user_of_its_own_and_says_how_it_is(file: Path) -> None:
    image = Dockerfile(file)
    assert image.all("USER") == ["10001:10001"]
    assert "useradd --uid 10001 " in image.all("RUN")[0]
    checks = image.all("HEALTHCHECK")
    assert len(checks) == 1
    assert checks == ["NONE"] if file == DEMO else checks[0].endswith('CMD ["python", "-m", "chassis.probe"]')


@EACH
def test_packages_come_from_the_lock_beside_it_with_their_hashes(file: Path) -> None:
    image = Dockerfile(file)
    assert image.lock == (ROOT if file == DEMO else file.parent) / "requirements.lock"
    (install,) = [text for keyword, text in image.instructions if keyword == "RUN" and "pip install" in text]
    assert "--require-hashes --no-deps -r /requirements.lock" in install


def test_a_service_image_holds_the_chassis_and_that_service_alone() -> None:
    for file in DOCKERFILES:
        sources = {source for copy in Dockerfile(file).copies if not copy.stage for source in copy.sources}
        if file != DEMO:
            folder = file.parent.relative_to(ROOT)
            assert sources == {"chassis/chassis", f"{folder}/{folder.name}"}
