"""What a machine can see of Welsh grammar: mutations that a word before asks for and did not get.

Words that begin otherwise than these are not looked at, nor is what only a reader could judge: a
finding is a fault, and no finding does not mean that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r"}
SPIRANT = {"p": "ph", "t": "th", "c": "ch"}
VOWELS = "aeiouyâêîôûŷ"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RADICAL = _words("""
    bil biliau bilio blwyddyn blynyddoedd bwrdd byrddau
    canlyniad canlyniadau canran canrannau canradd cell celloedd ceiniog ceiniogau colofn colofnau
    corff cost costau cronfa cronfeydd cwmpas cyfanswm cyfran cyfrannau cyfraniad cyfraniadau
    cyfradd cyfraddau cyllideb cyllidebau cyn cynllun cynnig cynigion cyrff
    dau deddf diffyg diffygion dim diwrnod dogfen dwy dyddiau dyletswydd
    geiriau gwaith gwarged gwasanaethau gwerth gwerthoedd gwybodaeth
    llai llawer llinell llinellau llythyren llythrennau
    maint math mathau mesur mesurau model modelau mwy mynegiad
    paramedr partner partneriaid pawb peth pethau pob pobl poblogaeth punnoedd pwysiad
    rhai rhan rhannau rheol rheolau rhes rhesi rhestr rhif rhifau rhybudd rhybuddion
    tabl tablau taflen talwr talwyr talu terfyn terfynau tri trosiant tyniad tyniadau
""")
"""Words as a dictionary has them, which these sentences use; not those borrowed with a hard g."""
COUNTED = RADICAL | _words("diwrnod ffigur nod eitem pâr rhes darn testun")
FEMININE = _words("ceiniog cell colofn cost cronfa canran cyfran cyfradd taflen")
"""Of these, three is `tair`, after which nothing is mutated."""
ADJECTIVES = _words(
    "cyfartal cyfan cyfrifol cyflawn cynharach cywir dilys gwahanol mawr mwy pwysig"
)
AFTER_AC = _words("mae maent mai mewn nid ni nis na nac nad fel felly megis sy sydd")
"""Words before which it is `ac`, though they begin with a consonant."""
CODE = _words("years")
"""Words of files, which are said as in English."""

SOFTENS = "am|ar|at|dan|dros|drwy|gan|heb|hyd|i|o|trwy|wrth|dau|dwy"
BREATHES = "â|gyda|tua|na|tri|chwe|a"
NAMES = "board|boards|partner|payer|row|who"
"""Parts that are put in as names, which stand as they are called."""

RULES: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    (SOFTENS, lambda word: word in RADICAL, "softened"),
    (BREATHES, lambda word: word in RADICAL and word[0] in SPIRANT, "breathed"),
    ("yn", lambda word: word in ADJECTIVES, "softened"),
    ("ac", lambda word: word[0] not in VOWELS + "w" and word not in AFTER_AC, "'a' before it"),
    ("â", lambda word: word[0] in VOWELS and word not in CODE, "'ag' before it"),
)
"""After which words, what words are at fault, and what they should be."""

WORD = r"[a-zâêîôûŵŷïöä]+"


def faults_in(text: str) -> Iterator[str]:
    """Say what is not as grammar asks in a sentence."""
    lower = text.lower()
    for before, is_wrong, should in RULES:
        pair = rf"(?<![\w'’{{])({before}) (?=({WORD})(?![\w}}=_(]))"
        for found in re.finditer(pair, lower):
            if is_wrong(found[2]):
                yield f"'{found[1]} {found[2]}': {should}"
    for found in re.finditer(rf"(?<![\w'’])({SOFTENS}|{BREATHES}) \{{({NAMES})\}}", lower):
        yield f"'{found[0]}': a name that may have to be mutated"


def faults_in_counts(forms: Sequence[str]) -> Iterator[str]:
    """Say which of the six forms of a counted sentence does not mutate what is counted."""
    counted = [re.search(rf"\{{(?:number|nargs)\}} ({WORD})", form) for form in forms]
    words = [found[1] for found in counted if found]
    if len(words) < len(forms) or words[0] not in COUNTED or words[-1] != words[0]:
        return
    none, _one, two, three, six, _many = words
    start = none[:2] if none[:2] in SOFT else none[0]
    if start in SOFT and (two == none or not two.startswith(SOFT[start])):
        yield f"'2 {two}': softened after 2"
    for number, word in (("3", three), ("6", six)):
        is_tair = number == "3" and none in FEMININE
        if start in SPIRANT and not is_tair and not word.startswith(SPIRANT[start]):
            yield f"'{number} {word}': breathed after {number}"
