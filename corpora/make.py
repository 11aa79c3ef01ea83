#!/usr/bin/env python3
"""Makes the mechanical part of the corpora: repeats/exact, repeats/near, messes and SHA256SUMS.

  make.py           writes the files
  make.py --check   writes nothing; exit 1 and a list where a file differs from what would be written

The articles, ingredients.json and kept/ are written by hand. Everything random is drawn from a generator seeded with
the name of the case, so one article more changes no other file. Standard library only.
"""
import hashlib
import json
import pathlib
import random
import re
import sys
import unicodedata

sys.dont_write_bytecode = True
import messes  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent

# Articles that are written one paragraph a line; the others have an empty line between paragraphs. (Chinese, Japanese
# and Korean paragraphs are as short as the lines of a wrapped text, so they need the empty line.)
DENSE = {"en", "pt", "ru", "ar", "hi", "th"}
# Scripts without spaces between words.
IDEOGRAPHIC = {"zh", "ja"}
UNSPACED = IDEOGRAPHIC | {"th"}


class Article:
    """A base article: `ps` its paragraphs, `sep` what stands between them."""

    def __init__(self, lang):
        self.lang = lang
        text = (HERE / "articles" / f"{lang}.txt").read_bytes().decode()
        self.ps = text.removesuffix("\n").split("\n\n")
        self.sep = "\n" if lang in DENSE else "\n\n"
        self.space = "" if lang in IDEOGRAPHIC else " "

    def join(self, ps):
        return self.sep.join(ps)


# Disguises


def typographic(p, rng):
    """Other quotes, dashes, ellipses, spaces and digit widths: the same words."""
    if '"' in p:
        p = re.sub('"([^"]*)"', "\u201c\\1\u201d", p)
    else:
        p = re.sub("\u00ab[\u00a0 ]?|[\u00a0 ]?\u00bb|[\u201c\u201d\u201e]", '"', p)
    p = p.replace("'", "\u2019") if "'" in p else p.replace("\u2019", "'")
    p = p.replace(" \u2014 ", " -- ").replace("\u2014\u2014", "--").replace(" \u2013 ", " \u2014 ").replace("\u2013\u2013", "--")
    p = p.replace("\u2026", "...")
    p = p.replace("\u300c", "\uff62").replace("\u300d", "\uff63")
    p = p.replace("\u00a0", " ").replace("\u202f", " ")
    if re.search("[\u4e00-\u9fff]", p):
        p = re.sub("[0-9]", lambda m: chr(ord(m.group()) + 0xFEE0), p)
    return "".join("\u00a0" if c == " " and rng.random() < 0.1 else c for c in p)


def decomposed(p, rng):
    """NFD, with a zero-width space behind some spaces."""
    return "".join(c + "\u200b" if c == " " and rng.random() < 0.1 else c for c in unicodedata.normalize("NFD", p))


def wrapped(p, article):
    """Hard-wrapped at 72 columns; at 40 characters where words have no spaces."""
    if article.lang in IDEOGRAPHIC:
        return "\n".join(p[i : i + 40] for i in range(0, len(p), 40))
    lines = [""]
    for word in p.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 72:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip(" ")
    return "\n".join(lines)


