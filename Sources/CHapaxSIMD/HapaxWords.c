#include "HapaxWords.h"

#include <string.h>

#include "HapaxWordsRun.h"

// MARK: Rules

void hapax_word_rules_prepare(HapaxWordRules *rules, uint64_t seed0, uint64_t seed1, uint64_t seed2, uint64_t bits) {
  memset(rules, 0, sizeof *rules);
  for (unsigned size = 0; size <= 16; size += 1) {
    memset(rules->keep[size], 0xFF, size);
    rules->seeds[size][0] = seed0 ^ size * seed2;
    rules->seeds[size][1] = seed1;
  }
  rules->bits = bits;
}

void hapax_word_rules_set_traits(HapaxWordRules *rules, uint8_t byte, uint8_t traits) { rules->traits[byte] = traits; }

// MARK: The loops

#if defined(__x86_64__)

bool hapax_has_words(bool wide) { return wide ? hapax_words_wide_is_there() : hapax_words_narrow_is_there(); }

HapaxWordRun hapax_words(bool wide, const uint8_t *text, size_t count, HapaxWordPlace *place,
                         const HapaxWordRules *rules, void *tokens, uint64_t *hashes, void *lines) {
  return (wide ? hapax_words_wide : hapax_words_narrow)(text, count, place, rules, tokens, hashes, lines);
}

#else

bool hapax_has_words(bool wide) {
  (void)wide;
  return false;
}

HapaxWordRun hapax_words(bool wide, const uint8_t *text, size_t count, HapaxWordPlace *place,
                         const HapaxWordRules *rules, void *tokens, uint64_t *hashes, void *lines) {
  (void)wide, (void)text, (void)count, (void)place, (void)rules, (void)tokens, (void)hashes, (void)lines;
  return (HapaxWordRun){0, 0, false};
}

#endif
