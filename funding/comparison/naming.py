"""What partners, kinds, payers, boards and formulas are called, in the language spoken.

Each is called by what it is: a board, a formula, a partner and a kind may have the same id.
"""

from __future__ import annotations

from collections.abc import Mapping

from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.data import wales
from funding.formula.model import Formula, KindDeclared
from funding.language import _, here, in_english, marked, spoken
from funding.scenario.model import Partner, Scenario
from funding.toml.fields import Title as WrittenTitle
from funding.worksheet.column import Title
from funding.worksheet.figure_groups import GROUPS, said_group


class Names:
    """The names of all that an outcome is about."""

    def __init__(self, outcome: Outcome) -> None:
        runs = [run for run in outcome.runs if run.board.beneath is None]
        self._partners: dict[str, Partner] = {}
        for party in (party for run in runs for party in run.parties):
            self._partners.setdefault(party.partner.id, party.partner)
        self._kinds = _declared(outcome.scenario)
        self._formulas = {
            each.id: each for formula in outcome.scenario.formulas for each in formula.alone()
        }
        self._boards = {here(each.name): each.name for each in outcome.scenario.boards}

    def partner(self, who: str) -> str:
        """Name a partner of any board."""
        found = self._partners.get(who)
        return name_of(found) if found else who

    def is_partner(self, who: str) -> bool:
        """Say whether a partner of any board has an id."""
        return who in self._partners

    def kind(self, kind: str) -> str:
        """Name a kind of partner, as law or a file has it."""
        known = wales.kinds().get(kind)
        title = Title(known.title_en, known.title_cy) if known else self._kinds.get(kind)
        return capital(marked(title)) if title else kind.replace("_", " ")

    def payer(self, payer: str) -> str:
        """Name a payer: its own name as a partner, else the shipped one, else its id."""
        if payer in self._partners:
            return self.partner(payer)
        body = wales.bodies().get(payer)
        return marked(Title(body.name_en, body.name_cy or None)) if body else payer

    def figure(self, dotted: str) -> str:
        """Name a figure of a formula, `wrexham.percentages.police`; any other text is said."""
        formula, dot, path = dotted.partition(".")
        if not dot or formula not in self._formulas:
            return in_english(dotted)
        name = formula_name(self._formulas[formula])
        return _("“{formula}”, {figure}", formula=name, figure=self.within_formula(path))

    def within_formula(self, path: str) -> str:
        """Name a figure by its path in a formula's file: `percentages.police`."""
        *sections, last = path.split(".")
        named = in_english(last.replace("_", " "))
        if last in wales.kinds() or last in self._kinds:
            named = self.kind(last)
        elif last in self._partners:
            named = self.partner(last)
        groups = [each.replace("_", " ") for each in sections]
        where = [said_group(each) if each in GROUPS else in_english(each) for each in groups]
        return ": ".join([*where, named])

    def board_called(self, name: str) -> str | None:
        """Give the name of the board that is called so, marked; None where no board is."""
        found = self._boards.get(name)
        return marked(found) if found else None


def name_of(partner: Partner) -> str:
    """Give a partner's name."""
    return marked(partner.name) or partner.id


def kind_said(kind: str, run: Run) -> str:
    """Say a kind of partner within a sentence: one that a file declares by its title."""
    shipped = wales.kinds().get(kind)
    if shipped is not None and spoken() == "cy":
        return shipped.title_cy
    partners = (party.partner for party in run.parties)
    own: Title | WrittenTitle | None = next(
        (each.kind_title for each in partners if each.kind == kind), None
    )
    for formula in run.formula.alone():
        declared = formula.file.kinds.get(kind)
        own = own or (declared.title if declared else None)
    return marked(own) if own and shipped is None else kind.replace("_", " ")


def formula_name(formula: Formula) -> str:
    """Give a formula's title; its name where the file has none."""
    return marked(formula.file.title) or formula.id


def capital(text: str) -> str:
    """Begin a text with a capital letter, whether or not it is marked."""
    for place, letter in enumerate(text):
        if letter.isalpha():
            return text[:place] + letter.upper() + text[place + 1 :]
    return text


def _declared(scenario: Scenario) -> dict[str, WrittenTitle]:
    """Give the titles of the kinds that the scenario and its formulas declare."""
    found: dict[str, WrittenTitle] = {}
    for formula in scenario.formulas:
        for each in formula.alone():
            found |= {kind: said.title for kind, said in each.file.kinds.items()}
    written = scenario.document.data.get("kinds", {})
    own = {}
    if isinstance(written, Mapping):
        own = {kind: KindDeclared.model_validate(each).title for kind, each in written.items()}
    return found | own
