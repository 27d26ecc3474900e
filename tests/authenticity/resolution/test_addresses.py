"""Which addresses of registers are taken."""

import pytest

from openslate.authenticity.resolution.addresses import (
    register_addresses,
    register_keys,
    register_name,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" , ", ()),
        ("https://register.example/api/v1/c2pa/", ("https://register.example/api/v1/c2pa",)),
        ("https://a.example,http://127.0.0.1:9", ("https://a.example", "http://127.0.0.1:9")),
        ("http://localhost:8765/x", ("http://localhost:8765/x",)),
        ("http://[::1]:9", ("http://[::1]:9",)),
    ],
)
def test_addresses_between_commas(text: str, found: tuple[str, ...]) -> None:
    assert register_addresses(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "http://register.example",
        "http://127.0.0.1.example",
        "ftp://127.0.0.1",
        "register.example",
        "https://",
        "https://user:word@a.example",
        "https://a.example/?x=1",
        "https://a.example:999999",
        ",".join(["https://a.example"] * 6),
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"must|most|port"):
        register_addresses(text)


def test_each_register_gets_its_own_key_only() -> None:
    keys = register_keys({"SLATE_REGISTER_KEYS": "a.example=k1 b.example:9=k2= broken"})
    assert keys == {"a.example": "k1", "b.example:9": "k2="}
    assert register_name("https://b.example:9/api") == "b.example:9"
    assert register_keys({}) == {}
