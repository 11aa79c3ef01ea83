// Vector loops over text, for processors that have the instructions.
//
// Each has a twin in Swift that does the same one character at a time; where the vectors are missing, these functions
// make no progress and the twin does it all. No rule about Unicode is written here: which characters are clean comes
// from the tables that ICU fills.

#ifndef CHAPAX_SIMD_H
#define CHAPAX_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "HapaxFold.h"
#include "HapaxWords.h"

/// Leads, or pairs of a lead and a second byte, all of whose characters are clean.
typedef struct {
  uint16_t low;
  uint16_t high;
} HapaxRange;

/// A block of 64 characters, some of which are not clean. `second` is 0 for characters of two bytes.
/// The first `doubtCount` ranges of last bytes are in doubt, the next `markCount` are marks, clean one at a time.
typedef struct {
  uint8_t lead;
  uint8_t second;
  uint8_t doubtCount;
  uint8_t markCount;
  uint8_t low[12];
  uint8_t width[12];
} HapaxBlock;

/// What is clean, as far as a loop needs to know.
typedef struct {
  /// An ASCII character to stop at, or 0.
  uint8_t stop;
  uint8_t leadRangeCount;
  uint8_t prefixRangeCount;
  uint8_t shortBlockCount;
  uint8_t longBlockCount;
  HapaxRange leadRanges[3];
  HapaxRange prefixRanges[3];
  HapaxBlock shortBlocks[4];
  HapaxBlock longBlocks[6];
} HapaxCleanRules;

/// Forgets all ranges and blocks.
void hapax_clean_rules_reset(HapaxCleanRules *rules, uint8_t stop);

/// Adds what is clean; false when there is no room left.
bool hapax_clean_rules_add_leads(HapaxCleanRules *rules, uint8_t low, uint8_t high);
bool hapax_clean_rules_add_prefixes(HapaxCleanRules *rules, uint16_t low, uint16_t high);

/// Begins a block that is clean throughout; `_except` then takes ranges out of the last block of its kind.
bool hapax_clean_rules_add_block(HapaxCleanRules *rules, uint8_t lead, uint8_t second);
/// Doubts come before marks. False when there is no room; the block is taken back then.
bool hapax_clean_rules_except(HapaxCleanRules *rules, bool isLong, uint8_t low, uint8_t high, bool isMark);

/// The last block of its kind, whole, for adding it again once the rules were reset.
HapaxBlock hapax_clean_rules_last_block(const HapaxCleanRules *rules, bool isLong);
/// Adds a block as it was; false when there is no room left.
bool hapax_clean_rules_add_again(HapaxCleanRules *rules, const HapaxBlock *block);

/// The end of the clean stretch that begins at `at`, as far as the rules can tell: the start of a character, or `count`.
///
/// Clean are: ASCII other than controls and `stop`; LF, unless a blank stands before it or it makes a second empty
/// line; well-formed characters that the rules name. The character before `at` is clean and not a mark.
size_t hapax_clean_end(const uint8_t *text, size_t at, size_t count, const HapaxCleanRules *rules);

/// What 64 bytes are to the tokenizer, a bit for each.
typedef struct {
  /// ASCII letters, and the capitals among them.
  uint64_t letters;
  uint64_t capitals;
  /// All that needs a closer look: digits, `$`, `%`, `-`, line ends, and bytes of other characters than ASCII. What is
  /// neither a letter nor in here parts tokens, and does nothing else.
  uint64_t others;
} HapaxMasks;

#if defined(__SSE2__)
#include <emmintrin.h>

/// Whether `hapax_masks` does anything.
static inline bool hapax_has_masks(void) { return true; }

/// The masks of the 64 bytes from `text` on.
static inline HapaxMasks hapax_masks(const uint8_t *text) {
  HapaxMasks masks = {0, 0, 0};
  for (int part = 0; part < 4; part++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
    // Bytes from 0x80 on are negative, and in none of the ranges.
    __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i letters = _mm_and_si128(_mm_cmpgt_epi8(small, _mm_set1_epi8('a' - 1)),
                                    _mm_cmplt_epi8(small, _mm_set1_epi8('z' + 1)));
    __m128i capitals = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, small), letters);
    __m128i digits = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)),
                                   _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));
    __m128i ends = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x09)),
                                 _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x0E)));
    __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('-')),
                                 _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('$')),
                                              _mm_cmpeq_epi8(bytes, _mm_set1_epi8('%'))));
    __m128i others = _mm_or_si128(_mm_or_si128(digits, ends), _mm_or_si128(signs, bytes));
    masks.letters |= (uint64_t)(uint16_t)_mm_movemask_epi8(letters) << (16 * part);
    masks.capitals |= (uint64_t)(uint16_t)_mm_movemask_epi8(capitals) << (16 * part);
    // The high bit of a byte itself says that it is not ASCII.
    masks.others |= (uint64_t)(uint16_t)_mm_movemask_epi8(others) << (16 * part);
  }
  return masks;
}
#else
static inline bool hapax_has_masks(void) { return false; }
static inline HapaxMasks hapax_masks(const uint8_t *text) {
  HapaxMasks masks = {0, 0, 0};
  (void)text;
  return masks;
}
#endif

/// Asks for a cache line before it is needed.
static inline void hapax_prefetch(const void *address) { __builtin_prefetch(address, 1); }

/// Sets a bit of the low half of a word that other threads set bits of, too; and where it was set before, the same bit of
/// the high half. In the end the same bits are set, whichever thread came first. It orders nothing else.
static inline void hapax_note_twice(uint64_t *word, uint64_t bit) {
  uint64_t noted = __atomic_load_n(word, __ATOMIC_RELAXED);
  if (!(noted & bit)) noted = __atomic_fetch_or(word, bit, __ATOMIC_RELAXED);
  if ((noted & bit) && !(noted & bit << 32)) __atomic_fetch_or(word, bit << 32, __ATOMIC_RELAXED);
}

#endif
