#include "HapaxCleanTables.h"

#if defined(__x86_64__)

#include <immintrin.h>

// The loop by AVX2: 64 bytes as two vectors, tables of 64 bytes as four of 16.

#define CLEAN __attribute__((target("avx2,bmi,popcnt")))
#define EACH for (int k = 0; k < 2; k += 1)
typedef struct {
  __m256i part[2];
} Bytes;
typedef HapaxCleanTables Rules;
#include "HapaxCleanLoop.h"

bool hapax_clean_narrow_is_there(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

INLINE __m256i splat(uint8_t byte) { return _mm256_set1_epi8((char)byte); }

INLINE Bytes load(const uint8_t *from) {
  Bytes bytes;
  EACH bytes.part[k] = _mm256_loadu_si256((const __m256i *)(const void *)(from + 32 * k));
  return bytes;
}

INLINE Mask mask(const Bytes *bytes) {
  Mask result = 0;
  EACH result |= (Mask)(uint32_t)_mm256_movemask_epi8(bytes->part[k]) << (32 * k);
  return result;
}

INLINE Mask equal(const Bytes *bytes, uint8_t byte) {
  Bytes result;
  EACH result.part[k] = _mm256_cmpeq_epi8(bytes->part[k], splat(byte));
  return mask(&result);
}

/// Bytes from `byte` on, as unsigned numbers.
INLINE Mask notBelow(const Bytes *bytes, uint8_t byte) {
  Bytes result;
  EACH result.part[k] = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes->part[k], splat(byte)), bytes->part[k]);
  return mask(&result);
}

INLINE Mask highOf(const Bytes *bytes) { return mask(bytes); }
INLINE Mask continuationsOf(const Bytes *bytes, Mask high) { return high & ~notBelow(bytes, 0xC0); }
INLINE Mask controlsOf(const Bytes *bytes) {
  Bytes result;
  EACH result.part[k] = _mm256_cmpgt_epi8(splat(0x20), bytes->part[k]);
  return mask(&result);
}
INLINE Mask oddOf(const Bytes *bytes, uint8_t stop) {
  Bytes result;
  EACH result.part[k] = _mm256_or_si256(
      _mm256_cmpeq_epi8(bytes->part[k], splat(0x7F)), _mm256_cmpeq_epi8(bytes->part[k], splat(stop)));
  return mask(&result);
}

INLINE __m256i table16(const uint8_t *table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
}

/// Bytes from `first` on as indices into tables of 16; the high bit is set, which gives 0, in what is beyond.
typedef struct {
  Bytes part[4];
} Index;

INLINE Index indexOf(const Bytes *bytes, uint8_t first, int tables) {
  Index index;
  for (int table = 0; table < tables; table += 1) {
    EACH index.part[table].part[k] = _mm256_adds_epu8(
        _mm256_sub_epi8(bytes->part[k], splat((uint8_t)(first + 16 * table))), splat(0x70));
  }
  return index;
}

INLINE Bytes lookUp(const Index *index, const uint8_t *table, int tables) {
  Bytes found;
  EACH found.part[k] = _mm256_setzero_si256();
  for (int part = 0; part < tables; part += 1) {
    EACH found.part[k] = _mm256_or_si256(
        found.part[k], _mm256_shuffle_epi8(table16(table + 16 * part), index->part[part].part[k]));
  }
  return found;
}

INLINE Bytes both(Bytes these, Bytes those) {
  EACH these.part[k] = _mm256_and_si256(these.part[k], those.part[k]);
  return these;
}
INLINE Bytes either(Bytes these, Bytes those) {
  EACH these.part[k] = _mm256_or_si256(these.part[k], those.part[k]);
  return these;
}
INLINE Bytes without(Bytes these, Bytes those) {
  EACH these.part[k] = _mm256_andnot_si256(those.part[k], these.part[k]);
  return these;
}
INLINE Mask isSet(Bytes sets) {
  EACH sets.part[k] = _mm256_cmpeq_epi8(sets.part[k], _mm256_setzero_si256());
  return ~mask(&sets);
}

INLINE Leads namedLeads(const uint8_t *text, const Bytes *bytes, Mask leads, const Rules *rules) {
  Leads found = {0, 0, 0, 0};
  const Bytes second = load(text + 1);
  const Index next = indexOf(&second, 0x80, 4);
  const Mask high = leads & notBelow(bytes, 0xE0), two = leads & ~high;
  if (two) {
    const Index lead = indexOf(bytes, 0xC0, 2);
    const Bytes block = lookUp(&lead, rules->shortLeads, 2);
    found.two = two & isSet(without(block, lookUp(&next, rules->shortDoubts, 4)));
    if (rules->shortHasMarks) found.markTwo = two & isSet(both(block, lookUp(&next, rules->shortMarks, 4)));
  }
  if (high) {
    const Index lead = indexOf(bytes, 0xE0, 1);
    Bytes sets = both(lookUp(&next, rules->plainSeconds[0], 4), lookUp(&lead, rules->plainLeads[0], 1));
    if (rules->plainCount > 8) {
      sets = either(sets, both(lookUp(&next, rules->plainSeconds[1], 4), lookUp(&lead, rules->plainLeads[1], 1)));
    }
    if (rules->longCount > 0) {
      const Bytes third = load(text + 2);
      const Index last = indexOf(&third, 0x80, 4);
      const Bytes block = both(lookUp(&next, rules->longSeconds, 4), lookUp(&lead, rules->longLeads, 1));
      sets = either(sets, without(block, lookUp(&last, rules->longDoubts, 4)));
      if (rules->longHasMarks) found.markThree = high & isSet(both(block, lookUp(&last, rules->longMarks, 4)));
    }
    found.three = high & isSet(sets);
  }
  return found;
}

CLEAN size_t hapax_clean_end_narrow(const uint8_t *text, size_t at, size_t count, const HapaxCleanTables *tables) {
  return cleanEnd(text, at, count, tables);
}

#endif
