// gzip and zstd behind one streaming interface.
#include "CHapaxCorpus.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct chc_stream {
  chc_codec codec;
  bool encodes;
  bool ended;
  z_stream zlib;
  ZSTD_CCtx *compressor;
  ZSTD_DCtx *decompressor;
  const char *message;
};

static chc_stream *create(chc_codec codec, bool encodes) {
  chc_stream *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  stream->codec = codec;
  stream->encodes = encodes;
  bool good;
  if (codec == CHC_GZIP) {
    const int gzip_window = 15 + 16;
    good = encodes ? deflateInit2(&stream->zlib, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) == Z_OK
                   : inflateInit2(&stream->zlib, gzip_window) == Z_OK;
  } else if (encodes) {
    stream->compressor = ZSTD_createCCtx();
    good = stream->compressor && !ZSTD_isError(ZSTD_CCtx_setParameter(stream->compressor, ZSTD_c_checksumFlag, 1));
  } else {
    stream->decompressor = ZSTD_createDCtx();
    // Published corpora are made with --long=31; the window is only as large as the frame says.
    good = stream->decompressor && !ZSTD_isError(ZSTD_DCtx_setParameter(stream->decompressor, ZSTD_d_windowLogMax, 31));
  }
  if (good) return stream;
  chc_stream_destroy(stream);
  return NULL;
}

chc_stream *chc_decoder_create(chc_codec codec) { return create(codec, false); }
chc_stream *chc_encoder_create(chc_codec codec) { return create(codec, true); }

void chc_stream_destroy(chc_stream *stream) {
  if (!stream) return;
  if (stream->codec == CHC_GZIP) {
    if (stream->encodes) deflateEnd(&stream->zlib);
    else inflateEnd(&stream->zlib);
  }
  ZSTD_freeCCtx(stream->compressor);
  ZSTD_freeDCtx(stream->decompressor);
  free(stream);
}

static chc_stream_status fail(chc_stream *stream, const char *message) {
  stream->message = message;
  return CHC_STREAM_ERROR;
}

static chc_stream_status step_zlib(
    chc_stream *stream, const uint8_t *in, size_t in_count, size_t *in_used, uint8_t *out, size_t out_count,
    size_t *out_made, bool finish) {
  z_stream *z = &stream->zlib;
  uInt given = in_count > UINT_MAX ? UINT_MAX : (uInt)in_count;
  uInt room = out_count > UINT_MAX ? UINT_MAX : (uInt)out_count;
  if (!stream->encodes && stream->ended && given > 0) {
    // Another member follows the one that ended.
    inflateReset(z);
    stream->ended = false;
  }
  z->next_in = (Bytef *)in;
  z->avail_in = given;
  z->next_out = out;
  z->avail_out = room;
  int result;
  if (stream->encodes) result = deflate(z, finish && given == in_count ? Z_FINISH : Z_NO_FLUSH);
  else result = inflate(z, Z_NO_FLUSH);
  *in_used = given - z->avail_in;
  *out_made = room - z->avail_out;
  if (result == Z_STREAM_END) {
    stream->ended = true;
    return CHC_STREAM_END;
  }
  if (result == Z_OK || result == Z_BUF_ERROR) return CHC_STREAM_MORE;
  return fail(stream, z->msg ? z->msg : "damaged gzip data");
}

static chc_stream_status step_zstd(
    chc_stream *stream, const uint8_t *in, size_t in_count, size_t *in_used, uint8_t *out, size_t out_count,
    size_t *out_made, bool finish) {
  ZSTD_inBuffer input = {in, in_count, 0};
  ZSTD_outBuffer output = {out, out_count, 0};
  size_t left = stream->encodes
                    ? ZSTD_compressStream2(stream->compressor, &output, &input, finish ? ZSTD_e_end : ZSTD_e_continue)
                    : ZSTD_decompressStream(stream->decompressor, &output, &input);
  *in_used = input.pos;
  *out_made = output.pos;
  if (ZSTD_isError(left)) return fail(stream, ZSTD_getErrorName(left));
  bool ended = left == 0 && (!stream->encodes || finish);
  return ended ? CHC_STREAM_END : CHC_STREAM_MORE;
}

chc_stream_status chc_stream_step(
    chc_stream *stream, const uint8_t *in, size_t in_count, size_t *in_used, uint8_t *out, size_t out_count,
    size_t *out_made, bool finish) {
  return stream->codec == CHC_GZIP
             ? step_zlib(stream, in, in_count, in_used, out, out_count, out_made, finish)
             : step_zstd(stream, in, in_count, in_used, out, out_count, out_made, finish);
}

const char *chc_stream_message(const chc_stream *stream) {
  return stream->message ? stream->message : "damaged data";
}
