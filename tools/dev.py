"""What ./run and ./test do: make the environment, then start Prasan or check it.

Usage: python3 tools/dev.py run [arguments of `prasan up`]
       python3 tools/dev.py test [--fast] [--db-only] [--pg-bin FOLDER] [paths and options of pytest]
       python3 tools/dev.py setup [--test] [--train] [--solver]

The environment is .venv beside this checkout, made from requirements/*.txt with their hashes; the second time
only stamps are compared. PRASAN_VENV names an environment that somebody else keeps. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = Path(os.environ.get("PRASAN_VENV") or ROOT / ".venv")
GIVEN = "PRASAN_VENV" in os.environ
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEEDED_MEGABYTES = 1300
RUN_SET = ("run.txt", "build.txt")
TEST_SET = (*RUN_SET, "test.txt")
TRAIN_SET = "train.txt"  # scikit-learn, for `prasan listen train`
SOLVER_SET = "solver.txt"  # OR-Tools, for the suggested joint plan of shared resources

COMPILE = """
import sys
from pathlib import Path
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
for name in sys.argv[1:]:
    source = Path(name)
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parts[-3], abort_invalid=True)
    part = source.with_suffix(".mo.part")
    with part.open("wb") as file:
        write_mo(file, catalog)
    part.replace(source.with_suffix(".mo"))
"""


class Failed(Exception):
    """The environment cannot be made; the text says what to do, in Thai and English."""


def say(text: str) -> None:
    """Print one line on standard error."""
    print(text, file=sys.stderr, flush=True)


def digest(paths: Iterable[Path], *more: str) -> str:
    """A hash over the contents of files and more words."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def same(stamp: Path, wanted: str) -> bool:
    """Whether a stamp file holds the wanted text."""
    try:
        return stamp.read_text(encoding="utf-8") == wanted
    except OSError:
        return False


def setup(*, test: bool, train: bool = False, solver: bool = False) -> None:
    """Make everything that ./run (or ./test, or a training) needs; quick when nothing has changed."""
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        raise Failed(f"ต้องใช้ Python 3.11 ขึ้นไป แต่พบ {have} · Python 3.11 or newer is needed, this is {have}")
    if not GIVEN:
        extras = [name for name, wished in ((TRAIN_SET, train), (SOLVER_SET, solver)) if wished]
        make_environment((*(TEST_SET if test else RUN_SET), *extras))
        make_command()
    build_front()
    compile_messages()
    collect_static()


# the environment


