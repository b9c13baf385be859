"""The supervisor: odd names and values arrive unharmed, what dies comes back, and nothing stays behind."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from lectern import leftovers
from lectern.programs import Program
from lectern.supervision import LONGEST_SOCKET_PATH, Supervisor
from lectern.waiting import wait_until

ODD = """50% of "it's", a\\b,#;$HOME"""
WRITE_AND_STAY = "import os, signal; open('written', 'w').write(os.environ['ODD']); signal.pause()"
CRASH = "import os; open(f'crash-{os.getpid()}', 'w'); os._exit(1)"
LINES = 5000
TELL = f"import signal, time; [(print(n, flush=True), time.sleep(0.0005)) for n in range({LINES})]; signal.pause()"
LAST_WORDS = "import os; os.write(1, b'These were my last words.\\n'); os._exit(1)"
RUN_AWAY = "import os, signal; os.fork() or os.setsid(); signal.pause()"


@contextmanager
def supervised(directory: Path, *programs: Program) -> Iterator[Supervisor]:
    for part in ("run", "log"):
        (directory / "var" / part).mkdir(parents=True)
    supervisor = Supervisor(directory, programs, dict(os.environ))
    try:
        supervisor.launch()
        supervisor.start()
        yield supervisor
    finally:
        supervisor.shut_down()


def program(name: str, code: str, **environment: str) -> Program:
    return Program(name, [sys.executable, "-c", code], "tests", 1, environment)


def test_a_program_gets_its_directory_and_environment_as_they_are(tmp_path: Path) -> None:
    directory = tmp_path / "with space & 100%"
    directory.mkdir()
    with supervised(directory, program("writer", WRITE_AND_STAY, ODD=ODD)):
        written = directory / "written"
        wait_until(lambda: written.exists() and written.read_text() == ODD, 10, "the program has its environment")


def test_a_program_that_keeps_crashing_is_never_given_up(tmp_path: Path) -> None:
    with supervised(tmp_path, program("crasher", CRASH)):
        wait_until(lambda: len(list(tmp_path.glob("crash-*"))) >= 3, 15, "it was started three times")


def test_a_killed_program_comes_back_and_a_stopped_one_stays_away(tmp_path: Path) -> None:
    with supervised(tmp_path, program("stayer", WRITE_AND_STAY, ODD="")) as supervisor:
        killed = supervisor.kill("stayer")
        wait_until(partial(runs_as_another, supervisor, killed), 10, "it is back")
        supervisor.stop("stayer")
        assert supervisor.pid_of("stayer") == 0
        supervisor.start("stayer")
        wait_until(partial(runs_as_another, supervisor, killed), 10, "it is started again")


def test_who_writes_line_by_line_is_taken_down_whole_and_wakes_the_supervisor_now_and_then(tmp_path: Path) -> None:
    log = tmp_path / "var" / "log" / "teller.log"
    with supervised(tmp_path, program("teller", TELL)) as supervisor:
        wait_until(lambda: log.exists() and log.read_text().count("\n") >= LINES, 60, "everything is written")
        assert woken(supervisor.pid) < LINES / 2
    assert log.read_text().split() == [str(number) for number in range(LINES)]


def test_the_last_words_of_a_program_are_taken_down(tmp_path: Path) -> None:
    log = tmp_path / "var" / "log" / "dying.log"
    with supervised(tmp_path, program("dying", LAST_WORDS)):
        wait_until(lambda: log.exists() and log.read_text().count("last words") >= 2, 15, "it died twice")


def test_what_leaves_its_process_group_is_found_and_ended(tmp_path: Path) -> None:
    with supervised(tmp_path, program("parent", RUN_AWAY)) as supervisor:
        wait_until(lambda: len(supervisor.processes()) == 3, 10, "supervisor, parent and child run")
    assert leftovers.find(tmp_path) == []


def test_a_deep_directory_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * LONGEST_SOCKET_PATH)
    deep.mkdir()
    with supervised(deep, program("stayer", WRITE_AND_STAY, ODD="")) as supervisor:
        assert supervisor.is_answering()


def woken(pid: int) -> int:
    """How often a process went to sleep so far (proc(5), status)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])


def runs_as_another(supervisor: Supervisor, pid: int) -> bool:
    return supervisor.pid_of("stayer") not in (0, pid)
