// The vector loops that prove text clean: by tables for processors that have AVX-512 VBMI or AVX2, by a few ranges for
// others that have SSE2.
//
// No rule about Unicode is written here: which characters are clean comes from the tables that ICU fills.

#ifndef HAPAX_CLEAN_H
#define HAPAX_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Ranges

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

/// What is clean, as far as a loop by ranges needs to know.
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

/// The last block of its kind, whole, for adding it again once the rules were reset.
HapaxBlock hapax_clean_rules_last_block(const HapaxCleanRules *rules, bool isLong);
/// Adds a block as it was; false when there is no room left.
bool hapax_clean_rules_add_again(HapaxCleanRules *rules, const HapaxBlock *block);

/// The end of the clean stretch that begins at `at`, as far as the rules can tell: the start of a character, or
/// `count`.
///
/// Clean are: ASCII other than controls and `stop`; LF, unless a blank stands before it or it makes a second empty
/// line; well-formed characters that the rules name. The character before `at` is clean and not a mark.
size_t hapax_clean_end(const uint8_t *text, size_t at, size_t count, const HapaxCleanRules *rules);

// MARK: Tables

/// What is clean, as far as a loop by tables needs to know. All zeros: ASCII.
typedef struct {
  /// Characters of three bytes that are clean, 64 at a time: a bit for each of eight leads, by the second byte and by
  /// the lead's lowest four bits. A text seldom has more than eight leads; the others are in the second tables.
  uint8_t plainSeconds[2][64];
  uint8_t plainLeads[2][16];
  /// Blocks of characters of three bytes some of which are clean: a bit for each, by the second byte and by the lead;
  /// and by the last byte those that are in doubt, and those that are marks.
  uint8_t longSeconds[64];
  uint8_t longLeads[16];
  uint8_t longDoubts[64];
  uint8_t longMarks[64];
  /// The same of two bytes, by the lead's lowest five bits. The first bit is that of all leads without a doubt.
  uint8_t shortLeads[64];
  uint8_t shortDoubts[64];
  uint8_t shortMarks[64];
  /// One more than the bit of each lead in `plainLeads`, and 0 for none.
  uint8_t plainBits[16];
  uint8_t plainCount, longCount, shortCount;
  bool longHasMarks, shortHasMarks;
  /// An ASCII character to stop at, or 0.
  uint8_t stop;
} HapaxCleanTables;

/// Forgets all blocks.
void hapax_clean_tables_reset(HapaxCleanTables *tables, uint8_t stop);

/// Adds a block of 64 characters, all clean but those whose bits are in `doubts`, and `marks`, which are clean one at a
/// time. `second` is 0 for characters of two bytes. False when there is no room left.
bool hapax_clean_tables_add(HapaxCleanTables *tables, uint8_t lead, uint8_t second, uint64_t doubts, uint64_t marks);

/// Whether this processor has the loop by AVX-512 VBMI, or the one by AVX2.
bool hapax_has_clean(bool wide);

/// Does what `hapax_clean_end` does. The processor must have the loop.
size_t hapax_clean_end_by_tables(bool wide, const uint8_t *text, size_t at, size_t count,
                                 const HapaxCleanTables *tables);

#endif
