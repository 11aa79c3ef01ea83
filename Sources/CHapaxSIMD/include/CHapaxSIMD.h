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

#include "HapaxClean.h"
#include "HapaxFold.h"
#include "HapaxWords.h"

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

#endif
