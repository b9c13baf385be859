"""The rules of CONTRIBUTING.md that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lectern.layout import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_FILE, LONGEST_FUNCTION = 300, 50
VAGUE = re.compile(r"(^|/)(utils?|helpers?|common|misc|managers?)(\.py|\.tsx?|/)")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
SKIPPED = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail)\b")


def tracked(*patterns: str) -> list[Path]:
    """The files under version control that match."""
    listed = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).exists()]


PYTHON = tracked("*.py")
TREES = {str(file.relative_to(ROOT)): ast.parse(file.read_text()) for file in PYTHON}
WEB = [
    file
    for file in tracked("web/src/*.ts", "web/src/*.tsx")
    if "generated" not in file.parts and ".gen." not in file.name
]
CODE = [*PYTHON, *WEB]


def test_files_are_short() -> None:
    long = [file for file in CODE if len(file.read_text().splitlines()) >= LONGEST_FILE]
    assert long == [], "make them packages of the same name"


def test_functions_are_short() -> None:
    all_functions = [(name, function) for name, tree in TREES.items() for function in functions(tree)]
    assert [f"{name}: {one.name}" for name, one in all_functions if lines(one) > LONGEST_FUNCTION] == []


def test_modules_say_what_they_are_for() -> None:
    assert [name for name, tree in TREES.items() if tree.body and not ast.get_docstring(tree)] == []


def test_no_test_sleeps() -> None:
    sleeping = [f"{name}: {test.name}" for name, test in all_tests() if any(map(is_sleep, own_nodes(test)))]
    assert sleeping == [], "wait for a condition with a deadline: lectern.waiting.wait_until"


def test_no_test_is_skipped() -> None:
    assert [file for file in PYTHON if SKIPPED.search(file.read_text())] == []


def all_tests() -> Iterator[tuple[str, Function]]:
    for name, tree in TREES.items():
        yield from ((name, function) for function in functions(tree) if function.name.startswith("test_"))


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function but not of functions within it, which may play somebody slow."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function):
            waiting.extend(ast.iter_child_nodes(node))


def functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def lines(function: Function) -> int:
    """How long it is, without its docstring."""
    docstring = ast.get_docstring(function, clean=False)
    total = (function.end_lineno or 0) - function.lineno + 1
    return total - (docstring.count("\n") + 1 if docstring else 0)


def is_sleep(node: ast.AST) -> bool:
    """A call of anything's `sleep`, but for `sleep(0)`, which only lets others run."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    is_yield = [ast.unparse(argument) for argument in node.args] == ["0"]
    return node.func.attr == "sleep" and not is_yield


def test_names_say_something() -> None:
    assert [str(file) for file in CODE if VAGUE.search(str(file.relative_to(ROOT)))] == []


def test_nothing_is_left_unfinished() -> None:
    assert [str(file) for file in [*CODE, *tracked("*.md")] if UNFINISHED.search(file.read_text())] == []
