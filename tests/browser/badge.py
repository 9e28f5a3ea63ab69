"""A badge held before a camera, as a picture and as the film that Chromium's fake camera plays."""

from __future__ import annotations

import io
from pathlib import Path

import qrcode
from PIL import Image, ImageChops, ImageFilter

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


def faint(code: str, levels: int, border: int = 4, around: int = 200, shade: int = 0) -> Image.Image:
    """A print whose dark and light are so many grey levels apart, on paper of a grey; `shade`: a shadow from the left."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=border)
    made.add_data(code)
    made.make(fit=True)
    badge = made.make_image().get_image().convert("L").point(lambda value: 200 if value > 127 else 200 - levels)
    side = int(HEIGHT * 0.48)
    frame = Image.new("L", (WIDTH, HEIGHT), around)
    frame.paste(
        badge.resize((side, side), Image.Resampling.NEAREST), ((WIDTH - side) // 2 + 30, (HEIGHT - side) // 2 - 20)
    )
    shadow = Image.linear_gradient("L").rotate(90).resize((WIDTH, HEIGHT)).point(lambda value: value * shade // 255)
    return ImageChops.subtract(frame, shadow).convert("RGB").filter(ImageFilter.GaussianBlur(0.8))


def photograph(code: str, path: Path) -> Path:
    picture(code).save(path)
    return path


def film(code: str, path: Path, seen: Image.Image | None = None) -> Path:
    """Motion JPEG: ten frames, which Chromium plays in a loop."""
    frame = io.BytesIO()
    (seen or picture(code)).save(frame, "JPEG", quality=90)
    path.write_bytes(frame.getvalue() * 10)
    return path
