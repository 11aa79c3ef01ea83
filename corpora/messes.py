"""The cases of messes/: one row each, name → (input, output[, options]).

Text that cannot be seen is written with escapes here, which is why these files are made by a script.
"""
import unicodedata

# Options that a case needs, as the JSON of `Options` with only the keys that differ.


def charset(name):
    return {"decoding": {"encoding": name}}


def rule(**switches):
    return {"normalization": switches}


PARAGRAPH = {
    "en": "The lock keeper rises at five, opens the sluice and writes the level of the water on a slate.",
    "fr": "Qui a repeint la barque de l’éclusier\u00a0? Personne ne l’avoue, mais tout le monde sourit.",
    "ru": "Смотритель шлюза встаёт в пять и записывает уровень воды на грифельной доске.",
    "uk": "Доглядач шлюзу їсть яблуко й рахує човни, що чекають на підйом води.",
    "el": "Ο φύλακας του υδατοφράκτη ξυπνά στις πέντε και γράφει τη στάθμη σε μια πλάκα.",
    "ar": "يستيقظ حارس الهويس في الخامسة، ويكتب منسوب الماء على لوح صغير.",
    "he": "שומר הסכר קם בחמש, פותח את השער ורושם את גובה המים על לוח.",
    "hi": "फाटक का रखवाला सुबह पाँच बजे उठता है और पानी का स्तर पट्टी पर लिखता है।",
    "th": "คนเฝ้าประตูน้ำตื่นตีห้าแล้วจดระดับน้ำลงบนกระดานชนวน",
    "zh": "守闸人清晨五点起床，打开闸门，把水位写在石板上。",
    "ja": "水門の番人は五時に起き、水位を石板に書きとめる。",
    "ko": "수문지기는 다섯 시에 일어나 물의 높이를 석판에 적는다.",
}
SECOND = {
    "en": "By noon three barges have gone through; the fourth waits for a spare rope.",
    "fr": "À midi, trois péniches sont passées\u00a0; la quatrième attend une corde.",
    "ru": "К полудню прошли три баржи; четвёртая ждёт запасного каната.",
    "el": "Ως το μεσημέρι πέρασαν τρεις μαούνες· η τέταρτη περιμένει σκοινί.",
    "ar": "وبحلول الظهر عبرت ثلاثة قوارب، أما الرابع فينتظر حبلاً.",
    "he": "עד הצהריים עברו שלוש דוברות; הרביעית ממתינה לחבל.",
    "hi": "दोपहर तक तीन नावें निकल गईं; चौथी रस्सी की राह देख रही है।",
    "th": "พอถึงเที่ยงมีเรือผ่านไปแล้วสามลำ ลำที่สี่ยังรอเชือกอยู่",
    "zh": "到了中午，三条驳船已经过闸；第四条还在等缆绳。",
    "ja": "昼までに三隻が通り、四隻目は綱を待っている。",
    "ko": "정오까지 세 척이 지나갔고 네 번째 배는 밧줄을 기다린다.",
}


def two(lang, between="\n\n", end="\n"):
    return PARAGRAPH[lang] + between + SECOND[lang] + end


