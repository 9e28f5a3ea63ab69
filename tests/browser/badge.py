"""A badge held before a camera, as a picture and as the film that Chromium's fake camera plays."""

from __future__ import annotations

import io
from pathlib import Path

import qrcode
from PIL import Image

WIDTH, HEIGHT = 640, 480


def picture(code: str, share: float = 0.36) -> Image.Image:
    """The code on grey, about a third of the frame's height."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=4)
    made.add_data(code)
    made.make(fit=True)
    side = int(HEIGHT * share)
    badge = made.make_image().get_image().convert("RGB").resize((side, side), Image.Resampling.NEAREST)
    frame = Image.new("RGB", (WIDTH, HEIGHT), "#8a8f96")
    frame.paste(badge, ((WIDTH - side) // 2 + 30, (HEIGHT - side) // 2 - 20))
    return frame


def photograph(code: str, path: Path) -> Path:
    picture(code).save(path)
    return path


def film(code: str, path: Path) -> Path:
    """Motion JPEG: ten frames, which Chromium plays in a loop."""
    frame = io.BytesIO()
    picture(code).save(frame, "JPEG", quality=90)
    path.write_bytes(frame.getvalue() * 10)
    return path
