"""The colours of the atlas, by meaning: a measure keeps one colour on every map, chart and page.

The hues follow Okabe and Ito. They were moved apart in lightness until the five measures stay distinct under
protanopia, deuteranopia and tritanopia, and can be read as words on the page's ground; a test computes both.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, each as ``#RRGGBB``. Sky blue is the interface's accent and counts events."""

    ground: str
    ink: str
    muted: str
    grid: str
    accent: str
    deaths: str
    detentions: str
    injuries: str
    participants: str
    events: str
    unknown: str
    idle: str
    """What is in the data but outside the reader's choice."""
    land: str
    abroad: str
    water: str
    shore: str
    border: str
    oblast: str

    def measure(self, name: str) -> str:
        """The colour of a measure of the codebook, or of ``events``. KeyError for any other name."""
        colours = {
            "deaths": self.deaths,
            "detentions": self.detentions,
            "injuries": self.injuries,
            "participants": self.participants,
            "events": self.events,
        }
        return colours[name]

    def context(self, kind: str) -> str:
        """The colour of a milestone's mark: grey tones, so that marks never pass for figures."""
        return self.ink if kind in ("election", "office") else self.muted


_LIGHT = Palette(
    ground="#FFFFFF",
    ink="#10171E",
    muted="#5B6670",
    grid="#E1E7EC",
    accent="#0A72A6",
    deaths="#680A26",
    detentions="#A9620F",
    injuries="#0A6B45",
    participants="#4A3275",
    events="#0A72A6",
    unknown="#6B7077",
    idle="#C3CBD2",
    land="#F6F3EC",
    abroad="#E9E7E2",
    water="#D3E3EC",
    shore="#AFC8D6",
    border="#8A8578",
    oblast="#D5CFC1",
)
_DARK = Palette(
    ground="#12181F",
    ink="#E6EBF0",
    muted="#A3AEB8",
    grid="#2C3640",
    accent="#4FB3E4",
    deaths="#F1645C",
    detentions="#F7BC3D",
    injuries="#9BE8BC",
    participants="#E4CFF2",
    events="#4FB3E4",
    unknown="#98A2AD",
    idle="#46525E",
    land="#27303A",
    abroad="#1A2129",
    water="#16303F",
    shore="#2E5063",
    border="#8793A0",
    oblast="#3D4854",
)


def palette(dark: bool) -> Palette:
    """The colours for a dark or a light page."""
    return _DARK if dark else _LIGHT


def channels(colour: str, alpha: int = 255) -> list[int]:
    """``#RRGGBB`` and an opacity of 0 to 255 as the four numbers that the map wants."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [alpha]


def translucent(colour: str, share: float) -> str:
    """``#RRGGBB`` as a CSS colour of which only ``share`` (0 to 1) covers what is under it."""
    red, green, blue, _ = channels(colour)
    return f"rgba({red},{green},{blue},{share:g})"
