// The loop over words, for whatever finds what the bytes of a block are: the file that includes this says which
// instructions there are (`WORDS`), and defines `masksOf` and `list`.
//
// Tokens are first cut, from masks of whole blocks, and hashed then, many in a row: so neither waits for the other, and
// no branch depends on how many tokens a block has.

#ifndef HAPAX_WORDS_LOOP_H
#define HAPAX_WORDS_LOOP_H

#include "HapaxWords.h"

#include <immintrin.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline)) WORDS

typedef uint64_t Mask;

enum {
  WIDTH = 64,
  /// A word is read as 16 bytes, wherever in the block it begins.
  READ = WIDTH + 16,
  /// As many places are listed at a time; some of the last ones mean nothing.
  SLACK = 16,
};

/// A bit for each of 64 bytes.
typedef struct {
  Mask letters, capitals, digits, money, dashes, blanks, newLines;
  /// VT, FF and CR.
  Mask otherEnds;
  /// Bytes of characters beyond ASCII.
  Mask wide;
} Masks;

INLINE Masks masksOf(const uint8_t *block);
/// Writes the places of at least `count` bits, `from` added to each.
INLINE void list(uint32_t *places, Mask bits, unsigned count, uint32_t from);

/// Tokens of a block: where they begin and end. Of the starts the first ones have ends.
typedef struct {
  Mask starts, ends, newLines;
  /// As many bytes are done.
  unsigned done;
  /// Whether something stands there that is left to the caller.
  bool stops;
} Cut;

INLINE Mask below(unsigned place) { return _bzhi_u64(~(Mask)0, place); }

/// Takes the quiet characters out of those beyond ASCII; not one that the block cuts.
INLINE Mask withoutQuiet(const uint8_t *block, Mask wide, const HapaxWordRules *rules) {
  for (Mask left = wide; left != 0;) {
    const unsigned at = (unsigned)_tzcnt_u64(left);
    unsigned length = 0;
    if (block[at] == 0xE2 && block[at + 1] == 0x80 && at + 3 <= WIDTH) {
      length = 3 * (rules->quietPunctuation >> (block[at + 2] & 0x3F) & 1);
    } else if (block[at] == 0xC2 && at + 2 <= WIDTH) {
      length = 2 * (rules->quietLatin >> (block[at + 1] & 0x3F) & 1);
    }
    // What stands behind a character that is not quiet is of no interest.
    if (length == 0) break;
    left &= ~(below(length) << at);
    wide &= ~(below(length) << at);
  }
  return wide;
}

INLINE Cut cut(Masks is, const uint8_t *block, const HapaxWordRules *rules) {
  Cut cut;
  // A capital behind a small letter begins another token.
  const Mask humps = is.capitals & (is.letters & ~is.capitals) << 1;
  const Mask goOn = (is.letters & is.letters << 1 & ~humps) | (is.digits & is.digits << 1);
  const Mask all = is.letters | is.digits | is.money;
  cut.starts = all & ~goOn;
  const Mask wide = is.wide ? withoutQuiet(block, is.wide, rules) : 0;
  Mask stops = is.otherEnds | wide | (is.money & is.wide >> 1);
  // A dash is a minus sign between white space and a digit.
  const Mask behindSpace = (is.blanks | is.newLines | is.otherEnds | is.wide) << 1 | 1;
  stops |= is.dashes & behindSpace & ((is.digits | is.wide) >> 1 | (Mask)1 << (WIDTH - 1));
  // Bytes that 16 bytes of the same token stand before.
  Mask late = goOn & goOn << 1;
  late &= late << 2;
  late &= late << 4;
  late &= late << 8;
  if (late) stops |= (Mask)1 << (63 - __builtin_clzll(cut.starts & below((unsigned)_tzcnt_u64(late))));

  const unsigned limit = (unsigned)_tzcnt_u64(stops);
  // A token that goes on behind the block is the next one's; of one that meets a character beyond ASCII the caller
  // knows more.
  cut.ends = _bzhi_u64(all << 1 & ~goOn & ~wide, limit + 1);
  const unsigned last = 63 - (unsigned)__builtin_clzll(cut.ends | 1);
  const unsigned next = (unsigned)_tzcnt_u64(cut.starts >> last << last);
  cut.done = next < limit ? next : limit;
  cut.stops = limit < WIDTH;
  cut.newLines = _bzhi_u64(is.newLines, cut.done);
  return cut;
}

