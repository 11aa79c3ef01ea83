// Vectors of 32 bytes, and what is looked up in tables by them: for the loop of the folded form with AVX2.

#ifndef HAPAX_FOLD_VECTORS_H
#define HAPAX_FOLD_VECTORS_H

#include <immintrin.h>
#include <stdint.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define INLINE static inline __attribute__((always_inline)) AVX2

typedef __m256i Bytes;
typedef uint32_t Mask;

/// A step reads this many bytes, and two behind them.
enum { WIDTH = 32, AHEAD = 2 };

INLINE Bytes splat(uint8_t byte) { return _mm256_set1_epi8((char)byte); }
INLINE Bytes load(const uint8_t *from) { return _mm256_loadu_si256((const __m256i *)(const void *)from); }
INLINE void store(uint8_t *to, Bytes bytes) { _mm256_storeu_si256((__m256i *)(void *)to, bytes); }
INLINE Mask mask(Bytes bytes) { return (Mask)_mm256_movemask_epi8(bytes); }
INLINE Bytes equal(Bytes bytes, uint8_t byte) { return _mm256_cmpeq_epi8(bytes, splat(byte)); }
INLINE Bytes choose(Bytes otherwise, Bytes these, Bytes where) {
  return _mm256_blendv_epi8(otherwise, these, where);
}
/// The bytes from `low` through `low + width`.
INLINE Bytes within(Bytes bytes, uint8_t low, uint8_t width) {
  const Bytes shifted = _mm256_sub_epi8(bytes, splat(low));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, splat(width)), shifted);
}

/// Bytes from 80 through BF as indices into four tables of 16; the high bit is set, which gives 0, in all others.
typedef struct {
  Bytes part[4];
} Index;

INLINE Index indexOf(Bytes bytes) {
  const Bytes offset = _mm256_xor_si256(bytes, splat(0x80));
  Index index;
  for (int k = 0; k < 4; k += 1) {
    index.part[k] = _mm256_adds_epu8(_mm256_sub_epi8(offset, splat((uint8_t)(16 * k))), splat(0x70));
  }
  return index;
}

INLINE Bytes lookUp(const uint8_t *table, const Index *index) {
  Bytes found = _mm256_setzero_si256();
  for (int k = 0; k < 4; k += 1) {
    const Bytes part = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)(table + 16 * k)));
    found = _mm256_or_si256(found, _mm256_shuffle_epi8(part, index->part[k]));
  }
  return found;
}

INLINE Bytes table16(const uint8_t *table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
}

/// Bits 5, 4, 3 and 0 of last bytes, as an index.
INLINE Bytes cellsOf(Bytes lasts) {
  return _mm256_or_si256(_mm256_and_si256(_mm256_srli_epi16(lasts, 2), splat(0x0E)), _mm256_and_si256(lasts, splat(1)));
}

#endif
