"""Rectangles on a slide, in points: 72 to the inch, as type is measured."""

from dataclasses import dataclass, replace

#: English metric units, in which files keep lengths, to one point.
EMU_PER_POINT = 12700


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the slide's top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def inside(self, horizontal: float, vertical: float) -> "Box":
        """Return the box without a margin on every side."""
        return Box(self.left + horizontal, self.top + vertical, self.width - 2 * horizontal, self.height - 2 * vertical)

    def take_top(self, height: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Split off a strip at the top; the rest begins `gap` below it."""
        rest = Box(self.left, self.top + height + gap, self.width, self.height - height - gap)
        return replace(self, height=height), rest

    def take_bottom(self, height: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Split off a strip at the bottom: the strip, then the rest."""
        return replace(self, top=self.bottom - height, height=height), replace(self, height=self.height - height - gap)

    def take_left(self, width: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Split off a strip at the left: the strip, then the rest."""
        rest = Box(self.left + width + gap, self.top, self.width - width - gap, self.height)
        return replace(self, width=width), rest

    def columns(self, number: int, gap: float) -> list["Box"]:
        """Split into equal columns."""
        width = (self.width - gap * (number - 1)) / number
        return [replace(self, left=self.left + place * (width + gap), width=width) for place in range(number)]

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as files keep them: whole numbers."""
        return emu(self.left), emu(self.top), emu(self.width), emu(self.height)


def emu(points: float) -> int:
    """Return a length in the unit of the file format."""
    return round(points * EMU_PER_POINT)


def points(length: int) -> float:
    """Return a length of the file format in points."""
    return length / EMU_PER_POINT
