"""Why a file or a catalogue was refused.

::

    PipelineError
    +-- AssetRejected        one file: code, file, JSON pointer
    +-- CatalogueUnreadable  catalogue.json or products.json does not read
    +-- BuildBusy            two builds into one folder
    +-- CrewUnfit            the cluster that was named cannot do the work
    +-- SpecRefused          a garment that cannot be cut
    +-- BodyUnreadable       the figure's files are missing or damaged
    +-- MeasurementsRefused  no body has these measurements
    +-- FitUnreadable        bytes that are not a fit
"""

from __future__ import annotations


class PipelineError(Exception):
    """Base of all that `assets_pipeline` refuses."""


class AssetRejected(PipelineError):
    """One file cannot be taken; says which, where and why.

    Args:
        code: short token, stable over versions, e.g. `accessor_out_of_bounds`.
        message: one sentence for a person.
        file: name of the file inside the input folder.
        pointer: JSON pointer into the glTF document, or `""` for the whole file.
    """

    def __init__(self, code: str, message: str, *, file: str = "", pointer: str = "") -> None:
        self.code = code
        self.message = message
        self.file = file
        self.pointer = pointer
        super().__init__(f"{file}{pointer}: {message} [{code}]")

    def within(self, file: str) -> AssetRejected:
        """The same refusal, naming the file it was found in."""
        return AssetRejected(self.code, self.message, file=file, pointer=self.pointer)


class CatalogueUnreadable(PipelineError):
    """`catalogue.json` or the shop's own product table does not read."""


class BuildBusy(PipelineError):
    """Another build is at work in the same output folder."""


class CrewUnfit(PipelineError):
    """The cluster cannot be reached, was lost, or is not set up as this machine is."""


class SpecRefused(PipelineError, ValueError):
    """The numbers of a garment contradict one another."""


class BodyUnreadable(PipelineError):
    """The figure's files are missing, damaged, or of another build."""


class MeasurementsRefused(PipelineError, ValueError):
    """A measurement is unknown, not a number, or not that of a person."""


class FitUnreadable(PipelineError, ValueError):
    """Bytes that say where cloth lies do not read."""
