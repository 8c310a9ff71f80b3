import CADBC
import Foundation

// Arrow structs whose memory Swift allocated. Each owns what it points to, and its `release` frees all of it: the
// receiver calls that once, from any thread. A child that the receiver has moved elsewhere has no `release` any more,
// and is left to its new owner.

extension ArrowArray {
    /// An array that owns its buffers, which were made by `UnsafeMutableRawPointer.allocate`, and its children.
    static func exported(
        length: Int,
        gaps: Int,
        buffers: [UnsafeMutableRawPointer?],
        children: [ArrowArray]
    ) -> ArrowArray {
        var array = ArrowArray()
        array.length = Int64(length)
        array.null_count = Int64(gaps)
        array.n_buffers = Int64(buffers.count)
        array.buffers = .allocate(capacity: max(1, buffers.count))
        for (index, buffer) in buffers.enumerated() {
            (array.buffers + index).initialize(to: buffer.map { UnsafeRawPointer($0) })
        }
        array.n_children = Int64(children.count)
        array.children = exportedPointers(children)
        array.release = { $0.map(releaseArray) }
        return array
    }
}

extension ArrowSchema {
    static func exported(format: String, name: String, children: [ArrowSchema]) -> ArrowSchema {
        var schema = ArrowSchema()
        schema.format = UnsafePointer(strdup(format))
        schema.name = UnsafePointer(strdup(name))
        schema.flags = Int64(ARROW_FLAG_NULLABLE)
        schema.n_children = Int64(children.count)
        schema.children = exportedPointers(children)
        schema.release = { $0.map(releaseSchema) }
        return schema
    }
}

private func exportedPointers<Element>(
    _ elements: [Element]
) -> UnsafeMutablePointer<UnsafeMutablePointer<Element>?>? {
    guard !elements.isEmpty else { return nil }
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<Element>?>.allocate(capacity: elements.count)
    for (index, element) in elements.enumerated() {
        let pointer = UnsafeMutablePointer<Element>.allocate(capacity: 1)
        pointer.initialize(to: element)
        (pointers + index).initialize(to: pointer)
    }
    return pointers
}

private func releaseChildren<Element>(
    _ children: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?,
    count: Int64,
    _ release: (UnsafeMutablePointer<Element>) -> Void
) {
    guard let children else { return }
    for index in 0..<Int(count) {
        guard let child = children[index] else { continue }
        release(child)
        child.deallocate()
    }
    children.deallocate()
}

private func releaseArray(_ array: UnsafeMutablePointer<ArrowArray>) {
    releaseChildren(array.pointee.children, count: array.pointee.n_children) { $0.pointee.release?($0) }
    if let buffers = array.pointee.buffers {
        for index in 0..<Int(array.pointee.n_buffers) { buffers[index]?.deallocate() }
        buffers.deallocate()
    }
    array.pointee.release = nil
}

private func releaseSchema(_ schema: UnsafeMutablePointer<ArrowSchema>) {
    releaseChildren(schema.pointee.children, count: schema.pointee.n_children) { $0.pointee.release?($0) }
    free(UnsafeMutableRawPointer(mutating: schema.pointee.format))
    free(UnsafeMutableRawPointer(mutating: schema.pointee.name))
    schema.pointee.release = nil
}