/// Where a run writes.
typedef struct {
  HapaxToken *token;
  uint64_t *hash;
  HapaxLine *line;
} Target;

/// Makes tokens of what was cut; `from` is where the places count from.
INLINE void make(Target *target, HapaxWordPlace *place, const uint8_t *from, const uint32_t *starts,
                 const uint32_t *ends, unsigned count, const HapaxWordRules *rules) {
  const uint32_t offset = (uint32_t)place->at;
  uint32_t position = place->position;
  for (unsigned k = 0; k < count; k += 1) {
    const uint32_t start = starts[k], size = ends[k] - start;
    const uint8_t *const text = from + start;
    target->token[k] = (HapaxToken){0, offset + start, offset + start + size, position, 4, rules->traits[*text]};
    position += 4;
    // Bit 5 makes a capital small; digits and signs have it.
    __m128i form = _mm_loadu_si128((const __m128i *)(const void *)text);
    form = _mm_or_si128(form, _mm_set1_epi8(0x20));
    form = _mm_and_si128(form, _mm_loadu_si128((const __m128i *)(const void *)rules->keep[size]));
    form = _mm_xor_si128(form, _mm_loadu_si128((const __m128i *)(const void *)rules->seeds[size]));
    const uint64_t a = (uint64_t)_mm_cvtsi128_si64(form), b = (uint64_t)_mm_extract_epi64(form, 1);
    const unsigned __int128 product = (unsigned __int128)a * b;
    target->hash[k] = ((uint64_t)(product >> 64) ^ (uint64_t)product ^ a ^ b) & rules->bits;
  }
  target->token += count;
  target->hash += count;
  place->position = position;
  place->tokenCount += count;
}

INLINE void endLines(Target *target, HapaxWordPlace *place, Cut cut, uint32_t block, uint32_t tokensBefore) {
  for (Mask left = cut.newLines; left != 0; left = _blsr_u64(left)) {
    const unsigned at = (unsigned)_tzcnt_u64(left);
    const uint32_t endToken = tokensBefore + (uint32_t)_mm_popcnt_u64(_bzhi_u64(cut.ends, at + 1));
    *target->line++ = (HapaxLine){place->lineStart, block + at, place->lineFirstToken, endToken};
    place->lineStart = block + at + 1;
    place->lineFirstToken = endToken;
  }
}

/// Goes through blocks that begin before `end`; `from`, where `place` stands, can be read up to `READ` bytes behind it.
/// Returns false at what is left to the caller.
INLINE bool run(Target *target, HapaxWordPlace *place, const uint8_t *from, size_t end, const HapaxWordRules *rules) {
  uint32_t starts[HAPAX_WORDS_MOST + SLACK], ends[HAPAX_WORDS_MOST + SLACK];
  const uint32_t offset = (uint32_t)place->at;
  uint32_t block = 0;
  unsigned count = 0;
  bool stops = false;
  for (int k = 0; k < HAPAX_WORDS_BLOCKS && block < end && !stops; k += 1) {
    const Cut found = cut(masksOf(from + block), from + block, rules);
    const unsigned tokens = (unsigned)_mm_popcnt_u64(found.ends);
    if (found.newLines) endLines(target, place, found, offset + block, place->tokenCount + count);
    list(starts + count, found.starts, tokens, block);
    list(ends + count, found.ends, tokens, block);
    count += tokens;
    block += found.done;
    stops = found.stops;
  }
  make(target, place, from, starts, ends, count, rules);
  place->at += block;
  return !stops;
}

INLINE HapaxWordRun words(const uint8_t *text, size_t count, HapaxWordPlace *place, const HapaxWordRules *rules,
                          void *tokens, uint64_t *hashes, void *lines) {
  Target target = {tokens, hashes, lines};
  const size_t left = count - place->at;
  bool goesOn;
  if (left >= READ) {
    goesOn = run(&target, place, text + place->at, left - READ + 1, rules);
  } else {
    // The rest, padded with blanks.
    uint8_t rest[READ * 2];
    memset(rest, ' ', sizeof rest);
    memcpy(rest, text + place->at, left);
    goesOn = run(&target, place, rest, left, rules);
    if (place->at > count) place->at = count;
  }
  const HapaxToken *const firstToken = tokens;
  const HapaxLine *const firstLine = lines;
  return (HapaxWordRun){(uint32_t)(target.token - firstToken), (uint32_t)(target.line - firstLine),
                        goesOn && place->at < count};
}

#endif
