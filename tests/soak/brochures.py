"""Makes brochures up out of the sentences of the shipped ones: short and long, with every kind of section and block."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

LOOKS = ("botanic", "photo", "type", "clinic")
_WORDS = (
    "Rust", "Slaap", "Magnesium", "Ademhaling", "Voeding", "Spieren", "Herstel", "Beweging", "Stress", "Energie",
    "Grenzen", "Warmte", "Ontspanningsmassage", "Overprikkeling", "Spijsvertering", "Dagritme", "Burn-outbegeleiding",
)  # fmt: skip
_JOINS = ("en", "bij", "na", "zonder", "met meer", "voor", "tijdens")
_FACTS = ("3", "1 op 10", "20 min.", "8 uur", "300 mg", "± 60%", "2 keer", "1.000 stappen", "7 dagen")
_KINDS = (None, None, "do", "sign", "experience")
_LONGEST_TITLE = 60


def sentences(root: Path) -> list[str]:
    """The sentences of the Dutch texts that are shipped, each once."""
    found: dict[str, None] = {}
    for path in sorted((root / "content").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "language: en" not in text and path.parent.name in {"brochures", "modules"}:
            for value in _texts(yaml.safe_load(text)):
                for each in value.replace("\n", " ").split(". "):
                    sentence = each.strip().rstrip(".")
                    told = sentence[:1].isupper() and "http" not in sentence and " " in sentence
                    if told and 20 < len(sentence) < 160 and not set(sentence) & set("{}[]<>*"):
                        found.setdefault(f"{sentence}.")
    return list(found)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]


class Maker:
    """Makes one brochure; the same number gives the same."""

    def __init__(self, number: int, bank: list[str]) -> None:
        """`bank` are the sentences that it is made of."""
        self.number = number
        self._dice = Random(number)  # repeatable, and no secret
        self._bank = bank

    def brochure(self) -> dict[str, Any]:
        """The brochure as it would be read from a file."""
        dice = self._dice
        made: dict[str, Any] = {"title": self._title(), "language": "nl"}
        if self._often(0.8):
            made["subtitle"] = self._text(1, 2)
        if self._often(0.8):
            made["main_message"] = self._text(1, 3)
        made["sections"] = [self._section(first=not place) for place in range(dice.randint(1, 12))]
        if self._often(0.5):
            made["good_to_know"] = {"items": [self._text(1, 2) for _ in range(dice.randint(2, 8))]}
        if self._often(0.7):
            who = ["112", "Je huisarts", "113", "Mij"][: dice.randint(1, 4)]
            made["when_to_call"] = {"calls": [{"who": each, "when": self._text(1, 2)} for each in who]}
        if self._often(0.8):
            made["call_to_action"] = {"heading": self._heading(), "text": self._text(1, 3)}
        if self._often(0.4):
            made["to_write"] = {"heading": "Hier begin ik deze week mee", "lines": dice.randint(1, 4)}
        made["sources"] = [self._source() for _ in range(dice.choice((0, 0, 2, 4, 9)))]
        return made

    def _often(self, share: float) -> bool:
        return self._dice.random() < share

    def _text(self, least: int, most: int) -> str:
        return " ".join(self._dice.choice(self._bank) for _ in range(self._dice.randint(least, most)))

    def _title(self) -> str:
        title = self._dice.choice(_WORDS)
        while self._often(0.45) and len(title) < _LONGEST_TITLE - 28:
            title += f" {self._dice.choice(_JOINS)} {self._dice.choice(_WORDS).lower()}"
        return title

    def _heading(self) -> str:
        return self._text(1, 1).rstrip(".")[:48].rsplit(" ", 1)[0] if self._often(0.5) else self._title()

    def _source(self) -> dict[str, str] | str:
        text = self._text(1, 1)
        return {"text": text, "url": "voorbeeld.example/bron/nummer"} if self._often(0.5) else text

    def _section(self, *, first: bool) -> dict[str, Any]:
        dice = self._dice
        made: dict[str, Any] = {} if not first and self._often(0.06) else {"heading": self._heading()}
        if self._often(0.85):
            made["text"] = "\n\n".join(self._text(1, 5) for _ in range(dice.choice((1, 1, 2, 3, 5))))
        if self._often(0.25):
            made["facts"] = [
                {"number": dice.choice(_FACTS), "text": self._text(1, 1)} for _ in range(dice.randint(1, 3))
            ]
        made |= self._block()
        if not made.keys() - {"heading"}:
            made["text"] = self._text(1, 3)
        return made

    def _block(self) -> dict[str, Any]:
        """What stands under the text of a section."""
        block = self._dice.choice(("points", "points", "points", "items", "table", "plate", "timebar", "none"))
        lead_in = {"lead_in": self._text(1, 1)} if self._often(0.6) else {}
        if block == "points":
            kind = self._dice.choice(_KINDS)
            dont = {"dont": [self._text(1, 1) for _ in range(self._dice.randint(1, 3))]} if self._often(0.15) else {}
            return {"points": self._points(kind)} | lead_in | dont | ({"kind": kind} if kind else {})
        if block == "items":
            items = [self._text(1, 1) for _ in range(self._dice.randint(2, 12))]
            return {"items": items, "numbered": self._often(0.3)} | lead_in
        if block == "table":
            return {"table": self._table()}
        made = {"timebar": self._timebar, "plate": self._plate}.get(block)
        return {"chart": {block: made()}} if made else {}

    def _points(self, kind: str | None) -> list[Any]:
        full = kind != "experience" and self._often(0.6)
        points: list[Any] = []
        for _ in range(self._dice.randint(2, 10)):
            if full:
                points.append({"title": self._heading()[:36], "text": self._text(1, 3)})
                if self._often(0.1):
                    points[-1] |= {"lead_in": "Kies er een:", "items": [self._heading() for _ in range(3)]}
            else:
                points.append(self._heading() if self._often(0.7) else self._text(1, 1))
        return points

    def _table(self) -> dict[str, Any]:
        rows = [
            [self._dice.choice(_WORDS), self._heading()[:30], self._text(1, 1)] for _ in range(self._dice.randint(2, 9))
        ]
        return {"caption": self._heading(), "head": ["Wat", "Wanneer", "Hoe"], "rows": rows}

    def _timebar(self) -> dict[str, Any]:
        parts = [self._dice.randint(10, 60) for _ in range(self._dice.randint(2, 4))]
        end = 18 * 60 + sum(parts)
        ends = f"{end // 60}:{end % 60:02}"
        items = [{"minutes": part, "text": self._dice.choice(_WORDS)} for part in parts]
        return {
            "start": "18:00",
            "end": ends,
            "items": items,
        }

    def _plate(self) -> dict[str, Any]:
        names = self._dice.sample(_WORDS, self._dice.randint(2, 5))
        items = [{"name": name, "amount": self._dice.randint(20, 90)} for name in names]
        return {"goal": 300, "unit": "mg", "items": items, "source": "Voorbeeldtabel, 2026"}
