"""Trusting the laptop: the certificate, the steps, the fingerprint that the laptop's screen shows as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509

from kiosk.server import certificates
from tests.conftest import Hall


def secured(hall: Hall, folder: Path) -> certificates.Served:
    served = certificates.load_or_issue(folder, ["192.168.7.20"])
    hall.kiosk.endpoints.plain_url = "http://192.168.7.20:8080"
    hall.kiosk.endpoints.secured(8443, served)
    return served


@pytest.mark.parametrize(("tablet", "word"), [("ipad", "Certificate Trust Settings"), ("android", "CA certificate")])
def test_the_steps_lead_from_the_certificate_to_the_test(hall: Hall, tmp_path: Path, tablet: str, word: str) -> None:
    served = secured(hall, tmp_path)
    page = hall.client().get(f"/install?tablet={tablet}").data.decode()
    assert word in page and "/authority.crt" in page and served.fingerprint in page
    assert "https://192.168.7.20:8443/ready" in page and "remove it" in page
    assert page.count("<svg") >= 4
    assert "下载证书" in hall.client().get(f"/install?tablet={tablet}&language=zh-Hans").data.decode()


def test_the_certificate_is_the_authority_s_and_holds_no_key(hall: Hall, tmp_path: Path) -> None:
    served = secured(hall, tmp_path)
    answer = hall.client().get("/authority.crt")
    assert answer.mimetype == "application/x-x509-ca-cert"
    assert certificates.fingerprint(x509.load_der_x509_certificate(answer.data)) == served.fingerprint
    assert b"PRIVATE" not in answer.data


def test_the_console_shows_the_same_fingerprint(hall: Hall, tmp_path: Path) -> None:
    served = secured(hall, tmp_path)
    told = hall.client("chair").get("/devices/join-code").json
    assert told["fingerprint"] == served.fingerprint  # type: ignore[index]


def test_without_https_the_page_says_that_everything_else_works(hall: Hall) -> None:
    hall.kiosk.endpoints.trouble = "There is no HTTPS: Port 8443 cannot be used: Address already in use."
    page = hall.client().get("/install").data.decode()
    assert "Go on without it" in page and "Port 8443" in page
    assert hall.client().get("/authority.crt").status_code == 404


def test_a_certificate_of_one_s_own_needs_no_installing(hall: Hall, tmp_path: Path) -> None:
    own = certificates.load_or_issue(tmp_path, [])
    hall.kiosk.endpoints.plain_url = "http://192.168.7.20:8080"
    hall.kiosk.endpoints.secured(443, certificates.load_custom(own.certificate, own.key))
    assert "Nothing needs to be installed" in hall.client().get("/install").data.decode()
