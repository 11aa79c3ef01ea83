#include "HapaxFoldLoops.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

// The loop over 32 bytes, for processors with AVX2.

#define AVX2 __attribute__((target("avx2,bmi")))
#define INLINE static inline __attribute__((always_inline)) AVX2

typedef __m256i Bytes;
typedef uint32_t Mask;

bool hapax_fold_narrow_is_there(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}

// MARK: Vectors

/// A step reads this many bytes, and two behind them.
enum { WIDTH = 32, AHEAD = 2 };

INLINE Bytes splat(uint8_t byte) { return _mm256_set1_epi8((char)byte); }
INLINE Bytes load(const uint8_t *from) { return _mm256_loadu_si256((const __m256i *)(const void *)from); }
INLINE void store(uint8_t *to, Bytes bytes) { _mm256_storeu_si256((__m256i *)(void *)to, bytes); }
INLINE Mask mask(Bytes bytes) { return (Mask)_mm256_movemask_epi8(bytes); }
INLINE Bytes equal(Bytes bytes, uint8_t byte) { return _mm256_cmpeq_epi8(bytes, splat(byte)); }
INLINE Bytes choose(Bytes otherwise, Bytes these, Bytes where) {
  return _mm256_blendv_epi8(otherwise, these, where);
}
/// The bytes from `low` through `low + width`.
INLINE Bytes within(Bytes bytes, uint8_t low, uint8_t width) {
  const Bytes shifted = _mm256_sub_epi8(bytes, splat(low));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, splat(width)), shifted);
}

/// A bit for each byte as a vector.
INLINE Bytes vectorOf(Mask bits) {
  const Bytes spread = _mm256_shuffle_epi8(
      _mm256_set1_epi32((int)bits), _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303));
  const Bytes each = _mm256_set1_epi64x((long long)0x8040201008040201);
  return _mm256_cmpeq_epi8(_mm256_and_si256(spread, each), each);
}

/// Bytes from 80 through BF as indices into four tables of 16; the high bit is set, which gives 0, in all others.
typedef struct {
  Bytes part[4];
} Index;

INLINE Index indexOf(Bytes bytes) {
  const Bytes offset = _mm256_xor_si256(bytes, splat(0x80));
  Index index;
  for (int k = 0; k < 4; k += 1) {
    index.part[k] = _mm256_adds_epu8(_mm256_sub_epi8(offset, splat((uint8_t)(16 * k))), splat(0x70));
  }
  return index;
}

INLINE Bytes lookUp(const uint8_t *table, const Index *index) {
  Bytes found = _mm256_setzero_si256();
  for (int k = 0; k < 4; k += 1) {
    const Bytes part = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)(table + 16 * k)));
    found = _mm256_or_si256(found, _mm256_shuffle_epi8(part, index->part[k]));
  }
  return found;
}

// MARK: One step

/// What a step must know of what was written before it, a bit each.
typedef struct {
  Mask space, mark;
} Carry;

/// What a step found.
typedef struct {
  Bytes form;
  /// Bytes of the form that are not there; where spaces stand; the last bytes of marks.
  Mask gone, spaces, marks;
  /// Characters, at their first bytes, that are left to the caller.
  Mask doubts;
} Step;

/// ASCII in lower case, white space as a space. Bytes beyond are as they were.
INLINE Step foldASCII(Bytes bytes, Mask beyond) {
  Step step;
  const Bytes spaces = _mm256_or_si256(equal(bytes, 0x20), within(bytes, 0x09, 4));
  const Bytes capitals = within(bytes, 'A', 25);
  step.form = _mm256_or_si256(bytes, _mm256_and_si256(capitals, splat(0x20)));
  step.form = choose(step.form, splat(0x20), spaces);
  step.spaces = mask(spaces);
  step.doubts = mask(_mm256_cmpgt_epi8(splat(0x20), bytes)) & ~beyond & ~step.spaces;
  step.gone = step.marks = 0;
  return step;
}

/// The three ways in which the bytes of a character can stand in a vector.
typedef struct {
  Bytes here, next, nextButOne, last, lastButOne;
} Views;

INLINE Views viewsOf(const uint8_t *text, Bytes here) {
  Views views;
  views.here = here;
  views.next = load(text + 1);
  views.nextButOne = load(text + 2);
  // A step begins at a character, so nothing before it matters.
  const Bytes low = _mm256_permute2x128_si256(here, here, 0x08);
  views.last = _mm256_alignr_epi8(here, low, 15);
  views.lastButOne = _mm256_alignr_epi8(here, low, 14);
  return views;
}

/// The characters of three bytes that are their own form, at their first bytes.
typedef struct {
  Mask plain, marks;
} Plain;

