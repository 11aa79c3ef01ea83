#include "HapaxWordsRun.h"

#if defined(__x86_64__)

#define WORDS __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))
#include "HapaxWordsLoop.h"

bool hapax_words_wide_is_there(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

INLINE __m512i splat(uint8_t byte) { return _mm512_set1_epi8((char)byte); }
INLINE Mask equal(__m512i bytes, uint8_t byte) { return _mm512_cmpeq_epi8_mask(bytes, splat(byte)); }
INLINE Mask within(__m512i bytes, uint8_t first, uint8_t last) {
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, splat(first)), splat((uint8_t)(last - first)));
}

INLINE Masks masksOf(const uint8_t *block) {
  const __m512i bytes = _mm512_loadu_si512(block);
  const Mask capitals = within(bytes, 'A', 'Z');
  return (Masks){
      .letters = within(bytes, 'a', 'z') | capitals,
      .capitals = capitals,
      .digits = within(bytes, '0', '9'),
      .money = within(bytes, '$', '%'),
      .dashes = equal(bytes, '-'),
      .blanks = equal(bytes, ' ') | equal(bytes, '\t'),
      .newLines = equal(bytes, '\n'),
      .otherEnds = within(bytes, 0x0B, 0x0D),
      .wide = (Mask)_mm512_movepi8_mask(bytes),
  };
}

/// 0 through 63.
static const uint8_t counted[WIDTH] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
    48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

INLINE void list(uint32_t *places, Mask bits, unsigned count, uint32_t from) {
  const __m512i found = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(counted));
  const __m512i start = _mm512_set1_epi32((int)from);
  const __m128i first = _mm512_castsi512_si128(found);
  _mm512_storeu_si512(places, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(first)));
  if (count <= 16) return;
  uint8_t all[WIDTH];
  _mm512_storeu_si512(all, found);
  for (unsigned k = 16; k < count; k += 16) {
    const __m128i some = _mm_loadu_si128((const __m128i *)(const void *)(all + k));
    _mm512_storeu_si512(places + k, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(some)));
  }
}

WORDS HapaxWordRun hapax_words_wide(const uint8_t *text, size_t count, HapaxWordPlace *place,
                                    const HapaxWordRules *rules, void *tokens, uint64_t *hashes, void *lines) {
  return words(text, count, place, rules, tokens, hashes, lines);
}

#endif
