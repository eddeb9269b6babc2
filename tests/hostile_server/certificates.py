"""Certificates made on the spot by an authority of our own (SIMULADO): good, expired, of another host, of nobody."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

KINDS = ("good", "expired", "other_host", "self_signed")


@dataclass(frozen=True)
class Authority:
    """Signs certificates; ``file``: its own, for whoever shall believe it."""

    folder: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", ec.generate_private_key(ec.SECP256R1()))
        self.file.write_bytes(self._certificate(None).public_bytes(serialization.Encoding.PEM))

    @property
    def file(self) -> Path:
        """Its own certificate."""
        return self.folder / "authority.pem"

    def context(self, kind: str) -> ssl.SSLContext:
        """What a server of 127.0.0.1 needs to speak TLS with a certificate of that kind."""
        key = ec.generate_private_key(ec.SECP256R1())
        file = self.folder / f"{kind}.pem"
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(self._certificate(key, kind).public_bytes(serialization.Encoding.PEM) + secret)
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(file)
        return made

    def _certificate(self, key: ec.EllipticCurvePrivateKey | None, kind: str = "") -> x509.Certificate:
        own: ec.EllipticCurvePrivateKey = self._key  # type: ignore[attr-defined]
        signer, subject = (key, key) if kind == "self_signed" and key else (own, key or own)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SIMULADO " + (kind or "authority"))])
        authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SIMULADO authority")])
        today = datetime.now(UTC)
        host = ip_address("127.0.0.9" if kind == "other_host" else "127.0.0.1")
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name if kind == "self_signed" else authority)
            .public_key(subject.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - timedelta(days=30))
            .not_valid_after(today - timedelta(days=1) if kind == "expired" else today + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=key is None, path_length=None), critical=True)
        )
        if key:
            made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(host)]), critical=False)
        return made.sign(signer, hashes.SHA256())
