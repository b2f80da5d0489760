"""Quality of reader, classifier and linker on the frozen sample: precision and recall with intervals, wrong years.

Run: python -m bench.bench_listen_quality [--news FOLDER] [--lines FILE] [--links FILE]. The folder holds
labour_news_demo.jsonl and thaigov_weak_train.jsonl.gz; by default it is looked for beside this checkout. With
--lines the answers of `prasan listen read --json` are scored instead of reading anew, with --links those of
`prasan listen link --json`; --texts writes the rows that both commands take. No document is named unless --who asks.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from prasan.kernel.classify.quality import Share, wilson
from prasan.kernel.sample import Found, Labelled, Scores, Text, found, join, read, score
from prasan.kernel.sample.labels import texts_in
from prasan.kernel.sample.scoring import Tally
from prasan.packs.tables import folder

NEWS = Path(__file__).resolve().parents[2] / "shared" / "inputs" / "news"
DRAWS, SEED = 2_000, 309
ORDER = (
    "labour", "types", "provinces", "districts", "countries", "agencies", "dates", "dates, kind aside", "counts",
    "persons", "laws", "private",
)  # fmt: skip


def sample(news: Path) -> list[tuple[Labelled, Text]]:
    """Return the labels with their texts. Raises NotTheSample where a text is missing."""
    return join(read(folder() / "listening_sample.jsonl"), texts_in(news))


def without_day(text: Text) -> Text:
    """Return a text of the file with rule labels without its day: that is the day on which a corpus collected it."""
    return replace(text, published=None) if text.id.startswith("weak-") else text


def row_of(text: Text) -> dict[str, Any]:
    """Return a release as the commands take it."""
    return {"id": text.id, "title": text.title, "text": text.text, "published": text.published}


def machine(texts: Iterable[Text]) -> dict[str, Found]:
    """Read and classify the texts as `prasan listen read` does."""
    from prasan.config.cli.listen_read import read_rows

    answer = read_rows()
    return {text.id: found(answer(row_of(text))) for text in texts}


def share(tallies: Sequence[Tally], other: str) -> Share:
    """Return both/(both + other) with its interval: bootstrap over releases, Wilson where every draw is alike.

    Parameters: `other`, "machine_only" for precision, "people_only" for recall.
    """
    table = np.array([(one.both, getattr(one, other)) for one in tallies], dtype=np.int64).reshape(-1, 2)
    both, missed = table.sum(axis=0)
    plain = wilson(float(both), float(both + missed))
    if plain.value is None or both == 0 or missed == 0:
        return plain
    picks = np.random.default_rng(SEED).integers(0, len(table), size=(DRAWS, len(table)))
    sums = table[picks].sum(axis=1)
    sums = sums[sums.sum(axis=1) > 0]
    low, high = np.percentile(sums[:, 0] / sums.sum(axis=1), [2.5, 97.5])
    return Share(plain.value, float(low), float(high), plain.part, plain.whole)


def told(one: Share) -> str:
    """Return a share as it is printed: value, interval, part of whole."""
    if one.value is None:
        return "– (0)"
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f}), {one.part:.0f}/{one.whole:.0f}"


def table(scores: Scores) -> list[str]:
    """Return the lines of the table: fields first, then types."""
    names = [name for name in ORDER if name in scores.tallies]
    names += sorted(name for name in scores.tallies if name.startswith("type "))
    lines = ["| field | precision | recall |", "|---|---|---|"]
    for name in names:
        tallies = scores.tallies[name]
        single = name == "labour" or name.startswith("type ")
        asked = [one for one in tallies if one.whole]
        shares = [_yes(asked, "machine_only"), _yes(tallies, "people_only")] if single else [
            share(asked, "machine_only"), share(tallies, "people_only")
        ]  # fmt: skip
        lines.append(f"| {name} | {told(shares[0])} | {told(shares[1])} |")
    return lines


def _yes(tallies: Sequence[Tally], other: str) -> Share:
    """Return a share of releases: one yes or no each, so Wilson fits."""
    both = sum(one.both for one in tallies)
    return wilson(both, both + sum(getattr(one, other) for one in tallies))


def report(scores: Scores) -> list[str]:
    """Return what is printed of a run."""
    exact = wilson(sum(scores.exact_provinces), len(scores.exact_provinces))
    years = {name for name, _date in scores.wrong_years}
    return [
        f"{len(scores.ids)} releases",
        f"exactly the right set of provinces: {told(exact)}",
        f"wrong years: {len(scores.wrong_years)} dates in {len(years)} releases",
        f"dates given that are not to be known: {len(scores.guessed)}",
        "",
        *table(scores),
    ]


def who(scores: Scores) -> list[str]:
    """Return which releases are behind each error, for the look-over of labels: never for those who build."""
    lines = [f"provinces\t{name}" for name, right in zip(scores.ids, scores.exact_provinces, strict=True) if not right]
    lines += [f"wrong year\t{name}\t{one}" for name, one in scores.wrong_years]
    lines += [f"guessed\t{name}\t{one}" for name, one in scores.guessed]
    for field in ("labour", "dates"):
        lines += [
            f"{field}\t{name}\t+{one.machine_only} -{one.people_only}"
            for name, one in zip(scores.ids, scores.tallies[field], strict=True)
            if one.machine_only or one.people_only
        ]
    return lines


def links(path: Path) -> list[str]:
    """Return what a linker said of the releases among themselves; nobody labelled pairs, so it is told, not scored."""
    counts = dict.fromkeys(("duplicate_of", "same_series", "contains"), 0)
    touched = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for name in counts:
            counts[name] += len(row.get(name) or ())
        touched += any(row.get(name) for name in counts)
    return ["", "links: " + ", ".join(f"{name} {n}" for name, n in counts.items()) + f"; {touched} releases have one"]


def main(argv: Sequence[str] | None = None) -> int:
    """Score the machine, or answers that it gave before, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--lines", type=Path, help="answers of `prasan listen read --json`")
    parser.add_argument("--links", type=Path, help="answers of `prasan listen link --json`")
    parser.add_argument("--texts", action="store_true", help="write the rows that the commands take, and stop")
    parser.add_argument(
        "--without-days", action="store_true", help="withhold the day of collecting from rows that carry no other day"
    )
    parser.add_argument("--who", action="store_true", help="name the releases behind the errors")
    asked = parser.parse_args(argv)
    pairs = sample(asked.news)
    if asked.without_days:
        pairs = [(label, without_day(text)) for label, text in pairs]
    if asked.texts:
        sys.stdout.writelines(json.dumps(row_of(text), ensure_ascii=False) + "\n" for _label, text in pairs)
        return 0
    if asked.lines:
        lines = map(json.loads, asked.lines.read_text(encoding="utf-8").splitlines())
        answers = {str(line["id"]): found(line) for line in lines}
    else:
        answers = machine(text for _label, text in pairs)
    scores = score((label, text, answers[label.id]) for label, text in pairs)
    print("\n".join(report(scores) + (links(asked.links) if asked.links else [])))
    if asked.who:
        print("\n".join(["", *who(scores)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
