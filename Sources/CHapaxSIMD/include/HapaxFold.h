// The vector loops of the folded form, for processors that have AVX2 or AVX-512 VBMI2.
//
// No rule about Unicode is written here: what a character folds to comes from the tables that ICU fills, as bytes to be
// looked up. The twin in Swift does the same one character at a time, for other processors and for whatever the
// loops leave.

#ifndef HAPAX_FOLD_H
#define HAPAX_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// As many blocks of characters of three bytes are known at a time.
  HAPAX_FOLD_LONG_BLOCKS = 20,
  /// And as many of which most characters are their own form.
  HAPAX_FOLD_NEAR_BLOCKS = 8,
  /// And as many of two bytes that fold by sums.
  HAPAX_FOLD_SHIFTS = 8,
  /// Added to the last byte of a mark, which no last byte of UTF-8 has.
  HAPAX_FOLD_MARK = 0x40,
};

/// What the 64 characters fold to that differ in their last byte alone, by that byte.
///
/// `first` and `middle` are 0 where the form is shorter; `middle` is not used for characters of two bytes. `last` is 0
/// where a character is left to the caller.
typedef struct {
  uint8_t first[64];
  uint8_t middle[64];
  uint8_t last[64];
} HapaxFoldBlock;

/// What is added to the first and the last byte of most characters of a block, by bits 5, 4, 3 and 0 of the last byte:
/// capitals stand beside their letters or in rows of their own. The first byte of three never changes. Of the characters
/// that fold in another way, one among letters has a sum of its own, for there is a final sigma in each second step of
/// Greek. `odd` is its last byte, or 0.
typedef struct {
  uint8_t first[16];
  uint8_t last[16];
  uint8_t odd, oddSum;
} HapaxFoldShift;

/// What is known of the characters beyond ASCII. All zeros and then prepared: nothing. The tables come first: in memory
/// that begins at a multiple of 64 bytes, each is one line of the cache.
typedef struct {
  HapaxFoldBlock shortBlocks[30];
  HapaxFoldBlock longBlocks[HAPAX_FOLD_LONG_BLOCKS];
  /// Characters of three bytes that are their own form, 64 at a time: a bit for each of eight leads, by the second byte
  /// and by the lead's lowest four bits. A text seldom has more than eight leads; the others are in the second tables.
  uint8_t plainSeconds[2][64];
  uint8_t plainLeads[2][16];
  /// Blocks of characters of three bytes most of which are their own form: a bit for each, by the second byte and by
  /// the lead. By the last byte the same bits say what is not its own form, or is a mark that is. The second table of leads
  /// has the blocks of `longShifts` too, for the loop over 32 bytes.
  uint8_t nearLeads[2][16];
  uint8_t nearSeconds[64];
  uint8_t nearOthers[64];
  uint8_t nearMarks[64];
  /// For the loop over 32 bytes, which has no cheap look-up of 64: blocks that fold by sums, with the bits of those
  /// characters that do not, by the last byte.
  HapaxFoldShift shortShifts[HAPAX_FOLD_SHIFTS];
  HapaxFoldShift longShifts[HAPAX_FOLD_SHIFTS];
  uint8_t shiftOthers[64];
  uint8_t shortShiftLeads[HAPAX_FOLD_SHIFTS];
  bool shortShiftsFirst[HAPAX_FOLD_SHIFTS];
  uint8_t longShiftLeads[HAPAX_FOLD_SHIFTS];
  uint8_t longShiftSeconds[HAPAX_FOLD_SHIFTS];
  uint8_t shortShiftCount;
  uint8_t longShiftCount;
  /// One more than the place of each block: by its lead, and by its lead and its second byte.
  uint8_t shortPlaces[32];
  uint8_t longPlaces[16][64];
  /// For each set of bytes among eight the shuffle that moves them together; see `hapax_fold_rules_prepare`.
  uint64_t together[256];
  uint8_t plainCount;
  uint8_t nearCount;
  bool nearHasMarks;
  /// One more than the bit of each lead, and 0 for none.
  uint8_t plainBits[16];
  uint8_t shortCount;
  uint8_t longCount;
  /// Leads of two bytes that are known, in the order of `shortBlocks`.
  uint8_t shortLeads[30];
  /// Leads and second bytes of `longBlocks`.
  uint8_t longLeads[HAPAX_FOLD_LONG_BLOCKS];
  uint8_t longSeconds[HAPAX_FOLD_LONG_BLOCKS];
  /// Whether anything but the last byte changes in a block of `longBlocks`.
  bool longChanges[HAPAX_FOLD_LONG_BLOCKS];
} HapaxFoldRules;

/// Fills what does not depend on any character; to be called once, before the first use.
void hapax_fold_rules_prepare(HapaxFoldRules *rules);

/// Says what the character with the last byte 80 + `index` folds to.
void hapax_fold_block_set(HapaxFoldBlock *block, int index, uint8_t first, uint8_t middle, uint8_t last);

/// Adds what 64 characters fold to. `second` is 0 for characters of two bytes. False when there is no room left.
bool hapax_fold_rules_add(HapaxFoldRules *rules, uint8_t lead, uint8_t second, const HapaxFoldBlock *block);
/// Adds 64 characters of three bytes that are their own form.
void hapax_fold_rules_add_plain(HapaxFoldRules *rules, uint8_t lead, uint8_t second);
/// Adds 64 characters of three bytes most of which are their own form: not those whose bits are in `others`; `marks`
/// are marks. False when there is no room left.
bool hapax_fold_rules_add_near(HapaxFoldRules *rules, uint8_t lead, uint8_t second, uint64_t others, uint64_t marks);
/// Forgets all blocks; the plain ones cost nothing and stay.
void hapax_fold_rules_forget_blocks(HapaxFoldRules *rules);

/// How far a run got: bytes that were read and written.
typedef struct {
  size_t read;
  size_t written;
} HapaxFoldRun;

/// Whether this processor has the loop over 64 bytes (AVX-512 VBMI2), or the one over 32 (AVX2).
bool hapax_has_fold(bool wide);

/// Writes the folded form of a text up to the first character that is left to the caller, or whole.
///
/// ASCII is in lower case; runs of white space are one space, none where `behindSpace`; characters that the rules know
/// have their form, one mark that the rules call one can follow each. The first character is never a mark. Both loops
/// write the same forms and may stop at different places. `target` has room for `count + 64` bytes. The processor must
/// have the loop.
HapaxFoldRun hapax_fold(bool wide, const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                        const HapaxFoldRules *rules);

#endif
