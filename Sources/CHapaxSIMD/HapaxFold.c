#include "HapaxFold.h"

#include <string.h>

#include "HapaxFoldLoops.h"

// MARK: Rules

void hapax_fold_block_set(HapaxFoldBlock *block, int index, uint8_t first, uint8_t middle, uint8_t last) {
  block->first[index] = first;
  block->middle[index] = middle;
  block->last[index] = last;
}

bool hapax_fold_rules_add(HapaxFoldRules *rules, uint8_t lead, uint8_t second, const HapaxFoldBlock *block) {
  if (second == 0) {
    if (rules->shortCount == 30) return false;
    rules->shortLeads[rules->shortCount] = lead;
    rules->shortBlocks[rules->shortCount++] = *block;
    return true;
  }
  if (rules->longCount == HAPAX_FOLD_LONG_BLOCKS) return false;
  const uint8_t count = rules->longCount++;
  rules->longLeads[count] = lead;
  rules->longSeconds[count] = second;
  rules->longBlocks[count] = *block;
  rules->longChanges[count] = false;
  for (int index = 0; index < 64; index += 1) {
    rules->longChanges[count] |= block->first[index] != lead || block->middle[index] != second;
  }
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
  const uint8_t bit = (uint8_t)(1 << rules->nearCount++);
  rules->nearLeads[lead & 0x0F] |= bit;
  rules->nearSeconds[second & 0x3F] |= bit;
  for (int index = 0; index < 64; index += 1) {
    if (others >> index & 1) rules->nearOthers[index] |= bit;
    if (marks >> index & 1) rules->nearMarks[index] |= bit;
  }
  return true;
}

void hapax_fold_rules_forget_blocks(HapaxFoldRules *rules) {
  rules->shortCount = rules->longCount = rules->nearCount = 0;
  memset(rules->nearLeads, 0, sizeof rules->nearLeads);
  memset(rules->nearSeconds, 0, sizeof rules->nearSeconds);
  memset(rules->nearOthers, 0, sizeof rules->nearOthers);
  memset(rules->nearMarks, 0, sizeof rules->nearMarks);
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
