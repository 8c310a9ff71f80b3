import CRoaring

/// A set of customers, by their places: a compressed bitmap in CRoaring's format.
///
/// `@unchecked Sendable`: the bitmap is never changed after it was made.
package final class Members: @unchecked Sendable {
    private let bitmap: UnsafeMutablePointer<roaring_bitmap_t>

    private init(owning bitmap: UnsafeMutablePointer<roaring_bitmap_t>) {
        self.bitmap = bitmap
    }

    /// `nil` where the bytes are no such bitmap.
    ///
    /// - Parameter serialized: in the portable format of Roaring bitmaps (github.com/RoaringBitmap/RoaringFormatSpec).
    package convenience init?(serialized: [UInt8]) {
        let read = serialized.withUnsafeBytes { bytes in
            roaring_bitmap_portable_deserialize_safe(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
        guard let read else { return nil }
        self.init(owning: read)
    }

    package convenience init(_ places: some Sequence<UInt32>) {
        let places = Array(places)
        // The library only fails to allocate, in which case nothing else works either.
        self.init(owning: roaring_bitmap_of_ptr(places.count, places)!)
    }

    deinit {
        roaring_bitmap_free(bitmap)
    }

    package var count: Int { Int(roaring_bitmap_get_cardinality(bitmap)) }

    package func contains(_ place: Int) -> Bool { roaring_bitmap_contains(bitmap, UInt32(place)) }

    /// All places, in order.
    package var places: [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress { roaring_bitmap_to_uint32_array(bitmap, start) }
            initialized = buffer.count == 0 ? 0 : count
        }
    }

    package var serialized: [UInt8] {
        let size = roaring_bitmap_portable_size_in_bytes(bitmap)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            initialized = buffer.withMemoryRebound(to: CChar.self) {
                $0.baseAddress.map { roaring_bitmap_portable_serialize(bitmap, $0) } ?? 0
            }
        }
    }

    package func union(_ other: Members) -> Members { Members(owning: roaring_bitmap_or(bitmap, other.bitmap)) }
    package func intersection(_ other: Members) -> Members {
        Members(owning: roaring_bitmap_and(bitmap, other.bitmap))
    }
    package func subtracting(_ other: Members) -> Members {
        Members(owning: roaring_bitmap_andnot(bitmap, other.bitmap))
    }
    package func intersectionCount(_ other: Members) -> Int {
        Int(roaring_bitmap_and_cardinality(bitmap, other.bitmap))
    }
}

extension Members: Equatable {
    package static func == (left: Members, right: Members) -> Bool { roaring_bitmap_equals(left.bitmap, right.bitmap) }
}
