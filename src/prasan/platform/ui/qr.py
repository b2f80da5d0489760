"""An address as a QR symbol."""

from __future__ import annotations

import qrcode
from markupsafe import Markup

from prasan.platform.ui.svg import el

QUIET = 4
"""Modules of margin that ISO/IEC 18004 asks for round a QR symbol."""


def drawn(address: str, label: str, size: int = 480) -> Markup:
    """Return an address as a QR symbol in SVG, dark on light whatever the page's colours.

    Parameters: `size`, the width in pixels where there is room; `label`, what it is, for who does not see it.
    """
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    made.add_data(address)
    rows = made.get_matrix()
    side = len(rows)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    ground = el("rect", width=side, height=side, fill="#fff")
    dark = el("path", d=path, fill="#000", shape_rendering="crispEdges")
    return el(
        "svg", Markup("{}{}").format(ground, dark), width=size, height=size, viewBox=f"0 0 {side} {side}", role="img",
        aria_label=label,
    )  # fmt: skip
