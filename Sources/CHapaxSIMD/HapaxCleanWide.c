#include "HapaxCleanTables.h"

#if defined(__x86_64__)

#include <immintrin.h>

// The loop by AVX-512 VBMI, which can look up any of 64 bytes at once.

#define CLEAN __attribute__((target("avx512f,avx512bw,avx512vbmi")))
typedef __m512i Bytes;
typedef HapaxCleanTables Rules;
#include "HapaxCleanLoop.h"

bool hapax_clean_wide_is_there(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi");
}

INLINE Bytes splat(uint8_t byte) { return _mm512_set1_epi8((char)byte); }
INLINE Bytes load(const uint8_t *from) { return _mm512_loadu_si512(from); }
INLINE Mask equal(const Bytes *bytes, uint8_t byte) { return _mm512_cmpeq_epi8_mask(*bytes, splat(byte)); }
INLINE Mask below(Bytes bytes, uint8_t byte) { return _mm512_cmplt_epu8_mask(bytes, splat(byte)); }
INLINE Mask highOf(const Bytes *bytes) { return (Mask)_mm512_movepi8_mask(*bytes); }
INLINE Mask continuationsOf(const Bytes *bytes, Mask high) { return below(*bytes, 0xC0) & high; }
INLINE Mask controlsOf(const Bytes *bytes) { return below(*bytes, 0x20); }
INLINE Mask oddOf(const Bytes *bytes, uint8_t stop) { return equal(bytes, 0x7F) | equal(bytes, stop); }

/// What the lowest six bits of each index look up.
INLINE Bytes lookUp(Bytes index, const uint8_t *table) { return _mm512_permutexvar_epi8(index, load(table)); }

/// What the lead's lowest four bits look up in a table of 16.
INLINE Bytes lookUpLead(Bytes lead, const uint8_t *table) {
  const __m128i entries = _mm_loadu_si128((const __m128i *)(const void *)table);
  return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(entries), lead);
}

INLINE Leads namedLeads(const uint8_t *text, const Bytes *bytes, Mask leads, const Rules *rules) {
  Leads found = {0, 0, 0, 0};
  const Bytes next = load(text + 1);
  const Mask two = leads & below(*bytes, 0xE0), three = leads & ~two & below(*bytes, 0xF0);
  if (two) {
    const Bytes block = lookUp(*bytes, rules->shortLeads);
    found.two = two & _mm512_test_epi8_mask(_mm512_andnot_si512(lookUp(next, rules->shortDoubts), block), block);
    if (rules->shortHasMarks) {
      found.markTwo = two & _mm512_test_epi8_mask(block, lookUp(next, rules->shortMarks));
    }
  }
  if (three) {
    const Bytes lead = _mm512_and_si512(*bytes, splat(0x0F));
    Bytes sets = _mm512_and_si512(lookUp(next, rules->plainSeconds[0]), lookUpLead(lead, rules->plainLeads[0]));
    if (rules->plainCount > 8) {
      sets = _mm512_or_si512(
          sets, _mm512_and_si512(lookUp(next, rules->plainSeconds[1]), lookUpLead(lead, rules->plainLeads[1])));
    }
    if (rules->longCount > 0) {
      const Bytes third = load(text + 2);
      const Bytes block = _mm512_and_si512(lookUp(next, rules->longSeconds), lookUpLead(lead, rules->longLeads));
      sets = _mm512_or_si512(sets, _mm512_andnot_si512(lookUp(third, rules->longDoubts), block));
      if (rules->longHasMarks) {
        found.markThree = three & _mm512_test_epi8_mask(block, lookUp(third, rules->longMarks));
      }
    }
    found.three = three & _mm512_test_epi8_mask(sets, sets);
  }
  return found;
}

CLEAN size_t hapax_clean_end_wide(const uint8_t *text, size_t at, size_t count, const HapaxCleanTables *tables) {
  return cleanEnd(text, at, count, tables);
}

#endif
