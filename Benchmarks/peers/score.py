#!/usr/bin/env python3
"""Scores clusters against true ones: both are tables with a header, of ids and clusters.

  score.py truth.tsv clusters.tsv

Prints precision, recall and F1 of pairs of documents, the adjusted Rand index (Hubert and Arabie, 1985), the share of
documents whose cluster is exactly the true one, and the size of the largest. The documents are those of the second table; one that the
first lacks is a cluster of its own. The measures are those of `hapax tune`.
"""

import collections
import sys


def table(path):
    with open(path, encoding="utf-8") as lines:
        next(lines)
        return dict(line.rstrip("\n").split("\t")[:2] for line in lines if line.strip())


def pairs(counts):
    return sum(count * (count - 1) // 2 for count in counts)


def score(truth, found):
    true = {name: ("cluster", truth[name]) if name in truth else ("alone", name) for name in found}
    true_sizes = collections.Counter(true.values())
    sizes = collections.Counter(found.values())
    both = collections.Counter((true[name], found[name]) for name in found)
    expected_pairs, found_pairs, right = pairs(true_sizes.values()), pairs(sizes.values()), pairs(both.values())
    chance = expected_pairs * found_pairs / max(1, pairs([len(found)]))
    mean = (expected_pairs + found_pairs) / 2
    exact = sum(
        both[true[name], found[name]] == true_sizes[true[name]] == sizes[found[name]] for name in found
    )
    return {
        "precision": right / found_pairs if found_pairs else 1.0,
        "recall": right / expected_pairs if expected_pairs else 1.0,
        "f1": right / mean if mean else 1.0,
        "ari": (right - chance) / (mean - chance) if mean != chance else 1.0,
        "exact": exact / max(1, len(found)),
        "largest": max(sizes.values(), default=0),
    }


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for name, value in score(table(sys.argv[1]), table(sys.argv[2])).items():
        print(f"{name:10}{value:.4f}" if isinstance(value, float) else f"{name:10}{value}")


if __name__ == "__main__":
    main()
