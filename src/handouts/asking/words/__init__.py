"""What is said to the practitioner while she is asked, in the language of her practice.

A text of the form `question|meaning` says behind the bar what an empty answer means.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.asking.words import dutch, english

WORDS: Mapping[str, Mapping[str, str]] = {"nl": dutch.WORDS, "en": english.WORDS}
