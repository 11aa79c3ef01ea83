// The loop that proves text clean, for whatever compares the bytes: the file that includes this says which instructions
// there are (`CLEAN`) and what the rules are (`Rules`), and defines the functions that are declared first.

#ifndef HAPAX_CLEAN_LOOP_H
#define HAPAX_CLEAN_LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline)) CLEAN

typedef uint64_t Mask;

INLINE Bytes load(const uint8_t *from);
INLINE Mask equal(const Bytes *bytes, uint8_t byte);
/// Bytes beyond ASCII, and those of them that begin no character.
INLINE Mask highOf(const Bytes *bytes);
INLINE Mask continuationsOf(const Bytes *bytes, Mask high);
/// Bytes below 20, and maybe some beyond ASCII.
INLINE Mask controlsOf(const Bytes *bytes);
/// 7F and `stop`.
INLINE Mask oddOf(const Bytes *bytes, uint8_t stop);

/// Which bytes begin a character that the rules name.
typedef struct {
  Mask two, three, markTwo, markThree;
} Leads;

INLINE Leads namedLeads(const uint8_t *text, const Bytes *bytes, Mask leads, const Rules *rules);

/// What one step of 64 bytes must know of the one before it, in its lowest bits.
typedef struct {
  Mask blank, lineEnd, lineEnd2, continuation, mark;
} Carry;

/// Bytes beyond ASCII that are not part of a clean character.
INLINE Mask doubtBeyondASCII(
    const uint8_t *text, const Bytes *bytes, Mask beyond, const Rules *rules, Carry *carry) {
  const Mask continuation = continuationsOf(bytes, beyond);
  const Leads leads = namedLeads(text, bytes, beyond & ~continuation, rules);
  const Mask all = leads.two | leads.three;
  const Mask expected = all << 1 | leads.three << 2 | carry->continuation;
  const Mask marks = leads.markTwo | leads.markThree;
  const Mask behindMark = leads.markTwo << 2 | leads.markThree << 3 | carry->mark;
  carry->continuation = all >> 63 | leads.three >> 62;
  carry->mark = leads.markTwo >> 62 | leads.markThree >> 61;
  return (beyond & ~continuation & ~all) | (continuation ^ expected) | (marks & behindMark);
}

/// The bytes of 64 that are not clean.
INLINE Mask doubts(const uint8_t *text, const Rules *rules, Carry *carry) {
  const Bytes bytes = load(text);
  const Mask beyond = highOf(&bytes);
  const Mask small = controlsOf(&bytes) & ~beyond;
  Mask doubt = oddOf(&bytes, rules->stop);
  if (small | (carry->blank | carry->lineEnd)) {
    const Mask tab = equal(&bytes, 0x09), lineEnd = equal(&bytes, 0x0A), blank = equal(&bytes, 0x20) | tab;
    const Mask behindEnd = lineEnd << 1 | carry->lineEnd;
    const Mask behindTwo = (lineEnd << 2 | carry->lineEnd2) & behindEnd;
    doubt |= small & ~tab & ~lineEnd;
    doubt |= lineEnd & (blank << 1 | carry->blank | behindTwo);
    carry->blank = blank >> 63;
    carry->lineEnd = lineEnd >> 63;
    carry->lineEnd2 = lineEnd >> 62;
  } else {
    carry->blank = text[63] == 0x20;
    carry->lineEnd = carry->lineEnd2 = 0;
  }
  if (beyond | carry->continuation) {
    doubt |= doubtBeyondASCII(text, &bytes, beyond, rules, carry);
  } else {
    carry->mark = 0;
  }
  return doubt;
}

/// The start of the character that `at` cuts, if it cuts one.
INLINE size_t backedUp(const uint8_t *text, size_t start, size_t at) {
  if (at > start && text[at - 1] >= 0xC0) return at - 1;
  if (at > start + 1 && text[at - 2] >= 0xE0 && (text[at - 1] & 0xC0) == 0x80) return at - 2;
  return at;
}

INLINE size_t cleanEnd(const uint8_t *text, size_t start, size_t count, const Rules *rules) {
  Carry carry = {0, 0, 0, 0, 0};
  if (start > 0) {
    carry.blank = text[start - 1] == 0x20 || text[start - 1] == 0x09;
    carry.lineEnd = text[start - 1] == 0x0A;
    carry.lineEnd2 = carry.lineEnd << 1 | (start > 1 && text[start - 2] == 0x0A);
  }
  size_t at = start;
  // Two bytes behind the 64 are read as well.
  for (; at + 66 <= count; at += 64) {
    const Mask doubt = doubts(text + at, rules, &carry);
    if (doubt) return backedUp(text, start, at + (size_t)__builtin_ctzll(doubt));
  }
  // The rest, up to 65 bytes, padded with a letter: a character that is cut shows at the pad.
  uint8_t rest[64 * 2 + 2];
  const size_t restCount = count - at;
  memset(rest, 'a', sizeof rest);
  memcpy(rest, text + at, restCount);
  for (size_t step = 0; step < restCount + 1; step += 64) {
    const Mask doubt = doubts(rest + step, rules, &carry);
    if (doubt) return backedUp(text, start, at + step + (size_t)__builtin_ctzll(doubt));
  }
  return count;
}

#endif
