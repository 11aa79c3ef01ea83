import Testing

@testable import Hapax

@Suite("Memory of stores") struct StoreTests {
  @Test("What is asked for before it is used is zero, and holds what is written", arguments: [1, 3, 32])
  func populates(parts: Int) {
    // Some large pages, and a part of one.
    let count = (2 << 20) + 13
    var store = Store<UInt64>(zeros: count)
    store[5] = 1
    for part in 0..<parts { store.populate(part, of: parts) }
    #expect(store[5] == 1)
    store[5] = 0
    #expect((0..<count).allSatisfy { store[$0] == 0 })
    store[count - 1] = 2
    for part in 0..<parts { store.populate(part, of: parts) }
    #expect(store[count - 1] == 2)
  }

  @Test("Small stores have no large page to ask for")
  func populatesSmall() {
    let store = Store<UInt32>(zeros: 10)
    store.populate(0, of: 1)
    #expect((0..<10).allSatisfy { store[$0] == 0 })
  }
}
