"""Fits the weights of the reader of plain text to labelled articles, and measures it on publishers held out.

``python -m tests.agreement.text_fit FOLDER [--folds DIR] [--write]``: needs numpy and scipy, which newsdoc itself does not.
The model is a linear chain (a conditional random field) over the parts of a text: each state has a weight for each
feature, each pair of states that may follow each other one more.  Fitting maximises the likelihood of the labels less a
quadratic penalty; it is convex, begins at zero and uses no chance, so that the same articles give the same weights.
Nothing of the articles is kept but these numbers.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsdoc.formats.text import features, sights
from newsdoc.formats.text.roles import FOLLOW, STATES
from tests.agreement.text_folds import FOLDS, fold_of
from tests.agreement.text_labels import is_page, load, window

if TYPE_CHECKING:
    from tests.agreement.text_labels import Part

np: Any = importlib.import_module("numpy")
optimize: Any = importlib.import_module("scipy.optimize")

#: Features of fewer parts than this, or of fewer publishers, are left out.
FEWEST, FEWEST_PUBLISHERS = 8, 4
PENALTY = 2.0
#: How many parts stand above the title and below the body in other windows on the pages; each page has the next of these.
WINDOWS = ((0, 0), (10, 1), (1, 40), (16, 2), (0, 3), (6, 40))
#: How much the articles as they were cut count, against the same with other windows on their pages.
AS_CUT = 0.35
#: Rows of weights that are all smaller than this, in hundredths, are left out.
LEAST = 3
MODULE = Path(features.__file__).with_name("weights.py")


def fit(data: list[tuple[str, list[list[str]], list[str]]], penalty: float = PENALTY) -> tuple[list[str], Any, Any]:  # noqa: C901, PLR0915 - one computation
    """The names of the features, their weights (feature × state) and those of the pairs of states."""
    seen: dict[str, set[str]] = {}
    count: dict[str, int] = {}
    flat: list[int] = []
    offsets: list[int] = []
    gold: list[int] = []
    spans: list[tuple[int, int]] = []
    for name, rows, _ in data:
        for row in rows:
            for feature in set(row):
                seen.setdefault(feature, set()).add(name)
                count[feature] = count.get(feature, 0) + 1
    names = sorted(f for f in seen if count[f] >= FEWEST and len(seen[f]) >= FEWEST_PUBLISHERS)
    number = {name: index for index, name in enumerate(names)}
    size = len(STATES)
    allowed = np.full((size + 1, size), -1e4)
    for left, rights in FOLLOW.items():
        source = size if left == "start" else STATES.index(left)
        for right in rights:
            allowed[source, STATES.index(right)] = 0.0
    for _, parts, states in data:
        begin = len(offsets)
        for row, state in zip(parts, states, strict=True):
            offsets.append(len(flat))
            flat += sorted({number[f] for f in row if f in number})
            gold.append(STATES.index(state))
        spans.append((begin, len(offsets)))
    flat_array, gold_array = np.array(flat), np.array(gold)
    part_of = np.repeat(np.arange(len(offsets)), np.diff([*offsets, len(flat)]))
    sparse: Any = importlib.import_module("scipy.sparse")
    matrix = sparse.csr_matrix((np.ones(len(flat)), (part_of, flat_array)), shape=(len(offsets), len(names)))
    empirical = np.zeros((len(offsets), size))
    empirical[np.arange(len(offsets)), gold_array] = 1.0
    longest = max(end - begin for begin, end in spans)
    # All articles step together, the shorter ones leaving early.
    order = sorted(range(len(spans)), key=lambda i: spans[i][0] - spans[i][1])
    begins = np.array([spans[i][0] for i in order])
    lengths = np.array([spans[i][1] - spans[i][0] for i in order])
    active = [int((lengths > step).sum()) for step in range(longest)]
    gold_pairs = np.zeros((size + 1, size))
    for begin, end in spans:
        gold_pairs[size, gold[begin]] += 1
        for at in range(begin + 1, end):
            gold_pairs[gold[at - 1], gold[at]] += 1

    def loss(vector: Any) -> tuple[float, Any]:
        weights = vector[: len(names) * size].reshape(len(names), size)
        pairs = vector[len(names) * size :].reshape(size + 1, size) + allowed
        scores = matrix @ weights
        alpha = np.zeros_like(scores)
        for step in range(longest):
            rows = begins[: active[step]] + step
            if step == 0:
                alpha[rows] = pairs[size] + scores[rows]
            else:
                before = alpha[rows - 1][:, :, None] + pairs[None, :size]
                top = before.max(1)
                alpha[rows] = top + np.log(np.exp(before - top[:, None]).sum(1)) + scores[rows]
        ends = begins + lengths - 1
        top = alpha[ends].max(1)
        total = top + np.log(np.exp(alpha[ends] - top[:, None]).sum(1))
        marginal = np.zeros_like(scores)
        expected = np.zeros((size + 1, size))
        beta = np.zeros_like(scores)
        for step in range(longest - 1, -1, -1):
            rows = begins[: active[step]] + step
            on = active[step + 1] if step + 1 < longest else 0
            if on:
                inner = rows[:on]
                ahead = pairs[None, :size] + (scores[inner + 1] + beta[inner + 1])[:, None]
                top2 = ahead.max(2)
                beta[inner] = top2 + np.log(np.exp(ahead - top2[:, :, None]).sum(2))
                joint = np.exp(alpha[inner][:, :, None] + ahead - total[:on, None, None])
                expected[:size] += joint.sum(0)
            marginal[rows] = np.exp(alpha[rows] + beta[rows] - total[: len(rows), None])
        expected[size] = marginal[begins].sum(0)
        gain = (scores[np.arange(len(gold)), gold_array]).sum() + (gold_pairs * pairs).sum() - total.sum()
        grad_w = matrix.T @ (empirical - marginal)
        grad_p = gold_pairs - expected
        grad_p[allowed < 0] = 0
        value = -gain + 0.5 * penalty * (vector @ vector)
        return value, penalty * vector - np.concatenate([grad_w.ravel(), grad_p.ravel()])

    start = np.zeros(len(names) * size + (size + 1) * size)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120, "maxcor": 8})
    weights = found.x[: len(names) * size].reshape(len(names), size)
    pairs = found.x[len(names) * size :].reshape(size + 1, size)
    return names, weights, pairs


def table(names: list[str], weights: Any, pairs: Any) -> dict[str, Any]:
    """Weights in hundredths, as the reader takes them: those of features, and those of the pairs that are allowed."""
    rounded = np.rint(weights * 100).astype(int)
    rows = {
        name: " ".join(str(int(weight)) for weight in rounded[index])
        for index, name in enumerate(names)
        if np.abs(rounded[index]).max() >= LEAST
    }
    moves: dict[str, dict[str, int]] = {}
    for left, rights in FOLLOW.items():
        row = len(STATES) if left == "start" else STATES.index(left)
        moves[left] = {right: round(float(pairs[row, STATES.index(right)]) * 100) for right in rights}
    return {"features": rows, "moves": moves}


def fitted(articles: list[tuple[str, list[Part], list[str]]], penalty: float = PENALTY) -> dict[str, Any]:
    """The weights for articles: the mean of those fitted to them as they were cut, and to other windows on them, too.

    The pages were all cut some lines above the title.  What is fitted to these alone believes that a title is the fourth part,
    and what is fitted to many windows alone finds fewer of them; the mean of the two is nearly as good as each on its own.
    """
    cut = [(name, _features(parts), states) for name, parts, states in articles]
    more = list(cut)
    number = 0
    for (name, parts, states), row in zip(articles, cut, strict=True):
        if is_page(parts, states):
            chosen, meant = window(parts, states, *WINDOWS[number % len(WINDOWS)])
            more += (row, (name, _features(chosen), meant))
            number += 1
    return mean(table(*fit(cut, penalty)), table(*fit(more, penalty)), AS_CUT)


def _features(parts: list[Part]) -> list[list[str]]:
    return sights.named(features.see(parts).keys)


def mean(left: dict[str, Any], right: dict[str, Any], share: float) -> dict[str, Any]:
    """The mean of two tables of weights, in which the left one has this share."""

    def mixed(one: int, other: int) -> int:
        return round(share * one + (1 - share) * other)

    none = " ".join(["0"] * len(STATES))
    rows = {}
    for name in sorted({*left["features"], *right["features"]}):
        pairs = (map(int, side["features"].get(name, none).split()) for side in (left, right))
        row = [mixed(*pair) for pair in zip(*pairs, strict=True)]
        if max(map(abs, row)) >= LEAST:
            rows[name] = " ".join(map(str, row))
    moves = {
        state: {after: mixed(weight, right["moves"][state][after]) for after, weight in row.items()}
        for state, row in left["moves"].items()
    }
    return {"features": rows, "moves": moves}


_HEAD = '''"""The weights of the states for each feature, in hundredths, in the order of :data:`.roles.STATES`; and of each step.

