"""What no file may hold: other randomness than ours, unfinished marks, skipped tests, addresses of machines and registries."""

from __future__ import annotations

import ast
import re
from itertools import chain

from tests.house.tree import ROOMS, ROOT, modules, name_of, parsed, source, text_files

# Joined here so that this file does not hold what it forbids.
REGISTRIES = "|".join(re.escape(a + b) for a, b in (("pypi", ".org"), ("python", "hosted"), ("registry.", "npmjs"), ("deb.", "debian.org")))
MACHINE_PATHS = r"(?<![\w.$}])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "fa" + "rm", "Us" + "ers")) + r")/[\w.]"
MARKS = r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")) + r")\b"


def holding(pattern: str, names: tuple[str, ...] = ("",)) -> list[str]:
    """Places in the tree's text files that match, for files whose names end with one of `names`."""
    wanted = re.compile(pattern)
    files = (path for path in text_files() if path.name.endswith(names))
    return [f"{name_of(p)}:{n}" for p in files for n, line in enumerate(source(p).splitlines(), 1) if wanted.search(line)]


def calls(tree: ast.AST) -> list[str]:
    """Dotted names of everything that a syntax tree calls."""
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_chance_comes_from_the_named_streams_alone() -> None:
    """Salted hashes, global generators and sets of strings would give other numbers in another process."""
    allowed = {"np.random.Generator", "np.random.Philox"}
    found = []
    for path in modules(*ROOMS):
        names = calls(parsed(path))
        found += [f"{name_of(path)} calls {n}" for n in names if re.fullmatch(r"(np|numpy)\.random\.\w+", n) and n not in allowed]
        found += [f"{name_of(path)} calls hash()" for n in names if n == "hash"]
        found += [
            f"{name_of(path)} imports random" for n in ast.walk(parsed(path)) if isinstance(n, ast.Import) and n.names[0].name == "random"
        ]
    assert found == []


def test_the_simulation_and_the_results_never_read_the_clock() -> None:
    clocks = {"datetime.now", "datetime.datetime.now", "date.today", "datetime.date.today", "time.time", "datetime.utcnow"}
    found = [f"{name_of(p)} calls {n}" for p in modules("scenarios", "sim", "results") for n in calls(parsed(p)) if n in clocks]
    assert found == []


def test_nothing_is_unpickled() -> None:
    found = [f"{name_of(p)} calls {n}" for p in modules() for n in calls(parsed(p)) if n in {"pickle.load", "pickle.loads", "eval", "exec"}]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    assert holding(MARKS, (".py",)) == []


def test_no_test_is_skipped_and_no_own_class_is_patched() -> None:
    forbidden = r"pytest\.(?:mark\.)?(?:skip|xfail)|unittest\.mo" + r"ck|\bMagicMo" + r"ck\b"
    assert [place for place in holding(forbidden, (".py",)) if "tests/house/test_promises.py" not in place] == []


def test_no_path_of_a_machine_and_no_registry() -> None:
    assert holding(MACHINE_PATHS) == []
    assert holding(REGISTRIES) == []


def test_locks_pin_every_file_by_hash_and_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = source(ROOT / name)
        assert not re.search(r"://|--index|--find-links|^-", text, re.MULTILINE)
        pins = re.split(r"\n(?=\S)", text.strip())
        assert all(re.match(r"[\w.-]+==[\w.]+", pin) and "--hash=sha256:" in pin for pin in pins)


def test_both_locks_agree() -> None:
    def versions(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==([\w.]+)", source(ROOT / name), re.MULTILINE))

    run, develop = versions("requirements.lock"), versions("requirements-dev.lock")
    assert run.items() <= develop.items()


def test_names_say_what_they_mean_in_catch_clauses() -> None:
    """A bare except would also swallow the key that interrupts."""
    handlers = chain.from_iterable(((p, n) for n in ast.walk(parsed(p)) if isinstance(n, ast.ExceptHandler)) for p in modules())
    assert [f"{name_of(p)}:{n.lineno}" for p, n in handlers if n.type is None] == []
