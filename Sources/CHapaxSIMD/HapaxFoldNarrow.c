#include "HapaxFoldLoops.h"

#include <string.h>

#if defined(__x86_64__)

#include "HapaxFoldVectors.h"

// The loop over 32 bytes, for processors with AVX2.

bool hapax_fold_narrow_is_there(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
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

/// Characters that are known, at their first bytes.
typedef struct {
  Mask known, marks;
} Found;

/// Folds the characters of two bytes that fold by sums. Others of their blocks are left with bytes that mean nothing.
INLINE Mask shiftShort(Step *step, const Views *views, const Index *next, const HapaxFoldRules *rules) {
  const Bytes cells = cellsOf(views->here), nextCells = cellsOf(views->next);
  Bytes form = step->form, blocks = _mm256_setzero_si256();
  for (int k = 0; k < rules->shortShiftCount; k += 1) {
    const HapaxFoldShift *const shift = &rules->shortShifts[k];
    const Bytes firsts = equal(views->here, rules->shortShiftLeads[k]);
    const Bytes lasts = equal(views->last, rules->shortShiftLeads[k]);
    blocks = _mm256_or_si256(blocks, _mm256_and_si256(firsts, splat((uint8_t)(1 << k))));
    form = _mm256_add_epi8(form, _mm256_and_si256(lasts, _mm256_shuffle_epi8(table16(shift->last), cells)));
    if (shift->odd != 0) {
      const Bytes odd = _mm256_and_si256(lasts, equal(views->here, shift->odd));
      form = _mm256_add_epi8(form, _mm256_and_si256(odd, splat(shift->oddSum)));
    }
    if (rules->shortShiftsFirst[k]) {
      form = _mm256_add_epi8(form, _mm256_and_si256(firsts, _mm256_shuffle_epi8(table16(shift->first), nextCells)));
    }
  }
  step->form = form;
  const Bytes known = _mm256_andnot_si256(lookUp(rules->shiftOthers, next), blocks);
  return ~mask(_mm256_cmpeq_epi8(known, _mm256_setzero_si256()));
}

/// Finds the characters of three bytes that are their own form, or fold by sums. Others of such blocks are left with
/// bytes that mean nothing.
INLINE Found shiftLong(Step *step, const Views *views, const Index *next, const HapaxFoldRules *rules) {
  const Bytes lead = _mm256_and_si256(views->here, splat(0x0F)), zero = _mm256_setzero_si256();
  // Of each lead's plain second bytes there is a bit.
  Bytes sets = _mm256_and_si256(
      lookUp(rules->plainSeconds[0], next), _mm256_shuffle_epi8(table16(rules->plainLeads[0]), lead));
  if (rules->plainCount > 8) {
    sets = _mm256_or_si256(
        sets, _mm256_and_si256(
                  lookUp(rules->plainSeconds[1], next), _mm256_shuffle_epi8(table16(rules->plainLeads[1]), lead)));
  }
  Found found = {0, 0};
  if (rules->nearCount > 0) {
    const Index last = indexOf(views->nextButOne);
    const Bytes blocks = _mm256_and_si256(
        lookUp(rules->nearSeconds, next), _mm256_shuffle_epi8(table16(rules->nearLeads[1]), lead));
    if (rules->nearHasMarks) {
      const Bytes marks = _mm256_and_si256(lookUp(rules->nearMarks, &last), blocks);
      found.marks = ~mask(_mm256_cmpeq_epi8(marks, zero));
    }
    sets = _mm256_or_si256(sets, _mm256_andnot_si256(lookUp(rules->nearOthers, &last), blocks));
    if (rules->longShiftCount > 0) {
      const Bytes cells = cellsOf(views->here);
      for (int k = 0; k < rules->longShiftCount; k += 1) {
        const Bytes lasts = _mm256_and_si256(
            equal(views->lastButOne, rules->longShiftLeads[k]), equal(views->last, rules->longShiftSeconds[k]));
        const Bytes sums = _mm256_shuffle_epi8(table16(rules->longShifts[k].last), cells);
        step->form = _mm256_add_epi8(step->form, _mm256_and_si256(lasts, sums));
      }
    }
  }
  found.known = ~mask(_mm256_cmpeq_epi8(sets, zero));
  return found;
}

/// What is told of single characters.
typedef struct {
  Mask known2, known3, gone, spaces, marks;
} Patches;

/// Looks up the form of the character at `at`, of two or three bytes, and writes it. Returns false where it is unknown.
INLINE bool patch(Patches *patches, uint8_t *form, const uint8_t *text, unsigned at, bool isLong, Carry carry,
                  const HapaxFoldRules *rules) {
  const unsigned end = at + 1 + isLong;
  const uint8_t lead = text[at], second = text[at + 1], final = text[end] & 0x3F;
  const uint8_t place = isLong ? rules->longPlaces[lead & 0x0F][second & 0x3F] : rules->shortPlaces[lead & 0x1F];
  if (place == 0) return false;
  const HapaxFoldBlock *const block = isLong ? &rules->longBlocks[place - 1] : &rules->shortBlocks[place - 1];
  const uint8_t first = block->first[final], middle = block->middle[final];
  uint8_t last = block->last[final];
  if (last == 0) return false;
  const Mask bit = (Mask)1 << end;
  patches->gone |= (Mask)(first == 0) << at;
  form[at] = first;
  if (isLong) {
    patches->gone |= (Mask)(middle == 0) << (at + 1);
    form[at + 1] = middle;
  }
  if (last >= 0xC0) {
    last -= HAPAX_FOLD_MARK;
    patches->marks |= bit;
  }
  if (last == 0x20) {
    // Of several spaces the first stays.
    const Mask before = at == 0 ? carry.space : patches->spaces >> (at - 1) & 1;
    patches->spaces |= bit;
    patches->gone |= before << end;
  }
  form[end] = last;
  *(isLong ? &patches->known3 : &patches->known2) |= (Mask)1 << at;
  return true;
}

/// Looks up characters one by one, up to one that is not known. Few are left in a step; looking up all of it in vectors
/// takes longer. Not in line, for it would take registers from where there are none of them.
INLINE Patches patchAll(Mask others, Mask longOnes, Mask spaces, uint8_t *form,
                                                       const uint8_t *text, Carry carry, const HapaxFoldRules *rules) {
  Patches patches = {0, 0, 0, spaces, 0};
  while (others) {
    const unsigned at = (unsigned)__builtin_ctz(others);
    if (!patch(&patches, form, text, at, longOnes >> at & 1, carry, rules)) break;
    others &= others - 1;
  }
  return patches;
}

/// Folds what stands beyond ASCII. Returns whether the form is in `written` and no longer in the step.
INLINE bool foldBeyondASCII(Step *step, uint8_t *written, const uint8_t *text, Bytes here, Mask beyond, Carry carry,
                            const HapaxFoldRules *rules) {
  const Views views = viewsOf(text, here);
  const Mask continuations = mask(_mm256_cmpgt_epi8(splat(0xC0), views.here)) & beyond;
  // Not those that are cut, which show by the continuations that are not there.
  const Mask leads3 = mask(within(views.here, 0xE0, 0x0F)) & continuations >> 1 & continuations >> 2;
  const Mask leads2 = mask(within(views.here, 0xC0, 0x1F)) & continuations >> 1;
  Mask known2 = 0, known3 = 0, markStarts = 0;
  if (leads2) {
    const Index next = indexOf(views.next);
    known2 = shiftShort(step, &views, &next, rules) & leads2;
  }
  if (leads3) {
    const Index next = indexOf(views.next);
    const Found found = shiftLong(step, &views, &next, rules);
    known3 = found.known & leads3;
    markStarts = found.marks & known3;
  }
  step->marks = markStarts << 2;
  const Mask others2 = leads2 & ~known2, others3 = leads3 & ~known3;
  const Mask others = others2 | others3;
  if ((leads2 | others) == 0) {
    step->doubts |= beyond & ~(known3 | known3 << 1 | known3 << 2);
    step->doubts |= markStarts & (step->marks << 1 | carry.mark);
    return false;
  }
  const bool isWritten = others != 0;
  if (isWritten) {
    store(written, step->form);
    const Patches patches = patchAll(others, others3, step->spaces, written, text, carry, rules);
    known2 |= patches.known2;
    known3 |= patches.known3;
    step->gone |= patches.gone;
    step->spaces = patches.spaces;
    step->marks |= patches.marks;
    markStarts = (step->marks & known2 << 1) >> 1 | (step->marks & known3 << 2) >> 2;
  }
  step->doubts |= beyond & ~(known2 | known2 << 1 | known3 | known3 << 1 | known3 << 2);
  // Of two marks in a row the caller has to see which comes first.
  step->doubts |= markStarts & (step->marks << 1 | carry.mark);
  return isWritten;
}

/// Writes the bytes of a form that are kept. Returns how many.
INLINE size_t write(uint8_t *target, const uint8_t *form, Mask kept, const HapaxFoldRules *rules) {
  uint8_t *to = target;
  for (int k = 0; k < WIDTH; k += 8) {
    const Mask set = kept >> k & 0xFF;
    const __m128i bytes = _mm_loadl_epi64((const __m128i *)(const void *)(form + k));
    const __m128i shuffle = _mm_loadl_epi64((const __m128i *)(const void *)&rules->together[set]);
    _mm_storel_epi64((__m128i *)(void *)to, _mm_shuffle_epi8(bytes, shuffle));
    to += __builtin_popcount(set);
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
  uint8_t written[WIDTH];
  bool isWritten = false;
  if (beyond) {
    isWritten = foldBeyondASCII(&step, written, place->text, bytes, beyond, place->carry, rules);
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
  if (!isWritten && step.gone == 0) {
    store(place->target, step.form);
    place->target += count;
  } else {
    if (!isWritten) store(written, step.form);
    place->target += write(place->target, written, ~step.gone & ~(Mask)0 >> (WIDTH - count), rules);
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
