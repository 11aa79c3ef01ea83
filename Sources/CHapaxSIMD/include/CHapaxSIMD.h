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

/// The end of the clean stretch that begins at `at`, as far as the rules can tell: the start of a character, or `count`.
///
/// Clean are: ASCII other than controls and `stop`; LF, unless a blank stands before it or it makes a second empty
/// line; well-formed characters that the rules name. The character before `at` is clean and not a mark.
size_t hapax_clean_end(const uint8_t *text, size_t at, size_t count, const HapaxCleanRules *rules);

#endif
