// Words of ASCII letters, cut and hashed, for processors that have AVX2 and BMI2.
//
// `Scan.words` in Swift is the twin, and does the same where a processor has no such loop.

#ifndef HAPAX_WORDS_H
#define HAPAX_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// A run ends after so many blocks of 64 bytes, so that its tokens have their room beforehand: 64 a block at most.
  HAPAX_WORDS_BLOCKS = 16,
};

/// A token as `Tokens.Token` has it.
typedef struct {
  uint32_t number, start, end, position;
  uint8_t quarters, traits;
} HapaxToken;

/// The seeds of `TokenHash`, and the bits of a hash that count.
typedef struct {
  uint64_t seed0, seed1, seed2, bits;
} HapaxHashing;

/// How far a run got: where it stopped in the text, tokens that were made, and whether it ended for want of room alone.
typedef struct {
  size_t next;
  uint32_t made;
  bool goesOn;
} HapaxWordRun;

/// Whether this processor has the loop.
bool hapax_has_words(void);

/// Cuts words of up to 16 ASCII letters from `start` on, folds and hashes them, up to the first thing that is left to
/// the caller: a longer word, a digit, a line end, a sign that is a token, a character beyond ASCII.
///
/// `start` is at no letter's right. Not more than `count` bytes are read, and the last 80 are left to the caller.
/// `position` is the length of the text before, in quarters of a word. `plain` and `uppercase` are the traits of words.
/// `tokens` has room for 64 tokens a block, and `hashes` as well.
HapaxWordRun hapax_words(const uint8_t *text, size_t start, size_t count, uint32_t position,
                         const HapaxHashing *hashing, uint8_t plain, uint8_t uppercase, void *tokens, uint64_t *hashes);

#endif
