#include "HapaxFoldLoops.h"

#if defined(__x86_64__)

#include <immintrin.h>

// The loop over 64 bytes, for processors with AVX-512 VBMI2. It can look up any of 64 bytes at once and move bytes
// together that others have left gaps between, so it takes a step without a branch on what stands in it.

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))
#define INLINE static inline __attribute__((always_inline)) WIDE

typedef __m512i Bytes;
typedef uint64_t Mask;

enum {
  WIDTH = 64,
  AHEAD = 2,
  /// Of more blocks than these it is cheaper to ask which are there than to look all up.
  MANY = 8,
};

bool hapax_fold_wide_is_there(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2");
}

INLINE Bytes splat(uint8_t byte) { return _mm512_set1_epi8((char)byte); }
INLINE Bytes load(const uint8_t *from) { return _mm512_loadu_si512(from); }
INLINE Mask equal(Bytes bytes, uint8_t byte) { return _mm512_cmpeq_epi8_mask(bytes, splat(byte)); }
INLINE Mask below(Bytes bytes, uint8_t byte) { return _mm512_cmplt_epu8_mask(bytes, splat(byte)); }
INLINE Mask first(unsigned count) { return _bzhi_u64(~(Mask)0, count); }

/// The lowest six bits of each index look up a byte; elsewhere are zeros. So look-ups do not wait for one another, as they
/// would if each left the others' bytes in place.
INLINE Bytes lookUp(Mask where, Bytes index, const uint8_t *table) {
  return _mm512_maskz_permutexvar_epi8(where, index, load(table));
}
INLINE Bytes both(Bytes these, Bytes those) { return _mm512_or_si512(these, those); }

/// Where in the text and in the target the loop is, and what stands before, a bit each.
typedef struct {
  const uint8_t *text;
  uint8_t *target;
  Mask space, mark;
} Place;

/// What a step found: see the loop over 32 bytes.
typedef struct {
  Bytes form;
  Mask gone, spaces, marks, doubts;
} Step;

/// Up to 64 bytes from an offset on, behind them a letter: a character that is cut shows at it.
INLINE Bytes ahead(const uint8_t *text, unsigned offset, unsigned count) {
  const Mask there = count >= WIDTH + AHEAD ? ~(Mask)0 : first(count > offset ? count - offset : 0);
  return _mm512_mask_loadu_epi8(splat('a'), there, text + offset);
}

/// The characters of three bytes that are their own form, at their first bytes.
typedef struct {
  Mask plain, marks;
} Plain;

/// What the lead's lowest four bits look up in a table of 16.
INLINE Bytes lookUpLead(Bytes lead, const uint8_t *table) {
  const __m128i entries = _mm_loadu_si128((const __m128i *)(const void *)table);
  return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(entries), lead);
}

INLINE Plain findPlain(Bytes here, Bytes next, Bytes nextButOne, Mask whole, const HapaxFoldRules *rules) {
  const Bytes lead = _mm512_and_si512(here, splat(0x0F));
  // Of each lead's plain second bytes there is a bit.
  Bytes sets = _mm512_and_si512(lookUp(whole, next, rules->plainSeconds[0]), lookUpLead(lead, rules->plainLeads[0]));
  if (rules->plainCount > 8) {
    sets = both(sets, _mm512_and_si512(lookUp(whole, next, rules->plainSeconds[1]),
                                       lookUpLead(lead, rules->plainLeads[1])));
  }
  Plain found = {0, 0};
  if (rules->nearCount > 0) {
    const Bytes block =
        _mm512_and_si512(lookUp(whole, next, rules->nearSeconds), lookUpLead(lead, rules->nearLeads[0]));
    if (rules->nearHasMarks) found.marks = _mm512_test_epi8_mask(block, lookUp(whole, nextButOne, rules->nearMarks));
    sets = both(sets, _mm512_andnot_si512(lookUp(whole, nextButOne, rules->nearOthers), block));
  }
  found.plain = _mm512_test_epi8_mask(sets, sets);
  return found;
}

/// The forms of characters that may be known, where they stand, and their last bytes.
typedef struct {
  Bytes bytes;
  Mask covered, seconds, thirds;
} Forms;

