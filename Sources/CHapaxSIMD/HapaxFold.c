#include "HapaxFold.h"

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
  (lead < 0xE8 ? rules->plainLow : rules->plainHigh)[second & 0x3F] |= (uint8_t)(1 << (lead & 7));
}

void hapax_fold_rules_forget_blocks(HapaxFoldRules *rules) { rules->shortCount = rules->longCount = 0; }

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
