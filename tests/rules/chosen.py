"""Formulas that between them say nearly everything a section can, and boards to put them on.

The figures are odd on purpose: hardly anything comes out even, so that a mistake shows in a penny.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.properties.engine import Case

Table = dict[str, Any]

HEAD: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
SHARED: Table = {
    "local_authority": "51.5%",
    "health_board": "23.5%",
    "police": "rest",
    "missing_kind": "others pro rata",
}

FORMULAS: dict[str, Table] = {
    "percentages, and an excess that is shared": {
        "percentages": {
            **SHARED,
            "within": {
                "local_authority": "need",
                "health_board": {"by": {"need": "100%"}},
                "police": "equal",
            },
        },
        "in_kind": {
            "eligible": ["staff", "goods"],
            "ceiling": "31%",
            "ceilings": {"staff": "17%"},
            "ceiling_amounts": {"goods": "£11.11"},
            "excess": "shared",
        },
        "shortfall": {"borne_by": ["lead", "all who pay in full"], "limit": "7%"},
    },
    "a lead in the place of a kind that is missing": {
        "percentages": {
            "local_authority": "40%",
            "youth_offending_team": "35%",
            "police": "25%",
            "within": {
                "local_authority": {
                    "table": {"council-a": "61%", "council-b": "29%", "elsewhere": "10%"},
                    "missing": "uncovered",
                }
            },
            "missing_kind": "lead",
        },
        "amounts": {"prob": "£0.06"},
        "in_kind": {"eligible": "all", "excess": "kept"},
        "duty": {
            "police": "will",
            "local_authority": {"duty": "may", "will_from": date(2020, 4, 1)},
        },
        "shortfall": {"borne_by": ["reserves", "devolved"], "limit_amount": "£19.99"},
    },
    "several drivers, some kinds counting more often": {
        "driver": {
            "by": {"need": "70%", "children": "30%"},
            "among": ["local_authority", "police", "health_board"],
            "weights": {"police": "2.5", "health_board": 3},
        },
        "duty": {"council-b": "will", "health_board": "excluded"},
        "shortfall": {"borne_by": ["police", "all who must pay"]},
        "paid_centrally": ["reviews"],
    },
    "a driver that totals nothing, with groups": {
        "driver": {"by": "idle", "when_nil": "equal"},
        "groups": {
            "north": {"members": ["council-a", "council-b"], "within": "need"},
            "others": {
                "members": ["health_board", "probation"],
                "within": {"table": {"health": "63%", "prob": "37%"}},
            },
        },
        "in_kind": {"eligible": "all", "ceiling_amount": "£33.33", "excess": "refused"},
        "shortfall": {"borne_by": ["all who pay in full"], "limit_amount": "£5.00", "limit": "9%"},
    },
    "equal shares, a group named by kind and by id": {
        "equal": {},
        "groups": {
            "when_nil": "equal",
            "public": {
                "members": ["local_authority", "council-a", "force"],
                "within": {"by": {"need": "45%", "idle": "55%"}},
            },
        },
        "matched": {
            "local_authority": "37%",
            "council-a": "11.1%",
            "health": "80%",
            "limit_amount": "£61.00",
        },
        "in_kind": {"eligible": ["accommodation"], "ceiling": "10%", "excess": "kept"},
    },
    "matched without a limit, and by kind alone": {
        "equal": {"among": ["local_authority", "police", "probation"]},
        "matched": {"local_authority": "37%", "police": "50.5%"},
        "in_kind": {"eligible": ["staff", "services"], "ceiling": "50%", "excess": "shared"},
        "bounds": {"floor": {"force": "12%"}, "may_be_crossed_by": ["bearing"]},
        "shortfall": {"borne_by": ["all who pay in full"]},
    },
    "measures by threshold, bands and taper": {
        "measure": {
            "above": {"of": "need", "threshold": 100},
            "banded": {
                "of": "children",
                "bands": [{"up_to": 200, "rate": 1}, {"up_to": 500, "rate": "0.5"}, {"rate": "7%"}],
            },
            "tapered": {"of": "need", "taper": {"from": 150, "to": 420}},
        },
        "driver": {"by": {"above": "40%", "banded": "35%", "tapered": "25%"}},
        "in_kind": {"eligible": "all", "excess": "shared"},
    },
    "measures of groups and of measures": {
        "measure": {
            "above": {"of": "need", "threshold": "12.5"},
            "twice": {"of": "above", "bands": [{"up_to": 60, "rate": "50%"}, {"rate": 2}]},
        },
        "groups": {"north": {"members": ["council-a", "force"], "within": "above"}},
        "driver": {"by": "twice"},
        "flat_fees": {"probation": "£12.34"},
        "rounding": {"unit": "£1.00", "minimum": 1},
    },
    "bounds of every sort, paid for by others": {
        "driver": {"by": "need"},
        "bounds": {
            "floor": {"police": "9%", "everyone": "2%"},
            "floor_amount": {"prob": "£20.07"},
            "ceiling": {"local_authority": "31%", "everyone": "70%"},
            "ceiling_amount": {"council-b": "£90.90"},
            "fixed": {"health": "14%"},
            "minimum_change": {"council-a": "-3%"},
            "maximum_change": {"force": "4.5%"},
        },
        "in_kind": {"eligible": "all", "ceiling": "20%", "excess": "shared"},
        "shortfall": {"borne_by": ["all who pay in full"]},
    },
    "bounds that leave a rest to nobody": {
        "driver": {"by": "need", "among": ["local_authority", "police", "health_board"]},
        "bounds": {
            "ceiling_amount": {"everyone": "£55.55"},
            "fixed_amount": {"council-a": "£40.04"},
            "rest": "uncovered",
        },
        "in_kind": {"eligible": ["goods"], "excess": "kept"},
        "shortfall": {"borne_by": ["lead"]},
    },
    "bounds paid for by scaling back": {
        "driver": {"by": "need"},
        "bounds": {
            "maximum_change": {"local_authority": "6%"},
            "paid_by": "scaling back",
            "rest": "uncovered",
            "may_be_crossed_by": ["giving back"],
        },
        "in_kind": {"eligible": ["staff"], "excess": "carried"},
        "shortfall": {"borne_by": ["reserves", "all who pay in full"]},
    },
    "what is carried, and reserves given back": {
        "percentages": SHARED,
        "in_kind": {"eligible": "all", "ceiling": "13%", "excess": "carried"},
        "reserves": {"target": "5%", "target_amount": "£12.00", "above_target": "returned"},
        "bounds": {"floor": {"everyone": "3%"}},
        "duty": {"local_authority": "will"},
    },
    "reserves filled up over some years": {
        "driver": {"by": "children"},
        "in_kind": {"eligible": [], "excess": "kept"},
        "reserves": {
            "target": "65%",
            "target_amount": "£400.00",
            "below_target": "collected",
            "years": 3,
        },
        "duty": {"police": "will"},
    },
    "reserves given back what is above, with a grant that matches": {
        "equal": {},
        "matched": {"police": "25%"},
        "reserves": {"target_amount": "£10.00", "above_target": "returned"},
        "shortfall": {"borne_by": ["reserves"]},
    },
    "fixed sums, and a pool that nobody covers": {
        "covers": ["core"],
        "rest": "uncovered",
        "amounts": {"force": "£31.31"},
        "flat_fees": {"local_authority": "£17.17"},
        "driver": {"by": "need"},
        "in_kind": {"eligible": "all", "ceiling": "40%", "excess": "shared"},
    },
    "fixed sums above the cost": {
        "amounts": {"force": "£310.31", "council-a": "£217.17", "health": "£405.05"},
        "flat_fees": {"probation": "£111.11"},
        "equal": {},
        "in_kind": {"eligible": "all", "excess": "kept"},
        "matched": {"police": "50%"},
    },
    "a split and a rounding for each pool": {
        "equal": {},
        "rounding": {"method": "dhondt", "unit": "£0.07", "shares": "0.01%"},
        "pool": {
            "core": {
                "driver": {"by": "need"},
                "rounding": {"method": "sainte_lague", "unit": "£2.50", "minimum": 2},
            },
            "training": {"percentages": SHARED, "rounding": {"method": "largest_remainder"}},
        },
    },
    "rounding to the nearest, the lead takes the difference": {
        "driver": {"by": "children"},
        "rounding": {"method": "half_up_lead", "unit": "£1.00"},
        "in_kind": {"eligible": "all", "ceiling": "11%", "excess": "shared"},
    },
    "a charge of its own, and steps": {
        "charge": {
            "expression": "base * first / total(sharing * first)",
        },
        "step": [
            {
                "name": "first",
                "unit": "number",
                "expression": "need * 2 + children / 3",
            }
        ],
        "in_kind": {"eligible": ["services", "other resources"], "excess": "kept"},
    },
    "historic sums that give way": {
        "driver": {"by": "need"},
        "amounts": {"force": "£31.31"},
        "transition": {"start": "2019-20", "years": 3},
        "shortfall": {"borne_by": ["all who pay in full"], "limit": "30%"},
    },
    "historic sums that give way by steps": {
        "driver": {"by": "need", "among": ["local_authority", "health_board"]},
        "transition": {"start": "2020-21", "steps": ["17%", "62%"]},
        "matched": {"health_board": "30%"},
    },
    "historic sums that hold still": {
        "driver": {"by": "children", "among": ["local_authority", "health_board"]},
        "transition": {"start": "2021-22", "years": 2},
    },
    "historic sums that have given way": {
        "driver": {"by": "children"},
        "amounts": {"council-a": "£30.03"},
        "transition": {"start": "2016-17", "years": 2},
    },
    "all of it paid centrally": {
        "equal": {},
        "paid_centrally": ["core", "training", "reviews"],
        "in_kind": {"eligible": "all", "excess": "shared"},
    },
    "nothing for a driver to go by within a kind": {
        "percentages": {
            **SHARED,
            "within": {"local_authority": "idle", "health_board": "need"},
            "when_nil": "equal",
        },
        "amounts": {"prob": "£6.06"},
        "rounding": {"method": "half_up", "unit": "£2.50", "minimum": 2},
    },
    "a ceiling for each kind of thing": {
        "percentages": {**SHARED, "missing_kind": "uncovered"},
        "covers": ["core", "training"],
        "rest": "uncovered",
        "in_kind": {
            "eligible": "all",
            "ceilings": {"staff": "33%", "goods": "5%", "services": "20%"},
            "ceiling_amounts": {"accommodation": "£22.02", "other resources": "£1.01"},
            "excess": "kept",
        },
    },
    "one of a kind that is divided by drivers excluded": {
        "percentages": {
            **SHARED,
            "within": {"local_authority": {"by": {"need": "60%", "children": "40%"}}},
        },
        "duty": {"council-b": "excluded"},
    },
    "a group with a member whose kind is asked for nothing": {
        "percentages": SHARED,
        "groups": {"mixed": {"members": ["force", "prob"]}},
    },
    "a minimum of small units": {
        "percentages": SHARED,
        "rounding": {"method": "half_up", "unit": "£0.02", "minimum": 3},
    },
    "shares rounded before money": {
        "driver": {"by": "need"},
        "rounding": {"method": "half_up", "shares": "0.1%", "unit": "£0.05"},
    },
    "an excess of more than others have left to pay": {
        "driver": {"by": "need"},
        "in_kind": {"eligible": ["other resources"], "excess": "shared"},
    },
    "an excess of more than bounds let others be spared": {
        "driver": {"by": "need"},
        "in_kind": {"eligible": ["other resources"], "excess": "shared"},
        "bounds": {"floor_amount": {"prob": "£0.03"}, "floor": {"council-a": "20%"}},
    },
    "reserves kept at a few pennies": {
        "equal": {},
        "reserves": {
            "target_amount": "£0.10",
            "above_target": "returned",
            "below_target": "collected",
            "years": 1,
        },
    },
    "reserves filled up by pennies": {
        "driver": {"by": "need"},
        "reserves": {"target_amount": "£0.90", "below_target": "collected", "years": 1},
    },
    "reserves filled up within ceilings": {
        "percentages": SHARED,
        "bounds": {
            "ceiling": {"local_authority": "29%", "health_board": "27%", "probation": "10%"},
            "ceiling_amount": {"force": "£160.00"},
        },
        "reserves": {"target_amount": "£900.00", "below_target": "collected", "years": 1},
    },
    "reserves filled up within ceilings, beside a fixed sum": {
        "percentages": SHARED,
        "amounts": {"prob": "£0.06"},
        "bounds": {
            "ceiling": {"local_authority": "29%", "health_board": "27%", "probation": "10%"},
            "ceiling_amount": {"force": "£160.00"},
        },
        "reserves": {"target_amount": "£900.00", "below_target": "collected", "years": 1},
    },
    "a charge, beside fixed sums": {
        "charge": {"expression": "base * need / total(sharing * need)"},
        "amounts": {"council-b": "£21.21"},
        "bounds": {"ceiling_amount": {"health": "£100.00"}, "floor_amount": {"prob": "£5.00"}},
        "reserves": {"target": "70%", "below_target": "collected", "years": 2},
    },
}

DRIVERS = {
    "need": {
        "council-a": 191,
        "council-b": 87,
        "force": 133,
        "health": 307,
        "prob": 29,
    },
    "children": {
        "council-a": 611,
        "council-b": 307,
        "force": 203,
        "health": 440,
        "prob": 71,
    },
    "idle": dict.fromkeys(("council-a", "council-b", "force", "health", "prob"), 0),
}
PLAIN: Table = {
    "title": "A board",
    "year": "2020-21",
    "formulas": ["drawn"],
    "board": {"id": "board", "lead": "council-b"},
    "partner": [
        {"id": "force", "kind": "police", "devolved": False},
        {"id": "council-b", "kind": "local_authority", "devolved": True},
        {"id": "health", "kind": "health_board", "devolved": True},
        {"id": "council-a", "kind": "local_authority", "devolved": True},
        {"id": "prob", "kind": "probation", "devolved": False},
    ],
    "cost": [
        {"pool": "core", "item": "unit", "amount": "£403.33"},
        {"pool": "core", "item": "rooms", "amount": "£61.07"},
        {"pool": "training", "item": "courses", "amount": "£97.77"},
        {"pool": "reviews", "item": "reviews", "amount": "£13.01"},
    ],
    "driver": [
        {"name": name, "year": 2020, "source": "a test", "values": values}
        for name, values in DRIVERS.items()
    ],
    "last_year": [
        {"partner": "council-a", "assessed": "£120.00", "in_kind": "£3.33"},
        {"partner": "council-b", "assessed": "£45.00"},
        {"partner": "force", "assessed": "£200.50"},
        {"partner": "health", "assessed": "£151.15"},
    ],
}
BUSY: Table = {
    **PLAIN,
    "board": {
        "id": "board",
        "lead": ["council-a", "health"],
        "reserves": {
            "opening": "£260.26",
            "use": "£21.21",
            "minimum": "£8.00",
            "reduces": ["training", "core"],
        },
    },
    "grant": [{"name": "a grant", "reduces": ["training", "core"], "amount": "£33.30"}],
    "income": [{"name": "fees", "reduces": ["core"], "amount": "£10.09"}],
    "in_kind": [
        {"partner": "health", "kind": "staff", "meets": "unit", "value": "£170.77"},
        {"partner": "council-a", "kind": "accommodation", "meets": "rooms", "value": "£44.32"},
        {"partner": "health", "kind": "goods", "meets": "rooms", "value": "£7.77"},
        {"partner": "health", "kind": "services", "meets": "rooms", "value": "£3.33"},
        {"partner": "force", "kind": "goods", "meets": "courses", "value": "£25.25"},
        {"partner": "council-b", "kind": "services", "meets": "courses", "value": "£61.60"},
        {"partner": "prob", "kind": "other resources", "value": "£9.09"},
        {"partner": "prob", "kind": "other resources", "meets": "unit", "value": "£2.22"},
    ],
    "answer": [
        {"partner": "force", "says": "refused"},
        {"partner": "council-b", "says": "agreed", "amount": "£31.00"},
        {"partner": "health", "says": "agreed", "take_up": "66.6%"},
        {"partner": "council-a", "says": "agreed"},
    ],
    "last_year": [
        {
            "partner": "council-a",
            "assessed": "£120.00",
            "in_kind": "£13.33",
            "arrears": "£5.05",
            "cash": "£77.00",
        },
        {"partner": "council-b", "assessed": "£45.00", "cash": "£45.00"},
        {"partner": "force", "assessed": "£200.50", "in_kind": "£7.70", "cash": "£3.00"},
        {"partner": "health", "assessed": "£151.15", "cash": "£151.15"},
    ],
    "arrears_paid": [{"partner": "council-a", "amount": "£2.02"}],
}
TINY: Table = {
    **BUSY,
    "board": {
        "id": "board",
        "lead": "council-a",
        "reserves": {
            "opening": "£0.61",
            "use": "£0.05",
            "minimum": "£0.02",
            "reduces": ["core"],
        },
    },
    "cost": [
        {"pool": "core", "item": "unit", "amount": "£1.03"},
        {"pool": "core", "item": "rooms", "amount": "£0.31"},
        {"pool": "training", "item": "courses", "amount": "£0.47"},
        {"pool": "reviews", "item": "reviews", "amount": "£0.11"},
    ],
    "grant": [{"name": "a grant", "reduces": ["training", "core"], "amount": "£0.07"}],
    "income": [{"name": "fees", "reduces": ["core"], "amount": "£0.03"}],
    "in_kind": [
        {"partner": "health", "kind": "staff", "meets": "unit", "value": "£0.37"},
        {"partner": "council-a", "kind": "accommodation", "meets": "rooms", "value": "£0.16"},
        {"partner": "force", "kind": "goods", "meets": "courses", "value": "£0.19"},
    ],
    "answer": [
        {"partner": "force", "says": "refused"},
        {"partner": "council-b", "says": "agreed", "amount": "£0.09"},
        {"partner": "health", "says": "agreed", "take_up": "66.6%"},
        {"partner": "council-a", "says": "agreed"},
    ],
    "last_year": [
        {"partner": "council-a", "assessed": "£0.44", "in_kind": "£0.06", "cash": "£0.31"},
        {"partner": "council-b", "assessed": "£0.17", "cash": "£0.17"},
        {"partner": "force", "assessed": "£0.52", "arrears": "£0.13"},
        {"partner": "health", "assessed": "£0.61", "cash": "£0.11"},
    ],
    "arrears_paid": [{"partner": "force", "amount": "£0.04"}],
}
POOR: Table = {
    **BUSY,
    "board": {
        "id": "board",
        "lead": "health",
        "reserves": {"opening": "£9.00", "minimum": "£4.00"},
    },
    "grant": [
        {"name": "a grant", "reduces": ["core", "training"], "amount": "£420.00"},
        {"name": "another", "reduces": ["reviews"], "amount": "£13.01"},
    ],
    "answer": [
        {"partner": "council-a", "says": "never asked"},
        {"partner": "council-b", "says": "agreed"},
        {"partner": "health", "says": "agreed"},
        {"partner": "force", "says": "agreed", "take_up": "12.5%"},
        {"partner": "prob", "says": "agreed"},
    ],
}
BOARDS: dict[str, Table] = {"plain": PLAIN, "busy": BUSY, "poor": POOR, "tiny": TINY}


def case(formula: str, board: str) -> Case:
    """Put a formula on a board."""
    return Case({**HEAD, **FORMULAS[formula]}, BOARDS[board])
