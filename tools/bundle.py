"""Makes a folder from which Prasan is installed on a server without internet.

Usage: python3 tools/bundle.py OUT [--platform TAG --python-version 3.11]

OUT gets: wheels/ (Prasan with its built front-end files and translations, and every package that it needs, each
checked against the hash in requirements/run.txt), requirements.txt, deploy/, docs/, install.sh, upgrade.sh,
README.md, VERSION and SHA256SUMS. Wheels are fetched for this machine's Python and system unless --platform and
--python-version name those of the server. Run where there is internet; carry OUT across. Standard library only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import dev

ROOT = dev.ROOT
PACKAGE = ROOT / "src" / "prasan"
LEFT_OUT = {"__pycache__"}
OWN_FILES = ("install.sh", "upgrade.sh", "README.md")


def served_files() -> set[str]:
    """Names of the package's files as they must stand in the wheel; stamps and half-written files do not count."""
    found = set()
    for path in PACKAGE.rglob("*"):
        name = path.relative_to(PACKAGE.parent)
        passing = path.suffix in {".pyc", ".part"} or path.name.startswith(".") or LEFT_OUT & set(name.parts)
        if path.is_file() and not passing:
            found.add(name.as_posix())
    return found


def build_wheel(target: Path) -> Path:
    """Build Prasan's wheel from a clean copy, so that nothing left from an older build slips in."""
    with tempfile.TemporaryDirectory(prefix="prasan-build-") as folder:
        copy = Path(folder)
        for name in ("pyproject.toml", "README.md"):
            shutil.copy2(ROOT / name, copy / name)
        (copy / "requirements").mkdir()
        shutil.copy2(ROOT / "requirements" / "run.in", copy / "requirements" / "run.in")
        shutil.copytree(PACKAGE, copy / "src" / "prasan", ignore=shutil.ignore_patterns(*LEFT_OUT, "*.pyc", ".s*"))
        call = [*dev.pip(), "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(target)]
        run([*call, str(copy)], "สร้าง wheel ของประสานไม่สำเร็จ · building Prasan's wheel failed")
    (wheel,) = target.glob("prasan-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        missing = served_files() - set(archive.namelist())
    if missing:
        names = ", ".join(sorted(missing)[:10])
        raise dev.Failed(f"ไฟล์ไม่ครบใน wheel · the wheel lacks {len(missing)} files: {names}")
    return wheel


def download(target: Path, asked: argparse.Namespace) -> None:
    """Fetch the locked packages as wheels; pip refuses what does not have the locked hash."""
    call = [*dev.pip(), "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if asked.platform:
        call += ["--platform", asked.platform]
    if asked.python_version:
        call += ["--python-version", asked.python_version]
    call += ["-d", str(target), "-r", str(ROOT / "requirements" / "run.txt")]
    run(call, "ดาวน์โหลดแพ็กเกจไม่สำเร็จ ตรวจอินเทอร์เน็ต · fetching the packages failed: check the network")


def run(call: list[str], complaint: str) -> None:
    """Run one program; raises Failed with the complaint."""
    if subprocess.run(call, cwd=ROOT, env=dev.clean_env(), check=False).returncode != 0:
        raise dev.Failed(complaint)


def sums(folder: Path) -> str:
    """The lines of SHA256SUMS: hash and name of each file, in the form that `sha256sum -c` reads."""
    lines = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "SHA256SUMS":
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n")
    return "".join(lines)


def version() -> str:
    """The version and the moment of this folder, the name of the release on the server."""
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    (number,) = [line.split('"')[1] for line in text.splitlines() if line.startswith("__version__")]
    return f"{number}-{dt.datetime.now(dt.UTC):%Y%m%d%H%M%S}"


def bundle(out: Path, asked: argparse.Namespace) -> None:
    """Make the folder whole or not at all; raises Failed."""
    if out.exists() and any(out.iterdir()):
        raise dev.Failed(f"{out} ไม่ว่าง · is not empty")
    dev.setup(test=False)
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    wheels = part / "wheels"
    wheels.mkdir(parents=True)
    build_wheel(wheels)
    download(wheels, asked)
    shutil.copy2(ROOT / "requirements" / "run.txt", part / "requirements.txt")
    for name in ("deploy", "docs"):
        shutil.copytree(ROOT / name, part / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in OWN_FILES:
        shutil.copy2(ROOT / "deploy" / "offline" / name, part / name)
    (part / "VERSION").write_text(version() + "\n", encoding="utf-8")
    (part / "SHA256SUMS").write_text(sums(part), encoding="utf-8")
    if out.exists():
        out.rmdir()
    os.rename(part, out)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path, metavar="OUT", help="โฟลเดอร์ปลายทาง · the folder to make")
    parser.add_argument("--platform", help="ระบบของเซิร์ฟเวอร์ เช่น manylinux_2_34_x86_64 · the server's platform tag")
    parser.add_argument("--python-version", help="รุ่น Python ของเซิร์ฟเวอร์ · the server's Python, such as 3.12")
    asked = parser.parse_args(arguments)
    try:
        bundle(asked.out.absolute(), asked)
    except dev.Failed as fault:
        dev.say(str(fault))
        return 1
    size = sum(path.stat().st_size for path in asked.out.rglob("*") if path.is_file()) // (1024 * 1024)
    print(f"{asked.out}: {len(list((asked.out / 'wheels').iterdir()))} wheels, {size} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
