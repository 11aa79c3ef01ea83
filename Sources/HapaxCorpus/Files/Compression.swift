internal import CHapaxCorpus

/// The compressions of files, recognised by their first bytes when read and chosen by the name when written.
public enum Compression: Hashable, Sendable {
  case gzip
  case zstandard

  /// What begins with these bytes.
  init?(magic head: some Collection<UInt8>) {
    let head = Array(head.prefix(4))
    if head.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if head == [0x28, 0xB5, 0x2F, 0xFD] {
      self = .zstandard
    } else if head.count == 4, head[0] & 0xF0 == 0x50, head[1...] == [0x2A, 0x4D, 0x18] {
      // A skippable frame, with which some writers begin.
      self = .zstandard
    } else {
      return nil
    }
  }

  /// What a file of this name holds.
  init?(name: Path) {
    if name.hasExtension(".gz") {
      self = .gzip
    } else if name.hasExtension(".zst") {
      self = .zstandard
    } else {
      return nil
    }
  }

  fileprivate var codec: chc_codec { self == .gzip ? CHC_GZIP : CHC_ZSTD }

  var name: String { self == .gzip ? "gzip" : "zstd" }
}

/// A stream of one compression in one direction.
@safe private final class Stream {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer?) throws(CorpusError) {
    guard let handle = unsafe handle else { throw .outOfMemory }
    unsafe self.handle = handle
  }

  deinit { unsafe chc_stream_destroy(handle) }

  /// Takes from `input` from `start` on and makes bytes at the end of `output`.
  func step(
    _ input: ByteBuffer, from start: Int, into output: inout ByteBuffer, room: Int, finish: Bool = false
  ) -> (used: Int, status: chc_stream_status) {
    var used = 0
    var status = CHC_STREAM_ERROR
    _ = unsafe output.append(room: room) { free in
      var made = 0
      // SAFETY: both regions are the buffers' own, and the library stays inside the counts it is given.
      unsafe input.withBytes { given in
        let rest = unsafe UnsafeBufferPointer(rebasing: given[start...])
        unsafe status = chc_stream_step(
          handle, rest.baseAddress, rest.count, &used, free.baseAddress, free.count, &made, finish)
      }
      return made
    }
    return (used, status)
  }

  /// The library's words for what went wrong.
  var message: String { unsafe String(cString: chc_stream_message(handle)) }
}

/// Undoes a compression, a piece at a time. Several members or frames in a row are one text.
final class Decompressor {
  private let stream: Stream
  private let compression: Compression
  /// Whether what came so far can be all.
  private(set) var isAtEnd = false

  init(_ compression: Compression) throws(CorpusError) {
    self.compression = compression
    stream = try unsafe Stream(chc_decoder_create(compression.codec))
  }

  /// Makes at most `room` bytes out of `input` from `start` on. Returns how many input bytes were used.
  func decode(_ input: ByteBuffer, from start: Int, into output: inout ByteBuffer, room: Int) throws(Failure)
    -> Int
  {
    let (used, status) = stream.step(input, from: start, into: &output, room: room)
    guard status != CHC_STREAM_ERROR else {
      throw Failure(offset: used, reason: "damaged \(compression.name) data (\(stream.message))")
    }
    isAtEnd = status == CHC_STREAM_END
    return used
  }

  /// Why data cannot be read, `offset` bytes behind where the call began.
  struct Failure: Error {
    let offset: Int
    let reason: String
  }
}

extension Compression {
  /// Compresses `bytes` as one member or frame.
  ///
  /// Every chunk of an output file is one, so that threads compress side by side; both formats say that members in a
  /// row are one stream.
  func compress(_ bytes: [UInt8]) throws(CorpusError) -> [UInt8] {
    let stream = try unsafe Stream(chc_encoder_create(codec))
    let input = ByteBuffer(bytes)
    var output = ByteBuffer()
    var used = 0
    while true {
      let room = Swift.max(64 << 10, (bytes.count - used) / 2)
      let (taken, status) = stream.step(input, from: used, into: &output, room: room, finish: true)
      used += taken
      if status == CHC_STREAM_ERROR { throw .outOfMemory }
      if status == CHC_STREAM_END { return output.bytes }
    }
  }

  /// Compresses `bytes` in several members or frames, the last bytes of which lie before `ends`; in one where there are
  /// none. With one for each record, tools can find a record of WARC without reading those before it.
  func compress(_ bytes: [UInt8], membersEndAt ends: [Int]) throws(CorpusError) -> [UInt8] {
    guard ends.count > 1 else { return try compress(bytes) }
    var output: [UInt8] = []
    var start = 0
    for end in ends where end > start {
      output += try compress(Array(bytes[start..<end]))
      start = end
    }
    return output
  }
}