INLINE Bytes lookUpLead(Bytes lead, const uint8_t *table) {
  const __m128i entries = _mm_loadu_si128((const __m128i *)(const void *)table);
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(entries), lead);
}

INLINE Plain findPlain(const Views *views, Mask whole, const HapaxFoldRules *rules) {
  const Index next = indexOf(views->next);
  const Bytes lead = _mm256_and_si256(views->here, splat(0x0F)), zero = _mm256_setzero_si256();
  // Of each lead's plain second bytes there is a bit.
  Bytes sets = _mm256_and_si256(lookUp(rules->plainSeconds[0], &next), lookUpLead(lead, rules->plainLeads[0]));
  if (rules->plainCount > 8) {
    sets = _mm256_or_si256(
        sets, _mm256_and_si256(lookUp(rules->plainSeconds[1], &next), lookUpLead(lead, rules->plainLeads[1])));
  }
  Plain found = {0, 0};
  if (rules->nearCount > 0) {
    const Index last = indexOf(views->nextButOne);
    const Bytes block = _mm256_and_si256(lookUp(rules->nearSeconds, &next), lookUpLead(lead, rules->nearLeads));
    const Bytes marks = _mm256_and_si256(lookUp(rules->nearMarks, &last), block);
    found.marks = ~mask(_mm256_cmpeq_epi8(marks, zero)) & whole;
    sets = _mm256_or_si256(sets, _mm256_andnot_si256(lookUp(rules->nearOthers, &last), block));
  }
  found.plain = ~mask(_mm256_cmpeq_epi8(sets, zero)) & whole;
  return found;
}

/// Folds what stands beyond ASCII.
INLINE void foldBeyondASCII(
    Step *step, const uint8_t *text, Bytes here, Mask beyond, Carry carry, const HapaxFoldRules *rules) {
  const Views views = viewsOf(text, here);
  const Mask continuations = mask(_mm256_cmpgt_epi8(splat(0xC0), views.here)) & beyond;
  const Mask leads3 = mask(within(views.here, 0xE0, 0x0F));
  const Mask leads2 = mask(within(views.here, 0xC0, 0x1F));
  Plain own = {0, 0};
  if (leads3) {
    const Mask lasts = mask(_mm256_cmpgt_epi8(splat(0xC0), views.nextButOne));
    own = findPlain(&views, leads3 & lasts, rules);
  }
  const Mask ownMarks = own.marks << 2;
  if ((leads2 | (leads3 & ~own.plain)) == 0) {
    step->doubts |= beyond & ~(own.plain | own.plain << 1 | own.plain << 2);
    step->doubts |= own.marks & (ownMarks << 1 | carry.mark);
    step->marks = ownMarks;
    return;
  }

  const Index index = indexOf(views.here), nextIndex = indexOf(views.next);
  Bytes form = step->form;
  // The last bytes of characters that may be known, of two bytes and of three.
  Mask seconds = 0, thirds = 0;
  if (leads2) {
    for (int k = 0; k < rules->shortCount; k += 1) {
      const uint8_t lead = rules->shortLeads[k];
      const Bytes leads = equal(views.here, lead);
      const Mask found = mask(leads);
      if (found == 0) continue;
      const HapaxFoldBlock *const block = &rules->shortBlocks[k];
      form = choose(form, lookUp(block->first, &nextIndex), leads);
      form = choose(form, lookUp(block->last, &index), equal(views.last, lead));
      seconds |= found << 1;
    }
  }
  const Mask others = leads3 & ~own.plain;
  if (others) {
    const Index nextButOneIndex = indexOf(views.nextButOne);
    for (int k = 0; k < rules->longCount; k += 1) {
      const uint8_t lead = rules->longLeads[k], second = rules->longSeconds[k];
      const Bytes firsts = _mm256_and_si256(equal(views.here, lead), equal(views.next, second));
      const Mask found = mask(firsts);
      if ((found & others) == 0) continue;
      const HapaxFoldBlock *const block = &rules->longBlocks[k];
      const Bytes lasts = _mm256_and_si256(equal(views.lastButOne, lead), equal(views.last, second));
      form = choose(form, lookUp(block->last, &index), lasts);
      if (rules->longChanges[k]) {
        const Bytes middles = _mm256_and_si256(equal(views.last, lead), equal(views.here, second));
        form = choose(form, lookUp(block->first, &nextButOneIndex), firsts);
        form = choose(form, lookUp(block->middle, &nextIndex), middles);
      }
      thirds |= found << 2;
    }
  }

  const Mask zeros = mask(_mm256_cmpeq_epi8(form, _mm256_setzero_si256()));
  const Mask unknown = (zeros & seconds) >> 1 | (zeros & thirds) >> 2;
  // Where a lead stands instead of a continuation, its own form may have been written over the 0.
  const Mask known2 = seconds >> 1 & continuations >> 1 & ~unknown;
  const Mask known3 = (thirds >> 2 & continuations >> 2 & ~unknown) | own.plain;
  const Mask expected = known2 << 1 | known3 << 1 | known3 << 2;
  step->doubts |= beyond & ~(known2 | known3 | (continuations & expected));
  seconds = known2 << 1;
  thirds &= known3 << 2;
  step->gone |= zeros & beyond & ~seconds & ~thirds;
  // Of two marks in a row the caller has to see which comes first.
  const Mask marks = mask(_mm256_cmpgt_epi8(form, splat(0xBF))) & mask(form) & (seconds | thirds);
  step->marks = marks | ownMarks;
  const Mask markStarts = (marks & seconds) >> 1 | (marks & thirds) >> 2 | own.marks;
  step->doubts |= markStarts & (step->marks << 1 | carry.mark);
  step->form = _mm256_andnot_si256(_mm256_and_si256(vectorOf(marks), splat(HAPAX_FOLD_MARK)), form);
  // Of several spaces the first stays.
  step->spaces |= mask(equal(form, 0x20)) & (seconds | thirds);
  step->gone |= step->spaces & seconds & (step->spaces << 2 | carry.space << 1);
  step->gone |= step->spaces & thirds & (step->spaces << 3 | carry.space << 2);
}

