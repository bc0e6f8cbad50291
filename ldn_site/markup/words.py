"""The few words that the renderer itself puts on a page, by language.

They are here and not in gettext because this room imports nothing of Django,
and because a published page keeps the words of the language it was written in.
"""

from __future__ import annotations

ENGLISH = {
    "source": "Source",
    "retracted": "retracted",
    "table": "Table {number}",
    "warning": "Important",
    "info": "Good to know",
    "urgent": "Urgent",
    "facts": "Key facts",
    "do": "Do",
    "dont": "Don’t",
    "care-emergency": "Emergency",
    "care-urgent": "Urgent",
    "care-routine": "Not urgent",
    "care-emergency-title": "Call 911 now",
    "care-urgent-title": "Get medical help today",
    "care-routine-title": "Talk with your doctor or pharmacist",
    "about": "about {number}",
    "fewer": "fewer than 1",
    "more": "more than 99",
    "out-of-100": "{number} out of 100",
    "had": "had this result",
    "had-not": "did not",
    "frames": "{yes_number} {yes}; {no_number} {no}.",
    "counted-alone": "{count} of {people} people had this result; {rest} did not.",
    "counted": "That is {count} of {people} people.",
    "full-width": "The full width is {number} {unit}.",
    "range-line": "The thin line is the likely range.",
    "each-mark": "Each mark is 1 person out of 100.",
    "rounded": "Numbers are rounded to whole people out of 100.",
    "no-people": "The paper does not say how many people this is based on.",
    "icons": "{name}: {number} of 100 marks filled",
    "people": "{number} people",
    "likely": "likely range {low} to {high}",
    "not-compared": "There was no comparison group, so this cannot show what made the difference.",
    "not-given": "The numbers for a comparison group are not given, so they are not compared here.",
    "was-retracted": "This study was retracted: its publisher withdrew it.",
    "compared-with": "Compared with: {comparator}.",
}

WORDS = {"en": ENGLISH}


def words_for(language: str) -> dict[str, str]:
    """The words of a language; English for one that has none yet."""
    return WORDS.get(language.split("-")[0].lower(), ENGLISH)
