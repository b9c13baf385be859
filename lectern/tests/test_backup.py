"""Backups: all databases as of one moment; what is damaged, newer or in use is refused and changes nothing."""

import json
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import obstore
import pytest
from obstore.store import MemoryStore

from chassis.testing.databases import migrated_store
from lectern import lock
from lectern.backup import BackupError, Places, restore, take, thin_out
from lectern.backup.files import Bucket
from lectern.backup.manifest import Manifest, digest, read
from lectern.backup.snapshot import copy_all
from lectern.backup.sqlite import SqliteDatabase
from lectern.commands import COMMANDS

SERVICES = ("accounts", "courses")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Two services' databases, one file, one that is being uploaded, and the key."""
    var = tmp_path / "var"
    (var / "storage" / "materials").mkdir(parents=True)
    (var / "storage" / "incoming").mkdir()
    (var / "storage" / "materials" / "notes.pdf").write_bytes(b"notes")
    (var / "storage" / "incoming" / "half").write_bytes(b"ha")
    (var / "secret_key").write_text("a key")
    for name in SERVICES:
        migrated_store(name, var).engine.dispose()
    return Places(var, {name: var / f"{name}.sqlite3" for name in SERVICES}, var / "storage", var / "secret_key")


@pytest.fixture
def archive(places: Places) -> Path:
    """A backup of them."""
    return take(places, places.var / "backups")


def everything(places: Places) -> dict[str, bytes]:
    """What lies in the places, by name."""
    files = [*places.databases.values(), places.secret_key, *places.storage.rglob("*.*")]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


@contextmanager
def writing_in_turn(files: list[Path]) -> Iterator[None]:
    """Somebody who, all the time, writes a row to each of the databases, one after the other."""
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            for file in files:
                with closing(sqlite3.connect(file, timeout=10)) as connection, connection:
                    connection.execute("INSERT INTO marks DEFAULT VALUES")

    writer = threading.Thread(target=work)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def test_all_databases_are_copied_as_of_one_moment(places: Places, tmp_path: Path) -> None:
    files = list(places.databases.values())
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE marks (id INTEGER PRIMARY KEY)")
    counts = []
    with writing_in_turn(files):
        for number in range(20):
            target = tmp_path / str(number)
            target.mkdir()
            copy_all({name: SqliteDatabase(file) for name, file in places.databases.items()}, target)
            counts.append([marks(target / f"{name}.sqlite3") for name in SERVICES])
    assert counts[-1][0] > counts[0][0], "somebody wrote meanwhile"
    assert {first - second for first, second in counts} <= {0, 1}


