#include "CHapaxSIMD.h"

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

/// 64 bytes; and one bit for each of 64 bytes.
typedef struct {
  __m128i part[4];
} Bytes;
typedef uint64_t Mask;

#define EACH for (int k = 0; k < 4; k += 1)

static inline Bytes load(const uint8_t *from) {
  Bytes bytes;
  EACH bytes.part[k] = _mm_loadu_si128((const __m128i *)(const void *)(from + 16 * k));
  return bytes;
}

static inline Mask mask(const Bytes *bytes) {
  Mask result = 0;
  EACH result |= (Mask)(uint32_t)_mm_movemask_epi8(bytes->part[k]) << (16 * k);
  return result;
}

static inline __m128i splat(uint8_t byte) { return _mm_set1_epi8((char)byte); }

/// The bytes from `low` through `low + width`.
static inline __m128i within(__m128i bytes, uint8_t low, uint8_t width) {
  const __m128i shifted = _mm_sub_epi8(bytes, splat(low));
  return _mm_cmpeq_epi8(_mm_min_epu8(shifted, splat(width)), shifted);
}

static inline Mask equal(const Bytes *bytes, uint8_t byte) {
  Bytes result;
  EACH result.part[k] = _mm_cmpeq_epi8(bytes->part[k], splat(byte));
  return mask(&result);
}

static inline Mask inRange(const Bytes *bytes, uint8_t low, uint8_t high) {
  Bytes result;
  EACH result.part[k] = within(bytes->part[k], low, (uint8_t)(high - low));
  return mask(&result);
}

/// Which last bytes are in one of a block's ranges.
static inline Mask inRanges(const Bytes *bytes, const HapaxBlock *block, int from, int count) {
  Bytes result;
  EACH result.part[k] = _mm_setzero_si128();
  for (int index = from; index < from + count; index += 1) {
    EACH result.part[k] =
        _mm_or_si128(result.part[k], within(bytes->part[k], block->low[index], block->width[index]));
  }
  return mask(&result);
}

/// What one step of 64 bytes must know of the one before it, in its lowest bits.
typedef struct {
  Mask blank, lineEnd, lineEnd2, continuation, mark;
} Carry;

/// Which bytes begin a character that the rules name.
typedef struct {
  Mask two, three, markTwo, markThree;
} Leads;

static inline Leads namedLeads(const uint8_t *text, const Bytes *bytes, const HapaxCleanRules *rules) {
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

/// Bytes beyond ASCII that are not part of a clean character.
static inline Mask doubtBeyondASCII(
    const uint8_t *text, const Bytes *bytes, Mask beyond, const HapaxCleanRules *rules, Carry *carry) {
  const Leads leads = namedLeads(text, bytes, rules);
  const Mask continuation = inRange(bytes, 0x80, 0xBF);
  const Mask all = leads.two | leads.three;
  const Mask expected = all << 1 | leads.three << 2 | carry->continuation;
  const Mask marks = leads.markTwo | leads.markThree;
  const Mask behindMark = leads.markTwo << 2 | leads.markThree << 3 | carry->mark;
  carry->continuation = all >> 63 | leads.three >> 62;
  carry->mark = leads.markTwo >> 62 | leads.markThree >> 61;
  return (beyond & ~continuation & ~all) | (continuation ^ expected) | (marks & behindMark);
}

/// The bytes of 64 that are not clean.
static inline Mask doubts(const uint8_t *text, const HapaxCleanRules *rules, Carry *carry) {
  const Bytes bytes = load(text);
  Bytes low, odd;
  EACH low.part[k] = _mm_cmplt_epi8(bytes.part[k], splat(0x20));
  EACH odd.part[k] = _mm_or_si128(
      _mm_cmpeq_epi8(bytes.part[k], splat(0x7F)), _mm_cmpeq_epi8(bytes.part[k], splat(rules->stop)));
  const Mask beyond = mask(&bytes);
  const Mask small = mask(&low) & ~beyond;
  Mask doubt = mask(&odd);
  if (small | (carry->blank | carry->lineEnd)) {
    const Mask tab = equal(&bytes, 0x09), lineEnd = equal(&bytes, 0x0A), blank = equal(&bytes, 0x20) | tab;
    const Mask behindEnd = lineEnd << 1 | carry->lineEnd;
    const Mask behindTwo = (lineEnd << 2 | carry->lineEnd2) & behindEnd;
    doubt |= small & ~tab & ~lineEnd;
    doubt |= lineEnd & (blank << 1 | carry->blank | behindTwo);
    carry->blank = blank >> 63;
    carry->lineEnd = lineEnd >> 63;
    carry->lineEnd2 = lineEnd >> 62;
  } else {
    carry->blank = text[63] == 0x20;
    carry->lineEnd = carry->lineEnd2 = 0;
  }
  if (beyond | carry->continuation) {
    doubt |= doubtBeyondASCII(text, &bytes, beyond, rules, carry);
  } else {
    carry->mark = 0;
  }
  return doubt;
}

/// The start of the character that `at` cuts, if it cuts one.
static size_t backedUp(const uint8_t *text, size_t start, size_t at) {
  if (at > start && text[at - 1] >= 0xC0) return at - 1;
  if (at > start + 1 && text[at - 2] >= 0xE0 && (text[at - 1] & 0xC0) == 0x80) return at - 2;
  return at;
}

size_t hapax_clean_end(const uint8_t *text, size_t start, size_t count, const HapaxCleanRules *rules) {
  Carry carry = {0, 0, 0, 0, 0};
  if (start > 0) {
    carry.blank = text[start - 1] == 0x20 || text[start - 1] == 0x09;
    carry.lineEnd = text[start - 1] == 0x0A;
    carry.lineEnd2 = carry.lineEnd << 1 | (start > 1 && text[start - 2] == 0x0A);
  }
  size_t at = start;
  // Two bytes behind the 64 are read as well.
  for (; at + 66 <= count; at += 64) {
    const Mask doubt = doubts(text + at, rules, &carry);
    if (doubt) return backedUp(text, start, at + (size_t)__builtin_ctzll(doubt));
  }
  // The rest, up to 65 bytes, padded with a letter: a character that is cut shows at the pad.
  uint8_t rest[64 * 2 + 2];
  const size_t restCount = count - at;
  memset(rest, 'a', sizeof rest);
  memcpy(rest, text + at, restCount);
  for (size_t step = 0; step < restCount + 1; step += 64) {
    const Mask doubt = doubts(rest + step, rules, &carry);
    if (doubt) return backedUp(text, start, at + step + (size_t)__builtin_ctzll(doubt));
  }
  return count;
}

#else

size_t hapax_clean_end(const uint8_t *text, size_t start, size_t count, const HapaxCleanRules *rules) {
  (void)text, (void)count, (void)rules;
  return start;
}

#endif
