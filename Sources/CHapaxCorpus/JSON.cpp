// Strict JSON, one line at a time: simdjson's first stage finds the structural characters and checks UTF-8, quotes
// and control characters with the widest vectors the machine has; a small walk over what it found checks the rest.
//
// Why not its parsers: the DOM refuses lone surrogates and integers past 64 bits, both of which are valid JSON and
// occur in scraped corpora; On-Demand checks only what is read, and is compiled for one kind of processor. The first
// stage is the fast part of both, and it is chosen at run time.
#include "CHapaxCorpus.h"

#include <cstring>
#include <memory>
#include <new>
#include <simdjson.h>

using simdjson::error_code;

struct chc_json {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stages;
};

namespace {

constexpr int maximum_depth = 1024;

bool is_space(uint8_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

int hex(uint8_t c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The four digits of an escape, or -1.
int hex4(const uint8_t *p) {
  int value = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex(p[i]);
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

/// The walk: one structural index after the other.
struct Walk {
  const uint8_t *line;
  const uint32_t *indexes;
  size_t count;
  size_t at = 0;
  chc_json_status status = CHC_JSON_OK;
  size_t offset = 0;

  bool fail(chc_json_status why, size_t where) {
    status = why;
    offset = where;
    return false;
  }
  bool ended() const { return at >= count; }
  size_t begin() const { return indexes[at]; }
  uint8_t head() const { return line[indexes[at]]; }
  /// Where the token ends: before the white space before the next one. Behind the last index stands the length.
  size_t end() const {
    size_t end = indexes[at + 1];
    while (is_space(line[end - 1])) end--;
    return end;
  }

  bool value(int depth);
  bool object(int depth, chc_json_record *record, const uint8_t *text_key, size_t text_key_count,
              const uint8_t *id_key, size_t id_key_count);
  bool array(int depth);
  bool string();
  bool number();
  bool literal(const char *word);
  bool key_is(size_t key_at, const uint8_t *key, size_t key_count) const;
};

bool Walk::value(int depth) {
  if (ended()) return fail(CHC_JSON_ENDS_EARLY, indexes[count]);
  switch (head()) {
  case '{': return object(depth, nullptr, nullptr, 0, nullptr, 0);
  case '[': return array(depth);
  case '"': return string();
  case 't': return literal("true");
  case 'f': return literal("false");
  case 'n': return literal("null");
  default:
    if (head() == '-' || is_digit(head())) return number();
    return fail(CHC_JSON_UNEXPECTED, begin());
  }
}

bool Walk::object(int depth, chc_json_record *record, const uint8_t *text_key, size_t text_key_count,
                  const uint8_t *id_key, size_t id_key_count) {
  if (depth > maximum_depth) return fail(CHC_JSON_TOO_DEEP, begin());
  at++;
  if (!ended() && head() == '}') {
    at++;
    return true;
  }
  for (;;) {
    if (ended()) return fail(CHC_JSON_ENDS_EARLY, indexes[count]);
    if (head() != '"') return fail(CHC_JSON_UNEXPECTED, begin());
    size_t key_at = at;
    if (!string()) return false;
    if (ended()) return fail(CHC_JSON_ENDS_EARLY, indexes[count]);
    if (head() != ':') return fail(CHC_JSON_UNEXPECTED, begin());
    at++;
    size_t value_at = at;
    if (!value(depth + 1)) return false;
    if (record) {
      chc_json_value *wanted = nullptr;
      if (key_is(key_at, text_key, text_key_count)) wanted = &record->text;
      else if (key_is(key_at, id_key, id_key_count)) wanted = &record->id;
      if (wanted) {
        uint8_t first = line[indexes[value_at]];
        size_t end = indexes[value_at + 1];
        while (is_space(line[end - 1])) end--;
        bool is_string = first == '"';
        bool is_number = first == '-' || is_digit(first);
        wanted->kind = is_string ? CHC_JSON_STRING : is_number ? CHC_JSON_NUMBER : CHC_JSON_OTHER;
        wanted->begin = indexes[value_at] + (is_string ? 1 : 0);
        wanted->end = end - (is_string ? 1 : 0);
      }
    }
    if (ended()) return fail(CHC_JSON_ENDS_EARLY, indexes[count]);
    uint8_t next = head();
    if (next != ',' && next != '}') return fail(CHC_JSON_UNEXPECTED, begin());
    at++;
    if (next == '}') return true;
  }
}

bool Walk::array(int depth) {
  if (depth > maximum_depth) return fail(CHC_JSON_TOO_DEEP, begin());
  at++;
  if (!ended() && head() == ']') {
    at++;
    return true;
  }
  for (;;) {
    if (!value(depth + 1)) return false;
    if (ended()) return fail(CHC_JSON_ENDS_EARLY, indexes[count]);
    uint8_t next = head();
    if (next != ',' && next != ']') return fail(CHC_JSON_UNEXPECTED, begin());
    at++;
    if (next == ']') return true;
  }
}

/// The first stage has found the closing quote; what is left are the escapes.
bool Walk::string() {
  size_t first = begin() + 1;
  size_t last = end() - 1;
  if (last < first || line[last] != '"') return fail(CHC_JSON_UNTERMINATED_STRING, begin());
  const uint8_t *p = line + first;
  const uint8_t *stop = line + last;
  while ((p = static_cast<const uint8_t *>(memchr(p, '\\', stop - p)))) {
    size_t where = p - line;
    if (p + 1 >= stop) return fail(CHC_JSON_BAD_ESCAPE, where);
    if (p[1] == 'u') {
      if (stop - p < 6 || hex4(p + 2) < 0) return fail(CHC_JSON_BAD_ESCAPE, where);
      p += 6;
    } else {
      if (p[1] == 0 || !strchr("\"\\/bfnrt", p[1])) return fail(CHC_JSON_BAD_ESCAPE, where);
      p += 2;
    }
  }
  at++;
  return true;
}

bool Walk::number() {
  const uint8_t *p = line + begin();
  const uint8_t *stop = line + end();
  auto digits = [&] {
    const uint8_t *start = p;
    while (p < stop && is_digit(*p)) p++;
    return p > start;
  };
  bool good = true;
  if (p < stop && *p == '-') p++;
  if (p < stop && *p == '0') p++;
  else good = digits();
  if (good && p < stop && *p == '.') p++, good = digits();
  if (good && p < stop && (*p == 'e' || *p == 'E')) {
    p++;
    if (p < stop && (*p == '+' || *p == '-')) p++;
    good = digits();
  }
  if (!good || p != stop) return fail(CHC_JSON_BAD_NUMBER, begin());
  at++;
  return true;
}

bool Walk::literal(const char *word) {
  size_t length = strlen(word);
  if (end() - begin() != length || memcmp(line + begin(), word, length) != 0) {
    return fail(CHC_JSON_BAD_LITERAL, begin());
  }
  at++;
  return true;
}

bool Walk::key_is(size_t key_at, const uint8_t *key, size_t key_count) const {
  size_t first = indexes[key_at] + 1;
  size_t end = indexes[key_at + 1];
  while (is_space(line[end - 1])) end--;
  size_t length = end - 1 - first;
  if (length == key_count && memcmp(line + first, key, length) == 0) return true;
  // A key may be spelled with escapes; each of them is longer than what it stands for.
  if (length <= key_count || !memchr(line + first, '\\', length)) return false;
  std::unique_ptr<uint8_t[]> plain(new (std::nothrow) uint8_t[length]);
  return plain && chc_json_unescape(line + first, length, plain.get()) == key_count &&
         memcmp(plain.get(), key, key_count) == 0;
}

chc_json_status first_stage_status(error_code error) {
  switch (error) {
  case simdjson::SUCCESS: return CHC_JSON_OK;
  case simdjson::EMPTY: return CHC_JSON_EMPTY;
  case simdjson::UTF8_ERROR: return CHC_JSON_INVALID_UTF8;
  case simdjson::UNCLOSED_STRING: return CHC_JSON_UNTERMINATED_STRING;
  case simdjson::UNESCAPED_CHARS: return CHC_JSON_CONTROL_IN_STRING;
  case simdjson::CAPACITY:
  case simdjson::MEMALLOC: return CHC_JSON_TOO_LONG;
  default: return CHC_JSON_UNEXPECTED;
  }
}

/// Room for the line's indexes. The parser is made anew, not resized, so that one long line is not paid for twice.
error_code reserve(chc_json *json, size_t count) {
  if (json->stages && json->stages->capacity() >= count) return simdjson::SUCCESS;
  size_t capacity = count < (1 << 20) ? (1 << 20) : count;
  json->stages.reset();
  return simdjson::get_active_implementation()->create_dom_parser_implementation(
      capacity, simdjson::DEFAULT_MAX_DEPTH, json->stages);
}

}  // namespace

bool chc_is_utf8(const uint8_t *bytes, size_t count) {
  return count == 0 || simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

chc_json *chc_json_create(void) { return new (std::nothrow) chc_json(); }

void chc_json_destroy(chc_json *json) { delete json; }

chc_json_status chc_json_find(
    chc_json *json, const uint8_t *line, size_t count, const uint8_t *text_key, size_t text_key_count,
    const uint8_t *id_key, size_t id_key_count, chc_json_record *record) {
  *record = chc_json_record{};
  if (count == 0) return CHC_JSON_EMPTY;
  if (reserve(json, count) != simdjson::SUCCESS) return CHC_JSON_TOO_LONG;
  chc_json_status first = first_stage_status(json->stages->stage1(line, count, simdjson::stage1_mode::regular));
  if (first != CHC_JSON_OK) return first;

  Walk walk{line, json->stages->structural_indexes.get(), json->stages->n_structural_indexes};
  record->is_object = walk.head() == '{';
  bool good = record->is_object ? walk.object(1, record, text_key, text_key_count, id_key, id_key_count)
                                : walk.value(1);
  if (good && !walk.ended()) walk.fail(CHC_JSON_TRAILING, walk.begin());
  record->offset = walk.offset;
  return walk.status;
}

size_t chc_json_unescape(const uint8_t *raw, size_t count, uint8_t *out) {
  const uint8_t *p = raw;
  const uint8_t *stop = raw + count;
  uint8_t *o = out;
  while (const uint8_t *escape = static_cast<const uint8_t *>(memchr(p, '\\', stop - p))) {
    memcpy(o, p, escape - p);
    o += escape - p;
    p = escape + 2;
    switch (escape[1]) {
    case 'b': *o++ = '\b'; break;
    case 'f': *o++ = '\f'; break;
    case 'n': *o++ = '\n'; break;
    case 'r': *o++ = '\r'; break;
    case 't': *o++ = '\t'; break;
    case 'u': {
      uint32_t code = hex4(p);
      p += 4;
      bool leads = (code & 0xFC00) == 0xD800;
      if (leads && stop - p >= 6 && p[0] == '\\' && p[1] == 'u') {
        uint32_t trail = hex4(p + 2);
        if ((trail & 0xFC00) == 0xDC00) {
          code = 0x10000 + ((code & 0x3FF) << 10 | (trail & 0x3FF));
          p += 6;
        }
      }
      if (code < 0x80) {
        *o++ = code;
      } else if (code < 0x800) {
        *o++ = 0xC0 | code >> 6;
        *o++ = 0x80 | (code & 0x3F);
      } else if (code < 0x10000) {
        *o++ = 0xE0 | code >> 12;
        *o++ = 0x80 | (code >> 6 & 0x3F);
        *o++ = 0x80 | (code & 0x3F);
      } else {
        *o++ = 0xF0 | code >> 18;
        *o++ = 0x80 | (code >> 12 & 0x3F);
        *o++ = 0x80 | (code >> 6 & 0x3F);
        *o++ = 0x80 | (code & 0x3F);
      }
      break;
    }
    default: *o++ = escape[1];
    }
  }
  memcpy(o, p, stop - p);
  return o + (stop - p) - out;
}
