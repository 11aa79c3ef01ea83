// What ICU's own UTF-8 interface attains on this machine: the yardstick beside every figure of ours.
//
// Deliberately not the engine's shim: a yardstick that shares code with what it measures bends with it.

#ifndef ICU_YARDSTICK_H
#define ICU_YARDSTICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Normal forms, and two that only ICU's case mapping has.
enum { YARDSTICK_NFC = 0, YARDSTICK_NFKC = 1, YARDSTICK_NFKC_CASEFOLD = 2, YARDSTICK_CASEFOLD = 3 };

/// Writes `source` (well-formed UTF-8) in `form` to `target` and returns the length in bytes: above `capacity` when
/// the target was too short, -1 when ICU failed. `edits`, when not NULL, makes ICU record its edits, and receives
/// how many stretches it changed.
ptrdiff_t yardstick_write(int32_t form, const uint8_t *source, size_t count, uint8_t *target, size_t capacity,
                          size_t *edits);

/// Whether `source` is already in `form`, which is one of the three normal forms.
bool yardstick_is_normalized(int32_t form, const uint8_t *source, size_t count);

/// ICU's and Unicode's version, as major << 8 | minor.
int32_t yardstick_icu_version(void);
int32_t yardstick_unicode_version(void);

#ifdef __cplusplus
}
#endif

#endif
