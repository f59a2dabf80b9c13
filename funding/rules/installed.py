"""Rules that installed packages bring, by the entry points of the group `funding.rules`.

Only an installed package can bring one: nothing that stands in a file causes code to be loaded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points

from funding.errors import PluginError
from funding.language import _
from funding.rules.rule import STAGES, Rule

ENTRY_POINTS = "funding.rules"
OPEN_STAGES = tuple(stage for stage in STAGES if stage not in ("steps", "pools", "closing"))
"""Where a plugin's rule may stand: at these three the library alone knows what comes of what."""


def installed_rules(taken: Collection[str]) -> tuple[Rule, ...]:
    """Load every installed rule, by name; raise `PluginError` for one that is none.

    `taken` are the names that the library's own rules have.
    """
    names: dict[str, str] = {}
    found = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name):
        rule = _load(point)
        if rule.name in taken or rule.name in names:
            other = names.get(rule.name, _("the library"))
            raise PluginError(
                rule.package,
                _("its rule '{rule}' is also one of {other}", rule=rule.name, other=other),
            )
        names[rule.name] = rule.package
        found.append(rule)
    return tuple(found)


def _load(point: EntryPoint) -> Rule:
    package = point.dist.name if point.dist else point.name
    try:
        rule = point.load()
    except Exception as error:
        raise PluginError(
            package, _("'{value}' cannot be loaded: {error}", value=point.value, error=error)
        ) from error
    if not isinstance(rule, Rule):
        raise PluginError(package, _("'{value}' is not a rule", value=point.value))
    if rule.stage not in OPEN_STAGES or rule.settings is None:
        stages = ", ".join(OPEN_STAGES)
        message = _(
            "its rule '{rule}' must have settings, and a stage of {stages}",
            rule=rule.name,
            stages=stages,
        )
        raise PluginError(package, message)
    return replace(rule, package=package)