def cases(articles):
    """All cases; `articles` are the base articles by language."""
    out = {}

    def add(name, given, expected, options=None):
        given, expected = (x.encode() if isinstance(x, str) else x for x in (given, expected))
        out[name] = given, expected, options

    def article(lang):
        return "\n\n".join(articles[lang].ps) + "\n"

    # decode: byte order marks and charsets
    add("bom-utf8", "\ufeff" + two("en"), two("en"))
    for lang in "en", "zh":
        add(f"utf16le-{lang}", b"\xff\xfe" + two(lang).encode("utf-16-le"), two(lang))
    add("utf16be-ru", b"\xfe\xff" + two("ru").encode("utf-16-be"), two("ru"))
    add("utf16le-emoji", b"\xff\xfe" + "Two swans \U0001f9a2\U0001f9a2 on the lock.\n".encode("utf-16-le"),
        "Two swans \U0001f9a2\U0001f9a2 on the lock.\n")
    add("utf32le-hi", b"\xff\xfe\0\0" + two("hi").encode("utf-32-le"), two("hi"))
    add("utf32be-el", b"\0\0\xfe\xff" + two("el").encode("utf-32-be"), two("el"))
    add("utf16le-article-ko", b"\xff\xfe" + article("ko").replace("\n", "\r\n").encode("utf-16-le"), article("ko"))
    curly = "“A fine boat” – that’s what Zoë’s café calls it… for 5 €.\n"
    add("charset-windows-1252", curly.encode("cp1252"), curly, charset("windows-1252"))
    add("charset-windows-1251", two("ru").encode("cp1251"), two("ru"), charset("windows-1251"))
    add("charset-koi8-r", two("ru").encode("koi8-r"), two("ru"), charset("KOI8-R"))
    add("charset-windows-1253", two("el").encode("cp1253"), two("el"), charset("windows-1253"))
    add("charset-windows-1255", two("he").encode("cp1255"), two("he"), charset("windows-1255"))
    add("charset-windows-1256", two("ar").encode("cp1256"), two("ar"), charset("windows-1256"))
    add("charset-tis-620", two("th").encode("tis-620"), two("th"), charset("TIS-620"))
    add("charset-shift_jis", two("ja").encode("shift_jis"), two("ja"), charset("Shift_JIS"))
    add("charset-gb18030", two("zh").encode("gb18030"), two("zh"), charset("GB18030"))
    add("charset-euc-kr", two("ko").encode("euc-kr"), two("ko"), charset("EUC-KR"))
    add("charset-latin1-article-pt",
        article("pt").replace("“", '"').replace("”", '"').replace("–", "-").replace("…", "...").encode("latin-1"),
        article("pt").replace("“", '"').replace("”", '"').replace("–", "-").replace("…", "..."),
        charset("ISO-8859-1"))

    # decode: invalid UTF-8, one U+FFFD for each maximal subpart (as Python's decoder has it)
    broken = {
        "latin1-byte": b"The caf\xe9 by the lock closes at six.\n",
        "overlong": b"A slash as \xc0\xaf and as \xe0\x80\xaf is no slash.\n",
        "surrogates": b"Half a pair: \xed\xa0\x80, a whole one: \xed\xa0\xbd\xed\xb8\x80.\n",
        "cut-sequences": b"Cut after one byte \xf0, two \xf0\x9f, three \xf0\x9f\x98, and at the end \xe2\x82",
        "beyond-unicode": b"Too large: \xf4\x90\x80\x80, never valid: \xf5\xfe\xff.\n",
        "lone-continuations": b"Continuations alone: \x80\xbf\x80.\nAnd more \xbf.\n",
        "cut-before-letter": "水門の".encode()[:-1] + "番人".encode() + b"\xe3\x82 " + "五時\n".encode(),
        "cut-line-ends": b"First \xe2\x80\r\nsecond \xc2\n\xe3\x80\nlast\n",
    }
    for name, given in broken.items():
        add(f"invalid-{name}", given, given.decode("utf-8", "replace").replace("\r\n", "\n"))

    # decode: C1 controls that are Windows-1252 punctuation
    add("windows-1252-in-utf8",
        "She said \x93wait\x94 \x96 it\x92s \x91late\x92 \x97 \x95 and left.\n",
        "She said “wait” – it’s ‘late’ — • and left.\n")
    add("windows-1252-in-utf8-fr",
        "Le prix\u00a0: 5 \x80, l\x92\x9cuvre complète \x8b ou presque \x9b.\n",
        "Le prix\u00a0: 5 €, l’œuvre complète ‹ ou presque ›.\n")

    # normalize: normal form
    for lang in "fr", "vi", "el", "ko", "ja":
        text = article(lang)
        add(f"nfd-article-{lang}", unicodedata.normalize("NFD", text), text)
    add("nfd-ar", unicodedata.normalize("NFD", "أُعلن آخر إصدار مؤقت.\n"),
        unicodedata.normalize("NFC", "أُعلن آخر إصدار مؤقت.\n"))
    add("nfd-uk", unicodedata.normalize("NFD", PARAGRAPH["uk"] + "\n"), PARAGRAPH["uk"] + "\n")
    add("nfc-exclusions-hi", "\u092c\u095c\u093e \u0932\u095c\u0915\u093e \u092a\u095d\u0924\u093e \u0939\u0948\u0964\n",
        "\u092c\u0921\u093c\u093e \u0932\u0921\u093c\u0915\u093e \u092a\u0922\u093c\u0924\u093e \u0939\u0948\u0964\n")
    add("nfc-singletons", "5 k\u2126 at 3 \u212b and 300 \u212a.\n", "5 kΩ at 3 Å and 300 K.\n")
    add("nfc-mark-order", "q\u0307\u0323 and a\u0301\u0328 and ế.\n", unicodedata.normalize("NFC", "q\u0307\u0323 and a\u0301\u0328 and ế.\n"))

    # normalize: line ends
    for lang in "en", "ru", "ar":
        add(f"line-ends-crlf-{lang}", two(lang, "\r\n\r\n", "\r\n"), two(lang))
    for lang in "el", "ko":
        add(f"line-ends-cr-{lang}", two(lang, "\r\r", "\r"), two(lang))
    add("line-ends-mixed", "one\r\ntwo\rthree\nfour\u0085five\u2028six\u2029seven\veight\fnine\n",
        "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n")
    add("line-ends-lf-cr", "one\n\rtwo\r\r\nthree\n", "one\n\ntwo\n\nthree\n")
    add("line-ends-crlf-article-de", article("de").replace("\n", "\r\n"), article("de"))
    add("line-ends-form-feed-page", two("he", "\n\f\n", "\n"), two("he"))

    # normalize: blanks
    add("trailing-nbsp", two("fr", "\u00a0\u00a0\n\n", "\u00a0\n"), two("fr"))
    for lang in "ja", "zh":
        add(f"trailing-ideographic-{lang}", two(lang, "\u3000\n\n", "\u3000\u3000\n"), two(lang))
    add("trailing-all-kinds", "".join(f"line {i}{c}\n" for i, c in enumerate(
        " \t\u00a0\u1680\u2000\u2003\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff\u00ad")),
        "".join(f"line {i}\n" for i in range(15)))
    add("trailing-mixed-run", "word \t\u00a0\u200b \u3000\nnext\u200b\u00a0\ufeff \n", "word\nnext\n")
    add("trailing-unterminated", PARAGRAPH["ru"] + " \u00a0", PARAGRAPH["ru"])
    for lang in "en", "hi", "ja":
        add(f"blank-lines-many-{lang}", two(lang, "\n" * 9, "\n" * 12), two(lang))
    add("blank-lines-nbsp", two("fr", "\n\u00a0\n\u00a0\u00a0\n\n"), two("fr"))
    add("blank-lines-zero-width", two("ar", "\n\u200b\n\ufeff\n\u2060\n"), two("ar"))
    add("blank-lines-ideographic", two("zh", "\n\u3000\u3000\n"), two("zh"))
    add("blank-lines-crlf", two("ko", "\r\n \r\n\t\r\n\r\n", "\r\n\r\n"), two("ko"))
    add("blank-edges", "\n\n \u00a0\n" + two("el", end="\n\n\n \n"), two("el"))
    add("blank-edges-unterminated", "\n\u3000\n" + two("ja", end=""), two("ja", end=""))

    # normalize: characters that are not seen
    add("soft-hyphens", "Donau\u00addampf\u00adschiff und Fluss\u00adschleuse lie\u00adgen am Kai.\n",
        "Donaudampfschiff und Flussschleuse liegen am Kai.\n")
    add("bom-inside", "First\ufeff part.\n\ufeffSecond \ufeffpart.\n", "First part.\nSecond part.\n")
    add("zero-width-latin", "The\u200b lock\u200bkeeper\u2060 waits.\u200b\n", "The lockkeeper waits.\n")
    add("zero-width-cyrillic", "Смот\u200bритель\u2060 ждёт.\n", "Смотритель ждёт.\n")
    add("zero-width-han", "守\u200b闸\u200b人等船。\n", "守闸人等船。\n")
    thai = "คนเฝ้า\u200bประตูน้ำ\u200bตื่น\u200bตีห้า\n"
    add("zero-width-thai-kept", thai, thai)
    add("zero-width-thai-stray", "คนเฝ้า\u200b ประตูน้ำ\u200b5 บาน\u200b\n", "คนเฝ้า ประตูน้ำ5 บาน\n")
    for name, kept in {
        "khmer": "អ្នក\u200bយាម\u200bទ្វារ\u200bទឹក\n", "lao": "ຄົນ\u200bເຝົ້າ\u200bປະຕູ\u200bນ້ຳ\n",
        "burmese": "ရေ\u200bတံခါး\u200bစောင့်\n",
    }.items():
        add(f"zero-width-{name}-kept", kept, kept)
    add("nul", "before\0after\n\0\0\nend\0\n", "beforeafter\n\nend\n")
    add("controls", "bell\a, escape\x1b[31m, delete\x7f, unit\x1f, start\x01.\n", "bell, escape[31m, delete, unit, start.\n")
    add("controls-hi", PARAGRAPH["hi"].replace(" ", " \x02") + "\x03\n", PARAGRAPH["hi"] + "\n")

    # normalize: spelling that stays
    for name, kept in {
        "persian-zwnj": "می\u200cخواهم کتاب\u200cهای تازه را ببینم؛ نمی\u200cدانم خانه\u200cشان کجاست.\n",
        "kurdish-zwnj": "ئەم کتێبە\u200cی من نوێ\u200cیە.\n",
        "hindi-zwj": "क\u094d\u200dष और क\u094dष अलग दिखते हैं, र\u094d\u200dय भी।\n",
        "sinhala-zwj": "ශ\u0dca\u200dරී ලංකාව විද\u0dca\u200dයාව.\n",
        "french-narrow-nbsp": "Qui vient\u202f? Moi\u202f! Il a dit\u00a0: «\u00a0non\u202f; jamais\u00a0». 12\u202f000 oui.\n",
        "emoji": "Family 👨\u200d👩\u200d👧\u200d👦, flag 🏳\ufe0f\u200d🌈, thumbs 👍🏽, key 1\ufe0f\u20e3, heart ❤\ufe0f!\n",
        "emoji-at-line-end": "With love ❤\ufe0f\nand plain ☺\ufe0e\n👩\u200d🚒\n",
        "variation-selectors": "葛\U000e0100城市と葛\U000e0101飾区。\n",
        "bidi-marks": "המחיר 5\u200f-7 ש\"ח (\u200eABC\u200e) היום.\nالنص \u061cA-1\u061c هنا.\n",
        "ideographic-indent": "\u3000\u3000守闸人\u3000清晨五点起床。\n\u3000水門の番人。\n",
        "tabs": "\tindented\nname\tsize\tnote\na\t1\tfirst\n",
        "leading-spaces": "  two spaces\n    four\nnone  but  double  inside\n",
        "marks": "कुल और कल, חָכָם, كِتَابٌ, q\u0323\u0307, a\u20dd.\n",
    }.items():
        add(f"kept-{name}", kept, kept)
    add("trailing-tabs", "name\tsize\t\na\t1\t\t\n", "name\tsize\na\t1\n")

    # very small texts
    add("tiny-empty", "", "")
    add("tiny-newline", "\n", "")
    add("tiny-blank-lines", "\u00a0 \n\n\u3000\n", "")
    add("tiny-blank-unterminated", " \t\u00a0", "")
    add("tiny-word", "word", "word")
    add("tiny-letter-nfd", "e\u0301", "é")
    add("tiny-word-crlf", "слово\r\n", "слово\n")
    add("tiny-broken-byte", b"\xff", "\ufffd")

    # options
    add("option-quotes-dashes", "“One” ‘two’ „three“ «four» ‹five› it’s – a – long—dash\u2010hyphen.\n",
        "\"One\" 'two' \"three\" \"four\" 'five' it's - a - long-dash-hyphen.\n", rule(foldsQuotes=True, foldsDashes=True))
    add("option-spaces", "a\u00a0b\u202fc\u3000d\u2003e\n", "a b c d e\n", rule(foldsSpaces=True))
    add("option-nfkc", "ﬁne ＡＢＣ１２３ ① x² ﾊﾝｶｸ ㎏\n", "fine ABC123 1 x2 ハンカク kg\n", rule(form="nfkc"))
    add("option-form-none", "e\u0301te\u0301 et été  \r\n", "e\u0301te\u0301 et été\n", rule(form="none"))
    add("option-entities", "Fish &amp; chips, 3 &lt; 5, don&#8217;t, caf&eacute;, a&nbsp;b &#x2014; &unknown; & so on.\n",
        "Fish & chips, 3 < 5, don’t, café, a\u00a0b — &unknown; & so on.\n", rule(decodesEntities=True))
    add("option-entities-off", "Fish &amp; chips.\n", "Fish &amp; chips.\n")
    add("option-bidi", "open \u202eoverride\nclosed \u202babc\u202c stays\nstray \u202c and \u2069.\nisolate \u2067אב\u2069 stays\n",
        "open override\nclosed \u202babc\u202c stays\nstray  and .\nisolate \u2067אב\u2069 stays\n", rule(dropsUnbalancedBidi=True))
    add("option-keep-lines", "a  \r\n\r\n\r\nb\0\u00ad\r\n", "a  \r\n\r\n\r\nb\0\u00ad\r\n", rule(
        unifiesLineEnds=False, trimsTrailingWhitespace=False, collapsesBlankLines=False, trimsBlankEdges=False,
        dropsInvisibles=False, dropsControls=False))
    add("option-keep-blank-lines", "\na \n\n\n\nb\n\n", "\na\n\n\n\nb\n\n", rule(collapsesBlankLines=False, trimsBlankEdges=False))
    add("option-no-windows-1252", "a\x93b\n", "ab\n", {"decoding": {"repairsWindows1252": False}})
    add("option-keep-repeats", article("en") + "\n" + article("en"), article("en") + "\n" + article("en"),
        {"decision": {"removesRepeats": False}})
    add("option-report-only", article("ru") + "\n" + article("ru"), article("ru") + "\n" + article("ru"),
        {"decision": {"reportsOnly": True}})
    return out