def first_half(p, article):
    """The first half of a paragraph, cut between words."""
    if article.lang in IDEOGRAPHIC:
        at = len(p) // 2
        while not (p[at - 1].isalpha() and p[at].isalpha()):
            at += 1
        return p[:at]
    at = p.index(" ", len(p) // 2)
    return p[:at].rstrip(" ,;:\u060c\u061b\u2013\u2014\u00a0")


def inside_word(p):
    """The paragraph up to the middle of a word somewhat behind its middle."""
    at = len(p) * 55 // 100
    while not all(c.isalpha() for c in p[at - 2 : at + 2]):
        at += 1
    return p[:at]


# Exact copies. A case gives (input, output).


def ends(article, *counts):
    """How many line ends close a text: the counts in turn, language after language."""
    return counts[ARTICLES.index(article.lang) % len(counts)]


def twice(article, copy, tail, out=None):
    """The article, a copy of some paragraphs, `tail` line ends; out comes the article."""
    text = article.join(article.ps + copy)
    return text + "\n" * tail, article.join(article.ps if out is None else out) + "\n" * min(tail, 1)


def body_twice(a, rng):
    return twice(a, a.ps[1:], ends(a, 22, 1, 4))


def unterminated(a, rng):
    return twice(a, a.ps[1:], 0)


def all_twice(a, rng):
    return twice(a, a.ps, ends(a, 1, 3))


def thrice(a, rng):
    return twice(a, a.ps * 2, ends(a, 1, 12))


def typographic_copy(a, rng):
    return twice(a, [typographic(p, rng) for p in a.ps[1:]], 1)


def decomposed_copy(a, rng):
    return twice(a, [decomposed(p, rng) for p in a.ps[1:]], 1)


def rewrapped(a, rng):
    text = a.join(a.ps) + "\n\n" + "\n\n".join(wrapped(p, a) for p in a.ps[1:]) + "\n"
    return text, a.join(a.ps) + "\n"


def unwrapped(a, rng):
    first = "\n\n".join(wrapped(p, a) for p in a.ps)
    return first + "\n\n" + "\n\n".join(a.ps[1:]) + "\n", first + "\n"


def crlf(a, rng):
    text, out = twice(a, a.ps[1:], ends(a, 22, 1, 0))
    return text.replace("\n", "\r\n"), out


def ragged(a, rng):
    """Blanks of several kinds at the line ends and lines of nothing else, in both copies."""
    blanks = ["", " ", "\u00a0", "\u3000", "\t", " \u00a0 ", "\u200b"]
    lines = a.join(a.ps + a.ps[1:]).split("\n")
    text = "\n".join(line + rng.choice(blanks) for line in lines)
    return text + "\n" + "".join(rng.choice(blanks) + "\n" for _ in range(9)), a.join(a.ps) + "\n"


def spread(a, rng):
    """The copy has three empty lines between its paragraphs."""
    return a.join(a.ps) + "\n\n\n\n" + "\n\n\n\n".join(a.ps[1:]) + "\n\n\n", a.join(a.ps) + "\n"


EXACT = {
    "body_twice": (body_twice, "en fr de pt vi ru el ar he hi th zh ja ko fa"),
    "unterminated": (unterminated, "en ru ar hi th zh ko"),
    "all_twice": (all_twice, "en fr vi ru el he hi zh ko"),
    "thrice": (thrice, "de pt ru ar hi th ja ko"),
    "typographic": (typographic_copy, "en fr de pt vi ru el ar he hi th zh ja ko fa"),
    "decomposed": (decomposed_copy, "fr de pt vi ru el ar ja ko fa"),
    "rewrapped": (rewrapped, "en fr de ru el ar he hi zh ja ko fa"),
    "unwrapped": (unwrapped, "en vi ru el ar hi ko"),
    "crlf": (crlf, "en de ru he hi zh ja"),
    "ragged": (ragged, "en pt el ar th ja ko"),
    "spread": (spread, "fr vi ru he hi zh"),
}


# Near copies. The words of an ingredient are in repeats/ingredients.json.


def interleaved(ps, what):
    """`ps` with `what` behind each second of them."""
    out, rest = [], list(what)
    for i, p in enumerate(ps):
        out.append(p)
        if i % 2 == 1 and rest:
            out.append(rest.pop(0))
    return out


def changed(a, key):
    """The paragraph's number, and the paragraph with one change."""
    at, old, new = INGREDIENTS[a.lang][key]
    assert a.ps[at].count(old) == 1, (a.lang, key)
    return at, a.ps[at].replace(old, new)


def with_change(a, at, paragraph):
    """The body with another paragraph, which stays whole behind the article."""
    copy = a.ps[1:at] + [paragraph] + a.ps[at + 1 :]
    return twice(a, copy, 1, a.ps + [paragraph])


def glued(a, rng):
    return a.join(a.ps) + a.join(a.ps[1:]) + "\n", a.join(a.ps) + "\n"


def one_line(a, rng):
    return a.space.join(a.ps + a.ps[1:]) + "\n", a.space.join(a.ps) + "\n"


def one_line_glued(a, rng):
    return a.space.join(a.ps) + a.space.join(a.ps[1:]) + "\n", a.space.join(a.ps) + "\n"


def each_twice(a, rng):
    return a.join([q for p in a.ps for q in (p, p)]) + "\n", a.join(a.ps) + "\n"


def truncated(a, rng):
    half = len(a.ps) // 2
    return twice(a, a.ps[1:half] + [first_half(a.ps[half], a)], ends(a, 1, 0, 3))


def cut_mid_word(a, rng):
    at = 3 + ARTICLES.index(a.lang) % 4
    return twice(a, a.ps[1:at] + [inside_word(a.ps[at]) + rng.choice(["", "...", "\u2026"])], 1)


def ads_between(a, rng):
    ads = INGREDIENTS[a.lang]["ads"]
    return twice(a, interleaved(a.ps[1:], ads), 1, a.ps + ads)


def updated(a, rng):
    new = INGREDIENTS[a.lang]["new"]
    at = rng.randint(3, len(a.ps))
    return twice(a, a.ps[1:at] + [new] + a.ps[at:], ends(a, 1, 2), a.ps + [new])


def figure_changed(a, rng):
    return with_change(a, *changed(a, "figure"))


def name_changed(a, rng):
    return with_change(a, *changed(a, "name"))


def negated(a, rng):
    return with_change(a, *changed(a, "negated"))


def sentence_added(a, rng):
    at = INGREDIENTS[a.lang]["sentence_at"]
    return with_change(a, at, a.ps[at] + a.space + INGREDIENTS[a.lang]["sentence"])


def edits(a, rng):
    copy = list(a.ps)
    for at, old, new in INGREDIENTS[a.lang]["edits"]:
        assert copy[at].count(old) == 1 and new not in copy[at], (a.lang, old)
        copy[at] = copy[at].replace(old, new)
    return twice(a, copy[1:], 1)


def teaser(a, rng):
    start = a.ps[:2] + [first_half(a.ps[2], a) + "..."]
    return a.join(start + a.ps) + "\n", a.join(a.ps) + "\n"


def pull_quote(a, rng):
    at, start = INGREDIENTS[a.lang]["pull"]
    quote = a.ps[at][a.ps[at].index(start) :]
    assert len(a.ps[at]) >= 1.2 * len(quote), a.lang
    to = rng.choice([k for k in range(1, len(a.ps)) if k != at + 1])
    return a.join(a.ps[:to] + [quote] + a.ps[to:]) + "\n", a.join(a.ps) + "\n"


def noise_lines(a, rng):
    noise = [INGREDIENTS[a.lang]["noise"]] * 3
    once = interleaved(a.ps, noise)
    return a.join(once + interleaved(a.ps[1:], noise)) + "\n", a.join(once) + "\n"


def runaway(a, rng):
    at = INGREDIENTS[a.lang]["runaway"]
    return a.join(a.ps[:at] + [a.ps[at]] * 5 + a.ps[at + 1 :]) + "\n", a.join(a.ps) + "\n"


NEAR = {
    "glued": (glued, "en fr de ru el ar he hi zh ja ko"),
    "one_line": (one_line, "en vi ru el ar he hi th zh ja ko"),
    "one_line_glued": (one_line_glued, "de pt ru el ar hi zh ja ko"),
    "each_twice": (each_twice, "en fr vi ru he hi th zh ko fa"),
    "truncated": (truncated, "en de ru el ar hi th zh ja ko"),
    "cut_mid_word": (cut_mid_word, "fr pt ru el he hi th zh ja ko"),
    "ads_between": (ads_between, "en de pt ru el ar he hi th zh ja ko"),
    "updated": (updated, "en fr ru el ar he hi th zh ja ko"),
    "figure_changed": (figure_changed, "en fr de pt vi ru el ar he hi th zh ja ko fa"),
    "name_changed": (name_changed, "en fr de pt vi ru el"),
    "negated": (negated, "en fr de pt vi ru el ar he hi th zh ja ko fa"),
    "sentence_added": (sentence_added, "en fr de ru el ar he hi th zh ja ko"),
    "edits": (edits, "en fr de pt vi ru el ar he hi th zh ja ko fa"),
    "teaser": (teaser, "en de vi ru el ar he hi th zh ja ko"),
    "pull_quote": (pull_quote, "en fr de pt vi ru el ar he hi th zh ja ko fa"),
    "noise_lines": (noise_lines, "en pt vi ru he hi th zh ko fa"),
    "runaway": (runaway, "en fr de ru el ar he hi th zh ja ko"),
}


ARTICLES = sorted(p.stem for p in (HERE / "articles").glob("*.txt"))
INGREDIENTS = json.loads((HERE / "repeats" / "ingredients.json").read_text("utf-8"))


# Writing


def files():
    """Every generated file: path below corpora/ → bytes."""
    out = {}
    articles = {lang: Article(lang) for lang in ARTICLES}
    for folder, table in ("repeats/exact", EXACT), ("repeats/near", NEAR):
        for name, (make, langs) in table.items():
            for lang in langs.split():
                text, expected = make(articles[lang], random.Random(f"{name}-{lang}"))
                assert text != expected, f"{name}-{lang} changes nothing"
                out[f"{folder}/{name}-{lang}.in.txt"] = text.encode()
                out[f"{folder}/{name}-{lang}.out.txt"] = expected.encode()
    for name, (given, expected, options) in messes.cases(articles).items():
        out[f"messes/{name}.in.txt"] = given
        out[f"messes/{name}.out.txt"] = expected
        if options:
            out[f"messes/{name}.options.json"] = (json.dumps(options) + "\n").encode()
    return out


def main():
    made = files()
    listed = [p for folder in ("articles", "kept") for p in (HERE / folder).glob("*.txt")]
    listed += (HERE / "repeats").glob("*.json")
    texts = made | {p.relative_to(HERE).as_posix(): p.read_bytes() for p in listed}
    sums = "".join(f"{hashlib.sha256(texts[name]).hexdigest()}  {name}\n" for name in sorted(texts))
    made["SHA256SUMS"] = sums.encode()

    found = {
        p.relative_to(HERE).as_posix(): p.read_bytes()
        for folder in ("repeats/exact", "repeats/near", "messes")
        for p in (HERE / folder).glob("*")
        if p.name != "README.md"
    }
    if (HERE / "SHA256SUMS").exists():
        found["SHA256SUMS"] = (HERE / "SHA256SUMS").read_bytes()
    changed = sorted(n for n in made.keys() | found.keys() if made.get(n) != found.get(n))
    if "--check" in sys.argv[1:]:
        print(*changed, sep="\n", end="\n" if changed else "")
        sys.exit(1 if changed else 0)
    for name in changed:
        path = HERE / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made[name])
        else:
            path.unlink()
    print(f"{len(made)} files, {len(changed)} changed")


if __name__ == "__main__":
    main()
