"""``defences.yaml``: for each threat of ``docs/threats.md`` what is taken out, and the test that has to fail then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

LIST = Path(__file__).with_name("defences.yaml")
_MODULE = "python -m "


class Cut(BaseModel):
    """``old`` in ``file`` becomes ``new``, everywhere; ``times``: how often it stands there, or "some": then the first."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: str
    old: str
    new: str = ""
    times: int | Literal["some"] = 1

    def stands_in(self, text: str) -> bool:
        """Whether the text holds ``old`` as often as it says."""
        found = text.count(self.old)
        return found > 0 if self.times == "some" else found == self.times

    def taken_out(self, text: str) -> str:
        """The text without it."""
        return text.replace(self.old, self.new, 1 if self.times == "some" else -1)


class Defence(Cut):
    """A cut, those of other defences behind it (``also``), and the test that fails then, within ``seconds``.

    ``threat`` is the second cell of a row of ``docs/threats.md``; ``test`` a pytest id, or ``python -m`` and words.
    ``hangs``: the defence is one against what never ends, and so a test without end is one that failed.
    """

    threat: str
    test: str
    also: tuple[Cut, ...] = ()
    seconds: int = 240
    hangs: bool = False

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """All of them."""
        return (Cut(file=self.file, old=self.old, new=self.new, times=self.times), *self.also)

    @property
    def module(self) -> list[str] | None:
        """Name and words of a module to be run; None where the test is one of pytest."""
        return self.test.removeprefix(_MODULE).split() if self.test.startswith(_MODULE) else None

    @property
    def place(self) -> tuple[str, str]:
        """File and function of the test, in the words of ``docs/threats.md``; no function of a module."""
        if self.module:
            return f"{self.module[0].replace('.', '/')}.py", ""
        file, _, name = self.test.partition("::")
        return file, name.partition("[")[0]

    def holds(self, words: Sequence[str]) -> bool:
        """Whether one of these words stands in it; true without words."""
        told = f"{self.threat} {self.file} {self.old} {self.test}".lower()
        return not words or any(word.lower() in told for word in words)


def defences() -> list[Defence]:
    """Every entry of the list. Raises ``ValidationError`` where one is not as it should be."""
    found: list[dict[str, Any]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return [Defence.model_validate(entry) for entry in found]
