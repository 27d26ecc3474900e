"""Six files, one for each verdict, and the workspace that gives it."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from openslate.app.authenticity.init_credentials import InitCredentials
from openslate.app.authenticity.mark_file import MarkFile
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.authenticity.register_file import RegisterFile
from openslate.app.authenticity.sign_files import SignLibraryFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.claim import Claim
from openslate.testing.pictures import made_up_photo

DAYS = 3650
CLAIM = Claim(title="A day <out>", source_type="digitalCapture")


def publish(workspace: Workspace, folder: Path) -> Path:
    """A photo that was marked, signed and registered; `photo.jpg` beside it is as it was before."""
    InitCredentials(workspace)(days=DAYS)
    Image.fromarray(made_up_photo(1)).save(folder / "photo.jpg", quality=95)
    MarkFile(MarkKeyFile(workspace).make())(folder / "photo.jpg", folder / "marked.jpg")
    SignLibraryFile(workspace.folder, CLAIM)(folder / "marked.jpg", folder / "published.jpg")
    with RegisterFile(workspace) as register:
        register(folder / "published.jpg", by="ada", about={"item": "i1"})
    return folder / "published.jpg"


def six_files(workspace: Workspace, folder: Path) -> Mapping[str, Path]:
    """A file for each verdict, by its code."""
    published = publish(workspace, folder)
    made = {code: folder / name for code, name in NAMES.items()}
    published.rename(made["trusted"])
    image = Image.open(made["trusted"])
    image.resize((image.width * 4 // 5, image.height * 4 // 5)).save(made["recovered"], quality=75)
    content = bytearray(made["trusted"].read_bytes())
    content[-1000] ^= 1
    made["broken"].write_bytes(bytes(content))
    Image.fromarray(made_up_photo(2)).save(folder / "second.png")
    MarkFile(MarkKeyFile(workspace).make())(folder / "second.png", made["mark_only"])
    Image.fromarray(made_up_photo(3)).save(made["nothing"])
    _signed_elsewhere(made["nothing"], made["valid"], folder / "elsewhere")
    return made


NAMES = {
    "trusted": "press-photo.jpg",
    "valid": "agency-photo.png",
    "recovered": "from-a-platform.jpg",
    "mark_only": "unregistered.png",
    "broken": "tampered.jpg",
    "nothing": "stranger.png",
}


def _signed_elsewhere(source: Path, target: Path, folder: Path) -> None:
    """Signed with certificates of somebody whom nobody here trusts."""
    Workspace.create(folder).close()
    with Workspace.open(folder) as other:
        InitCredentials(other)(days=DAYS)
    SignLibraryFile(folder, CLAIM)(source, target)
