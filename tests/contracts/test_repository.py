"""Nothing in the repository names the machine it was written on."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MACHINE = re.compile(r"(?<![\w.$}*])/(work|root|tmp|home)/|file:///[a-z]|--(extra-)?index-url [a-z]")


def test_no_committed_text_names_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path == Path(__file__) or not path.is_file():
            continue
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        named += [f"{name}:{number}" for number, line in enumerate(lines, 1) if MACHINE.search(line)]

    assert named == []