Made by ``tests/agreement/text_fit.py``, which says how; not written by hand.
"""

from __future__ import annotations

from typing import Any, Final

'''


def module(model: dict[str, Any]) -> str:
    """The source of the module of the weights."""
    lines = [_HEAD + '# fmt: off\nTABLE: Final[dict[str, Any]] = {\n    "features": {']
    lines += [f"        {json.dumps(name)}: {json.dumps(row)}," for name, row in model["features"].items()]
    lines += ["    },", '    "moves": {']
    lines += [f"        {json.dumps(left)}: {json.dumps(row)}," for left, row in model["moves"].items()]
    return "\n".join([*lines, "    },", "}", "# fmt: on", ""])


def main() -> None:
    """Fit to all but each fold in turn, or to all, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=Path, help="write fold0.json … to this folder, each fitted without one fold")
    parser.add_argument("--write", action="store_true", help="write the weights of the reader, fitted to all")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    options = parser.parse_args()
    articles = list(load(options.folder))
    sys.stdout.write(f"{len(articles)} articles, {sum(len(parts) for _, parts, _ in articles)} parts\n")
    if options.write:
        MODULE.write_text(module(fitted(articles, options.penalty)))
    for fold in range(FOLDS) if options.folds is not None else ():
        options.folds.mkdir(parents=True, exist_ok=True)
        kept = [row for row in articles if fold_of(row[0], FOLDS) != fold]
        (options.folds / f"fold{fold}.json").write_text(json.dumps(fitted(kept, options.penalty)))
        sys.stdout.write(f"fold {fold}: {len(kept)} articles\n")


if __name__ == "__main__":
    main()
