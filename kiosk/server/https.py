"""HTTPS beside plain HTTP, where a certificate and a port can be had; that it cannot be had is told, and stops nobody."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.server import certificates, tls
from kiosk.server.endpoints import Endpoints
from kiosk.server.wsgi import listen
from kiosk.store import data_folder
from kiosk.store.errors import UsageError


class HttpsOptions(NamedTuple):
    """HTTPS on a port (0: any free one), by this laptop's own authority or by a certificate that is given.

    Not `needed`: when it cannot be had, that is said and the meeting is served without.
    """

    port: int
    certificate: Path | None = None
    key: Path | None = None
    needed: bool = True


def open_https_listener(
    endpoints: Endpoints, wanted: HttpsOptions | None, host: str, known: Sequence[str]
) -> tls.TlsListener | None:
    """A TLS listener as it is wanted, for the addresses that tablets know; UsageError when it is needed and cannot be had."""
    if wanted is None:
        return None
    try:
        if wanted.certificate and wanted.key:
            served = certificates.load_custom(wanted.certificate, wanted.key)
        else:
            served = certificates.load_or_issue(data_folder.data_dir(), known)
        context = tls.context(served.certificate, served.key)
        listener = listen(host, wanted.port)
    except (UsageError, OSError) as error:  # an ssl.SSLError is an OSError
        endpoints.trouble = _why(error, wanted.port)
        if wanted.needed:
            raise UsageError(endpoints.trouble) from None
        return None
    endpoints.secured(listener.getsockname()[1], served)
    return tls.TlsListener(listener, context)


def _why(error: Exception, port: int) -> str:
    if isinstance(error, ssl.SSLError):
        return "The certificate and the key do not belong together."
    reason = f"Port {port} cannot be used: {error.strerror}." if isinstance(error, OSError) else str(error)
    return f"There is no HTTPS: {reason}"
