"""A live view of the system that runs in a directory, made of what its processes count at /metrics."""

from lectern.top.figures import Figures, compare
from lectern.top.processes import Sample, sample

__all__ = ["Figures", "Sample", "compare", "sample"]
