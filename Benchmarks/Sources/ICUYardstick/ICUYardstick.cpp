#include "ICUYardstick.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

namespace {

const icu::Normalizer2 *normalizer(int32_t form, UErrorCode &error) {
  switch (form) {
    case YARDSTICK_NFC: return icu::Normalizer2::getNFCInstance(error);
    case YARDSTICK_NFKC: return icu::Normalizer2::getNFKCInstance(error);
    default: return icu::Normalizer2::getNFKCCasefoldInstance(error);
  }
}

icu::StringPiece piece(const uint8_t *source, size_t count) {
  return icu::StringPiece(reinterpret_cast<const char *>(source), static_cast<int32_t>(count));
}

}  // namespace

ptrdiff_t yardstick_write(int32_t form, const uint8_t *source, size_t count, uint8_t *target, size_t capacity,
                          size_t *edits) {
  if (count > INT32_MAX || capacity > INT32_MAX) return -1;
  icu::CheckedArrayByteSink sink(reinterpret_cast<char *>(target), static_cast<int32_t>(capacity));
  icu::Edits recorded;
  icu::Edits *record = edits != nullptr ? &recorded : nullptr;
  UErrorCode error = U_ZERO_ERROR;
  if (form == YARDSTICK_CASEFOLD) {
    icu::CaseMap::utf8Fold(0, piece(source, count), sink, record, error);
  } else if (const icu::Normalizer2 *found = normalizer(form, error); U_SUCCESS(error)) {
    found->normalizeUTF8(0, piece(source, count), sink, record, error);
  }
  if (edits != nullptr) *edits = static_cast<size_t>(recorded.numberOfChanges());
  return U_SUCCESS(error) ? sink.NumberOfBytesAppended() : -1;
}

bool yardstick_is_normalized(int32_t form, const uint8_t *source, size_t count) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2 *found = normalizer(form, error);
  return U_SUCCESS(error) && found->isNormalizedUTF8(piece(source, count), error) && U_SUCCESS(error);
}

int32_t yardstick_icu_version(void) { return U_ICU_VERSION_MAJOR_NUM << 8 | U_ICU_VERSION_MINOR_NUM; }

int32_t yardstick_unicode_version(void) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0] << 8 | version[1];
}
