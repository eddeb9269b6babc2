from __future__ import annotations

import pytest

from extractors.addresses import is_loopback_host, kind_of_address, refusal

NAMES = {
    "public.example": ["93.184.216.34"],
    "other.example": ["93.184.216.35"],
    "mixed.example": ["93.184.216.34", "10.0.0.1"],
    "inside.example": ["127.0.0.1"],
}


def resolve(host: str) -> list[str]:
    return NAMES.get(host, [])


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("93.184.216.34", "public"),
        ("10.1.2.3", "private"),
        ("192.168.0.1", "private"),
        ("127.9.9.9", "loopback"),
        ("::1", "loopback"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("0.0.0.0", "private"),
        ("::ffff:127.0.0.1", "loopback"),
        ("100.64.0.1", "private"),
        ("64:ff9b::7f00:1", "loopback"),
        ("fc00::1", "private"),
    ],
)
def test_kind_of_address(address: str, kind: str) -> None:
    assert kind_of_address(address) == kind


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://192.168.1.1/",
        "http://inside.example/",
        "http://mixed.example/",
        "http://169.254.169.254/latest",
        "http://user@other.example/",
        "javascript:alert(1)",
    ],
)
def test_public_page_may_not_lead_inside(target: str) -> None:
    assert refusal("https://public.example/a", target, resolve) is not None


def test_public_page_may_lead_to_public_page() -> None:
    assert refusal("https://public.example/a", "https://other.example/", resolve) is None


def test_loopback_may_lead_to_loopback_and_public_but_not_to_the_network() -> None:
    assert refusal("http://127.0.0.1:1/", "http://127.0.0.2:2/", resolve) is None
    assert refusal("http://127.0.0.1:1/", "http://public.example/", resolve) is None
    assert refusal("http://127.0.0.1:1/", "http://10.0.0.1/", resolve) is not None


def test_unresolved_origin_counts_as_public() -> None:
    assert refusal("https://unknown.example/", "http://127.0.0.1/", resolve) is not None


def test_loopback_host_asks_no_name_server() -> None:
    assert is_loopback_host("LOCALHOST") and is_loopback_host("[::1]") and not is_loopback_host("inside.example")
