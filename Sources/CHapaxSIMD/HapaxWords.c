#include "HapaxWords.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define WORDS __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define INLINE static inline __attribute__((always_inline)) WORDS

bool hapax_has_words(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
         __builtin_cpu_supports("popcnt");
}

/// A bit for each of 64 bytes: see `HapaxMasks`.
typedef struct {
  uint64_t letters, capitals, others;
} Masks;

INLINE __m256i splat(char byte) { return _mm256_set1_epi8(byte); }
INLINE __m256i within(__m256i bytes, char first, char last) {
  return _mm256_and_si256(_mm256_cmpgt_epi8(bytes, splat(first - 1)), _mm256_cmpgt_epi8(splat(last + 1), bytes));
}
INLINE uint64_t mask(__m256i bytes) { return (uint32_t)_mm256_movemask_epi8(bytes); }

INLINE Masks masksOf(const uint8_t *text) {
  Masks masks = {0, 0, 0};
  for (int part = 0; part < 64; part += 32) {
    const __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(text + part));
    // Bytes from 0x80 on are negative, and in none of the ranges.
    const __m256i small = _mm256_or_si256(bytes, splat(0x20));
    const __m256i letters = within(small, 'a', 'z');
    const __m256i capitals = _mm256_andnot_si256(_mm256_cmpeq_epi8(bytes, small), letters);
    const __m256i money = within(bytes, '$', '%'), minus = _mm256_cmpeq_epi8(bytes, splat('-'));
    const __m256i figures = _mm256_or_si256(within(bytes, '0', '9'), within(bytes, 0x0A, 0x0D));
    // The high bit of a byte itself says that it is not ASCII.
    const __m256i others = _mm256_or_si256(_mm256_or_si256(figures, money), _mm256_or_si256(minus, bytes));
    masks.letters |= mask(letters) << part;
    masks.capitals |= mask(capitals) << part;
    masks.others |= mask(others) << part;
  }
  return masks;
}

INLINE uint64_t word(const uint8_t *from) {
  uint64_t bytes;
  memcpy(&bytes, from, sizeof bytes);
  return bytes | 0x2020202020202020;
}

/// The hash of a word of up to 16 letters; see `TokenHash`.
INLINE uint64_t hashOf(const uint8_t *letters, unsigned size, const HapaxHashing *hashing) {
  const uint64_t low = _bzhi_u64(word(letters), 8 * size);
  const uint64_t high = _bzhi_u64(word(letters + 8), size > 8 ? 8 * (size - 8) : 0);
  const uint64_t a = low ^ hashing->seed0 ^ size * hashing->seed2, b = high ^ hashing->seed1;
  const unsigned __int128 product = (unsigned __int128)a * b;
  return ((uint64_t)(product >> 64) ^ (uint64_t)product ^ a ^ b) & hashing->bits;
}

WORDS HapaxWordRun hapax_words(const uint8_t *text, size_t start, size_t count, uint32_t position,
                               const HapaxHashing *hashing, uint8_t plain, uint8_t uppercase, void *tokens,
                               uint64_t *hashes) {
  HapaxToken *const first = tokens, *token = tokens;
  size_t block = start;
  for (int k = 0; k < HAPAX_WORDS_BLOCKS; k += 1) {
    if (block + 80 > count) return (HapaxWordRun){block, (uint32_t)(token - first), false};
    const Masks masks = masksOf(text + block);
    // A capital behind a small letter begins another token.
    const uint64_t humps = masks.capitals & (masks.letters & ~masks.capitals) << 1;
    const unsigned stop = (unsigned)_tzcnt_u64(masks.others);
    uint64_t starts = (masks.letters & ~(masks.letters << 1)) | humps;
    // Words that end before anything else stands there; one that goes on behind the block is the next one's.
    uint64_t ends = _bzhi_u64((~masks.letters & masks.letters << 1) | humps, stop);
    while (ends) {
      const unsigned at = (unsigned)_tzcnt_u64(starts), size = (unsigned)_tzcnt_u64(ends) - at;
      if (size > 16) break;
      const uint32_t place = (uint32_t)(block + at);
      const bool isCapital = masks.capitals >> at & 1;
      *token = (HapaxToken){0, place, place + size, position, 4, (uint8_t)(plain | (isCapital ? uppercase : 0))};
      *hashes = hashOf(text + place, size, hashing);
      token += 1;
      hashes += 1;
      position += 4;
      starts = _blsr_u64(starts);
      ends = _blsr_u64(ends);
    }
    const unsigned next = (unsigned)_tzcnt_u64(starts), done = next < stop ? next : stop;
    block += done;
    // Something stands here that is no word of this block.
    if (done < 64 && (done == stop || done == 0)) return (HapaxWordRun){block, (uint32_t)(token - first), false};
  }
  return (HapaxWordRun){block, (uint32_t)(token - first), true};
}

#else

bool hapax_has_words(void) { return false; }

HapaxWordRun hapax_words(const uint8_t *text, size_t start, size_t count, uint32_t position,
                         const HapaxHashing *hashing, uint8_t plain, uint8_t uppercase, void *tokens,
                         uint64_t *hashes) {
  (void)text, (void)count, (void)position, (void)hashing, (void)plain, (void)uppercase, (void)tokens, (void)hashes;
  return (HapaxWordRun){start, 0, false};
}

#endif
