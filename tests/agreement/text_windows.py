"""Other windows on the pages of a folder of articles: with more above the title, or less, and with less below the body.

``python -m tests.agreement.text_windows FOLDER [--weights DIR]``: how many headlines and last paragraphs are right, by how
many parts stand above and below.  The articles of the folder were cut out of their pages alike, a few lines above the title,
and nothing that is learned from them must believe that a title is the fourth part.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from newsdoc.formats.text import general
from newsdoc.formats.text.roles import Model
from tests.agreement.text import said
from tests.agreement.text_folds import FOLDS, fold_of
from tests.agreement.text_labels import is_page, load, window

#: The windows that are measured: how many parts stand above the title, and how many below the body, at most.
MEASURED = ((0, 0), (1, 1), (2, 40), (3, 0), (3, 3), (3, 40), (6, 3), (10, 40), (16, 3))


def measure(folder: Path, weights: Path | None) -> dict[tuple[int, int], Counter[str]]:
    """How many pages there are in each window, and of how many the headline and the last paragraph are right."""
    models = [Model(json.loads((weights / f"fold{fold}.json").read_text())) for fold in range(FOLDS)] if weights else []
    result: dict[tuple[int, int], Counter[str]] = {shape: Counter() for shape in MEASURED}
    for name, parts, states in filter(lambda article: is_page(*article[1:]), load(folder)):
        model = models[fold_of(name, FOLDS)] if models else general.model()
        for shape, counts in result.items():
            chosen, meant = window(parts, states, *shape)
            text = "\n\n".join(part for part, _ in chosen)
            document = general.parse(text, weights=model)[0].document
            last = chosen[max(index for index, state in enumerate(meant) if state == "p")][0]
            counts["pages"] += 1
            counts["headline"] += _key(document.headline) == _key(chosen[meant.index("title")][0])
            counts["last"] += _key(last) in {_key(text) for text in said(document.body)}
    return result


def _key(text: str | None) -> str:
    return "".join(filter(str.isalnum, (text or "").casefold()))


def main() -> None:
    """Print the figures of each window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weights", type=Path, help="of text_fit.py --folds, each page with those fitted without it")
    options = parser.parse_args()
    sys.stdout.write("above below  pages  headline  last paragraph, %\n")
    for (above, below), counts in measure(options.folder, options.weights).items():
        shares = (100 * counts[name] / counts["pages"] for name in ("headline", "last"))
        sys.stdout.write("{:5} {:5}  {:5}  {:8.0f}  {:14.0f}\n".format(above, below, counts["pages"], *shares))


if __name__ == "__main__":
    main()
