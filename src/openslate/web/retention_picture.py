"""Where the lines of a retention curve stand: the same answer, the same picture."""

from dataclasses import dataclass

from openslate.app.audience.retention_views import CurveView

WIDTH, HEIGHT = 880, 300
LEFT, RIGHT, TOP, BOTTOM = 84, 16, 12, 34
STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120)
MARKS = 8  # at most so many minutes are written below
SHARES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Tick:
    """A line of the grid with what is written at it."""

    at: float
    label: str


@dataclass(frozen=True)
class RetentionPicture:
    """A curve with its 95 % band as points of SVG shapes, and the grid; sizes in its view box."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    line: str
    band: str
    shares: tuple[Tick, ...]
    minutes: tuple[Tick, ...]


def draw_retention(curve: CurveView) -> RetentionPicture:
    """The picture of a curve; the share holds from the beginning of one minute to the next."""
    last = len(curve.minutes)

    def x(minute: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * minute / last, 1)

    def y(share: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)

    def steps(shares: list[float]) -> list[str]:
        points = [(x(m + side), y(s)) for m, s in enumerate(shares) for side in (0, 1)]
        return [f"{across},{down}" for across, down in points]

    high = steps([minute.high for minute in curve.minutes])
    low = steps([minute.low for minute in curve.minutes])
    step = next((s for s in STEPS if last / s <= MARKS), STEPS[-1])
    return RetentionPicture(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        line=" ".join(steps([minute.share for minute in curve.minutes])),
        band=" ".join([*high, *reversed(low)]),
        shares=tuple(Tick(y(percent / 100), f"{percent} %") for percent in SHARES),
        minutes=tuple(Tick(x(minute), str(minute)) for minute in range(0, last, step)),
    )
