/// XXH64 with seed 0 (Y. Collet, "xxHash fast digest algorithm", specification 0.1.1): it finds damage, and protects
/// against nobody.
struct Checksum {
    private static let primes: [UInt64] = [
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5,
    ]
    private static let one: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let two: UInt64 = 0xC2B2_AE3D_27D4_EB4F

    private var lanes = (one &+ two, two, UInt64(0), 0 &- one)
    private var length: UInt64 = 0
    /// Bytes that do not fill a stripe of 32 yet.
    private var rest: [UInt8] = []

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        length += UInt64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            let missing = min(32 - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<missing])
            start = missing
            guard rest.count == 32 else { return }
            rest.withUnsafeBytes { addStripes($0) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = (bytes.count - start) / 32 * 32
        addStripes(UnsafeRawBufferPointer(rebasing: bytes[start..<start + whole]))
        rest.append(contentsOf: bytes[(start + whole)...])
    }

    private mutating func addStripes(_ bytes: UnsafeRawBufferPointer) {
        var (a, b, c, d) = lanes
        for start in stride(from: 0, to: bytes.count, by: 32) {
            a = Self.round(a, bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian)
            b = Self.round(b, bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self).littleEndian)
            c = Self.round(c, bytes.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self).littleEndian)
            d = Self.round(d, bytes.loadUnaligned(fromByteOffset: start + 24, as: UInt64.self).littleEndian)
        }
        lanes = (a, b, c, d)
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* two, 31) &* one
    }

    @inline(__always)
    private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }

    var value: UInt64 {
        let primes = Self.primes
        var hash = primes[4]
        if length >= 32 {
            let (a, b, c, d) = lanes
            hash = Self.rotate(a, 1) &+ Self.rotate(b, 7) &+ Self.rotate(c, 12) &+ Self.rotate(d, 18)
            for lane in [a, b, c, d] { hash = (hash ^ Self.round(0, lane)) &* primes[0] &+ primes[3] }
        }
        hash &+= length
        var place = 0
        rest.withUnsafeBytes { bytes in
            while place + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
                hash = Self.rotate(hash ^ Self.round(0, word), 27) &* primes[0] &+ primes[3]
                place += 8
            }
            if place + 4 <= bytes.count {
                let word = UInt64(bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian)
                hash = Self.rotate(hash ^ word &* primes[0], 23) &* primes[1] &+ primes[2]
                place += 4
            }
            for byte in bytes[place...] { hash = Self.rotate(hash ^ UInt64(byte) &* primes[4], 11) &* primes[0] }
        }
        hash = (hash ^ hash >> 33) &* primes[1]
        hash = (hash ^ hash >> 29) &* primes[2]
        return hash ^ hash >> 32
    }
}
