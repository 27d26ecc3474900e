"""Other people's marks, asked line by line; runs in their own environment, without Slate.

    python marks_peer_worker.py PEER

Every line on standard input is JSON: {"do": "embed", "in": PNG, "out": PNG, "id": hex} or
{"do": "read", "in": PNG}. Every answer is one line: {"id": hex or null}. Each peer is used as its
README says, with its defaults; all see 64 bits.
"""

import contextlib
import json
import sys
from collections.abc import Callable

import numpy as np

BITS = 64
Embed = Callable[[str, str, str], None]
Read = Callable[[str], str | None]


def bits_of(mark_id: str) -> list[int]:
    """64 bits of a hexadecimal id."""
    return [int(bit) for bit in f"{int(mark_id, 16):0{BITS}b}"]


def id_of(bits: np.ndarray) -> str:
    """The hexadecimal id of 64 values, each rather 1 from a half on."""
    return f"{int(''.join('1' if bit >= 0.5 else '0' for bit in bits), 2):016x}"


def invisible_watermark(method: str) -> tuple[Embed, Read]:
    """invisible-watermark: `method` is dwtDct or dwtDctSvd."""
    import cv2
    from imwatermark import WatermarkDecoder, WatermarkEncoder

    def embed(source: str, target: str, mark_id: str) -> None:
        encoder = WatermarkEncoder()
        encoder.set_watermark("bits", bits_of(mark_id))
        cv2.imwrite(target, encoder.encode(cv2.imread(source), method))

    def read(source: str) -> str | None:
        picture = cv2.imread(source)
        return id_of(np.array(WatermarkDecoder("bits", BITS).decode(picture, method)))

    return embed, read


def blind_watermark() -> tuple[Embed, Read]:
    """blind-watermark: bits, its usual passwords and strengths."""
    import cv2
    from blind_watermark import WaterMark

    def embed(source: str, target: str, mark_id: str) -> None:
        mark = WaterMark(password_img=1, password_wm=1)
        mark.read_img(source)
        mark.read_wm(bits_of(mark_id), mode="bit")
        mark.embed(target)

    def read(source: str) -> str | None:
        mark = WaterMark(password_img=1, password_wm=1)
        return id_of(mark.extract(embed_img=cv2.imread(source), wm_shape=BITS, mode="bit"))

    return embed, read


def wmforge() -> tuple[Embed, Read]:
    """wmforge: the id as its trace id, Reed-Solomon coded; its decoder scales pictures itself."""
    import cv2
    from wmforge.pipeline import embed as put
    from wmforge.pipeline import extract

    def embed(source: str, target: str, mark_id: str) -> None:
        jpeg = np.frombuffer(put(cv2.imread(source), mark_id), np.uint8)
        cv2.imwrite(target, cv2.imdecode(jpeg, cv2.IMREAD_COLOR))

    def read(source: str) -> str | None:
        with open(source, "rb") as file:
            return extract(file.read(), prealign=True)

    return embed, read


PEERS: dict[str, Callable[[], tuple[Embed, Read]]] = {
    "dwtDct": lambda: invisible_watermark("dwtDct"),
    "dwtDctSvd": lambda: invisible_watermark("dwtDctSvd"),
    "blind-watermark": blind_watermark,
    "wmforge": wmforge,
}


def main() -> None:
    """Answer every line."""
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        embed, read = PEERS[sys.argv[1]]()
        for line in sys.stdin:
            asked = json.loads(line)
            told = None
            try:
                if asked["do"] == "embed":
                    embed(asked["in"], asked["out"], asked["id"])
                else:
                    told = read(asked["in"])
            except Exception as error:  # a decoder that fails has read nothing
                print(repr(error), file=sys.stderr)
            answers.write(json.dumps({"id": told}) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()
