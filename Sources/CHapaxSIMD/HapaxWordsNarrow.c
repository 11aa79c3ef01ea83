#include "HapaxWordsRun.h"

#if defined(__x86_64__)

#define WORDS __attribute__((target("avx2,bmi,bmi2,popcnt")))
#include "HapaxWordsLoop.h"

bool hapax_words_narrow_is_there(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
         __builtin_cpu_supports("popcnt");
}

INLINE __m256i splat(char byte) { return _mm256_set1_epi8(byte); }
INLINE __m256i within(__m256i bytes, char first, char last) {
  return _mm256_and_si256(_mm256_cmpgt_epi8(bytes, splat(first - 1)), _mm256_cmpgt_epi8(splat(last + 1), bytes));
}
INLINE Mask mask(__m256i bytes) { return (uint32_t)_mm256_movemask_epi8(bytes); }

INLINE Masks masksOf(const uint8_t *block) {
  Masks is = {0, 0, 0, 0, 0, 0, 0, 0, 0};
  for (int part = 0; part < WIDTH; part += 32) {
    const __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(block + part));
    // Bytes from 0x80 on are negative, and in none of the ranges.
    const __m256i small = _mm256_or_si256(bytes, splat(0x20));
    const __m256i letters = within(small, 'a', 'z');
    const __m256i newLines = _mm256_cmpeq_epi8(bytes, splat('\n'));
    is.letters |= mask(letters) << part;
    is.capitals |= mask(_mm256_andnot_si256(_mm256_cmpeq_epi8(bytes, small), letters)) << part;
    is.digits |= mask(within(bytes, '0', '9')) << part;
    is.money |= mask(within(bytes, '$', '%')) << part;
    is.dashes |= mask(_mm256_cmpeq_epi8(bytes, splat('-'))) << part;
    is.blanks |= mask(_mm256_or_si256(_mm256_cmpeq_epi8(bytes, splat(' ')), _mm256_cmpeq_epi8(bytes, splat('\t'))))
                 << part;
    is.newLines |= mask(newLines) << part;
    is.otherEnds |= mask(within(bytes, 0x0B, 0x0D)) << part;
    is.wide |= mask(bytes) << part;
  }
  return is;
}

INLINE void list(uint32_t *places, Mask bits, unsigned count, uint32_t from) {
  for (unsigned k = 0; k < count; k += 8) {
    for (int each = 0; each < 8; each += 1) {
      *places++ = from + (uint32_t)_tzcnt_u64(bits);
      bits = _blsr_u64(bits);
    }
  }
}

WORDS HapaxWordRun hapax_words_narrow(const uint8_t *text, size_t count, HapaxWordPlace *place,
                                      const HapaxWordRules *rules, void *tokens, uint64_t *hashes, void *lines) {
  return words(text, count, place, rules, tokens, hashes, lines);
}

#endif
