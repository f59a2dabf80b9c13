"""Who sits on the boards of the shipped scenarios, typed here, not read from the library.

Children are those aged 0 to 17 in the mid-2020 population estimates of the Office for National
Statistics (MYE2, persons); areas, health boards and police forces as they were in 2020-21.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracle import Partner

# authority: (area, health board, police force, children aged 0 to 17 in mid-2020)
AUTHORITIES = {
    "isle-of-anglesey": ("north-wales", "betsi-cadwaladr", "north-wales", 13_339),
    "gwynedd": ("north-wales", "betsi-cadwaladr", "north-wales", 23_214),
    "conwy": ("north-wales", "betsi-cadwaladr", "north-wales", 21_184),
    "denbighshire": ("north-wales", "betsi-cadwaladr", "north-wales", 19_499),
    "flintshire": ("north-wales", "betsi-cadwaladr", "north-wales", 32_199),
    "wrexham": ("north-wales", "betsi-cadwaladr", "north-wales", 28_913),
    "ceredigion": ("mid-and-west-wales", "hywel-dda", "dyfed-powys", 12_234),
    "pembrokeshire": ("mid-and-west-wales", "hywel-dda", "dyfed-powys", 24_007),
    "carmarthenshire": ("mid-and-west-wales", "hywel-dda", "dyfed-powys", 37_263),
    "powys": ("mid-and-west-wales", "powys", "dyfed-powys", 23_844),
    "swansea": ("west-glamorgan", "swansea-bay", "south-wales", 46_840),
    "neath-port-talbot": ("west-glamorgan", "swansea-bay", "south-wales", 28_090),
    "bridgend": ("cwm-taf-morgannwg", "cwm-taf-morgannwg", "south-wales", 29_335),
    "rhondda-cynon-taf": ("cwm-taf-morgannwg", "cwm-taf-morgannwg", "south-wales", 50_098),
    "merthyr-tydfil": ("cwm-taf-morgannwg", "cwm-taf-morgannwg", "south-wales", 12_880),
    "vale-of-glamorgan": ("cardiff-and-vale", "cardiff-and-vale", "south-wales", 27_892),
    "cardiff": ("cardiff-and-vale", "cardiff-and-vale", "south-wales", 75_372),
    "caerphilly": ("gwent", "aneurin-bevan", "gwent", 37_670),
    "blaenau-gwent": ("gwent", "aneurin-bevan", "gwent", 13_619),
    "torfaen": ("gwent", "aneurin-bevan", "gwent", 19_463),
    "monmouthshire": ("gwent", "aneurin-bevan", "gwent", 17_321),
    "newport": ("gwent", "aneurin-bevan", "gwent", 35_596),
}

# All ages in mid-2020, of the councils whose board is shared by it.
POPULATION = {
    "ceredigion": 72_895,
    "pembrokeshire": 126_751,
    "carmarthenshire": 190_073,
    "powys": 133_030,
}

# Bodies of all Wales, which a scenario lists by their id alone.
ALL_WALES = {
    "probation": Partner("probation", "probation", devolved=False),
    "welsh-ambulance-services-nhs-trust": Partner(
        "welsh-ambulance-services-nhs-trust", "nhs_trust", devolved=True
    ),
    "public-health-wales-nhs-trust": Partner(
        "public-health-wales-nhs-trust", "nhs_trust", devolved=True
    ),
    "velindre-nhs-trust": Partner("velindre-nhs-trust", "nhs_trust", devolved=True),
}


def of_area(area: str) -> list[Partner]:
    """Give the councils, health boards and police force of a regional board."""
    return serving([who for who, row in AUTHORITIES.items() if row[0] == area])


def serving(councils: list[str]) -> list[Partner]:
    """Give some councils, and the health boards and police forces that serve them."""
    found = [_partner(who, "local_authority", [who], "") for who in councils]
    for column, kind, word in ((1, "health_board", "-health-board"), (2, "police", "-police")):
        served: dict[str, list[str]] = {}
        for who in councils:
            served.setdefault(str(AUTHORITIES[who][column]), []).append(who)
        found += [_partner(body, kind, of, word) for body, of in served.items()]
    return found


def _partner(who: str, kind: str, served: list[str], word: str) -> Partner:
    figures = {"children_0_17": Fraction(sum(AUTHORITIES[each][3] for each in served))}
    if all(each in POPULATION for each in served):
        figures["population"] = Fraction(sum(POPULATION[each] for each in served))
    return Partner(f"{who}{word}", kind, devolved=kind != "police", figures=figures)


# Before April 2019 Neath Port Talbot was served by another health board.
IN_2011 = {
    "wrexham": serving(["wrexham"]),
    "neath-port-talbot": [
        *(p for p in serving(["neath-port-talbot"]) if p.kind != "health_board"),
        Partner("abertawe-bro-morgannwg-health-board", "health_board", devolved=True),
    ],
}
# Bridgend moved in April 2019, and the health boards with it. Children are those of mid-2019.
CHILDREN_2019 = {
    "swansea": 46_988,
    "neath-port-talbot": 28_061,
    "bridgend": 29_369,
    "rhondda-cynon-taf": 50_104,
    "merthyr-tydfil": 12_857,
}


def around_bridgend(councils: list[str], health_board: str) -> list[Partner]:
    """Give some councils of South Wales with the one health board, and the police, of them all."""
    children = {who: Fraction(CHILDREN_2019[who]) for who in councils}
    found = [
        Partner(who, "local_authority", devolved=True, figures={"children_0_17": number})
        for who, number in children.items()
    ]
    together = {"children_0_17": sum(children.values(), Fraction(0))}
    found.append(Partner(health_board, "health_board", devolved=True, figures=together))
    return [*found, Partner("south-wales-police", "police", devolved=False, figures=together)]


BEFORE_2019 = {
    "western-bay": around_bridgend(
        ["swansea", "neath-port-talbot", "bridgend"], "abertawe-bro-morgannwg-health-board"
    ),
    "cwm-taf": around_bridgend(["rhondda-cynon-taf", "merthyr-tydfil"], "cwm-taf-health-board"),
}
AFTER_2019 = {
    "west-glamorgan": around_bridgend(["swansea", "neath-port-talbot"], "swansea-bay-health-board"),
    "cwm-taf-morgannwg": around_bridgend(
        ["bridgend", "rhondda-cynon-taf", "merthyr-tydfil"], "cwm-taf-morgannwg-health-board"
    ),
}
AREAS = {row[0]: of_area(row[0]) for row in AUTHORITIES.values()}
