package import Domain

/// The values of one trait or of one property, one for each row.
///
/// `@unchecked Sendable`: the memory behind the pointers is never written after the column was made, and whoever holds
/// the column also holds the `Timelines` that own it.
package struct StoredColumn: @unchecked Sendable {
    package let type: ValueType
    package let count: Int
    package let storage: Storage

    package enum Storage {
        /// 0 where the value is missing, else one more than its place in the dictionary.
        case codes(UnsafePointer<UInt32>, ValueDictionary)
        /// `ColumnKey`s, and a bit for each row that has a value; no bits where every row has one.
        case keys(UnsafePointer<Int64>, present: UnsafePointer<UInt64>?)
    }

    package subscript(row: Int) -> Value? {
        switch storage {
        case .codes(let codes, let dictionary): codes[row] == 0 ? nil : dictionary[Int(codes[row]) - 1]
        case .keys(let keys, let present):
            present.map { !$0.bit(row) } ?? false ? nil : ColumnKey.value(keys[row], type)
        }
    }
}

extension UnsafePointer<UInt64> {
    /// The bit at a place of a row of words.
    func bit(_ place: Int) -> Bool { self[place >> 6] >> UInt64(place & 63) & 1 != 0 }
}
