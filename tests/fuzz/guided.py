"""A fuzzer that is guided by what code each input reaches: `make fuzz-guided`.

Needs the extra `fuzz` (Atheris). The target is that of the long profile; the first byte of an input
says which kind it is. Half of the changes are those of `inputs.py`, which know what a file looks
like, and half are libFuzzer's own. The first finding stops it, and is written to `corpus/found/`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["funding"]):
    from tests.fuzz.inputs import changed, content
    from tests.fuzz.limits import MEGABYTES
    from tests.fuzz.sources import texts
    from tests.fuzz.target import KINDS, judge

FOUND = Path(__file__).parent / "corpus" / "found"
LONGEST = 20_000


def main() -> None:
    """Fuzz for some seconds; the process ends with the status that libFuzzer gives."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    FOUND.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        sow(Path(folder))
        limits = [f"-max_total_time={asked.seconds}", f"-rss_limit_mb={MEGABYTES}", "-timeout=10"]
        others = [f"-seed={asked.seed}", f"-max_len={LONGEST}", f"-artifact_prefix={FOUND}/guided-"]
        atheris.Setup([sys.argv[0], *limits, *others, folder], one, custom_mutator=mutate)
        atheris.Fuzz()


def one(data: bytes) -> None:
    """Try one input."""
    if data:
        judge(KINDS[data[0] % len(KINDS)], data[1:])


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Change an input, as one who knows the files would or as libFuzzer does."""
    random = Random(seed)
    if not data or random.randrange(2):
        return bytes(atheris.Mutate(data, most))
    kind = KINDS[data[0] % len(KINDS)]
    return (data[:1] + changed(random, kind, data[1:]))[:most]


def sow(folder: Path) -> None:
    """Write what to start from: the files of the project, and some expressions."""
    for number, kind in enumerate(KINDS):
        random = Random(kind)
        seeds = [each.encode() for each in sorted(set(texts(kind)))] if kind != "expression" else []
        seeds += [content(random, kind) for _ in range(200)]
        for place, seed in enumerate(seeds):
            (folder / f"{kind}-{place}").write_bytes(bytes([number]) + seed)


if __name__ == "__main__":
    main()
