// The loops of the folded form, one for each width of vectors. Callers have asked whether they are there.

#ifndef HAPAX_FOLD_LOOPS_H
#define HAPAX_FOLD_LOOPS_H

#include "HapaxFold.h"

/// How many of the last bytes before `end` are the start of a character that goes on behind it, if the text is
/// well-formed. Without a branch: which it is nobody can foresee.
static inline unsigned hapax_fold_cut(const uint8_t *end) {
  const unsigned three = end[-2] >= 0xE0, one = end[-1] >= 0xC0;
  return three << 1 | (one & ~three);
}

bool hapax_fold_wide_is_there(void);
HapaxFoldRun hapax_fold_wide(const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                             const HapaxFoldRules *rules);

bool hapax_fold_narrow_is_there(void);
HapaxFoldRun hapax_fold_narrow(const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                               const HapaxFoldRules *rules);

#endif
