"""A tablet tests itself over HTTPS by the laptop's own authority: camera, sound, work without the network."""

from __future__ import annotations

import base64
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from playwright.sync_api import Browser, expect

from kiosk.meeting_file import make_meeting
from tests.conftest import Served


def trust(served: Served) -> str:
    """The flag by which Chromium takes this certificate's key as trusted: the machine's own store is left alone."""
    assert served.tls
    leaf = x509.load_pem_x509_certificates((served.tls / "kiosk.pem").read_bytes())[0]
    spki = leaf.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"--ignore-certificate-errors-spki-list={base64.b64encode(sha256(spki).digest()).decode()}"


def test_a_tablet_that_trusts_the_laptop_is_ready(chromium: Callable[..., Browser], tmp_path: Path) -> None:
    make_meeting(tmp_path / "m.kiosk", title="Members' meeting", preset="roberts")
    served = Served(tmp_path / "m.kiosk", tls=tmp_path / "home")
    try:
        browser = chromium(trust(served), "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
        page = browser.new_page(locale="en-GB")
        page.goto(f"{served.url}/install")
        page.get_by_role("link", name="Test this tablet").click()
        page.get_by_role("button", name="Begin").click()
        for word in ("Connection ready", "Camera ready", "Sound ready", "Offline ready"):
            expect(page.get_by_text(word)).to_be_visible(timeout=25_000)
        expect(page.get_by_role("link", name="Join the meeting")).to_be_visible(timeout=25_000)
    finally:
        served.stop()
