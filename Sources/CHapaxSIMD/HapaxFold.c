#include "HapaxFold.h"

#include <string.h>

#include "HapaxFoldLoops.h"

// MARK: Rules

void hapax_fold_rules_prepare(HapaxFoldRules *rules) {
  for (int set = 0; set < 256; set += 1) {
    uint64_t shuffle = 0;
    for (int from = 0, to = 0; from < 8; from += 1) {
      if (set >> from & 1) shuffle |= (uint64_t)from << (8 * to++);
    }
    rules->together[set] = shuffle;
  }
}

void hapax_fold_block_set(HapaxFoldBlock *block, int index, uint8_t first, uint8_t middle, uint8_t last) {
  block->first[index] = first;
  block->middle[index] = middle;
  block->last[index] = last;
}

static int cellOf(int index) { return (index >> 2 & 0x0E) | (index & 1); }

/// The sums by which most characters of a block fold: of the four characters of each cell, what most have. Returns the
/// bits of the characters that do not fold so.
static uint64_t findShift(HapaxFoldShift *shift, const HapaxFoldBlock *block, uint8_t lead, uint8_t second) {
  uint8_t firsts[64], lasts[64];
  uint64_t others = 0;
  for (int index = 0; index < 64; index += 1) {
    const uint8_t first = block->first[index], last = block->last[index];
    firsts[index] = (uint8_t)(first - lead);
    lasts[index] = (uint8_t)(last - (0x80 | index));
    const bool staysLong = first != 0 && last >= 0x80 && last < 0xC0;
    const bool keepsStart = second == 0 || (first == lead && block->middle[index] == second);
    if (!staysLong || !keepsStart) others |= (uint64_t)1 << index;
  }
  for (int cell = 0; cell < 16; cell += 1) {
    int most = 0;
    for (int index = 0; index < 64; index += 1) {
      if (cellOf(index) != cell || (others >> index & 1)) continue;
      int equal = 0;
      for (int other = 0; other < 64; other += 1) {
        equal += cellOf(other) == cell && !(others >> other & 1) && firsts[other] == firsts[index] &&
                 lasts[other] == lasts[index];
      }
      // Of as many letters and capitals letters are the ones that text has.
      const bool stays = firsts[index] == 0 && lasts[index] == 0;
      if (equal < most || (equal == most && !stays)) continue;
      most = equal;
      shift->first[cell] = firsts[index];
      shift->last[cell] = lasts[index];
    }
  }
  for (int index = 0; index < 64; index += 1) {
    const int cell = cellOf(index);
    if (firsts[index] == shift->first[cell] && lasts[index] == shift->last[cell]) continue;
    const bool isAmongLetters = shift->first[cell] == 0 && shift->last[cell] == 0;
    if (second == 0 && shift->odd == 0 && isAmongLetters && firsts[index] == 0 && !(others >> index & 1)) {
      shift->odd = (uint8_t)(0x80 | index);
      shift->oddSum = lasts[index];
    } else {
      others |= (uint64_t)1 << index;
    }
  }
  return others;
}

/// Whether sums are worth while for a block in which so many characters do not fold by them.
static bool isWorthShifting(uint64_t others) { return __builtin_popcountll(others) <= 32; }

static void addShortShift(HapaxFoldRules *rules, uint8_t lead, const HapaxFoldBlock *block) {
  HapaxFoldShift shift = {{0}, {0}, 0, 0};
  const uint64_t others = findShift(&shift, block, lead, 0);
  if (rules->shortShiftCount == HAPAX_FOLD_SHIFTS || !isWorthShifting(others)) return;
  const int place = rules->shortShiftCount++;
  rules->shortShifts[place] = shift;
  rules->shortShiftLeads[place] = lead;
  rules->shortShiftsFirst[place] = false;
  for (int cell = 0; cell < 16; cell += 1) rules->shortShiftsFirst[place] |= shift.first[cell] != 0;
  for (int index = 0; index < 64; index += 1) {
    if (others >> index & 1) rules->shiftOthers[index] |= (uint8_t)(1 << place);
  }
}

static uint8_t nearBit(HapaxFoldRules *rules, uint8_t second, uint64_t others) {
  const uint8_t bit = (uint8_t)(1 << rules->nearCount++);
  rules->nearSeconds[second & 0x3F] |= bit;
  for (int index = 0; index < 64; index += 1) {
    if (others >> index & 1) rules->nearOthers[index] |= bit;
  }
  return bit;
}

