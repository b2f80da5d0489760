"""Write the snapshots of the house anew: `python -m tests.house.snapshots`; then read the difference."""

from __future__ import annotations

import os


def main() -> None:
    """Write the access decisions and the table of rights in docs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
    import django

    django.setup()
    from tests.house import permissions_page, test_access

    lines = [f"{address or '/'}: {who}" for address, who in sorted(test_access.decisions().items())]
    test_access.SNAPSHOT.write_text("\n".join(lines) + "\n")
    permissions_page.PAGE.write_text(permissions_page.text())


if __name__ == "__main__":
    main()
