"""Fuzz Sayso with atheris (coverage-guided), and print a tally.

    python bench/fuzz/fuzz.py [--seconds 60] [--json tally.json] [TARGET ...]

Targets: text html jsonl json ninjs newsml nitf csv gzip parquet warc docx rtf pdf archives feeds fragments dates annotation. Each runs in a process of its own for so many
seconds; what it found is written beside its seeds into --corpus and read again by the next run. A crash leaves its
bytes in the same folder and makes the exit code 1: it becomes a fix and a test of invented text. Needs
`pip install 'atheris>=3.0'` beside Sayso with its extras parquet and warc.
"""

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LONGEST = {"annotation": 400, "dates": 120, "text": 4_096}
"""Bytes of an input where a longer one only costs time; elsewhere 8,192."""
SLOWEST = 20
"""Seconds after which one input counts as a hang, on a machine that does other things as well."""


def run(name: str, *, seconds: int, corpus: Path) -> dict[str, Any]:
    """Fuzz one target in a process of its own; what came of it."""
    folder = corpus / name
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, __file__, "--child", name, "--", f"-max_total_time={seconds}", f"-timeout={SLOWEST}",
        f"-max_len={LONGEST.get(name, 8_192)}", "-rss_limit_mb=4096", "-print_final_stats=1", "-seed=7",
        f"-artifact_prefix={folder}/", str(folder),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    out = done.stdout + done.stderr
    (corpus / f"{name}.log").write_text(out)
    count = re.search(r"stat::number_of_executed_units:\s*(\d+)", out)
    covered = re.findall(r"cov: (\d+)", out)
    crashes = sorted(path.name for path in folder.glob("*-*") if path.name.split("-")[0] in {"crash", "timeout", "oom", "leak"})  # fmt: skip
    return {
        "target": name,
        "executions": int(count[1]) if count else 0,
        "coverage": int(covered[-1]) if covered else 0,
        "crashes": crashes,
        "ended": done.returncode,
    }


def child(name: str, arguments: list[str]) -> None:
    """Run one target until atheris ends the process."""
    import atheris  # noqa: PLC0415 - not in the parent

    with atheris.instrument_imports(include=["sayso"]):
        targets = importlib.import_module("targets")
        if name == "annotation":
            importlib.import_module("sayso.flow")

    target, seeds = targets.TARGETS[name]
    folder = Path(arguments[-1])
    for number, seed in enumerate(seeds):
        (folder / f"seed{number}").write_bytes(seed)
        target(seed)  # loads what is loaded once
    atheris.Setup([sys.argv[0], *arguments], target)
    atheris.Fuzz()


def main() -> int:
    """Fuzz, and print a line a target."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("targets", nargs="*")
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--json", type=Path)
    options.add_argument("--corpus", type=Path)
    chosen = options.parse_args()
    names = chosen.targets or ["text", "html", "jsonl", "json", "ninjs", "newsml", "nitf", "csv", "gzip", "parquet", "warc", "docx", "rtf", "pdf", "archives", "feeds", "fragments", "dates", "annotation"]  # fmt: skip
    tally = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            result = run(name, seconds=chosen.seconds, corpus=chosen.corpus or Path(scratch))
            tally.append(result)
            print(
                f"{name:11} {result['executions']:>9,} executions  coverage {result['coverage']:>6,}  "
                f"crashes {len(result['crashes'])}",
                flush=True,
            )
    total = sum(result["executions"] for result in tally)
    crashes = sum(len(result["crashes"]) for result in tally)
    broken = [result["target"] for result in tally if not result["executions"]]
    print(f"{len(tally)} targets, {total:,} executions, {crashes} crashes" + (f"; did not run: {broken}" if broken else ""))  # fmt: skip
    if chosen.json:
        chosen.json.write_text(json.dumps(tally, indent=1) + "\n", encoding="utf-8")
    return 1 if crashes or broken else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[4:])
    sys.exit(main())