/// Writes the first `count` bytes of a form but those that are gone. Returns how many were written.
INLINE size_t write(uint8_t *target, Bytes form, Mask gone, unsigned count) {
  Mask kept = ~gone & (~(Mask)0 >> (WIDTH - count));
  uint8_t bytes[2 * WIDTH];
  store(bytes, form);
  store(bytes + WIDTH, form);
  uint8_t *to = target;
  while (kept) {
    const unsigned start = (unsigned)__builtin_ctz(kept);
    const Mask rest = ~(kept >> start);
    const unsigned length = rest ? (unsigned)__builtin_ctz(rest) : WIDTH;
    store(to, load(bytes + start));
    to += length;
    kept = start + length < WIDTH ? kept & (~(Mask)0 << (start + length)) : 0;
  }
  return (size_t)(to - target);
}

// MARK: The loop

/// Where in the text and in the target the loop is.
typedef struct {
  const uint8_t *text;
  uint8_t *target;
  Carry carry;
} Place;

/// Takes a step, of `limit` bytes at most. Returns false at a character that is left to the caller.
INLINE bool take(Place *place, unsigned limit, const HapaxFoldRules *rules) {
  const Bytes bytes = load(place->text);
  const Mask beyond = mask(bytes);
  Step step = foldASCII(bytes, beyond);
  unsigned count = limit;
  if (beyond) {
    foldBeyondASCII(&step, place->text, bytes, beyond, place->carry, rules);
    // A character that is cut is the next step's.
    const uint8_t *end = place->text + WIDTH;
    __asm__("" : "+r"(end));
    const unsigned whole = WIDTH - hapax_fold_cut(end);
    count = whole < limit ? whole : limit;
  }
  step.gone |= step.spaces & (step.spaces << 1 | place->carry.space);
  const Mask doubts = step.doubts & (~(Mask)0 >> (WIDTH - count));
  const bool goesOn = doubts == 0;
  if (!goesOn) {
    count = (unsigned)__builtin_ctz(doubts);
    if (count == 0) return false;
  }
  if (step.gone == 0) {
    store(place->target, step.form);
    place->target += count;
  } else {
    place->target += write(place->target, step.form, step.gone, count);
  }
  place->text += count;
  place->carry.space = step.spaces >> (count - 1) & 1;
  place->carry.mark = step.marks >> (count - 1) & 1;
  return goesOn;
}

AVX2 HapaxFoldRun hapax_fold_narrow(const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                                    const HapaxFoldRules *rules) {
  Place place = {text, target, {behindSpace, 1}};
  const uint8_t *const end = text + count;
  bool goesOn = true;
  while (goesOn && end - place.text >= WIDTH + AHEAD) goesOn = take(&place, WIDTH, rules);
  size_t read = (size_t)(place.text - text);
  if (goesOn && read < count) {
    // The rest, padded with a letter: a character that is cut shows at the pad.
    const size_t rest = count - read;
    uint8_t padded[2 * WIDTH + WIDTH + 2 * AHEAD];
    memset(padded, 'a', sizeof padded);
    memcpy(padded, place.text, rest);
    place.text = padded;
    while (goesOn && place.text < padded + rest) {
      const size_t left = (size_t)(padded + rest - place.text);
      goesOn = take(&place, left < WIDTH ? (unsigned)left : WIDTH, rules);
    }
    read += (size_t)(place.text - padded);
  }
  return (HapaxFoldRun){read, (size_t)(place.target - target)};
}

#endif
