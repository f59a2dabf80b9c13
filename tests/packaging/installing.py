"""Installing the wheel, and nothing else, in a fresh environment."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def attempt(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command and give what became of it."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, and give what it prints."""
    done = attempt(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(project: Path, folder: Path, name: str = "funding") -> Path:
    """Build the wheel of a project."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    flags = ["--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "wheel", *flags, "-w", folder, project, cwd=folder)
    (wheel,) = folder.glob(f"{name}-*.whl")
    return wheel


def fresh_environment(folder: Path, *wheels: Path) -> Path:
    """Make an environment with some wheels and what they need.

    Only what is imported is compiled, when it is: most of what is needed never is.
    """
    environment = folder / "environment"
    venv.create(environment)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    python = environment / "bin/python"
    run(*pip, "--python", python, "install", "--quiet", "--no-compile", *wheels, cwd=folder)
    return environment
