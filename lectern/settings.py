"""`make settings`: the table of every setting in docs/operating.md, made from the classes that read them."""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from lectern.layout import ROOT, services

DOCUMENT = ROOT / "docs" / "operating.md"
BEGIN, END = "<!-- settings: made by `make settings` -->", "<!-- end of settings -->"


@dataclass(frozen=True)
class Setting:
    """One line of the table."""

    name: str
    default: str
    meaning: str
    reader: str


# What no class of settings reads.
OTHERS = (
    Setting("BACKUP_AT", "", "time of day, `03:00`, at which `make run` makes a backup; empty: never", "launcher"),
    Setting("BACKUP_DIR", "var/backups", "folder of backups, best on another disk", "launcher"),
    Setting("BACKUP_KEEP", "7", "how many of them are kept there; 0: all", "launcher"),
    Setting("DB", "sqlite", "`postgres`: a private PostgreSQL with a database for each service", "launcher"),
    Setting("DEMO", "1", "demo content into an empty system; 0: none; default with `ENV=production`: 0", "launcher"),
    Setting("LECTERN_ADMIN_PASSWORD", "", "the password that `make admin` gives; empty: one is made up", "accounts"),
    Setting(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "",
        "where traces go by OTLP over HTTP, `http://127.0.0.1:4318`; empty: there are none",
        "every process",
    ),
    Setting(
        "OTEL_TRACES_SAMPLER",
        "parentbased_always_on",
        "which traces: `parentbased_traceidratio` with `OTEL_TRACES_SAMPLER_ARG` for a part of them",
        "every process",
    ),
    Setting("OTEL_TRACES_SAMPLER_ARG", "", "how many: `0.1` for one in ten", "every process"),
)


def collect() -> list[Setting]:
    """Every setting of every process, by name, once."""
    found = {setting.name: setting for setting in (*OTHERS, *_databases())}
    for reader, module in _modules():
        for settings in _classes(module):
            for name, information in settings.model_fields.items():
                found.setdefault(name.upper(), _setting(name, information, _reader(settings, name, reader)))
    return sorted(found.values(), key=lambda setting: setting.name)


def table() -> str:
    """The table in Markdown."""
    rows = [f"| `{one.name}` | {_code(one.default)} | {one.meaning} | {one.reader} |" for one in collect()]
    return "\n".join(["| name | default | meaning | read by |", "| --- | --- | --- | --- |", *rows])


def document(text: str) -> str:
    """The document with its table replaced by the current one."""
    before, rest = text.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.split(END, 1)[1]}"


def _modules() -> Iterator[tuple[str, ModuleType]]:
    """The modules that hold settings: the chassis', the gateway's, and the `config` of each service."""
    yield "every process", importlib.import_module("chassis.settings")
    yield "gateway", importlib.import_module("gateway.settings")
    for service in services():
        package = importlib.import_module(service.name)
        if any(module.name == "config" for module in pkgutil.iter_modules(package.__path__)):
            yield service.name, importlib.import_module(f"{service.name}.config")


def _classes(module: ModuleType) -> list[type[BaseSettings]]:
    members = inspect.getmembers(module, inspect.isclass)
    return [one for _, one in members if issubclass(one, BaseSettings) and one.__module__ == module.__name__]


def _reader(settings: type[BaseSettings], name: str, reader: str) -> str:
    """Who reads a setting: the services have a class of their own in the chassis."""
    if settings.__name__ == "ServiceSettings" and name in settings.__annotations__:
        return "every service"
    return reader


def _databases() -> list[Setting]:
    return [
        Setting(
            f"{service.name.upper()}_DATABASE_URL",
            f"sqlite:///var/{service.name}.sqlite3",
            f"the database of {service.name} (SQLAlchemy)",
            service.name,
        )
        for service in services()
    ]


def _setting(name: str, information: FieldInfo, reader: str) -> Setting:
    default = "" if information.default is PydanticUndefined else information.default
    if isinstance(default, Path) and default.is_relative_to(ROOT):
        default = default.relative_to(ROOT)
    return Setting(
        name.upper(),
        os.fspath(default) if isinstance(default, Path) else _text(default),
        information.description or "",
        reader,
    )


def _text(default: object) -> str:
    if isinstance(default, bool):
        return str(int(default))
    return str(getattr(default, "value", default))


def _code(default: str) -> str:
    return f"`{default}`" if default else ""


def main() -> None:
    """Write the table, or with --check fail when the document's is not the current one."""
    text = DOCUMENT.read_text("utf-8")
    if "--check" not in sys.argv:
        DOCUMENT.write_text(document(text), "utf-8")
    elif text != document(text):
        sys.exit("The table of settings in docs/operating.md is stale: run `make settings`.")


if __name__ == "__main__":
    main()
