"""The choices of the mark in video, beside those of pictures."""

from dataclasses import dataclass, field

from openslate.authenticity.marks.pictures.settings import PictureMarkSettings, StrengthSettings


@dataclass(frozen=True)
class VideoMarkSettings:
    """`picture` chooses pattern and strength: stronger than in pictures, for encoders throw more
    away and what moves hides more.

    Where much moves otherwise than the camera, what moves hides the mark from the eye and carries
    it off; it becomes up to `louder` decibels stronger there, by a share of what is missing with
    each frame (`swelling`). Texture is looked at again after `renewed` frames. The pattern follows
    the camera until it is `larger` times as large or as small, or turned by `turned` degrees; then
    it begins anew. Up to `together` frames of a shot are averaged. A shot's code bits are added to
    those of others from `evidence` on (see `Beginning`).
    """

    picture: PictureMarkSettings = field(
        default_factory=lambda: PictureMarkSettings(
            strength=StrengthSettings(faintest_psnr=40.5, strongest_psnr=39.5)
        )
    )
    louder: float = 2.5
    swelling: float = 0.25
    renewed: int = 6
    larger: float = 1.25
    turned: float = 6.0
    together: int = 16
    evidence: float = 10.0
