"""The page on marks in pictures, from figures that were kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.benchmarks.marks_attacks import ATTACKS
from tests.benchmarks.report import markdown_table

ABOUT = """Every photo carries an id of 64 bits of its own. A row counts the photos whose whole id
was read after a change, with the key and without the original, its size or any hint. PSNR is over
all three colours, SSIM of luma. What is wanted is the figure that the project set itself.
"""
PEERS = """## Beside others, on the same photos and changes
Each peer is used as its README says, with its defaults, all for the same 64 bits, and is given one
thing that Slate is not: pictures are brought back to the size that was marked before it reads,
because its decoder needs that. wmforge writes JPEG by itself. Peers were not made fainter to reach
our PSNR: their stronger marks are to their advantage.
"""
CHANCE = """## Chance
Every trial is a key that marked nothing on a picture, half of them with a mark of another key. What
needs no key (whitening, finding tiles) is done once for each picture; each trial goes the whole
way from there. An id is accepted below p = 0.000001. Stated p-values are bounds, so fewer trials
than a level's share may be at or below it.
"""
Kept = Mapping[str, Any]


def page(kept: Kept) -> str:
    """The whole page of the parts that were measured."""
    parts = [ABOUT]
    if "survival" in kept:
        parts += _survival(kept["survival"])
    if "big" in kept:
        parts.append(_big(kept["big"]))
    if "chance" in kept:
        parts.append(_chance(kept["chance"]))
    if kept.get("peers") and "survival" in kept:
        parts.append(_peers(kept["peers"], kept["survival"]))
    return "\n".join(parts)


def _survival(kept: Kept) -> Iterator[str]:
    count = len(kept["photos"])
    rows = [
        (a.name, f"{kept['read'][a.name] / count:.3f}", f"{a.wanted:.2f}" if a.wanted else "")
        for a in ATTACKS
    ]
    wanted = [a for a in ATTACKS if a.wanted]
    mean = sum(kept["read"][a.name] for a in wanted) / count / len(wanted)
    yield f"## What it survives\n{count} photos, so a row is {count} trials.\n"
    yield markdown_table(("change", "ids read", "wanted"), rows)
    yield f"Mean of the rows with a wanted figure: {mean:.4f}.\n"
    if kept["missed"]:
        yield f"Not read: {'; '.join(kept['missed'])}.\n"
    ratios, alike = kept["psnr"], kept["ssim"]
    yield (
        f"## How faint it is, and how long it takes\n"
        f"PSNR: mean {sum(ratios) / count:.2f} dB, least {min(ratios):.2f}, most "
        f"{max(ratios):.2f}. SSIM: mean {sum(alike) / count:.4f}, least {min(alike):.4f}.\n"
    )
    yield (
        f"Processor seconds a megapixel: marking {kept['embed_seconds']:.2f}, reading "
        f"{kept['read_seconds']:.2f} (all changes), unmarked photos "
        f"{kept['unmarked_seconds']:.2f}.\n"
    )


def _big(kept: Kept) -> str:
    survived = "was read" if kept["platform"] else "was not read"
    return (
        f"A photo of 12 megapixels: marking {kept['embed_seconds']:.2f}, reading "
        f"{kept['read_seconds']:.2f} seconds a megapixel, {kept['megabytes']:.0f} MB at most; "
        f"its id {survived} after the platform's 1080 pixels and JPEG 75.\n"
    )


def _chance(kept: Kept) -> str:
    trials = kept["trials"]
    rows = [
        (
            level,
            f"{count:,}",
            f"{count / trials:.6f}",
            "yes" if count <= float(level) * trials else "no",
        )
        for level, count in kept["tail"].items()
    ]
    heads = ("p at most", "trials", "share", "no more than stated")
    told = (
        f"{trials:,} trials on {kept['pictures']} pictures, photos with and without a mark: "
        f"**{kept['accepted']}** accepted; {kept['decoded']:,} went as far as decoding. "
        f"{kept['seconds'] / 60:.0f} minutes of processor time "
        f"(`scripts/bench marks false-accepts`)."
    )
    return f"{CHANCE}\n{told}\n\n{markdown_table(heads, rows)}"


def _peers(kept: Kept, ours: Kept) -> str:
    """Shares of the photos that peers had; ours of all photos, which says so."""
    names = list(kept)
    rows = []
    for attack in ATTACKS:
        theirs = [kept[n]["read"][attack.name] / len(kept[n]["photos"]) for n in names]
        own = ours["read"][attack.name] / len(ours["photos"])
        rows.append((attack.name, f"{own:.2f}", *(f"{share:.2f}" for share in theirs)))
    everyone = [ours, *(kept[name] for name in names)]
    means = [sum(one["read"].values()) / len(one["photos"]) / len(ATTACKS) for one in everyone]
    rows.append(("**mean**", *(f"**{mean:.2f}**" for mean in means)))
    rows.append(("PSNR, dB", *(f"{sum(one['psnr']) / len(one['psnr']):.1f}" for one in everyone)))
    rows.append(("SSIM", *(f"{sum(one['ssim']) / len(one['ssim']):.3f}" for one in everyone)))
    which = ", ".join(kept[names[0]]["photos"])
    told = f"Peers: {which} (`scripts/bench marks peers`); Slate: all {len(ours['photos'])} photos."
    return f"{PEERS}\n{told}\n\n{markdown_table(('change', 'Slate', *names), rows)}"
