"""A certificate authority of the tests' own, and the certificates that it signs: sound ones and unsound ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

x509 = pytest.importorskip("cryptography.x509", reason="certificates are made with cryptography")
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402 - behind the skip
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A certificate and its key, as files."""

    certificate: Path
    key: Path


class Authority:
    """Signs whatever a test wants; `file` is what its clients are told to trust."""

    def __init__(self, folder: Path, *, name: str = "Test authority") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._subject = folder, _named(name)
        self._key = ec.generate_private_key(ec.SECP256R1())
        own = _begun(self._subject, issuer=self._subject, key=self._key, until=datetime.now(UTC) + 30 * _DAY)
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        signed = own.add_extension(_use(signs=True), critical=True).sign(self._key, hashes.SHA256())
        self.file = folder / "authority.pem"
        self.file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def sign(self, *hosts: str, until: datetime | None = None) -> Pair:
        """A server's certificate for these names and addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        end = until or datetime.now(UTC) + 20 * _DAY
        begun = _begun(_named(hosts[0]), issuer=self._subject, key=key, until=end)
        names = [x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host) for host in hosts]
        begun = begun.add_extension(x509.SubjectAlternativeName(names), critical=False)
        begun = begun.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        mine = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        begun = begun.add_extension(mine, critical=False)
        signed = begun.sign(self._key, hashes.SHA256())
        number = len(list(self._folder.glob("*.key")))
        pair = Pair(certificate=self._folder / f"{number}.crt", key=self._folder / f"{number}.key")
        pair.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        pair.key.write_bytes(key.private_bytes(*form))
        pair.key.chmod(0o600)
        return pair


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _begun(subject: x509.Name, *, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, until: datetime):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - 40 * _DAY)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _use(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs, crl_sign=signs, encipher_only=False, decipher_only=False,
    )  # fmt: skip
