"""HTTPS by the laptop's own authority, and what a hall's network does to a TLS port."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting
from kiosk.server import certificates
from tests.conftest import Served
from tests.support.sockets import Socket
from tests.test_server import reset

RESETS = 200
STALLED = 50


@pytest.fixture(scope="module", params=["eventlet", "threading"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("tls")
    make_meeting(folder / "served.kiosk", title="Members' meeting", preset="party-grassroots")
    served = Served(folder / "served.kiosk", request.param, tls=folder / "home")
    yield served
    served.stop()


def trusting(site: Served) -> ssl.SSLContext:
    assert site.tls
    return ssl.create_default_context(cafile=str(site.tls / "authority.pem"))


def secure_port(site: Served) -> int:
    return int(site.secure_url.rsplit(":", 1)[1])


def get(site: Served, path: str = "/healthz", context: ssl.SSLContext | None = None) -> tuple[int, bytes]:
    wire = http.client.HTTPSConnection("127.0.0.1", secure_port(site), timeout=20, context=context or trusting(site))
    wire.request("GET", path)
    answer = wire.getresponse()
    said = answer.status, answer.read()
    wire.close()
    return said


def wire(site: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", secure_port(site)), timeout=10)


def goes_on(site: Served) -> bool:
    return site.process.poll() is None and get(site)[0] == 200 and site.get("/devices")[0] == 200


def test_who_trusts_the_authority_is_served(site: Served) -> None:
    assert get(site)[0] == 200


def test_who_does_not_trust_it_gets_nothing_and_harms_nobody(site: Served) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        get(site, context=ssl.create_default_context())
    assert goes_on(site)


def test_a_page_joins_over_wss_by_cookie_and_from_its_own_origin_only(site: Served) -> None:
    assert site.tls
    authority = site.tls / "authority.pem"
    page = Socket(site.secure_url, site.token("desk"), authority=authority)
    assert page.join({"view": "desk"})["event"] == "snapshot"
    page.close()
    with pytest.raises(Exception, match="400"):
        Socket(site.secure_url, site.token("desk"), authority=authority, origin="https://elsewhere.example")


def test_a_cookie_taken_over_https_is_never_sent_in_the_clear(site: Served) -> None:
    connection = http.client.HTTPSConnection("127.0.0.1", secure_port(site), timeout=20, context=trusting(site))
    headers = {"Content-Type": "application/json", "Origin": f"https://127.0.0.1:{secure_port(site)}"}
    connection.request("POST", "/enter", json.dumps({"token": site.token("desk")}), headers)
    answer = connection.getresponse()
    assert "Secure" in (answer.getheader("Set-Cookie") or "")
    connection.close()


def test_resets_at_any_moment_of_a_handshake_end_nothing(site: Served) -> None:
    for number in range(RESETS):
        broken = wire(site)
        with contextlib.suppress(OSError):
            broken.sendall(
                [b"", b"\x16", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 40, b"GET / "][number % 4]
            )
        reset(broken)
    for _ in range(20):
        safe = trusting(site).wrap_socket(wire(site), server_hostname="127.0.0.1")
        safe.sendall(b"GET / HT")
        reset(safe)
    assert goes_on(site)


def test_handshakes_that_stall_hold_nobody_up(site: Served) -> None:
    stalled = [wire(site) for _ in range(STALLED)]
    for number, one in enumerate(stalled):
        one.sendall(b"\x16\x03\x01" if number % 2 else b"\x16")
    assert goes_on(site)
    for one in stalled:
        one.close()


def test_plain_text_on_the_tls_port_is_told_so(site: Served) -> None:
    with wire(site) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        said = plain.recv(1_000)
    assert said.startswith(b"HTTP/1.1 400") and b"https://" in said
    for words in (b"\0" * 4_096, b"SSH-2.0-x\r\n"):
        with wire(site) as plain, contextlib.suppress(OSError):
            plain.sendall(words)
            plain.recv(1_000)
    assert goes_on(site)


def test_the_authority_vouches_for_private_addresses_and_kiosk_local_alone(tmp_path: Path) -> None:
    served = certificates.load_or_issue(tmp_path, ["192.168.7.20", "10.1.2.3", "93.184.216.34", "fe80::1%eth0"])
    authority = x509.load_der_x509_certificate(served.authority or b"")
    constraints = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    permitted = constraints.value.permitted_subtrees or []
    assert [one.value for one in permitted if isinstance(one, x509.DNSName)] == ["kiosk.local"]
    nets = [one.value for one in permitted if isinstance(one, x509.IPAddress)]
    assert not any(ip_address("93.184.216.34") in net for net in nets)
    leaf = x509.load_pem_x509_certificates(served.certificate.read_bytes())[0]
    leaf.verify_directly_issued_by(authority)
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["kiosk.local"]
    assert sorted(map(str, names.get_values_for_type(x509.IPAddress))) == [
        "10.1.2.3",
        "127.0.0.1",
        "192.168.7.20",
        "fe80::1",
    ]
    assert timedelta(89) < leaf.not_valid_after_utc - datetime.now(UTC) <= timedelta(90)


def test_the_certificate_is_kept_until_it_is_old_or_the_address_is_new(tmp_path: Path) -> None:
    first = certificates.load_or_issue(tmp_path, ["192.168.7.20"]).certificate.read_bytes()
    authority = (tmp_path / "authority.pem").read_bytes()
    assert certificates.load_or_issue(tmp_path, ["192.168.7.20"]).certificate.read_bytes() == first
    moved = certificates.load_or_issue(tmp_path, ["192.168.7.21"]).certificate.read_bytes()
    assert moved != first
    later = datetime.now(UTC) + timedelta(days=61)
    assert certificates.load_or_issue(tmp_path, ["192.168.7.21"], later).certificate.read_bytes() != moved
    assert (tmp_path / "authority.pem").read_bytes() == authority, "the tablets would have to trust it anew"


def test_the_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    certificates.load_or_issue(tmp_path / "home", [])
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    for name in ("authority.key", "kiosk.key"):
        assert stat.S_IMODE((tmp_path / "home" / name).stat().st_mode) == 0o600


def test_a_damaged_certificate_is_made_anew(tmp_path: Path) -> None:
    certificates.load_or_issue(tmp_path, [])
    (tmp_path / "kiosk.pem").write_text("nonsense")
    (tmp_path / "authority.key").write_bytes(b"\0")
    served = certificates.load_or_issue(tmp_path, [])
    x509.load_pem_x509_certificates(served.certificate.read_bytes())[0].verify_directly_issued_by(
        x509.load_der_x509_certificate(served.authority or b"")
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--cert", "none.pem", "--key", "none.key"], "There is no HTTPS: none.pem cannot be read: No such file or directory."),
        (["--cert", "text.pem", "--key", "text.pem"], "There is no HTTPS: text.pem and text.pem are not a certificate and its key in PEM."),
        (["--cert", "a/kiosk.pem", "--key", "b/kiosk.key"], "The certificate and the key do not belong together."),
        (["--cert", "text.pem"], "--cert and --key go together."),
    ],
)  # fmt: skip
def test_a_certificate_that_cannot_be_used_is_told_in_a_sentence(
    options: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.pem").write_text("text")
    certificates.load_or_issue(Path("a"), [])
    certificates.load_or_issue(Path("b"), [])
    make_meeting(Path("m.kiosk"), title="Meeting", preset="roberts")
    done = CliRunner().invoke(
        main, ["serve", "m.kiosk", "--host", "127.0.0.1", "--port", "0", "--tls-port", "0", *options]
    )
    assert (done.exit_code, done.stderr.strip().removeprefix("Error: ")) == (2, sentence)
