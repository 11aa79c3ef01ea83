// The loops over words, one for each way to find them. Callers have asked whether they are there.

#ifndef HAPAX_WORDS_RUN_H
#define HAPAX_WORDS_RUN_H

#include "HapaxWords.h"

bool hapax_words_wide_is_there(void);
HapaxWordRun hapax_words_wide(const uint8_t *text, size_t count, HapaxWordPlace *place, const HapaxWordRules *rules,
                              void *tokens, uint64_t *hashes, void *lines);

bool hapax_words_narrow_is_there(void);
HapaxWordRun hapax_words_narrow(const uint8_t *text, size_t count, HapaxWordPlace *place, const HapaxWordRules *rules,
                                void *tokens, uint64_t *hashes, void *lines);

#endif
