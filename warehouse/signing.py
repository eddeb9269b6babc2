"""``SHA256SUMS`` signed with minisign: who holds the public key can tell our versions from anybody's.

In: a version's folder with its sums, and a key. Out: ``SHA256SUMS.minisig`` beside them and ``minisign.pub`` under
``public``, as ``minisign -V`` reads them; or what a signature says. The same key and sums give the same bytes. Raises
``BadKey``, in one line that never repeats a secret key.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.checksums import SIGNATURE, SUMS
from warehouse.durable import replace_if_changed

if TYPE_CHECKING:
    from minisign import PublicKey, SecretKey

SECRET_KEY = "ACUERDOS_MINISIGN_KEY"  # noqa: S105  (the name of a variable)
PUBLIC_KEYS = "ACUERDOS_MINISIGN_PUB"
PUBLISHED_KEY = "minisign.pub"
# Keys that signed before the present one: minisign-<id>.pub.
FORMER_KEYS = "minisign-*.pub"
_LONGEST = 1_000
_COMMENT = "acuerdos-abiertos"


class BadKey(ValueError):
    """A file named as a key is none, or cannot be read; one line that says which variable or file, and what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a version's signature comes to: one line to be said, and problems, none where there is nothing amiss."""

    line: str
    problems: list[str] = field(default_factory=list)


class Signer:
    """Signs versions with one key. Never shows it."""

    def __init__(self, key: SecretKey) -> None:
        self._key = key

    def sign(self, folder: Path, version: str) -> None:
        """Write the signature of the sums of ``folder``; its trusted comment ties it to the version's name."""
        signature = self._key.sign(
            (folder / SUMS).read_bytes(), untrusted_comment=f"{_COMMENT}, minisign {self.key_id}",
            trusted_comment=trusted_comment(version),
        )  # fmt: skip
        (folder / SIGNATURE).write_bytes(bytes(signature) + b"\n")

    def publish_key(self, public: Path) -> None:
        """Put the public key at ``public/minisign.pub``; another that was there stays beside it, under its id."""
        place = public / PUBLISHED_KEY
        mine = self._key.get_public_key()
        with suppress(BadKey):
            former = read_public_key(place)
            if former != mine:
                replace_if_changed(public / FORMER_KEYS.replace("*", _key_id(former)), place.read_bytes())
        mine.untrusted_comment = f"{_COMMENT}, minisign {_key_id(mine)}"
        replace_if_changed(place, bytes(mine) + b"\n")

    @property
    def key_id(self) -> str:
        """The key's id, as minisign prints it."""
        return _key_id(self._key.get_public_key())


def signer_from(environment: Mapping[str, str]) -> Signer | None:
    """The signer of the secret key that ``ACUERDOS_MINISIGN_KEY`` names; None where it names none. Raises ``BadKey``.

    The key has no password: nobody is there to type one.
    """
    named = environment.get(SECRET_KEY, "").strip()
    if not named:
        return None
    from minisign import Error, SecretKey

    try:
        key = SecretKey.from_bytes(_content(Path(named)))
    except OSError as error:
        raise BadKey(f"{SECRET_KEY}={named}: no se puede leer ({error.strerror}); revise ruta y permisos") from None
    except (Error, ValueError, IndexError):
        raise BadKey(f"{SECRET_KEY}={named}: no es una llave secreta de minisign; hágala con minisign -G -W") from None
    if key.is_encrypted():
        raise BadKey(f"{SECRET_KEY}={named}: tiene contraseña y nadie la teclea; quítesela con minisign -C -W")
    return Signer(key)


def signature_of(public: Path, folder: Path, environment: Mapping[str, str] | None = None) -> Signature:
    """What the signature of a version's sums comes to.

    The keys believed are those that ``ACUERDOS_MINISIGN_PUB`` names (files, parted as in ``PATH``); where it names
    none, those published beside the versions, which prove no more than that nobody changed one without the other. A
    version without signature is a problem only to whom has named a key.
    """
    named = (os.environ if environment is None else environment).get(PUBLIC_KEYS, "")
    signed = (folder / SIGNATURE).is_file()
    if not signed:
        unsigned = f"{SIGNATURE}: falta, y {PUBLIC_KEYS} nombra una llave con la que debería estar firmada"
        return Signature("sin firma", [unsigned] if named else [])
    try:
        keys = _believed(public, named)
        if not keys:
            return Signature(f"firmada, sin llave pública con que comprobarlo: {PUBLIC_KEYS} no nombra ninguna")
        return Signature(f"firmada y válida, llave {_checked(folder, keys)}")
    except (BadKey, _Invalid, OSError) as error:
        problem = f"{SIGNATURE}: firma inválida ({error})"
        return Signature(problem, [problem])


def trusted_comment(version: str) -> str:
    """What is signed together with the sums: a signature of one version is none of another."""
    return f"acuerdos-abiertos version {version}"


def read_public_key(file: Path) -> PublicKey:
    """The public key in a file, as minisign writes it. Raises ``BadKey``."""
    from minisign import Error, PublicKey

    try:
        return PublicKey.from_bytes(_content(file))
    except OSError as error:
        raise BadKey(f"{file}: no se puede leer ({error.strerror})") from None
    except (Error, ValueError, IndexError):
        raise BadKey(f"{file}: no es una llave pública de minisign") from None


class _Invalid(ValueError):
    pass


def _believed(public: Path, named: str) -> dict[str, PublicKey]:
    files = [Path(name) for name in named.split(os.pathsep) if name]
    if not files:
        files = [path for path in (public / PUBLISHED_KEY, *sorted(public.glob(FORMER_KEYS))) if path.is_file()]
    return {_key_id(key): key for key in map(read_public_key, files)}


def _checked(folder: Path, keys: Mapping[str, PublicKey]) -> str:
    """The id of the key that signed. Raises ``_Invalid``."""
    from minisign import Error, Signature
    from minisign.exceptions import VerifyError

    sums = (folder / SUMS).read_bytes()
    try:
        signature = Signature.from_bytes(_content(folder / SIGNATURE))
    except (Error, ValueError, IndexError):
        raise _Invalid("no es una firma de minisign") from None
    for name, key in keys.items():
        try:
            key.verify(sums, signature)
        except VerifyError:
            continue
        if signature.trusted_comment != trusted_comment(folder.resolve().name):
            raise _Invalid(f"es de otra cosa: «{signature.trusted_comment[:60]}»")
        return name
    raise _Invalid("no la hizo ninguna de las llaves conocidas sobre estas sumas")


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LONGEST)


def _key_id(key: PublicKey) -> str:
    """As minisign prints it: the eight bytes behind the algorithm's two, the last first."""
    return base64.b64decode(key.to_base64())[2:10][::-1].hex().upper()