static void addLongShift(HapaxFoldRules *rules, uint8_t lead, uint8_t second, const HapaxFoldBlock *block) {
  HapaxFoldShift shift = {{0}, {0}, 0, 0};
  const uint64_t others = findShift(&shift, block, lead, second);
  const bool isNear = (rules->nearLeads[1][lead & 0x0F] & rules->nearSeconds[second & 0x3F]) != 0;
  if (isNear || rules->nearCount == HAPAX_FOLD_NEAR_BLOCKS || !isWorthShifting(others)) return;
  rules->nearLeads[1][lead & 0x0F] |= nearBit(rules, second, others);
  const int place = rules->longShiftCount++;
  rules->longShifts[place] = shift;
  rules->longShiftLeads[place] = lead;
  rules->longShiftSeconds[place] = second;
}

bool hapax_fold_rules_add(HapaxFoldRules *rules, uint8_t lead, uint8_t second, const HapaxFoldBlock *block) {
  if (second == 0) {
    if (rules->shortCount == 30) return false;
    rules->shortLeads[rules->shortCount] = lead;
    rules->shortBlocks[rules->shortCount++] = *block;
    rules->shortPlaces[lead & 0x1F] = rules->shortCount;
    addShortShift(rules, lead, block);
    return true;
  }
  if (rules->longCount == HAPAX_FOLD_LONG_BLOCKS) return false;
  const uint8_t count = rules->longCount++;
  rules->longLeads[count] = lead;
  rules->longSeconds[count] = second;
  rules->longBlocks[count] = *block;
  rules->longPlaces[lead & 0x0F][second & 0x3F] = rules->longCount;
  rules->longChanges[count] = false;
  for (int index = 0; index < 64; index += 1) {
    rules->longChanges[count] |= block->first[index] != lead || block->middle[index] != second;
  }
  addLongShift(rules, lead, second, block);
  return true;
}

void hapax_fold_rules_add_plain(HapaxFoldRules *rules, uint8_t lead, uint8_t second) {
  uint8_t *const known = &rules->plainBits[lead & 0x0F];
  if (*known == 0) *known = ++rules->plainCount;
  const int table = (*known - 1) >> 3;
  const uint8_t bit = (uint8_t)(1 << ((*known - 1) & 7));
  rules->plainLeads[table][lead & 0x0F] = bit;
  rules->plainSeconds[table][second & 0x3F] |= bit;
}

bool hapax_fold_rules_add_near(HapaxFoldRules *rules, uint8_t lead, uint8_t second, uint64_t others, uint64_t marks) {
  if (rules->nearCount == HAPAX_FOLD_NEAR_BLOCKS) return false;
  const uint8_t bit = nearBit(rules, second, others);
  rules->nearLeads[0][lead & 0x0F] |= bit;
  rules->nearLeads[1][lead & 0x0F] |= bit;
  rules->nearHasMarks |= marks != 0;
  for (int index = 0; index < 64; index += 1) {
    if (marks >> index & 1) rules->nearMarks[index] |= bit;
  }
  return true;
}

#define FORGET(table) memset(rules->table, 0, sizeof rules->table)

void hapax_fold_rules_forget_blocks(HapaxFoldRules *rules) {
  rules->shortCount = rules->longCount = rules->nearCount = rules->shortShiftCount = rules->longShiftCount = 0;
  rules->nearHasMarks = false;
  FORGET(nearLeads), FORGET(nearSeconds), FORGET(nearOthers), FORGET(nearMarks);
  FORGET(shiftOthers), FORGET(shortPlaces), FORGET(longPlaces);
}

// MARK: The loops

#if defined(__x86_64__)

bool hapax_has_fold(bool wide) { return wide ? hapax_fold_wide_is_there() : hapax_fold_narrow_is_there(); }

HapaxFoldRun hapax_fold(bool wide, const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                        const HapaxFoldRules *rules) {
  return (wide ? hapax_fold_wide : hapax_fold_narrow)(text, count, target, behindSpace, rules);
}

#else

bool hapax_has_fold(bool wide) {
  (void)wide;
  return false;
}

HapaxFoldRun hapax_fold(bool wide, const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                        const HapaxFoldRules *rules) {
  (void)wide, (void)text, (void)count, (void)target, (void)behindSpace, (void)rules;
  return (HapaxFoldRun){0, 0};
}

#endif
