"""What became of a job."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from handouts.problems import Problem
from handouts.produce.job import Job

Status = Literal["made", "kept", "failed", "valid"]
"""Written; up to date and left as it was; not made, for its Problems; or made and proven in a dry run."""


class Outcome(NamedTuple):
    """What became of a job.

    `path` is the PDF, or None where it was not made or nothing was to be written; beside it are the `pictures` of its
    pages (PNG) and the copy for mail, locked with a password (`mailed`); `removed` is such a copy of the document as it
    was before. `pages` counts from 1, and is 0 when `failed`.
    `problems` are errors where it failed, else what is doubtful. `milliseconds` is how long this took.
    """

    job: Job
    status: Status
    path: Path | None
    pages: int
    problems: tuple[Problem, ...]
    milliseconds: int = 0
    pictures: tuple[Path, ...] = ()
    mailed: Path | None = None
    removed: Path | None = None

    @classmethod
    def failed(cls, job: Job, problems: Iterable[Problem]) -> Outcome:
        """That of a document that cannot be made."""
        return cls(job, "failed", None, 0, tuple(problems))

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.job.name

    @property
    def variant_name(self) -> str:
        """The variant as a file's name says it; empty where none was known yet."""
        return self.job.variant_name

    def as_data(self) -> dict[str, Any]:
        """The outcome as other programs are given it."""
        told = ("status", "path", "pictures", "mailed", "removed", "pages", "milliseconds", "problems")
        document = {"kind": self.job.kind, "name": self.name, "format": self.variant_name}
        return document | {name: getattr(self, name) for name in told}
