"""Pictures without what they tell beside the picture: place, time, camera."""

from __future__ import annotations

import io
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError

from prasan.platform.commands.errors import RuleBroken

MAX_PIXELS = 60_000_000
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


def cleaned(file: IO[bytes], mime: str, *, unreadable: Any) -> io.BytesIO:
    """Return a picture saved anew without EXIF, XMP, comments or text, turned the way it is to be seen.

    Parameters: `unreadable`, the words of the RuleBroken (400) raised for a broken or monstrous picture.
    """
    out = io.BytesIO()
    try:
        file.seek(0)
        with Image.open(file, formats=[_FORMATS[mime]]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RuleBroken(unreadable, status=400)
            _save(picture, mime, out)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise RuleBroken(unreadable, status=400) from error
    out.seek(0)
    return out


def _save(picture: Image.Image, mime: str, out: io.BytesIO) -> None:
    profile = picture.info.get("icc_profile")  # colours, not place
    moving = getattr(picture, "n_frames", 1) > 1 and mime in {"image/gif", "image/webp"}
    if moving:
        picture.save(out, _FORMATS[mime], save_all=True, exif=b"", xmp=b"", comment=b"")
        return
    turned = picture.getexif().get(0x0112, 1) != 1
    bare = ImageOps.exif_transpose(picture) if turned else picture
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if mime == "image/jpeg":
        options["quality"] = 92 if turned or bare.mode not in {"RGB", "L", "CMYK"} else "keep"
    if not turned and options.get("quality") == "keep":
        bare.info = {key: bare.info[key] for key in ("icc_profile",) if key in bare.info}
    else:
        bare = bare.copy()
        bare.info = {}
    bare.save(out, _FORMATS[mime], exif=b"", **options)
