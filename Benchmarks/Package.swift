// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that whoever depends on Hapax builds none of this. The executables (`speed`, `growth`,
// `quality`, `families`, `corpus`, `texts`, `pointers`) need nothing but Hapax; only
// `HapaxBenchmarks` needs the benchmark library, without its traits:
// they replace malloc, which is what would be measured then.
let strict: [SwiftSetting] = [.strictMemorySafety(), .swiftLanguageMode(.v6)]

let package = Package(
  name: "hapax-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "hapax", path: "../"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // ICU as a user of its C++ interface would call it: the yardstick, independent of the engine's own shim.
    .target(name: "ICUYardstick", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(
      name: "Workloads",
      dependencies: [
        "ICUYardstick", .product(name: "Hapax", package: "hapax"),
        .product(name: "HapaxCorpus", package: "hapax"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "speed", dependencies: ["Workloads"], swiftSettings: strict),
    .executableTarget(name: "growth", dependencies: ["Workloads"], swiftSettings: strict),
    .executableTarget(
      name: "quality",
      dependencies: ["Workloads", .product(name: "Hapax", package: "hapax")],
      swiftSettings: strict),
    .executableTarget(
      name: "families",
      dependencies: ["Workloads", .product(name: "Hapax", package: "hapax")],
      swiftSettings: strict),
    .executableTarget(
      name: "corpus",
      dependencies: [
        "Workloads", .product(name: "Hapax", package: "hapax"),
        .product(name: "HapaxCorpus", package: "hapax"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "texts", dependencies: ["Workloads"], swiftSettings: strict),
    .executableTarget(name: "pointers", dependencies: ["Workloads"], swiftSettings: strict),
    .testTarget(name: "WorkloadsTests", dependencies: ["Workloads"], swiftSettings: strict),
    .testTarget(name: "QualityTests", dependencies: ["quality", "Workloads"], swiftSettings: strict),
    .testTarget(name: "FamiliesTests", dependencies: ["families", "Workloads"], swiftSettings: strict),
    .executableTarget(
      name: "HapaxBenchmarks",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/HapaxBenchmarks",
      swiftSettings: [.swiftLanguageMode(.v6)],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  cxxLanguageStandard: .cxx17
)
