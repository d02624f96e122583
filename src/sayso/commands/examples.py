"""What `--help` shows below each verb: commands to copy."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "add": (
        "sayso add reports/",
        'sayso add clipping.txt --outlet "Elsin Courier" --published 2031-05-02',
        'sayso add "reports/*.txt" --sidecar sources.csv',
        "sayso add https://courier.example/strike https://beacon.example/quay",
        "sayso add -",
        "cat page.html | sayso add - --url https://courier.example/strike",
    ),
    "watch": (
        "sayso watch feeds.toml",
        "sayso watch https://courier.example/rss.xml --for 3h",
        "sayso watch subscriptions.opml --once --no-run",
    ),
    "run": (
        "sayso run",
        "sayso run --retry",
        "sayso run --rebuild --workers 4",
        "sayso run --format json",
        "sayso run --in corpus.parquet --out tables",
        "sayso run --engine spark --in corpus/*.parquet --out tables",
    ),
    "load": ("sayso load tables", "sayso load tables --db harbour.db", "sayso load tables --format json"),
    "backup": ("sayso backup sayso-monday.db", "sayso backup /mnt/copies/harbour.db --db harbour.db"),
    "remove": ('sayso remove 1f2e3d4c5b6a7988 --reason "asked for by the outlet"',),
    "serve": (
        "sayso serve --open",
        "sayso serve harbour.db --port 8080 --read-only",
        "SAYSO_SERVE_TOKEN=$(cat token) sayso serve --host 0.0.0.0 --address https://sayso.example.org",
    ),
    "mcp": ("sayso mcp harbour.db", "sayso mcp harbour.db --reviewed-only"),
    "stories": ("sayso stories", "sayso stories --format csv > stories.csv"),
    "story": (
        "sayso story",
        "sayso story harbour strike",
        "sayso story --repeated",
        "sayso story 1f2e3d --format json",
    ),
    "said": (
        "sayso said",
        "sayso said Vint --about cranes",
        "sayso said Vint --wording",
        "sayso said Vint --min-confidence 900 --all-acts",
        'sayso said "Dockers\' League" --format csv > league.csv',
    ),
    "actor": (
        "sayso actor",
        "sayso actor Vint",
        "sayso actor 5b6a7988 --format json",
        "sayso actor --format csv > actors.csv",
    ),
    "passages": (
        "sayso passages",
        "sayso passages harbour strike",
        'sayso passages --between "Elsin Courier" clipping.txt',
        "sayso passages --format csv > passages.csv",
    ),
    "discrepancies": (
        "sayso discrepancies",
        "sayso discrepancies harbour strike",
        "sayso discrepancies --slot number --slot date",
        'sayso discrepancies --outlet "Elsin Courier" --level between',
        "sayso discrepancies --format csv > discrepancies.csv",
    ),
    "timeline": (
        "sayso timeline",
        "sayso timeline harbour strike --all",
        "sayso timeline --actor Vint",
        "sayso timeline --format csv > timeline.csv",
    ),
    "positions": (
        "sayso positions",
        "sayso positions harbour strike --actor Vint",
        "sayso positions --format csv > positions.csv",
    ),
    "wording": (
        "sayso wording",
        "sayso wording harbour strike --actor Vint",
        'sayso wording --outlet "Elsin Courier"',
        "sayso wording --format csv > wording.csv",
    ),
    "sources": (
        "sayso sources",
        "sayso sources harbour strike --outlet clipping.txt",
        "sayso sources --format csv > sources.csv",
    ),
    "review": (
        "sayso review confirm 5b6a7988",
        'sayso review change 5b6a7988 speaker --words "the harbour master" --note "heard the recording"',
        "sayso review change 5b6a7988 said_on 2031-05-04",
        "sayso review add clipping.txt:120-164 --speaker Vint",
        'sayso review article clipping.txt outlet "Elsin Courier"',
        "sayso review story clipping.txt page.html --apart",
        "sayso review same Kazan al-Qazan",
        "sayso review list --state overridden --state refused",
        "sayso review undo 9c8b7a",
        "sayso review import edited.csv --by Nora",
    ),
    "search": ("sayso search new cranes", "sayso search Vint cranes --format csv > hits.csv"),
    "annotate": (
        "sayso annotate reports/*.txt > reports.jsonl",
        "cat clipping.txt | sayso annotate - --published 2031-05-02",
        "sayso annotate clipping.txt --format table",
    ),
    "export": (
        "sayso export > collection.json",
        "sayso export --format csv --min-confidence 900 --output attributions.csv",
        "sayso export --format jsonl --story harbour | gzip > harbour.jsonl.gz",
        "sayso export --format xlsx -o said.xlsx",
        "sayso export --format parquet -o tables/",
    ),
    "dossier": (
        "sayso dossier -o story.html",
        "sayso dossier harbour -o harbour.md",
        "sayso dossier harbour -o harbour.html --redact 'Mara Vint' --reviewed-only",
    ),
    "status": ("sayso status", "sayso status --format csv > articles.csv"),
    "demo": ("sayso demo", "sayso demo trial/"),
    "doctor": (
        "sayso doctor",
        "sayso doctor --db story.db --format json",
        "sayso doctor --check",
        "sayso doctor --sample 100",
    ),
    "schema": ("sayso schema annotate", "sayso schema export > export.schema.json"),
}
"""By verb, in the order in which a newcomer meets them."""


def epilog(verb: str) -> str:
    """The examples of a verb as the last lines of its help."""
    examples = EXAMPLES[verb]
    return "\n\n".join(
        ["Examples:" if len(examples) > 1 else "Example:", *(f"  {line}" for line in examples)]
    )
