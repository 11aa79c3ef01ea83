#include "CICU.h"

#include <cstring>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

using icu::Normalizer2;

namespace {

const Normalizer2 *normalizer(const void *handle) { return static_cast<const Normalizer2 *>(handle); }

icu::StringPiece piece(const uint8_t *source, size_t count) {
  return icu::StringPiece(reinterpret_cast<const char *>(source), static_cast<int32_t>(count));
}

}  // namespace

int32_t cicu_icu_version(void) { return U_ICU_VERSION_MAJOR_NUM << 8 | U_ICU_VERSION_MINOR_NUM; }

int32_t cicu_unicode_version(void) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0] << 8 | version[1];
}

const void *cicu_normalizer(int32_t form) {
  UErrorCode error = U_ZERO_ERROR;
  const Normalizer2 *found = nullptr;
  switch (form) {
    case CICU_NFC: found = Normalizer2::getNFCInstance(error); break;
    case CICU_NFD: found = Normalizer2::getNFDInstance(error); break;
    case CICU_NFKC: found = Normalizer2::getNFKCInstance(error); break;
    case CICU_NFKD: found = Normalizer2::getNFKDInstance(error); break;
    case CICU_NFKC_CASEFOLD: found = Normalizer2::getNFKCCasefoldInstance(error); break;
    default: break;
  }
  return U_SUCCESS(error) ? found : nullptr;
}

ptrdiff_t cicu_normalize(const void *handle, const uint8_t *source, size_t count, uint8_t *target,
                         size_t capacity) {
  if (count > INT32_MAX) return -1;
  const int32_t room = capacity > INT32_MAX ? INT32_MAX : static_cast<int32_t>(capacity);
  icu::CheckedArrayByteSink sink(reinterpret_cast<char *>(target), room);
  UErrorCode error = U_ZERO_ERROR;
  normalizer(handle)->normalizeUTF8(0, piece(source, count), sink, nullptr, error);
  return U_SUCCESS(error) ? sink.NumberOfBytesAppended() : -1;
}

ptrdiff_t cicu_normalize_with_edits(const void *handle, const uint8_t *source, size_t count, uint8_t *target,
                                    size_t capacity, size_t *edits) {
  if (count > INT32_MAX) return -1;
  const int32_t room = capacity > INT32_MAX ? INT32_MAX : static_cast<int32_t>(capacity);
  icu::CheckedArrayByteSink sink(reinterpret_cast<char *>(target), room);
  icu::Edits changes;
  UErrorCode error = U_ZERO_ERROR;
  normalizer(handle)->normalizeUTF8(0, piece(source, count), sink, &changes, error);
  *edits = static_cast<size_t>(changes.numberOfChanges());
  return U_SUCCESS(error) ? sink.NumberOfBytesAppended() : -1;
}

bool cicu_is_normalized(const void *handle, const uint8_t *source, size_t count) {
  if (count > INT32_MAX) return false;
  UErrorCode error = U_ZERO_ERROR;
  const bool yes = normalizer(handle)->isNormalizedUTF8(piece(source, count), error);
  return U_SUCCESS(error) && yes;
}

bool cicu_has_boundary_before(const void *handle, int32_t codePoint) {
  return normalizer(handle)->hasBoundaryBefore(codePoint);
}

bool cicu_is_inert(const void *handle, int32_t codePoint) { return normalizer(handle)->isInert(codePoint); }

int32_t cicu_quick_check(int32_t form, int32_t codePoint) {
  switch (form) {
    case CICU_NFC: return u_getIntPropertyValue(codePoint, UCHAR_NFC_QUICK_CHECK);
    case CICU_NFD: return u_getIntPropertyValue(codePoint, UCHAR_NFD_QUICK_CHECK);
    case CICU_NFKC: return u_getIntPropertyValue(codePoint, UCHAR_NFKC_QUICK_CHECK);
    case CICU_NFKD: return u_getIntPropertyValue(codePoint, UCHAR_NFKD_QUICK_CHECK);
    default: return -1;
  }
}

uint8_t cicu_combining_class(int32_t codePoint) { return u_getCombiningClass(codePoint); }

int32_t cicu_compose_pair(int32_t first, int32_t second) {
  UErrorCode error = U_ZERO_ERROR;
  const Normalizer2 *nfc = Normalizer2::getNFCInstance(error);
  return U_SUCCESS(error) ? nfc->composePair(first, second) : -1;
}

int32_t cicu_decomposition(int32_t codePoint, uint8_t *target, int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  const Normalizer2 *nfd = Normalizer2::getNFDInstance(error);
  icu::UnicodeString mapping;
  if (U_FAILURE(error) || !nfd->getDecomposition(codePoint, mapping)) return 0;
  icu::CheckedArrayByteSink sink(reinterpret_cast<char *>(target), capacity);
  mapping.toUTF8(sink);
  return sink.NumberOfBytesAppended();
}

int8_t cicu_general_category(int32_t codePoint) { return u_charType(codePoint); }

int32_t cicu_script(int32_t codePoint) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(codePoint, &error);
}

bool cicu_is_white_space(int32_t codePoint) { return u_isUWhiteSpace(codePoint); }

bool cicu_is_default_ignorable(int32_t codePoint) {
  return u_hasBinaryProperty(codePoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool cicu_is_emoji(int32_t codePoint) {
  return u_hasBinaryProperty(codePoint, UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool cicu_is_uppercase(int32_t codePoint) { return u_isUUppercase(codePoint); }

bool cicu_is_lowercase(int32_t codePoint) { return u_isULowercase(codePoint); }

void *cicu_converter_open(const char *name) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &error);
  if (U_FAILURE(error)) return nullptr;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr, nullptr, nullptr, &error);
  return converter;
}

void cicu_converter_close(void *converter) { ucnv_close(static_cast<UConverter *>(converter)); }

const char *cicu_converter_name(void *converter) {
  UErrorCode error = U_ZERO_ERROR;
  const char *name = ucnv_getName(static_cast<UConverter *>(converter), &error);
  return U_SUCCESS(error) ? name : "";
}

int32_t cicu_convert(void *converter, const uint8_t *source, size_t count, size_t *consumed, uint16_t *target,
                     size_t capacity, size_t *written, int32_t *offsets, bool flush) {
  const char *from = reinterpret_cast<const char *>(source);
  const char *const fromStart = from;
  UChar *to = reinterpret_cast<UChar *>(target);
  UChar *const toStart = to;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_toUnicode(static_cast<UConverter *>(converter), &to, toStart + capacity, &from, fromStart + count, offsets,
                 flush, &error);
  *consumed = static_cast<size_t>(from - fromStart);
  *written = static_cast<size_t>(to - toStart);
  if (error == U_BUFFER_OVERFLOW_ERROR) return 1;
  return U_SUCCESS(error) ? 0 : -1;
}

bool cicu_detect(const uint8_t *source, size_t count, char *name, size_t capacity, int32_t *confidence) {
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return false;
  const int32_t length = count > INT32_MAX ? INT32_MAX : static_cast<int32_t>(count);
  ucsdet_setText(detector, reinterpret_cast<const char *>(source), length, &error);
  const UCharsetMatch *match = ucsdet_detect(detector, &error);
  bool found = false;
  if (U_SUCCESS(error) && match != nullptr) {
    const char *best = ucsdet_getName(match, &error);
    const int32_t sure = ucsdet_getConfidence(match, &error);
    if (U_SUCCESS(error) && best != nullptr && std::strlen(best) < capacity) {
      std::strcpy(name, best);
      *confidence = sure;
      found = true;
    }
  }
  ucsdet_close(detector);
  return found;
}