def marks(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM marks").fetchone()[0])


def test_a_backup_is_whole_private_and_without_uploads_under_way(archive: Path) -> None:
    manifest = read(archive)
    named = {"databases/accounts.sqlite3", "databases/courses.sqlite3", "files/materials/notes.pdf", "secret_key"}
    assert set(manifest.files) == named
    assert set(manifest.revisions) == set(SERVICES)
    assert archive.stat().st_mode & 0o077 == 0
    assert [entry.name for entry in archive.parent.iterdir()] == [archive.name]


def test_what_was_lost_comes_back_and_what_is_there_is_set_aside(places: Places, archive: Path) -> None:
    before = everything(places)
    (places.storage / "materials" / "notes.pdf").unlink()
    (places.storage / "materials" / "later.pdf").write_bytes(b"later")
    places.databases["courses"].unlink()
    aside = restore(archive, places)
    assert set(everything(places)) == set(before)
    assert (places.storage / "materials" / "notes.pdf").read_bytes() == b"notes"
    assert aside is not None
    assert (aside / "storage" / "materials" / "later.pdf").read_bytes() == b"later"


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("name", ["databases/courses.sqlite3", "files/materials/notes.pdf", "manifest.json"])
def test_it_refuses_a_damaged_backup_and_changes_nothing(places: Places, archive: Path, name: str) -> None:
    before = everything(places)
    flip(archive / name)
    with pytest.raises(BackupError, match=rf"is damaged: {name} is not as it was written; please"):
        restore(archive, places)
    assert everything(places) == before


def test_it_refuses_a_backup_that_lacks_a_file(places: Places, archive: Path) -> None:
    (archive / "databases" / "accounts.sqlite3").unlink()
    with pytest.raises(BackupError, match=r"accounts\.sqlite3 is missing"):
        restore(archive, places)


def test_it_refuses_what_is_no_backup(places: Places, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="is no whole backup"):
        restore(tmp_path, places)


def test_it_refuses_a_backup_of_newer_code(places: Places, archive: Path) -> None:
    manifest = read(archive)
    Manifest(manifest.made_at, "9.0", {**manifest.revisions, "courses": "9999"}, manifest.files).write(archive)
    with pytest.raises(BackupError, match="newer than this code"):
        restore(archive, places)


def test_it_refuses_a_manifest_that_leads_elsewhere(places: Places, archive: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("x")
    manifest = read(archive)
    files = {**manifest.files, "../../../elsewhere": digest(elsewhere)}
    Manifest(manifest.made_at, manifest.lectern, manifest.revisions, files).write(archive)
    with pytest.raises(BackupError, match="leads out of it"):
        restore(archive, places)


def test_it_refuses_while_the_system_runs(places: Places, archive: Path) -> None:
    before = everything(places)
    with lock.hold(places.var), pytest.raises(BackupError, match="please stop it first"):
        restore(archive, places)
    assert everything(places) == before


def test_events_are_sent_again_for_what_was_on_its_way(places: Places) -> None:
    row = ("an-id", "courses.course_created", "course:1", "{}", "2026-01-01", "2026-01-01")
    columns = "event_id, type, aggregate, body, created_at, sent_at"
    with closing(sqlite3.connect(places.databases["courses"])) as connection, connection:
        connection.execute(f"INSERT INTO outbox ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608
    restore(take(places, places.var / "backups"), places)
    with closing(sqlite3.connect(places.databases["courses"])) as connection:
        assert connection.execute("SELECT event_id, sent_at FROM outbox").fetchall() == [("an-id", None)]


def test_a_database_that_is_damaged_is_not_backed_up(places: Places) -> None:
    places.databases["courses"].write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(BackupError):
        take(places, places.var / "backups")
    assert list((places.var / "backups").iterdir()) == []


def test_only_the_newest_are_kept(places: Places) -> None:
    made = [take(places, places.var / "backups") for _ in range(4)]
    (places.var / "backups" / "something else").mkdir()
    assert thin_out(places.var / "backups", 2) == made[:2]
    assert [file.parent for file in sorted((places.var / "backups").glob("*/manifest.json"))] == made[2:]


def test_files_in_a_bucket_are_copied_and_come_back(places: Places) -> None:
    store = MemoryStore()
    for key in ("materials/0/notes.pdf", "materials/0/film.mp4", "incoming/half"):
        obstore.put(store, key, key.encode())
    in_bucket = replace(places, bucket=Bucket(store))
    archive = take(in_bucket, places.var / "backups")
    kept = {"files/materials/0/notes.pdf", "files/materials/0/film.mp4"}
    assert {name for name in read(archive).files if name.startswith("files/")} == kept
    obstore.delete(store, "materials/0/notes.pdf")
    obstore.put(store, "materials/1/later.pdf", b"later")
    restore(archive, in_bucket)
    found = {one["path"] for batch in obstore.list(store, "materials") for one in batch}
    assert found == {"materials/0/notes.pdf", "materials/0/film.mp4", "materials/1/later.pdf"}
    assert bytes(obstore.get(store, "materials/0/notes.pdf").bytes()) == b"materials/0/notes.pdf"


def test_a_bucket_that_is_away_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "key")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    places = Places.of(tmp_path, {"STORAGE_URL": "s3://bucket/prefix", "S3_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
    with pytest.raises(BackupError, match="could not be written"):
        take(places, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_the_command_refuses_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "manifest.json").write_text(json.dumps({}))
    assert COMMANDS["restore"](["--directory", str(tmp_path), str(tmp_path / "archive")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
