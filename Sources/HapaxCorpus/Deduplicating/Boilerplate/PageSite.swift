internal import Hapax

/// Which site a page is of.
///
/// Of a record it is the host in a field: the one that is asked for, or the first of `url`, `host`, `domain` and `site`
/// that tells one. Of WARC it is that of `WARC-Target-URI`. Of a file of text it is the first folder of its path.
struct PageSite {
  /// The field that is asked for.
  let field: String?

  static let fields = ["url", "host", "domain", "site"]
  static let targetURI = "WARC-Target-URI"
}

extension PageSite {
  /// The site of a record; nil where it tells none.
  func site(of entry: Entry, in chunk: Chunk, _ codec: any RecordCodec) -> Site? {
    for field in fields(in: chunk.layout.format) {
      let value = Self.value(of: field, in: chunk.bytes, at: entry, codec)
      if let host = value?.bytes.flatMap({ Self.host(in: $0) }) { return Site(host) }
    }
    return nil
  }

  /// The site of a file of text; nil where it lies in no folder of what was named.
  static func site(of file: InputFiles.File) -> Site? { file.relative.firstFolder.map { Site($0) } }

  private func fields(in format: Format) -> [String] {
    guard format == .warc else { return field.map { [$0] } ?? Self.fields }
    return [field.flatMap { $0 == "url" ? nil : $0 } ?? Self.targetURI]
  }

  /// The value of a field; of `metadata.url`, where no field has this name, that of a field in an object.
  private static func value(
    of field: String, in bytes: ByteBuffer, at entry: Entry, _ codec: any RecordCodec
  ) -> JSONValue? {
    if let value = codec.value(of: field, in: bytes, at: entry) { return value }
    let names = field.split(separator: ".").map(String.init)
    guard names.count > 1 else { return nil }
    return names.dropFirst().reduce(codec.value(of: names[0], in: bytes, at: entry)) { $0?[$1] }
  }
}

extension PageSite {
  /// The host of an address, in small letters and without `www.`; of a name that is no address all of it. Nil where there
  /// is none.
  ///
  /// `https://user@www.BBC.co.uk:443/news?x` and `bbc.co.uk` are one.
  static func host(in value: [UInt8]) -> [UInt8]? {
    var host = trimmed(value[...])
    let slashes = Array("://".utf8)
    let scheme = host.indices.first { host[$0...].starts(with: slashes) }
    if let scheme {
      host = host[(scheme + slashes.count)...]
    } else if host.starts(with: slashes[1...]) {
      host = host.dropFirst(2)
    }
    let authority = host.prefix { !"/?#".utf8.contains($0) }
    // A name may have a slash.
    if scheme != nil || authority.contains(UInt8(ascii: ".")) || authority.isEmpty { host = authority }
    if let at = host.lastIndex(of: UInt8(ascii: "@")), scheme != nil { host = host[(at + 1)...] }
    if let colon = host.lastIndex(of: UInt8(ascii: ":")),
      host[(colon + 1)...].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    {
      host = host[..<colon]
    }
    if host.last == UInt8(ascii: ".") { host = host.dropLast() }
    let small = host.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    let prefix = Array("www.".utf8)
    let name = small.starts(with: prefix) && small.count > prefix.count ? Array(small[4...]) : small
    return name.isEmpty ? nil : name
  }

  private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var value = value.drop { isJSONSpace($0) }
    while let last = value.last, isJSONSpace(last) { value = value.dropLast() }
    return value
  }
}