INLINE void lookUpShort(Forms *forms, Bytes here, Bytes next, const HapaxFoldRules *rules) {
  for (int k = 0; k < rules->shortCount; k += 1) {
    const Mask leads = equal(here, rules->shortLeads[k]);
    if (rules->shortCount > MANY && leads == 0) continue;
    const HapaxFoldBlock *const block = &rules->shortBlocks[k];
    forms->bytes = both(forms->bytes, both(lookUp(leads, next, block->first), lookUp(leads << 1, here, block->last)));
    forms->covered |= leads;
    forms->seconds |= leads << 1;
  }
  forms->covered |= forms->seconds;
}

INLINE void lookUpLong(Forms *forms, Bytes here, Bytes next, Bytes nextButOne, Mask leads,
                       const HapaxFoldRules *rules) {
  for (int k = 0; k < rules->longCount; k += 1) {
    const Mask firsts = equal(here, rules->longLeads[k]) & equal(next, rules->longSeconds[k]) & leads;
    if (rules->longCount > MANY && firsts == 0) continue;
    const HapaxFoldBlock *const block = &rules->longBlocks[k];
    forms->bytes = both(forms->bytes, lookUp(firsts << 2, here, block->last));
    forms->thirds |= firsts << 2;
    if (rules->longChanges[k]) {
      forms->covered |= firsts | firsts << 1;
      forms->bytes = both(
          forms->bytes, both(lookUp(firsts, nextButOne, block->first), lookUp(firsts << 1, next, block->middle)));
    }
  }
  forms->covered |= forms->thirds;
}

/// Of two marks in a row the caller has to see which comes first. `marks` are among the last bytes of characters that
/// begin at `starts`.
INLINE void addMarks(Step *step, Place place, Mask marks, Mask starts) {
  step->marks = marks;
  step->doubts |= starts & (marks << 1 | place.mark);
}

/// Of several spaces the first stays.
INLINE void addSpaces(Step *step, Place place, Mask seconds, Mask thirds) {
  step->spaces |= seconds | thirds;
  step->gone |= seconds & (step->spaces << 2 | place.space << 1);
  step->gone |= thirds & (step->spaces << 3 | place.space << 2);
}

/// Folds where there are characters of two bytes alone.
INLINE void foldShort(Step *step, Place place, Bytes here, Bytes next, Mask beyond, Mask continuations,
                      const HapaxFoldRules *rules) {
  Forms forms = {_mm512_setzero_si512(), 0, 0, 0};
  lookUpShort(&forms, here, next, rules);
  const Bytes form = _mm512_mask_mov_epi8(step->form, forms.covered, forms.bytes);
  const Mask zeros = _mm512_testn_epi8_mask(form, form);
  const Mask seconds = forms.seconds & continuations & ~zeros, known = seconds >> 1;
  step->doubts |= beyond & ~(known | seconds);
  step->gone |= zeros & known;
  step->form = form;
  const Mask marks = ~below(form, 0xC0) & seconds;
  if (marks) {
    addMarks(step, place, marks, marks >> 1);
    step->form = _mm512_mask_sub_epi8(form, marks, form, splat(HAPAX_FOLD_MARK));
  }
  const Mask spaces = equal(form, 0x20) & seconds;
  if (spaces) addSpaces(step, place, spaces, 0);
}

/// Folds whatever there is; of `leads3`, those that `own` has not are looked up.
INLINE void foldMixed(Step *step, Place place, Bytes here, Bytes next, Bytes nextButOne, Mask beyond,
                      Mask continuations, Mask leads3, Plain own, const HapaxFoldRules *rules) {
  Forms forms = {_mm512_setzero_si512(), 0, 0, 0};
  lookUpShort(&forms, here, next, rules);
  lookUpLong(&forms, here, next, nextButOne, leads3 & ~own.plain, rules);
  const Bytes form = _mm512_mask_mov_epi8(step->form, forms.covered, forms.bytes);
  const Mask zeros = _mm512_testn_epi8_mask(form, form);
  const Mask unknown = (zeros & forms.seconds) >> 1 | (zeros & forms.thirds) >> 2;
  const Mask known2 = forms.seconds >> 1 & continuations >> 1 & ~unknown;
  const Mask known3 = forms.thirds >> 2 & continuations >> 1 & continuations >> 2 & ~unknown;
  const Mask known = known3 | own.plain;
  const Mask expected = known2 << 1 | known << 1 | known << 2;
  step->doubts |= beyond & ~(known2 | known | (continuations & expected));
  const Mask seconds = known2 << 1, thirds = known3 << 2;
  step->gone |= zeros & beyond & ~seconds & ~thirds;
  step->form = form;
  const Mask marks = ~below(form, 0xC0) & (seconds | thirds);
  if (marks | own.marks) {
    addMarks(step, place, marks | own.marks << 2, (marks & seconds) >> 1 | (marks & thirds) >> 2 | own.marks);
    step->form = _mm512_mask_sub_epi8(form, marks, form, splat(HAPAX_FOLD_MARK));
  }
  const Mask spaces = equal(form, 0x20) & (seconds | thirds);
  if (spaces) addSpaces(step, place, spaces & seconds, spaces & thirds);
}

