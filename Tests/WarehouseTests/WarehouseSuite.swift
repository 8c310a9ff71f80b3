import Testing

/// One test after the other: several measure memory or time, and the engine uses every core by itself.
@Suite(.serialized) struct WarehouseSuite {}
