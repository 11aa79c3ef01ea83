#include "HapaxClean.h"

#include <string.h>

// MARK: Rules

void hapax_clean_rules_reset(HapaxCleanRules *rules, uint8_t stop) {
  memset(rules, 0, sizeof *rules);
  rules->stop = stop;
}

bool hapax_clean_rules_add_leads(HapaxCleanRules *rules, uint8_t low, uint8_t high) {
  if (rules->leadRangeCount == 3) return false;
  rules->leadRanges[rules->leadRangeCount++] = (HapaxRange){low, high};
  return true;
}

bool hapax_clean_rules_add_prefixes(HapaxCleanRules *rules, uint16_t low, uint16_t high) {
  if (rules->prefixRangeCount == 3) return false;
  rules->prefixRanges[rules->prefixRangeCount++] = (HapaxRange){low, high};
  return true;
}

bool hapax_clean_rules_add_block(HapaxCleanRules *rules, uint8_t lead, uint8_t second) {
  if (second == 0 ? rules->shortBlockCount == 4 : rules->longBlockCount == 6) return false;
  HapaxBlock *block = second == 0 ? &rules->shortBlocks[rules->shortBlockCount++]
                                  : &rules->longBlocks[rules->longBlockCount++];
  memset(block, 0, sizeof *block);
  block->lead = lead;
  block->second = second;
  return true;
}

bool hapax_clean_rules_add_again(HapaxCleanRules *rules, const HapaxBlock *block) {
  if (!hapax_clean_rules_add_block(rules, block->lead, block->second)) return false;
  *(block->second == 0 ? &rules->shortBlocks[rules->shortBlockCount - 1]
                       : &rules->longBlocks[rules->longBlockCount - 1]) = *block;
  return true;
}

HapaxBlock hapax_clean_rules_last_block(const HapaxCleanRules *rules, bool isLong) {
  return isLong ? rules->longBlocks[rules->longBlockCount - 1] : rules->shortBlocks[rules->shortBlockCount - 1];
}

bool hapax_clean_rules_except(HapaxCleanRules *rules, bool isLong, uint8_t low, uint8_t high, bool isMark) {
  uint8_t *const count = isLong ? &rules->longBlockCount : &rules->shortBlockCount;
  if (*count == 0) return false;
  HapaxBlock *const block = isLong ? &rules->longBlocks[*count - 1] : &rules->shortBlocks[*count - 1];
  const uint8_t index = block->doubtCount + block->markCount;
  if (index == 12 || (!isMark && block->markCount > 0)) {
    *count -= 1;
    return false;
  }
  block->low[index] = low;
  block->width[index] = high - low;
  if (isMark) {
    block->markCount += 1;
  } else {
    block->doubtCount += 1;
  }
  return true;
}

#if defined(__SSE2__)

#include <emmintrin.h>

// MARK: 64 bytes at a time

#define CLEAN
#define EACH for (int k = 0; k < 4; k += 1)
typedef struct {
  __m128i part[4];
} Bytes;
typedef HapaxCleanRules Rules;
#include "HapaxCleanLoop.h"

INLINE Bytes load(const uint8_t *from) {
  Bytes bytes;
  EACH bytes.part[k] = _mm_loadu_si128((const __m128i *)(const void *)(from + 16 * k));
  return bytes;
}

INLINE Mask mask(const Bytes *bytes) {
  Mask result = 0;
  EACH result |= (Mask)(uint32_t)_mm_movemask_epi8(bytes->part[k]) << (16 * k);
  return result;
}

INLINE __m128i splat(uint8_t byte) { return _mm_set1_epi8((char)byte); }

/// The bytes from `low` through `low + width`.
INLINE __m128i within(__m128i bytes, uint8_t low, uint8_t width) {
  const __m128i shifted = _mm_sub_epi8(bytes, splat(low));
  return _mm_cmpeq_epi8(_mm_min_epu8(shifted, splat(width)), shifted);
}

INLINE Mask equal(const Bytes *bytes, uint8_t byte) {
  Bytes result;
  EACH result.part[k] = _mm_cmpeq_epi8(bytes->part[k], splat(byte));
  return mask(&result);
}