/// Folds what stands beyond ASCII: the simplest way that does for what there is.
INLINE void foldBeyondASCII(Step *step, Place place, Bytes here, Mask beyond, unsigned count,
                            const HapaxFoldRules *rules) {
  const Bytes next = ahead(place.text, 1, count);
  const Mask continuations = below(here, 0xC0) & beyond;
  const Mask high = beyond & ~below(here, 0xE0);
  if (high == 0) return foldShort(step, place, here, next, beyond, continuations, rules);

  // Not the last two bytes: what begins there is cut, and not looked at in this step.
  const Mask leads3 = high & below(here, 0xF0) & first(WIDTH - AHEAD);
  const Bytes nextButOne = ahead(place.text, 2, count);
  const Plain own = findPlain(here, next, nextButOne, leads3 & continuations >> 1 & continuations >> 2, rules);
  const Mask leads2 = beyond & ~high & ~continuations;
  if (leads2 | (leads3 & ~own.plain)) {
    foldMixed(step, place, here, next, nextButOne, beyond, continuations, leads3, own, rules);
  } else {
    step->doubts |= beyond & ~(own.plain | own.plain << 1 | own.plain << 2);
    addMarks(step, place, own.marks << 2, own.marks);
  }
}

/// Takes a step; `left` is what is left of the text, from 66 on as if it had no end. Returns false at a character that
/// is left to the caller.
INLINE bool take(Place *place, unsigned left, const HapaxFoldRules *rules) {
  const Bytes bytes = ahead(place->text, 0, left);
  const Mask beyond = (Mask)_mm512_movepi8_mask(bytes);
  Step step;
  step.spaces = equal(bytes, 0x20) | below(_mm512_sub_epi8(bytes, splat(0x09)), 5);
  const Mask capitals = below(_mm512_sub_epi8(bytes, splat('A')), 26);
  step.form = _mm512_mask_add_epi8(bytes, capitals, bytes, splat(0x20));
  step.form = _mm512_mask_mov_epi8(step.form, step.spaces, splat(0x20));
  step.doubts = below(bytes, 0x20) & ~step.spaces;
  step.gone = step.marks = 0;
  unsigned count = left < WIDTH ? left : WIDTH;
  if (beyond) {
    foldBeyondASCII(&step, *place, bytes, beyond, left, rules);
    // A character that is cut is the next step's. Read as bytes, which is sooner there than from the vector.
    if (left >= WIDTH) {
      const uint8_t *end = place->text + WIDTH;
      __asm__("" : "+r"(end));
      count -= hapax_fold_cut(end);
    }
  }
  step.gone |= step.spaces & (step.spaces << 1 | place->space);
  const Mask doubts = step.doubts & first(count);
  const bool goesOn = doubts == 0;
  if (!goesOn) {
    count = (unsigned)_tzcnt_u64(doubts);
    if (count == 0) return false;
  }
  const Mask kept = ~step.gone & first(count);
  _mm512_storeu_si512(place->target, _mm512_maskz_compress_epi8(kept, step.form));
  place->target += _mm_popcnt_u64(kept);
  place->text += count;
  place->space = step.spaces >> (count - 1) & 1;
  place->mark = step.marks >> (count - 1) & 1;
  return goesOn;
}

WIDE HapaxFoldRun hapax_fold_wide(const uint8_t *text, size_t count, uint8_t *target, bool behindSpace,
                                  const HapaxFoldRules *rules) {
  Place place = {text, target, behindSpace, 1};
  const uint8_t *const end = text + count;
  bool goesOn = true;
  while (goesOn && end - place.text >= WIDTH + AHEAD) goesOn = take(&place, WIDTH + AHEAD, rules);
  while (goesOn && place.text < end) goesOn = take(&place, (unsigned)(end - place.text), rules);
  return (HapaxFoldRun){(size_t)(place.text - text), (size_t)(place.target - target)};
}

#endif
