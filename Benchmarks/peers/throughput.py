#!/usr/bin/env python3
"""De-duplicates JSON Lines with another library, from disk to the kept documents, and says what it took.

    python3 throughput.py gaoya|rensa FILE OUT [bands] [threads]

MinHash of 128 permutations over lowercase word 5-grams in 16 bands of 8 rows, or so many bands, with each library's own
calls for many documents at once. The first document of each set of candidates stays. Recall and precision are of pairs,
by the ids that `corpus --keep` gives: a number, a hyphen, and the number of the group.
"""

import json
import os
import resource
import sys
import time

from score import score


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    records = [json.loads(line) for line in lines]
    return lines, [record["id"] for record in records], [record["text"] for record in records]


def leaders(candidates, count):
    """The document that stays for each: the first of its candidates that stays itself."""
    leader = list(range(count))
    for document in range(count):
        for other in sorted(candidates(document)):
            if other >= document:
                break
            if leader[other] == other:
                leader[document] = other
                break
    return leader


def by_gaoya(texts, bands):
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.5, num_bands=bands, band_size=128 // bands, num_hashes=128,
        analyzer="word", lowercase=True, ngram_range=(5, 5))
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    found = index.par_bulk_query(texts)
    return leaders(lambda document: found[document], len(texts))


def by_rensa(texts, bands):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=bands)
    hashes = []
    for number, text in enumerate(texts):
        words = text.lower().split()
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update([" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))])
        hashes.append(minhash)
        index.insert(number, minhash)
    return leaders(lambda document: index.query(hashes[document]), len(texts))


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("gaoya", "rensa"):
        sys.exit(__doc__)
    library, path, output = sys.argv[1:4]
    bands = int(sys.argv[4]) if len(sys.argv) > 4 else 16
    if len(sys.argv) > 5:
        os.environ["RAYON_NUM_THREADS"] = sys.argv[5]
    start = time.monotonic()
    lines, ids, texts = read(path)
    leader = {"gaoya": by_gaoya, "rensa": by_rensa}[library](texts, bands)
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(line for number, line in enumerate(lines) if leader[number] == number)
    seconds = time.monotonic() - start
    truth = {name: name.split("-")[-1] for name in ids}
    found = score(truth, dict(zip(ids, leader)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = sum(number == own for number, own in enumerate(leader))
    print(f"{library}: {len(ids)} documents, {kept} kept, {seconds:.1f} s, {peak:.0f} MB, "
          f"precision {found['precision']:.4f}, recall {found['recall']:.4f}")


main()
