// ICU behind a few C functions, so that Swift never sees an ICU header.
//
// ICU renames its functions per version (unorm2_x_72) and has its UTF-8 normalizer only in C++. This shim is
// compiled against whatever ICU the system has (66 or newer) and shows types from stdint alone.

#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Versions

/// ICU's and Unicode's version, as major << 8 | minor.
int32_t cicu_icu_version(void);
int32_t cicu_unicode_version(void);

// MARK: Normalization

/// The normal forms of UAX #15, and NFKC_Casefold.
enum { CICU_NFC = 0, CICU_NFD = 1, CICU_NFKC = 2, CICU_NFKD = 3, CICU_NFKC_CASEFOLD = 4 };

/// ICU's shared, immutable normalizer for `form`, or NULL when ICU's data is missing. Never freed.
const void *cicu_normalizer(int32_t form);

/// Writes the normal form of `source` (well-formed UTF-8) to `target` and returns its length in bytes.
/// A length above `capacity` means that nothing useful was written. Returns -1 when ICU fails.
ptrdiff_t cicu_normalize(const void *normalizer, const uint8_t *source, size_t count, uint8_t *target,
                         size_t capacity);

/// As `cicu_normalize`, and counts ICU's edits, for measuring what they cost.
ptrdiff_t cicu_normalize_with_edits(const void *normalizer, const uint8_t *source, size_t count,
                                    uint8_t *target, size_t capacity, size_t *edits);

bool cicu_is_normalized(const void *normalizer, const uint8_t *source, size_t count);

bool cicu_has_boundary_before(const void *normalizer, int32_t codePoint);
bool cicu_is_inert(const void *normalizer, int32_t codePoint);

/// Whether the code point can stand in a text of this form: 0 never, 1 always, 2 maybe, or -1 when there is no such form.
int32_t cicu_quick_check(int32_t form, int32_t codePoint);

/// The canonical combining class.
uint8_t cicu_combining_class(int32_t codePoint);

/// The primary composite of two code points, or a negative value.
int32_t cicu_compose_pair(int32_t first, int32_t second);

/// The full canonical decomposition of one code point as UTF-8, or 0 when it has none.
int32_t cicu_decomposition(int32_t codePoint, uint8_t *target, int32_t capacity);

// MARK: Properties

/// The general category, as ICU's UCharCategory.
int8_t cicu_general_category(int32_t codePoint);
/// The script, as ICU's UScriptCode.
int32_t cicu_script(int32_t codePoint);
bool cicu_is_white_space(int32_t codePoint);
bool cicu_is_default_ignorable(int32_t codePoint);
bool cicu_is_emoji(int32_t codePoint);
bool cicu_is_uppercase(int32_t codePoint);
bool cicu_is_lowercase(int32_t codePoint);

// MARK: Converters

/// A converter from `name` (any ICU charset alias), or NULL when ICU does not know it.
void *cicu_converter_open(const char *name);
void cicu_converter_close(void *converter);
/// The canonical name of the charset, owned by ICU.
const char *cicu_converter_name(void *converter);

/// Converts a chunk to UTF-16. Advances `*consumed` and `*written`; `offsets[i]` is the index in `source` of the
/// byte that began unit i, or -1. Ill-formed input becomes U+FFFD. Returns 0 when the source is used up, 1 when
/// the target is full, -1 on an error.
int32_t cicu_convert(void *converter, const uint8_t *source, size_t count, size_t *consumed, uint16_t *target,
                     size_t capacity, size_t *written, int32_t *offsets, bool flush);

/// Names the charset that ICU finds most likely, with its confidence from 0 to 100. Returns false when ICU has no
/// idea. `name` is copied, with a final NUL.
bool cicu_detect(const uint8_t *source, size_t count, char *name, size_t capacity, int32_t *confidence);

#ifdef __cplusplus
}
#endif

#endif
