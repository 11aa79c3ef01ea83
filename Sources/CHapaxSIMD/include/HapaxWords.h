// Words of ASCII letters and what stands between them, cut and hashed, for processors that have AVX-512 VBMI2, or AVX2
// and BMI2.
//
// `Scan` in Swift is the twin, and does the same where a processor has no such loop.

#ifndef HAPAX_WORDS_H
#define HAPAX_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// A run ends after so many blocks of 64 bytes, so that its tokens and lines have their room beforehand.
  HAPAX_WORDS_BLOCKS = 16,
  /// Room for so many tokens, and as many lines.
  HAPAX_WORDS_MOST = HAPAX_WORDS_BLOCKS * 64,
};

/// A token as `Tokens.Token` has it.
typedef struct {
  uint32_t number, start, end, position;
  uint8_t quarters, traits;
} HapaxToken;

/// A line as `Tokens.Line` has it.
typedef struct {
  uint32_t start, end, firstToken, endToken;
} HapaxLine;

/// What the loop needs to know. The tables come first: in memory that begins at a multiple of 64 bytes none is cut.
typedef struct {
  /// By the length of a form: the bytes of two machine words that are its own, and what they are mixed with; see
  /// `TokenHash`.
  uint8_t keep[17][16];
  uint64_t seeds[17][2];
  /// The traits of a token by its first byte.
  uint8_t traits[256];
  /// The bits of a hash that count.
  uint64_t bits;
  /// Characters that part tokens and do nothing else, a bit each: of U+0080 to U+00BF, and of U+2000 to U+203F, which
  /// text in ASCII has more of than of any other block.
  uint64_t quietLatin, quietPunctuation;
} HapaxWordRules;

/// Fills the tables of a hash whose seeds are these.
void hapax_word_rules_prepare(HapaxWordRules *rules, uint64_t seed0, uint64_t seed1, uint64_t seed2, uint64_t bits);
/// Says which traits a token has that begins with a byte.
void hapax_word_rules_set_traits(HapaxWordRules *rules, uint8_t byte, uint8_t traits);

/// Where the loop stands in a text.
typedef struct {
  /// The next byte, and the length of the text before it in quarters of a word.
  size_t at;
  uint32_t position;
  /// Tokens before, and where the line began: its first byte and its first token.
  uint32_t tokenCount, lineStart, lineFirstToken;
} HapaxWordPlace;

/// What a run made, and whether it ended for want of room alone.
typedef struct {
  uint32_t tokens, lines;
  bool goesOn;
} HapaxWordRun;

/// Whether this processor has the loop that finds tokens by AVX-512, or the one by AVX2.
bool hapax_has_words(bool wide);

/// Cuts words of up to 16 ASCII letters, numbers of up to 16 digits, `$` and `%` from `place` on, folds and hashes
/// them, and ends lines at LF, up to the first thing that is left to the caller: a longer word, a dash that may be a
/// minus sign, a line end of another kind, a character beyond ASCII that is not quiet, and the token that meets one.
///
/// `place` is at no letter's or digit's right, and moves on. Not more than `count` bytes are read. `tokens`, `hashes`
/// and `lines` have room for `HAPAX_WORDS_MOST`. The processor must have the loop.
HapaxWordRun hapax_words(bool wide, const uint8_t *text, size_t count, HapaxWordPlace *place,
                         const HapaxWordRules *rules, void *tokens, uint64_t *hashes, void *lines);

#endif