def make_environment(names: tuple[str, ...]) -> None:
    """Make .venv and install exactly the locked packages."""
    files = [ROOT / "requirements" / name for name in names]
    wanted = digest(files, str(VENV))
    kinds = [word for word in ("test", "train", "solver") if f"{word}.txt" in names]
    stamp = VENV / "-".join(["stamp", *(kinds or ["run"])])
    if same(stamp, wanted) and PYTHON.exists():
        return
    check_space()
    # a moved checkout, or a Python that the system took away, needs a new one
    if not (same(VENV / "stamp-place", str(VENV)) and PYTHON.exists()):
        say("สร้างสภาพแวดล้อม .venv · making the environment .venv")
        make_venv()
        (VENV / "stamp-place").write_text(str(VENV), encoding="utf-8")
    say("ติดตั้งแพ็กเกจตามรายการที่ล็อกไว้ · installing the locked packages")
    call = [*pip(), "install", "-qq", "--no-deps", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    call += ["--no-compile"]  # most of it is never imported: what is, gets compiled at its first use
    for file in files:
        call += ["-r", str(file)]
    if subprocess.run(call, cwd=ROOT, env=clean_env(), check=False).returncode != 0:
        raise Failed(
            "ติดตั้งแพ็กเกจไม่สำเร็จ: ตรวจอินเทอร์เน็ต หรือตั้ง PIP_NO_INDEX=1 กับ PIP_FIND_LINKS เป็นโฟลเดอร์ wheel\n"
            "Installing failed: check the network, or set PIP_NO_INDEX=1 and PIP_FIND_LINKS to a folder of wheels"
        )
    stamp.write_text(wanted, encoding="utf-8")


def check_space() -> None:
    """Raise Failed when the disk has too little room for the environment and a first database."""
    free = shutil.disk_usage(ROOT).free // (1024 * 1024)
    if free < NEEDED_MEGABYTES:
        raise Failed(
            f"เนื้อที่ดิสก์เหลือ {free} MB ต้องมีอย่างน้อย {NEEDED_MEGABYTES} MB\n"
            f"Only {free} MB of disk space left, at least {NEEDED_MEGABYTES} MB are needed"
        )


def make_venv() -> None:
    """A new virtual environment; pip comes from outside where it can, which saves seconds, else from within.

    Debian without python3-venv has no ensurepip: then only the pip outside is left.
    """
    shutil.rmtree(VENV, ignore_errors=True)
    call = [sys.executable, "-m", "venv", str(VENV)]
    if outside_pip() or importlib.util.find_spec("ensurepip") is None:
        call.insert(3, "--without-pip")
    done = subprocess.run(call, capture_output=True, text=True, env=clean_env(), check=False)
    if done.returncode != 0:
        raise Failed(
            "สร้าง .venv ไม่ได้: ลง python3-venv หรือ python3-pip ก่อน\n"
            f"Cannot make .venv: install python3-venv or python3-pip\n{done.stdout}{done.stderr}".rstrip()
        )


def outside_pip() -> str | None:
    """The Python outside .venv whose pip can install into another environment (22.3 or newer), or None.

    Called from inside .venv (the wheel folder's test does), the Python that made it is asked too.
    """
    for program in dict.fromkeys((sys.executable, getattr(sys, "_base_executable", sys.executable))):
        done = subprocess.run(
            [program, "-m", "pip", "--version"], capture_output=True, text=True, env=clean_env(), check=False
        )
        found = re.match(r"pip (\d+)\.(\d+)", done.stdout)
        if done.returncode == 0 and found is not None and (int(found[1]), int(found[2])) >= (22, 3):
            return program
    return None


def pip() -> list[str]:
    """The call of pip for .venv: its own, else one from outside."""
    if list((VENV / "lib").glob("python3*/site-packages/pip")):
        return [str(PYTHON), "-m", "pip"]
    program = outside_pip()
    if program:
        return [program, "-m", "pip", "--python", str(PYTHON)]
    raise Failed("ไม่พบ pip: ลง python3-pip ก่อน · pip is missing: install python3-pip")


def clean_env() -> dict[str, str]:
    """The environment without what would lead Python or pip elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET"}}


def make_command() -> None:
    """Put src/ on the path of .venv and the script `prasan` into it: an editable install without a build."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    write_if_new(packages / "prasan.pth", f"{ROOT / 'src'}\n")
    quoted = str(PYTHON).replace("'", "'\\''")
    script = VENV / "bin" / "prasan"
    if write_if_new(script, f"#!/bin/sh\nexec '{quoted}' -m prasan \"$@\"\n"):
        script.chmod(0o755)


def write_if_new(path: Path, text: str) -> bool:
    """Write a file unless it holds this text; whether it was written."""
    if same(path, text):
        return False
    path.write_text(text, encoding="utf-8")
    return True


# what is built from sources


def build_front() -> None:
    """Fonts and the map, from the locked npm packages (tools/front.py)."""
    sys.path.insert(0, str(ROOT / "tools"))
    import front

    try:
        if not front.fresh():
            say("สร้างไฟล์หน้าเว็บ · building front-end files")
        front.build(str(PYTHON))
    except front.Failed as fault:
        raise Failed(str(fault)) from fault


def compile_messages() -> None:
    """Compile each .po that is newer than its .mo."""
    stale = [
        str(source)
        for source in sorted((ROOT / "src" / "prasan").glob("*/locale/*/LC_MESSAGES/*.po"))
        if not (compiled := source.with_suffix(".mo")).exists() or compiled.stat().st_mtime < source.stat().st_mtime
    ]
    if stale and subprocess.run([str(PYTHON), "-c", COMPILE, *stale], check=False).returncode != 0:
        raise Failed("แปลงไฟล์คำแปลไม่สำเร็จ · compiling translations failed")


def collect_static() -> None:
    """Gather and compress what browsers get, when a file of it has changed."""
    package = ROOT / "src" / "prasan"
    rooms = sorted(path for path in package.glob("*/static/**/*") if path.is_file())
    rooms = [path for path in rooms if package / "front" not in path.parents]  # those are what we make
    facts = [f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in rooms]
    maker = package / "platform" / "web" / "static.py"
    locked = [ROOT / "requirements" / "run.txt", maker, *package.glob("front/.stamp")]
    wanted = digest(locked, *facts)
    stamp = package / "front" / ".static"
    if same(stamp, wanted) and (package / "front" / "static" / "staticfiles.json").exists():
        return
    env = own_env() | {"DJANGO_SETTINGS_MODULE": "prasan.config.settings"}
    call = [str(PYTHON), "-W", "ignore", "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    if subprocess.run(call, cwd=ROOT, env=env, check=False).returncode != 0:
        raise Failed("รวบรวมไฟล์หน้าเว็บไม่สำเร็จ · collecting static files failed")
    stamp.write_text(wanted, encoding="utf-8")


def own_env() -> dict[str, str]:
    """The environment for our own programs: this checkout's sources and nobody else's."""
    return clean_env() | {"PYTHONPATH": str(ROOT / "src")}


# the two commands


def run(arguments: list[str]) -> int:
    """Set up, then become `prasan up`."""
    setup(test=False)
    os.chdir(ROOT)
    os.execve(str(PYTHON), [str(PYTHON), "-m", "prasan", "up", *arguments], own_env())


def stages(asked: argparse.Namespace) -> list[tuple[str, list[str]]]:
    """The stages of ./test with their calls; a stage is one process."""
    python = str(PYTHON)
    pytest = [python, "-m", "pytest", "-q"]
    workers = ["-n", "2"]
    if asked.words:
        return [("pytest", [*pytest, *asked.words])]
    units = [*pytest, *workers, "-m", "not browser"]
    if asked.db_only:
        return [("database tests", units)]
    database = ("unit and database tests", units)
    checks = [
        ("ruff", [python, "-m", "ruff", "check", "."]),
        ("import-linter", [str(PYTHON.parent / "lint-imports"), "--no-cache"]),
        ("mypy", [python, "-m", "mypy", "src/prasan"]),
        ("migrations complete", [python, "-m", "prasan", "manage", "makemigrations", "--check", "--dry-run"]),
    ]
    if asked.fast:
        return [checks[0], checks[1], ("quick tests", [*pytest, *workers, "-m", "not browser and not slow"])]
    return [*checks, database, ("browser tests", [*pytest, "-m", "browser"])]


def test(arguments: list[str]) -> int:
    """Set up with the test set, run every stage, tell how each went; returns 1 when one failed."""
    parser = argparse.ArgumentParser(prog="./test", description="ตรวจทุกอย่าง · check everything")
    parser.add_argument("--fast", action="store_true", help="เฉพาะส่วนที่เร็ว · quick parts only")
    parser.add_argument("--db-only", action="store_true", help="เฉพาะชุดที่ใช้ฐานข้อมูล · tests that use the database only")
    parser.add_argument("--pg-bin", help="โปรแกรม PostgreSQL อื่น · folder of other PostgreSQL programs")
    asked, asked.words = parser.parse_known_args(arguments)
    setup(test=True)
    env = own_env() | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")}
    if asked.pg_bin:
        env["PRASAN_TEST_PG_BIN"] = asked.pg_bin
    if asked.db_only:
        env["PRASAN_TEST_DATABASE_ONLY"] = "1"
    results = []
    for name, call in stages(asked):
        print(f"\n── {name}", flush=True)
        began = time.monotonic()
        code = run_stage(name, call, env)
        results.append((name, code, time.monotonic() - began))
    if len(results) == 1:  # pytest's own closing lines say it all
        return int(results[0][1] != 0)
    print("\n── สรุป · summary")
    for name, code, seconds in results:
        print(f"{'ผ่าน ok  ' if code == 0 else 'ไม่ผ่าน FAIL'}  {seconds:7.1f} s  {name}")
    return int(any(code for _, code, _ in results))


def run_stage(name: str, call: list[str], env: dict[str, str]) -> int:
    """Run one stage; the migrations' one gets a data folder of its own, removed afterwards."""
    if "manage" not in call:
        return subprocess.run(call, cwd=ROOT, env=env, check=False).returncode
    import tempfile

    with tempfile.TemporaryDirectory(prefix="prasan-test-") as folder:
        os.chmod(folder, 0o755)
        env = {key: value for key, value in env.items() if key != "PRASAN_DATABASE_URL"} | {"PRASAN_VAR": folder}
        return subprocess.run(call, cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    """Run one of run, test, setup; returns the exit code."""
    actions = {
        "run": run,
        "test": test,
        "setup": lambda words: setup(test="--test" in words, train="--train" in words, solver="--solver" in words) or 0,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in actions:
        say(__doc__ or "")
        return 2
    try:
        return actions[sys.argv[1]](sys.argv[2:])
    except Failed as fault:
        say(str(fault))
        return 1
    except OSError as fault:
        if fault.errno == 28:
            say("ดิสก์เต็ม · the disk is full")
            return 1
        raise
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    sys.exit(main())
