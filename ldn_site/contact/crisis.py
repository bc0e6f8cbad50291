"""Words after which a person may need a number now, and not an answer tomorrow.

English and Spanish, in one table for the site and for the script beside the box. A "not" is not
understood: a number shown for nothing costs less than one that is missing.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

UNSEEN = {"Mn", "Mc", "Me", "Cf"}
MOST_READ = 20_000  # far more than a message may have


class Care(str, Enum):
    """Whose number it is, the most urgent first."""

    EMERGENCY = "emergency"  # 911
    CRISIS = "crisis"  # 988
    POISON = "poison"  # Poison Help
    OPIOID = "opioid"  # 911 for who feels sick, Poison Help for who feels fine
    REACTION = "reaction"  # doctor or pharmacist, today


_SELF = r"(?:my ?self|him ?self|her ?self|your ?self|them ?sel(?:f|ves))"
_FACE = r"(?:face|throat|tongue|lips?|mouth)"
_CARA = r"(?:cara|rostro|garganta|lengua|labios?|boca)"
_CHILD = r"(?:child|kid|son|daughter|baby|toddler|grand(?:son|daughter|child)|dog|puppy|cat|pet)s?"
_CHILDREN = rf"(?:{_CHILD}|children|grandchildren)"
_NINO = r"(?:nin|hij|hijit|niet|perr|perrit|gat)[oa]s?|bebe|mascota"
_PILLS = r"(?:pills?|capsules?|tablets?|medicines?|medications?|meds|ldn|naltrexone|doses?|drops)"
_PASTILLAS = r"(?:pastillas?|capsulas?|tabletas?|medicinas?|medicamentos?|dosis|gotas)"
_OPIOID = (
    r"(?:opp?(?:ioi|io|oi)ds?|opiates?|narcotics?|pain ?(?:pills?|killers?|meds?)"
    r"|oxycodone|oxycontin|roxicodone|percocet|oxymorphone|hydrocodone|vicodin|norco|lortab"
    r"|hydromorphone|dilaudid|tramadol|ultram|tapentadol|nucynta|morphine|codeine|fentanyl|heroin"
    r"|methadone|buprenorphine|suboxone|subutex|butrans|belbuca)"
)
_OPIOIDE = (
    r"(?:opioides?|opiaceos?|oxicodona|hidrocodona|tramadol|morfina|codeina|fentanilo|metadona"
    r"|buprenorfina|suboxone|heroina|percocet|vicodin|norco)"
)
_LDN = r"(?:ldn|naltrexone|naltrexona)"

# Regular expressions that Python and browsers read alike, for text that `folded` made.
WORDS: dict[Care, tuple[str, ...]] = {
    Care.EMERGENCY: (
        r"(?:cant|cannot|can not|hard to|hurts to|trouble|difficulty|struggling to|short of|not"
        r"|stopped)(?: \w+)? breath(?:e|ing)?|(?:cant|cannot|can not) get (?:\w+ )?air",
        rf"(?:swelling|swollen|swelled|swells?)(?: \w+){{0,4}} {_FACE}",
        rf"{_FACE}(?: \w+){{0,4}} (?:swelling|swollen|swelled|swells?|clos(?:es|ed|ing))",
        r"anaphyla\w+|choking|widespread hives|hives (?:all over|everywhere)",
        r"seizures?|convulsions?|convulsing|unconscious|unresponsive",
        r"(?:wont|will not|cant|cannot|can not|doesnt|does not|hard to)(?: \w+){0,2} wake",
        r"pass(?:ed|es|ing) out|faint(?:ed|s|ing)|black(?:ed|s|ing) out",
        r"chest (?:pains?|hurts)|pains? in (?:\w+ )?chest|heart attack|ambulance|overdos\w*",
        r"blue lips|lips (?:\w+ )?(?:blue|gray|grey)",
        r"no (?:puedo|puede|podia|logro|logra)(?: \w+)? respirar(?:la|lo)?|no respira",
        r"(?:dificultad|dificil|problemas?|trabajo|cuesta|falta)(?: \w+)? (?:respirar|aire)",
        rf"(?:hinch|inflam)\w+(?: \w+){{0,4}} {_CARA}|{_CARA}(?: \w+){{0,4}} (?:hinch|inflam)\w+",
        r"(?:ronchas|urticaria) (?:por todo|en todo)|ahogando(?:me|se)?|me ahogo|se ahoga",
        r"convulsion(?:es)?|convulsiona\w*|inconsciente|desmay\w+|perdio el conocimiento",
        r"no (?:\w+ ){0,2}desp(?:ierta|ert\w+)",
        r"dolor(?:es)?(?: \w+){0,3} pecho|duele(?: \w+)? pecho|opresion en el pecho",
        r"infarto|ataque al corazon|ambulancia|sobredosis|labios (?:\w+ )?azul(?:es)?",
    ),
    Care.CRISIS: (
        r"suicid\w*",
        rf"(?:kill|harm|hurt|cut)(?:s|ed|ing|ting)? {_SELF}|self (?:harm|injur|hurt)\w*",
        r"(?:end|ends|ending|take|takes|taking)(?: \w+)? own life|end(?:ing)? (?:my|his|her) life",
        r"tak(?:e|ing) (?:my|his|her) life|end(?:ing)? it all|kms|unalive",
        r"(?:thinking (?:of|about)|thoughts? of|want to|wanna|going to) end(?:ing)? it",
        r"(?:want|wants|wanted|wanting|ready|going|wish|rather|wanna|hope|hoping) (?:(?:to|2) )?"
        r"(?:i )?(?:just )?(?:die|be dead|was dead|were dead)",
        r"better off (?:dead|without me)|dont wanna (?:live|be here)",
        r"(?:dont|do not|doesnt|does not|no longer|not) want(?:s)? to "
        r"(?:live|be alive|be here|wake up|go on|exist)",
        r"no (?:reason|point) (?:to|in) (?:liv|go)\w*|cant go on|can not go on|cannot go on",
        r"(?:not|isnt) worth living|thoughts? of (?:death|dying)|thinking (?:of|about) dying",
        r"in (?:a )?(?:mental health )?crisis|mental (?:health )?crisis",
        r"quitar(?:me|se|te)? la vida|(?:me|se) quit\w+ la vida|matar(?:me|se|te)",
        r"(?:me|se) (?:quiero|quiere|quisiera|voy a|va a) (?:matar|morir)",
        r"(?:quiero|quiere|quisiera|deseo|ganas de|prefiero) (?:\w+ )?morir(?:me|se)?",
        r"no (?:quiero|quiere)(?: \w+)? (?:vivir|viviendo)|no vale la pena vivir",
        r"(?:hacer|haciendo)(?:me|se) dano|(?:lastimar|cortar)(?:me|se)|autolesi\w+",
        r"(?:acabar|terminar) con (?:mi vida|su vida|todo)",
        r"(?:estar|estuviera|mejor) muert[oa]|no puedo mas|en crisis|crisis (?:emocional|nerviosa)",
    ),
    Care.POISON: (
        r"(?:took|taken|takes?|had|swallowed|drank|ate|gave|given)(?: \w+){0,3} too (?:much|many)",
        rf"too (?:much|many)(?: \w+){{0,2}} {_PILLS}",
        r"double dos\w*|doubled(?: \w+)? dose|overdos\w*|poison(?:ed|ing|s)?",
        r"(?:took|taken)(?: \w+){0,2} (?:double|twice|extra|wrong)",
        rf"{_CHILDREN}(?: \w+){{0,5}} "
        r"(?:swallow(?:ed|s)?|ate|eaten|drank|took|taken|got into|gotten into|chewed|licked)",
        r"(?:took|taken|swallowed|ate|drank)(?: \w+){0,5} by (?:mistake|accident)",
        r"(?:accidentally|mistakenly) (?:took|taken|swallowed|ate|drank)",
        r"(?:whole|entire) bottle|all (?:of )?(?:my|the|his|her|their) (?:pills|capsules|tablets)",
        r"(?:tome|tomo|tomado|tomaron|trague|trago|tragado|di|dio|ingirio)(?: \w+){0,3} "
        r"(?:demasiad[oa]s?|de mas|doble)",
        rf"demasiad[oa]s?(?: \w+){{0,2}} {_PASTILLAS}|doble dosis|dosis doble|sobredosis",
        r"envenen\w*|intoxic\w*|veneno",
        rf"(?:{_NINO})(?: \w+){{0,5}} "
        r"(?:trago|tomo|comio|bebio|ingirio|tragado|tomado|comido|bebido|(?:trag|tom)aron|comieron)",
        rf"(?:trago|tomo|comio|bebio)(?: \w+){{0,5}} (?:{_NINO})",
        r"(?:tome|tomo|trague|trago|comio)(?: \w+){0,5} por (?:error|accidente|equivocacion)",
        r"(?:todo el frasco|frasco entero|todas (?:mis|las|sus) (?:pastillas|capsulas|tabletas))",
    ),
    Care.OPIOID: (
        r"withdrawals?|withdrawing",
        rf"(?:took|taken|take|takes|taking|used|use|using|had|on|gave|given|mix(?:ed|ing)?)"
        rf"(?: \w+){{0,4}} {_OPIOID}",
        rf"{_LDN}(?: \w+)? (?:and|with|plus|then|after|before)(?: \w+){{0,2}} {_OPIOID}",
        rf"{_OPIOID}(?: \w+)? (?:and|with|plus|then|after|before)(?: \w+){{0,2}} {_LDN}",
        r"(?:took|taken|mixed|mixing)(?: \w+){0,3} (?:both|together)|mixed (?:them|the two)",
        r"abstinencia",
        rf"(?:tome|tomo|toma|tomando|tomado|use|uso|usando|con|mezcl\w+)(?: \w+){{0,4}} {_OPIOIDE}",
        rf"{_LDN}(?: \w+)? (?:y|con|despues|antes)(?: \w+){{0,2}} {_OPIOIDE}",
        rf"{_OPIOIDE}(?: \w+)? (?:y|con|despues|antes)(?: \w+){{0,2}} {_LDN}",
        r"(?:tome|tomo|tomado|mezcl\w+)(?: \w+){0,3} (?:l[oa]s dos|amb[oa]s|junt[oa]s)",
    ),
    Care.REACTION: (
        r"rash(?:es)?|hives|itch(?:y|ing|es)?|welts|swelling|swollen",
        r"(?:bad|severe|terrible|awful|strange|weird|horrible|serious|allergic|adverse)(?: \w+)? "
        r"(?:reactions?|side effects?)",
        r"react(?:ion|ions|ed|ing)(?: \w+)? to|vomit(?:ed|ing|s)?|throwing up|threw up",
        r"(?:bad|severe|constant|terrible) diarrhea|(?:sick|ill|awful) (?:after|since|from)",
        r"yellow (?:eyes|skin)|(?:eyes|skin)(?: \w+)? yellow|dark urine|jaundice",
        r"sarpullido|erupcion(?:es)?|ronchas?|urticaria|comezon|picazon|hinchad[oa]s?|hinchazon",
        r"(?:mala|fuerte|grave|severa|rara|alergica)(?: \w+)? reaccion",
        r"reaccion(?:es)?(?: \w+)? (?:alergicas?|malas?|graves?|fuertes?|severas?|adversas?|a|al)",
        r"efectos? secundarios?(?: \w+)? (?:graves?|malos?|fuertes?)|vomit(?:o|os|ando|e|aba)",
        r"(?:piel|ojos)(?: \w+)? amarill[oa]s?|orina oscura|me siento (?:muy )?mal",
    ),
}
_FOUND_BY = {
    care: re.compile(rf"\b(?:{'|'.join(words)})\b", re.ASCII) for care, words in WORDS.items()
}


def care_for(text: str) -> tuple[Care, ...]:
    """What the person who wrote `text` may need at once, the most urgent first.

    Who feels sick after an opioid needs 911, so a doctor's number is not offered beside it.
    """
    words = folded(text[:MOST_READ])
    found = [care for care, pattern in _FOUND_BY.items() if pattern.search(words)]
    return tuple(c for c in found if c is not Care.REACTION or Care.OPIOID not in found)


def folded(text: str) -> str:
    """`text` as plain small letters and digits, one space between words."""
    letters = unicodedata.normalize("NFKD", re.sub("['’‘`´]", "", text))
    # Accents, and characters that cannot be seen, break no word.
    plain = "".join(letter for letter in letters if unicodedata.category(letter) not in UNSEEN)
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()
