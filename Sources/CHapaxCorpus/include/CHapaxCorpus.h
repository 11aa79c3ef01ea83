// What HapaxCorpus needs of simdjson, zlib, zstd and signal handlers, in plain C. One Swift file imports each part.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: JSON

/// Whether all of the bytes are UTF-8.
bool chc_is_utf8(const uint8_t *bytes, size_t count);

/// A parser: memory for one thread, used again for line after line.
typedef struct chc_json chc_json;

chc_json *chc_json_create(void);
void chc_json_destroy(chc_json *json);

/// Why a line is refused.
typedef enum {
  CHC_JSON_OK = 0,
  CHC_JSON_EMPTY,
  CHC_JSON_INVALID_UTF8,
  CHC_JSON_UNTERMINATED_STRING,
  CHC_JSON_CONTROL_IN_STRING,
  CHC_JSON_BAD_ESCAPE,
  CHC_JSON_BAD_NUMBER,
  CHC_JSON_BAD_LITERAL,
  CHC_JSON_ENDS_EARLY,
  CHC_JSON_UNEXPECTED,
  CHC_JSON_TRAILING,
  CHC_JSON_TOO_DEEP,
  CHC_JSON_TOO_LONG,
} chc_json_status;

typedef enum {
  CHC_JSON_ABSENT = 0,
  CHC_JSON_STRING,
  CHC_JSON_NUMBER,
  CHC_JSON_OTHER,
} chc_json_kind;

/// A top-level value: its bytes in the line, of a string without the quotes.
typedef struct {
  chc_json_kind kind;
  size_t begin;
  size_t end;
} chc_json_value;

typedef struct {
  /// Where the line breaks the rules; 0 where only the whole line is known to.
  size_t offset;
  bool is_object;
  chc_json_value text;
  chc_json_value id;
} chc_json_record;

/// Checks a whole line (RFC 8259) and finds two fields of the object that it holds. Of a key that stands twice the
/// last one counts, as in most parsers.
chc_json_status chc_json_find(
    chc_json *json, const uint8_t *line, size_t count, const uint8_t *text_key, size_t text_key_count,
    const uint8_t *id_key, size_t id_key_count, chc_json_record *record);

/// Undoes the escapes of a string that `chc_json_find` has checked. `out` has room for `count` bytes. A surrogate
/// without its other half becomes the three bytes that UTF-8 would have for it (WTF-8), so that nothing is lost.
/// Returns the number of bytes written.
size_t chc_json_unescape(const uint8_t *raw, size_t count, uint8_t *out);

// MARK: Bytes

/// Where `byte` last stands, or NULL.
const void *chc_last(const void *bytes, int byte, size_t count);

// MARK: Disk

/// Asks the disk to begin with bytes that were written to a file, and does not wait; where that is not known, nothing is done.
void chc_begin_writing(int descriptor, int64_t offset, int64_t count);

// MARK: Memory

/// Gives memory that is free back to the system.
void chc_memory_give_back(void);
/// From now on little that is freed is kept, and large blocks are not taken from the heap, which they would break up.
void chc_memory_keep_little(void);

// MARK: Compression

typedef enum { CHC_GZIP = 1, CHC_ZSTD = 2 } chc_codec;

typedef struct chc_stream chc_stream;

chc_stream *chc_decoder_create(chc_codec codec);
chc_stream *chc_encoder_create(chc_codec codec);
void chc_stream_destroy(chc_stream *stream);

typedef enum {
  /// Wants more input or more room.
  CHC_STREAM_MORE = 0,
  /// Decoding: at the end of a member or frame; another may follow. Encoding: all is written.
  CHC_STREAM_END = 1,
  CHC_STREAM_ERROR = -1,
} chc_stream_status;

/// Consumes from `in`, makes into `out`, and says how much of both. `finish` is for encoders: no input follows.
chc_stream_status chc_stream_step(
    chc_stream *stream, const uint8_t *in, size_t in_count, size_t *in_used, uint8_t *out, size_t out_count,
    size_t *out_made, bool finish);

/// The library's word for the last error.
const char *chc_stream_message(const chc_stream *stream);

// MARK: Temporary files and signals

/// Remembers a file that a signal must remove. Returns a slot, or -1 where all are taken.
int chc_temporary_register(int folder, const char *name);
/// Forgets it.
void chc_temporary_release(int slot);
/// From now on SIGINT, SIGTERM and SIGHUP remove what is remembered and then end the process as they would have.
/// Writing to a closed pipe or past the file size limit is an error of write(2) from now on, not a signal.
void chc_temporary_handle_signals(void);

#ifdef __cplusplus
}
#endif