INLINE Mask inRange(const Bytes *bytes, uint8_t low, uint8_t high) {
  Bytes result;
  EACH result.part[k] = within(bytes->part[k], low, (uint8_t)(high - low));
  return mask(&result);
}

INLINE Mask highOf(const Bytes *bytes) { return mask(bytes); }
INLINE Mask continuationsOf(const Bytes *bytes, Mask high) { return inRange(bytes, 0x80, 0xBF) & high; }
INLINE Mask controlsOf(const Bytes *bytes) {
  Bytes result;
  EACH result.part[k] = _mm_cmplt_epi8(bytes->part[k], splat(0x20));
  return mask(&result);
}
INLINE Mask oddOf(const Bytes *bytes, uint8_t stop) {
  Bytes result;
  EACH result.part[k] =
      _mm_or_si128(_mm_cmpeq_epi8(bytes->part[k], splat(0x7F)), _mm_cmpeq_epi8(bytes->part[k], splat(stop)));
  return mask(&result);
}

/// Which last bytes are in one of a block's ranges.
INLINE Mask inRanges(const Bytes *bytes, const HapaxBlock *block, int from, int count) {
  Bytes result;
  EACH result.part[k] = _mm_setzero_si128();
  for (int index = from; index < from + count; index += 1) {
    EACH result.part[k] =
        _mm_or_si128(result.part[k], within(bytes->part[k], block->low[index], block->width[index]));
  }
  return mask(&result);
}

INLINE Leads namedLeads(const uint8_t *text, const Bytes *bytes, Mask all, const HapaxCleanRules *rules) {
  (void)all;
  Leads leads = {0, 0, 0, 0};
  for (int index = 0; index < rules->leadRangeCount; index += 1) {
    leads.two |= inRange(bytes, (uint8_t)rules->leadRanges[index].low, (uint8_t)rules->leadRanges[index].high);
  }
  if (rules->shortBlockCount + rules->prefixRangeCount + rules->longBlockCount == 0) return leads;
  const Bytes second = load(text + 1);
  for (int index = 0; index < rules->shortBlockCount; index += 1) {
    const HapaxBlock *const block = &rules->shortBlocks[index];
    const Mask here = equal(bytes, block->lead);
    if (here == 0) continue;
    leads.two |= here & ~inRanges(&second, block, 0, block->doubtCount);
    if (block->markCount) leads.markTwo |= here & inRanges(&second, block, block->doubtCount, block->markCount);
  }
  for (int index = 0; index < rules->prefixRangeCount; index += 1) {
    const uint8_t low = rules->prefixRanges[index].low >> 8, high = rules->prefixRanges[index].high >> 8;
    const Mask here = inRange(bytes, low, high);
    if (here == 0) continue;
    leads.three |= here & ~(equal(bytes, low) & ~inRange(&second, (uint8_t)rules->prefixRanges[index].low, 0xFF)) &
                   ~(equal(bytes, high) & ~inRange(&second, 0, (uint8_t)rules->prefixRanges[index].high));
  }
  if (rules->longBlockCount == 0) return leads;
  const Bytes third = load(text + 2);
  for (int index = 0; index < rules->longBlockCount; index += 1) {
    const HapaxBlock *const block = &rules->longBlocks[index];
    Mask here = equal(bytes, block->lead);
    if (here == 0) continue;
    here &= equal(&second, block->second);
    leads.three |= here & ~inRanges(&third, block, 0, block->doubtCount);
    if (block->markCount) leads.markThree |= here & inRanges(&third, block, block->doubtCount, block->markCount);
  }
  return leads;
}

size_t hapax_clean_end(const uint8_t *text, size_t at, size_t count, const HapaxCleanRules *rules) {
  return cleanEnd(text, at, count, rules);
}

#else

size_t hapax_clean_end(const uint8_t *text, size_t at, size_t count, const HapaxCleanRules *rules) {
  (void)text, (void)count, (void)rules;
  return at;
}

#endif
