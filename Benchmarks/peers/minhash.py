#!/usr/bin/env python3
"""Clusters of near-duplicates by MinHash and banded LSH, to set beside those of `hapax dedup --clusters`.

  minhash.py --ngram 5 --bands 14 --rows 8 docs.jsonl.gz > clusters.tsv    # the setting of datatrove
  minhash.py --ngram 2 --bands 47 --rows 5 texts/ > clusters.tsv           # of text-dedup, for NEWS-COPY

Documents that agree in all rows of a band are put together, and so are those that are connected by others: no similarity
is computed, as in those programs. The table has a header, and of each document its id, a tab, and its cluster: the id of
the first document of it.
"""

import argparse
import gzip
import json
import pathlib
import re
import sys

import numpy
from datasketch import MinHash

# Scripts that part no words by spaces: Thai, Lao, Khmer, Burmese, kana and Han. There a character is a token, and a shingle
# has twice as many: with as few as of words, any two Thai texts would share most of theirs.
UNSEGMENTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
TOKEN = re.compile(rf"[{UNSEGMENTED}]|[^\W{UNSEGMENTED}]+")
IS_CHARACTER = re.compile(f"[{UNSEGMENTED}]")


def documents(path, text_field, id_field):
    """Yields (id, text) of JSON Lines, compressed or not, or of the texts of a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            yield file.relative_to(path).as_posix(), file.read_text("utf-8", errors="replace")
        return
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield str(record[id_field]), record[text_field]


def grams(text, size):
    """The n-grams of a text's tokens; of one that is shorter, all its tokens."""
    tokens = TOKEN.findall(text.lower())
    found = set()
    for at, token in enumerate(tokens):
        length = size * 2 if IS_CHARACTER.match(token) else size
        if at == 0 or at + length <= len(tokens):
            found.add(" ".join(tokens[at : at + length]).encode())
    return found


class Components:
    """Union-find. The root of a component is its first member."""

    def __init__(self, count):
        self.parents = list(range(count))

    def root(self, member):
        while self.parents[member] != member:
            self.parents[member] = self.parents[self.parents[member]]
            member = self.parents[member]
        return member

    def join(self, a, b):
        a, b = self.root(a), self.root(b)
        self.parents[max(a, b)] = min(a, b)


def clusters(texts, ngram, bands, rows, seed):
    """Returns of each text the index of the first one of its cluster."""
    found = Components(len(texts))
    buckets = {}
    empty = MinHash(num_perm=bands * rows, seed=seed)
    for index, text in enumerate(texts):
        shingles = grams(text, ngram)
        if not shingles:
            continue
        sketch = empty.copy()
        sketch.update_batch(list(shingles))
        for band, values in enumerate(numpy.split(sketch.hashvalues, bands)):
            found.join(buckets.setdefault((band, values.tobytes()), index), index)
    return [found.root(index) for index in range(len(texts))]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", nargs="+", type=pathlib.Path, help="JSON Lines (.gz too), or folders of .txt")
    parser.add_argument("--ngram", type=int, default=5, help="words of a shingle (default: 5)")
    parser.add_argument("--bands", type=int, default=14, help="bands of a signature (default: 14)")
    parser.add_argument("--rows", type=int, default=8, help="hashes of a band (default: 8)")
    parser.add_argument("--seed", type=int, default=1, help="of the permutations (default: 1)")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--id-field", default="id")
    options = parser.parse_args()
    if min(options.ngram, options.bands, options.rows) < 1:
        parser.error("--ngram, --bands and --rows are 1 or more")

    ids, texts = [], []
    for path in options.inputs:
        for name, text in documents(path, options.text_field, options.id_field):
            ids.append(name)
            texts.append(text)
    print("id\tcluster")
    for name, first in zip(ids, clusters(texts, options.ngram, options.bands, options.rows, options.seed)):
        print(name, ids[first], sep="\t")


if __name__ == "__main__":
    sys.exit(main())
