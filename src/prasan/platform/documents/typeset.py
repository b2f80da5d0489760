"""The typesetter as a process of its own: JSON on standard input, the PDF on standard output.

Run by `render`; it ends with its time and memory limits, and what goes wrong in it harms nobody else.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import tempfile

MEMORY = 2 * 1024**3
CPU_SECONDS = 60


def main() -> int:
    """Set one document; 0 with the result, 1 with the reason on standard error."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    import typst

    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as nothing:
        try:
            made = typst.compile(
                asked["template"],
                root=asked["root"],
                font_paths=asked["fonts"],
                ignore_system_fonts=True,
                format=asked["format"],
                ppi=asked["ppi"],
                sys_inputs={"data": json.dumps(asked["data"], ensure_ascii=False)},
                package_path=nothing,  # no packages, so nothing is ever fetched
                package_cache_path=nothing,
            )
        except typst.TypstError as error:
            print(error, file=sys.stderr)
            return 1
    # a document of several pages as pictures is a list; pages are for looking at, so the first is enough
    sys.stdout.buffer.write(made[0] if isinstance(made, list) else made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
