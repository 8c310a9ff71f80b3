import Compiler
import Domain
import Exchange
import Fitting
import Foundation
import Models
import Platform
import ProjectFile
import Reports
import SQL
import Segments
import Timelines
import Warehouse

/// What the program's exit code says; the numbers are those of `sysexits.h`. Documented in docs/commands.md.
enum ExitStatus: Int32, CaseIterable {
    case success = 0
    case unexpected = 1
    /// The command line is not understood.
    case usage = 64
    /// A file's contents cannot be used.
    case data = 65
    /// A file, workspace, segment or customer is not there.
    case noInput = 66
    /// An engine's library, its server or a part of the report is not there.
    case unavailable = 69
    /// There is not enough memory.
    case memory = 71
    /// A file cannot be made at this place.
    case cannotCreate = 73
    /// The disk is full, or reading or writing failed.
    case inputOutput = 74
    /// Another process has the warehouse open.
    case locked = 75
    case permission = 77
    /// A mistake in `covey.yaml`, a segment or a condition.
    case configuration = 78
    /// Stopped from the keyboard.
    case interrupted = 130
    /// Asked to end by another process.
    case terminated = 143

    /// The word for it in JSON.
    var word: String { String(describing: self) }

    init(_ error: any Error) {
        self =
            switch error {
            case let error as FileError: Self.of(error)
            case let error as ImportError: Self.of(error)
            case let error as UnusableFile: Self.of(error.cause)
            case let error as WorkspaceError: Self.of(error)
            case let error as SetError: Self.of(error)
            case let error as WarehouseError: Self.of(error)
            case let error as ReportError: Self.of(error)
            case let error as OutputPathError: Self.of(error)
            case let error as TimelineError: Self.of(error)
            case let error as ModelError: Self.of(error)
            case let error as TableError: Self.of(error)
            case let error as DiscoveryError: Self.of(error)
            case is SavedModelError: .data
            case is ProjectFileError, is ProjectEditError, is ParseError, is CompileError, is EvaluationError,
                is RenderError, is Problem,
                is SegmentsNotRefreshed, is SegmentNotEvaluable:
                .configuration
            case is UsageMistake, is LaterThanKnown: .usage
            case is QueryMistake, is UnreadableColumn, is SumOverflow: .data
            case is OutputError: .inputOutput
            case is ChecksFailed: .unavailable
            case let error as CocoaError: Self.of(error)
            default: .unexpected
            }
    }

    private static func of(_ error: FileError) -> ExitStatus {
        switch error {
        case .notFound, .isDirectory: .noInput
        case .notReadable: .permission
        case .empty, .damaged: .data
        case .unknownEncoding: .configuration
        case .notWritable(_, _, let diskFull): diskFull ? .inputOutput : .cannotCreate
        }
    }

    private static func of(_ error: ImportError) -> ExitStatus {
        switch error {
        case .noRows, .notATable, .unclosedQuote, .tooManyRejects, .ambiguousDates, .unknownDates, .unreadable,
            .missingColumns, .blank, .nulBytes:
            .data
        case .otherCurrency, .unusableNames: .configuration
        }
    }

    private static func of(_ error: WorkspaceError) -> ExitStatus {
        switch error {
        case .noProject, .notRunYet, .notEvaluated, .unknownSegment, .unknownCustomer, .unknownSource, .noFiles,
            .wrongPath, .noTableFile:
            .noInput
        case .readOnly: .permission
        case .alreadyExists, .ownFile: .cannotCreate
        case .definition, .several: .configuration
        case .missingPart: .unavailable
        }
    }

    private static func of(_ error: SetError) -> ExitStatus {
        switch error {
        case .segmentExists, .fileExists: .cannotCreate
        case .unusableName, .nothingToCombine, .contradiction: .usage
        case .noPlace, .noPriorities: .configuration
        case .noIdentifiers, .columnNotStated, .noMembers, .tooManyStrata: .data
        case .unknownColumn, .unknownTrait, .unknownPriorities: .noInput
        }
    }

    private static func of(_ error: DiscoveryError) -> ExitStatus {
        switch error {
        case .unknownFeature: .noInput
        case .unusableFeature, .noFeatures: .data
        case .nameTaken: .cannotCreate
        case .unusableName: .usage
        case .couldNotRestore: .inputOutput
        }
    }

    private static func of(_ error: ModelError) -> ExitStatus {
        if case .invalidSetting = error { .usage } else { .data }
    }

    private static func of(_ error: TableError) -> ExitStatus {
        switch error {
        case .optionMissing, .optionUnknown, .optionInvalid, .valueUnknown: .usage
        case .noColumn: .noInput
        case .noValue, .textInNumbers, .timeInNumbers, .notATime: .data
        }
    }

    private static func of(_ error: ReportError) -> ExitStatus {
        switch error {
        case .unusableChartLibrary: .unavailable
        case .rendering: .unexpected
        }
    }

    private static func of(_ error: TimelineError) -> ExitStatus {
        switch error {
        case .notWritable, .diskFull, .notReadable, .missing, .otherFormat, .damaged, .arrivalsUnknown,
            .superseded:
            .inputOutput
        case .outOfOrder, .mergeUnderWay: .unexpected
        case .tooMany: .data
        }
    }

    private static func of(_ error: OutputPathError) -> ExitStatus {
        switch error {
        case .isFolder, .noFolder: .cannotCreate
        case .notWritable: .permission
        }
    }

    private static func of(_ error: CocoaError) -> ExitStatus {
        switch error.code {
        case .fileWriteOutOfSpace: .inputOutput
        case .fileWriteNoPermission, .fileReadNoPermission, .fileWriteVolumeReadOnly: .permission
        case .fileNoSuchFile, .fileReadNoSuchFile: .noInput
        default: .unexpected
        }
    }
}

extension ExitStatus {
    private static func of(_ error: WarehouseError) -> ExitStatus {
        switch error {
        case .library: .unavailable
        case .opening(_, let fault): of(fault)
        case .statement(let fault, _): of(fault)
        case .connection(.diskFull): .inputOutput
        case .connection, .result, .ingest: .unexpected
        }
    }

    private static func of(_ fault: OpeningFault) -> ExitStatus {
        switch fault {
        case .locked, .alreadyOpen: .locked
        case .notADatabase, .corrupt, .storageVersion: .data
        case .missing: .noInput
        case .readOnly: .permission
        case .diskFull: .inputOutput
        case .optionRefused: .configuration
        case .unreachable: .unavailable
        case .other: .unexpected
        }
    }

    private static func of(_ fault: StatementFault) -> ExitStatus {
        switch fault {
        case .query, .constraint, .interrupted: .unexpected
        case .databaseReadOnly, .locationReadOnly: .permission
        case .diskFull, .dataUnreadable: .inputOutput
        case .outOfMemory: .memory
        }
    }
}
