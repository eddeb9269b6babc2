"""Whose a version is: its sums signed with minisign, and what a signature is believed for (SIMULADO)."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from minisign import KeyPair, PublicKey, SecretKey, Signature

from warehouse.checksums import SIGNATURE, SUMS, check_sums, write_sums
from warehouse.signing import PUBLIC_KEYS, PUBLISHED_KEY, SECRET_KEY, BadKey, Signer, signature_of, signer_from

VERSION = "2026-11-23"
# Made with minisign 0.11, `minisign -G -W` and `minisign -S -t 'acuerdos-abiertos version 2026-11-23'`.
MINISIGN_SECRET = """untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAISgTpg/YSCiqQOekSkGKVs7t0GAvB9ATXPZHCANIK4W3yAVMO9UvO3p6nuWyEFnwVKw/bECXi4ea/g8jkG3G/yM3shdnbngFAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
"""
MINISIGN_PUBLIC = """untrusted comment: minisign public key 2848D80FA6132821
RWQhKBOmD9hIKHp6nuWyEFnwVKw/bECXi4ea/g8jkG3G/yM3shdnbngF
"""
MINISIGN_SIGNATURE = """untrusted comment: signature from minisign secret key
RUQhKBOmD9hIKL/nVzAVtC3eUB7eOBmppExG8lt3kXMQoGMMqUjyj9CoGpNpX4ddlozfqaaX8ms3nhtN+ii5pfdYmjEv3cTRdQQ=
trusted comment: acuerdos-abiertos version 2026-11-23
sUwTZUFJOr0uQanvbctoV1waOVDJeTTFygHYZm1xj1XeWV6Vz/UqG3tq3VpD3H5vcdnYnN4IGBlcqnxr3jnXDQ==
"""


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return made(tmp_path / "public", VERSION)


def made(public: Path, version: str) -> Path:
    folder = public / "v" / version
    folder.mkdir(parents=True)
    (folder / "laws.csv").write_text("SIMULADO\n", encoding="utf-8")
    write_sums(folder)
    return public


def key_file(place: Path, key: SecretKey | PublicKey) -> Path:
    place.write_bytes(bytes(key) + b"\n")
    return place


def signer(place: Path) -> Signer:
    found = signer_from({SECRET_KEY: str(key_file(place, KeyPair.generate().secret_key))})
    assert found is not None
    return found


def signed(public: Path, by: Signer, version: str = VERSION) -> Path:
    folder = public / "v" / version
    by.sign(folder, version)
    by.publish_key(public)
    return folder


def test_without_a_key_nothing_is_signed() -> None:
    assert signer_from({}) is None
    assert signer_from({SECRET_KEY: "  "}) is None


def test_a_version_signed_with_our_key_is_valid_and_says_which_key(public: Path, tmp_path: Path) -> None:
    ours = signer(tmp_path / "key")
    found = signature_of(public, signed(public, ours), {})
    assert (found.line, found.problems) == (f"firmada y válida, llave {ours.key_id}", [])


def test_a_version_nobody_signed_is_said_to_be_so_and_is_no_problem(public: Path) -> None:
    found = signature_of(public, public / "v" / VERSION, {})
    assert (found.line, found.problems) == ("sin firma", [])


def test_to_whom_has_named_a_key_a_missing_signature_is_a_problem(public: Path, tmp_path: Path) -> None:
    folder = signed(public, signer(tmp_path / "key"))
    (folder / SIGNATURE).unlink()
    (problem,) = signature_of(public, folder, {PUBLIC_KEYS: str(public / PUBLISHED_KEY)}).problems
    assert problem.startswith(f"{SIGNATURE}: falta") and PUBLIC_KEYS in problem


def test_sums_made_again_after_a_change_do_not_match_the_signature(public: Path, tmp_path: Path) -> None:
    folder = signed(public, signer(tmp_path / "key"))
    (folder / "laws.csv").write_text("SIMULADO, cambiado\n", encoding="utf-8")
    write_sums(folder)
    assert check_sums(folder) == []
    (problem,) = signature_of(public, folder, {}).problems
    assert "firma inválida" in problem


def test_a_signature_by_a_key_that_nobody_knows_is_invalid(public: Path, tmp_path: Path) -> None:
    folder = signed(public, signer(tmp_path / "key"))
    signer(tmp_path / "other").sign(folder, VERSION)
    (problem,) = signature_of(public, folder, {}).problems
    assert "ninguna de las llaves conocidas" in problem


def test_a_key_named_by_the_reader_is_believed_before_the_one_published_with_the_data(
    public: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.pub"
    ours, intruder = KeyPair.generate(), signer(tmp_path / "intruder")
    folder = signed(public, intruder)
    key_file(theirs, ours.public_key)
    assert signature_of(public, folder, {}).problems == []
    assert signature_of(public, folder, {PUBLIC_KEYS: str(theirs)}).problems != []


def test_the_signature_of_one_version_is_none_of_another_with_the_same_sums(public: Path, tmp_path: Path) -> None:
    ours = signer(tmp_path / "key")
    former = signed(public, ours)
    made(public, "2026-11-24")
    later = public / "v" / "2026-11-24"
    (later / SIGNATURE).write_bytes((former / SIGNATURE).read_bytes())
    (problem,) = signature_of(public, later, {}).problems
    assert "es de otra cosa" in problem and VERSION in problem


def test_versions_signed_before_the_key_was_changed_stay_valid(public: Path, tmp_path: Path) -> None:
    former = signed(public, signer(tmp_path / "first"))
    made(public, "2026-11-24")
    later = signed(public, signer(tmp_path / "second"), "2026-11-24")
    assert signature_of(public, former, {}).problems == signature_of(public, later, {}).problems == []


def test_a_signature_is_no_extra_file_of_its_version(public: Path, tmp_path: Path) -> None:
    folder = signed(public, signer(tmp_path / "key"))
    assert check_sums(folder) == []
    assert SIGNATURE not in (folder / SUMS).read_text()


def test_the_same_key_and_sums_give_the_same_signature(public: Path, tmp_path: Path) -> None:
    ours = signer(tmp_path / "key")
    first = (signed(public, ours) / SIGNATURE).read_bytes()
    assert (signed(public, ours) / SIGNATURE).read_bytes() == first


@pytest.mark.parametrize("content", [b"", b"SIMULADO", b"a\nb\nc\nd\n", b"\xff" * 400, b"untrusted comment: x\nUlk=\n"])
def test_a_damaged_signature_is_invalid_in_one_line(public: Path, tmp_path: Path, content: bytes) -> None:
    folder = signed(public, signer(tmp_path / "key"))
    (folder / SIGNATURE).write_bytes(content)
    (problem,) = signature_of(public, folder, {}).problems
    assert "firma inválida" in problem and "\n" not in problem


@pytest.mark.parametrize("content", [b"", b"SIMULADO secreto", b"untrusted comment: x\nsecreto\n", b"\xff\xfe\n\x00"])
def test_a_file_that_is_no_key_is_refused_in_one_line_that_does_not_repeat_it(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "key"
    place.write_bytes(content)
    with pytest.raises(BadKey) as refused:
        signer_from({SECRET_KEY: str(place)})
    assert "secreto" not in str(refused.value) and "\n" not in str(refused.value)
    assert SECRET_KEY in str(refused.value)


def test_a_key_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadKey, match="no se puede leer"):
        signer_from({SECRET_KEY: str(tmp_path / "nothing")})


def test_a_key_with_a_password_is_refused_since_nobody_is_there_to_type_it(tmp_path: Path) -> None:
    key = KeyPair.generate().secret_key
    key.encrypt("SIMULADO", opslimit=32_768, memlimit=16_777_216)
    with pytest.raises(BadKey, match="contraseña"):
        signer_from({SECRET_KEY: str(key_file(tmp_path / "key", key))})


def test_what_the_program_minisign_signed_is_valid_here(tmp_path: Path) -> None:
    public = made(tmp_path / "public", VERSION)
    folder = public / "v" / VERSION
    (folder / SIGNATURE).write_text(MINISIGN_SIGNATURE, encoding="utf-8")
    (public / PUBLISHED_KEY).write_text(MINISIGN_PUBLIC, encoding="utf-8")
    assert signature_of(public, folder, {}).problems == []


def test_with_a_key_of_the_program_minisign_we_sign_as_it_does(public: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(MINISIGN_SECRET, encoding="utf-8")
    ours = signer_from({SECRET_KEY: str(tmp_path / "key")})
    assert ours is not None
    mine = Signature.from_file(signed(public, ours) / SIGNATURE)
    theirs = Signature.from_bytes(MINISIGN_SIGNATURE.encode())
    assert mine == theirs
    assert PublicKey.from_file(public / PUBLISHED_KEY) == PublicKey.from_bytes(MINISIGN_PUBLIC.encode())
    assert base64.b64decode(MINISIGN_PUBLIC.splitlines()[1])[2:10][::-1].hex().upper() == ours.key_id
