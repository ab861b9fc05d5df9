"""What a province's pages and files say of the whole site stands in them as a mark, which is filled in when they are laid in
place: so they are the same as long as the province is, whatever changes elsewhere.
"""

import re
from collections.abc import Callable

#: the data version of the whole; as long as one, for pages are divided by how long they are
VERSION = "0v0e0r0s0i0n"
#: the fingerprint of a file below assets/, which stands after its name
_FINGERPRINT = "0a0s0s0e"
_ASSET = re.compile(rf"(assets/[\w./-]+)\?v={_FINGERPRINT}")


def asset(name: str) -> str:
    """The address of a file below the site's top, with a mark for its fingerprint."""
    return f"{name}?v={_FINGERPRINT}"


def filled(text: bytes, version: str) -> bytes:
    """A text with the data version in the place of its marks."""
    return text.replace(VERSION.encode(), version.encode())


def with_assets(text: str, address: Callable[[str], str]) -> str:
    """A text with the addresses of files below assets/, as `address` tells them by their names."""
    return _ASSET.sub(lambda found: address(found[1]), text)
