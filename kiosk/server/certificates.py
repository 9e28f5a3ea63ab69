"""This laptop's own authority and the certificate that it serves by, so that tablets get HTTPS without the internet.

The authority may vouch for `kiosk.local` and for private addresses alone: a tablet that trusts it gives nothing else
away. Both keys stay in a folder of this user; neither is ever in a meeting's file or in its copies.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.store.errors import UsageError

NAME = "kiosk.local"
PRIVATE = (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
    "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
AUTHORITY_DAYS = 730
CERTIFICATE_DAYS = 90
RENEWED_DAYS = 30  # a certificate with less than that left is made anew
CLOCK_DAYS = 2  # a tablet's clock may be behind
IN_ONE_FILE = serialization.Encoding.PEM


class Served(NamedTuple):
    """What a TLS listener needs, and what a tablet must install to trust it; `authority` None: somebody else's."""

    certificate: Path
    key: Path
    authority: bytes | None  # DER
    fingerprint: str  # SHA-256 of the authority (of the certificate, when it is somebody else's)


def load_or_issue(folder: Path, addresses: Sequence[str], now: datetime | None = None) -> Served:
    """This laptop's certificate for `kiosk.local` and these addresses, made where it is missing, old or for others.

    UsageError when the folder cannot be written. Addresses that are not private are left out.
    """
    now = now or datetime.now(UTC)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority, authority_key = _authority(folder, now)
        _certificate(folder, authority, authority_key, private(addresses), now)
    except OSError as error:
        raise UsageError(f"The certificate cannot be kept in {folder}: {error.strerror}.") from None
    der = authority.public_bytes(serialization.Encoding.DER)
    return Served(folder / "kiosk.pem", folder / "kiosk.key", der, fingerprint(authority))


def load_custom(certificate: Path, key: Path) -> Served:
    """A certificate that somebody else made; UsageError when it cannot be read."""
    try:
        first = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
        serialization.load_pem_private_key(key.read_bytes(), None)
    except OSError as error:
        raise UsageError(f"{error.filename} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError):
        raise UsageError(f"{certificate} and {key} are not a certificate and its key in PEM.") from None
    return Served(certificate, key, None, fingerprint(first))


@lru_cache(maxsize=4)
def names(served: Served) -> frozenset[str]:
    """The names and addresses that a served certificate is for; a new one has another fingerprint or path."""
    found = x509.load_pem_x509_certificates(served.certificate.read_bytes())[0]
    try:
        told = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return frozenset()
    return frozenset([*told.get_values_for_type(x509.DNSName), *map(str, told.get_values_for_type(x509.IPAddress))])


def private(addresses: Iterable[str]) -> list[str]:
    """Those addresses for which the authority may vouch, sorted, this machine's own among them."""
    allowed = [ip_network(net) for net in PRIVATE]
    found = {ip_address(one.partition("%")[0]) for one in [*addresses, "127.0.0.1"]}
    return sorted(str(one) for one in found if any(one in net for net in allowed if net.version == one.version))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as tablets show it: pairs of hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(" ").upper()


def _authority(folder: Path, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    found = _read(folder / "authority.pem", folder / "authority.key")
    if found and found[0].not_valid_after_utc - now > timedelta(days=CERTIFICATE_DAYS):
        return found
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kiosk"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Kiosk on this laptop, {now:%Y-%m-%d}"),
        ]
    )
    made = (
        _begun(name, name, key.public_key(), now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may(sign=True), critical=True)
        .add_extension(_constraints(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(folder, "authority", made, [made], key)
    return made, key


def _certificate(
    folder: Path, authority: x509.Certificate, signing: ec.EllipticCurvePrivateKey, addresses: list[str], now: datetime
) -> None:
    found = _read(folder / "kiosk.pem", folder / "kiosk.key")
    if found and _serves(found[0], authority, addresses, now):
        return
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName(NAME), *(x509.IPAddress(ip_address(one)) for one in addresses)]
    made = (
        _begun(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]),
            authority.subject,
            key.public_key(),
            now,
            CERTIFICATE_DAYS,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_may(sign=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .sign(signing, hashes.SHA256())
    )
    _write(folder, "kiosk", made, [made, authority], key)


def _serves(one: x509.Certificate, authority: x509.Certificate, addresses: list[str], now: datetime) -> bool:
    """Whether a certificate is this authority's, for all these addresses, and lasts long enough."""
    if one.not_valid_after_utc - now < timedelta(days=RENEWED_DAYS):
        return False
    try:
        one.verify_directly_issued_by(authority)
        names = one.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except Exception:  # whatever is the matter with it: a new one is made
        return False
    return set(addresses) <= {str(address) for address in names.get_values_for_type(x509.IPAddress)}


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=CLOCK_DAYS))
        .not_valid_after(now + timedelta(days=days))
    )


def _constraints() -> x509.NameConstraints:
    nets: list[IPv4Network | IPv6Network] = [ip_network(net) for net in PRIVATE]
    return x509.NameConstraints([x509.DNSName(NAME), *(x509.IPAddress(net) for net in nets)], None)


def _may(*, sign: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign,
        key_cert_sign=sign,
        crl_sign=sign,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(certificate: Path, key: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None:
    """A certificate and its key; None when they are missing or are no pair, so that they are made anew."""
    try:
        found = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
        secret = serialization.load_pem_private_key(key.read_bytes(), None)
    except (FileNotFoundError, ValueError, IndexError):
        return None
    if isinstance(secret, ec.EllipticCurvePrivateKey) and secret.public_key() == found.public_key():
        return found, secret
    return None


def _write(
    folder: Path, name: str, made: x509.Certificate, chain: list[x509.Certificate], key: ec.EllipticCurvePrivateKey
) -> None:
    """The key first, readable by this user alone; each file whole or not at all."""
    secret = key.private_bytes(IN_ONE_FILE, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for suffix, content in ((".key", secret), (".pem", b"".join(one.public_bytes(IN_ONE_FILE) for one in chain))):
        partial = folder / f"{name}{suffix}.{os.getpid()}"
        with contextlib.suppress(FileNotFoundError):
            partial.unlink()
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        partial.replace(folder / f"{name}{suffix}")
