// Arrow Database Connectivity, API revision 1.1.0: the layout of its structs and its status codes, which are an ABI.
//
// A driver is a shared library with one entry point that fills an `AdbcDriver`, a table of functions. Covey calls
// through the table and needs no driver manager. Entries that Covey never calls are declared as `AdbcUnused`: they
// only hold their place, which is what an ABI asks for.

#ifndef COVEY_ADBC_H
#define COVEY_ADBC_H

#include "arrow_c.h"
#include <stddef.h>
#include <stdint.h>

typedef uint8_t AdbcStatusCode;

#define ADBC_STATUS_OK 0
#define ADBC_STATUS_UNKNOWN 1
#define ADBC_STATUS_NOT_IMPLEMENTED 2
#define ADBC_STATUS_NOT_FOUND 3
#define ADBC_STATUS_ALREADY_EXISTS 4
#define ADBC_STATUS_INVALID_ARGUMENT 5
#define ADBC_STATUS_INVALID_STATE 6
#define ADBC_STATUS_INVALID_DATA 7
#define ADBC_STATUS_INTEGRITY 8
#define ADBC_STATUS_INTERNAL 9
#define ADBC_STATUS_IO 10
#define ADBC_STATUS_CANCELLED 11
#define ADBC_STATUS_TIMEOUT 12
#define ADBC_STATUS_UNAUTHENTICATED 13
#define ADBC_STATUS_UNAUTHORIZED 14

#define ADBC_VERSION_1_0_0 1000000
#define ADBC_VERSION_1_1_0 1001000

struct AdbcDriver;

// What went wrong. Zeroed by the caller; released by the caller where `release` is set.
struct AdbcError {
    char *message;
    int32_t vendor_code;
    char sqlstate[5];
    void (*release)(struct AdbcError *);
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcDatabase {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcConnection {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcStatement {
    void *private_data;
    struct AdbcDriver *private_driver;
};

typedef void (*AdbcUnused)(void);

// The table of functions. The order of its entries is the ABI.
struct AdbcDriver {
    void *private_data;
    void *private_manager;
    AdbcStatusCode (*release)(struct AdbcDriver *, struct AdbcError *);

    AdbcStatusCode (*DatabaseInit)(struct AdbcDatabase *, struct AdbcError *);
    AdbcStatusCode (*DatabaseNew)(struct AdbcDatabase *, struct AdbcError *);
    AdbcStatusCode (*DatabaseSetOption)(struct AdbcDatabase *, const char *key, const char *value, struct AdbcError *);
    AdbcStatusCode (*DatabaseRelease)(struct AdbcDatabase *, struct AdbcError *);

    AdbcStatusCode (*ConnectionCommit)(struct AdbcConnection *, struct AdbcError *);
    AdbcUnused ConnectionGetInfo;
    AdbcUnused ConnectionGetObjects;
    AdbcStatusCode (*ConnectionGetTableSchema)(
        struct AdbcConnection *, const char *catalog, const char *db_schema, const char *table_name,
        struct ArrowSchema *, struct AdbcError *);
    AdbcUnused ConnectionGetTableTypes;
    AdbcStatusCode (*ConnectionInit)(struct AdbcConnection *, struct AdbcDatabase *, struct AdbcError *);
    AdbcStatusCode (*ConnectionNew)(struct AdbcConnection *, struct AdbcError *);
    AdbcStatusCode (*ConnectionSetOption)(
        struct AdbcConnection *, const char *key, const char *value, struct AdbcError *);
    AdbcUnused ConnectionReadPartition;
    AdbcStatusCode (*ConnectionRelease)(struct AdbcConnection *, struct AdbcError *);
    AdbcStatusCode (*ConnectionRollback)(struct AdbcConnection *, struct AdbcError *);

    AdbcStatusCode (*StatementBind)(
        struct AdbcStatement *, struct ArrowArray *, struct ArrowSchema *, struct AdbcError *);
    AdbcStatusCode (*StatementBindStream)(struct AdbcStatement *, struct ArrowArrayStream *, struct AdbcError *);
    AdbcStatusCode (*StatementExecuteQuery)(
        struct AdbcStatement *, struct ArrowArrayStream *out, int64_t *rows_affected, struct AdbcError *);
    AdbcUnused StatementExecutePartitions;
    AdbcUnused StatementGetParameterSchema;
    AdbcStatusCode (*StatementNew)(struct AdbcConnection *, struct AdbcStatement *, struct AdbcError *);
    AdbcStatusCode (*StatementPrepare)(struct AdbcStatement *, struct AdbcError *);
    AdbcStatusCode (*StatementRelease)(struct AdbcStatement *, struct AdbcError *);
    AdbcStatusCode (*StatementSetOption)(
        struct AdbcStatement *, const char *key, const char *value, struct AdbcError *);
    AdbcStatusCode (*StatementSetSqlQuery)(struct AdbcStatement *, const char *sql, struct AdbcError *);
    AdbcUnused StatementSetSubstraitPlan;

    // Since 1.1.0. A 1.0.0 driver leaves everything from here on untouched.
    AdbcUnused ErrorGetDetailCount;
    AdbcUnused ErrorGetDetail;
    const struct AdbcError *(*ErrorFromArrayStream)(struct ArrowArrayStream *, AdbcStatusCode *status);

    AdbcUnused DatabaseGetOption;
    AdbcUnused DatabaseGetOptionBytes;
    AdbcUnused DatabaseGetOptionDouble;
    AdbcUnused DatabaseGetOptionInt;
    AdbcUnused DatabaseSetOptionBytes;
    AdbcUnused DatabaseSetOptionDouble;
    AdbcUnused DatabaseSetOptionInt;

    AdbcStatusCode (*ConnectionCancel)(struct AdbcConnection *, struct AdbcError *);
    AdbcUnused ConnectionGetOption;
    AdbcUnused ConnectionGetOptionBytes;
    AdbcUnused ConnectionGetOptionDouble;
    AdbcUnused ConnectionGetOptionInt;
    AdbcUnused ConnectionGetStatistics;
    AdbcUnused ConnectionGetStatisticNames;
    AdbcUnused ConnectionSetOptionBytes;
    AdbcUnused ConnectionSetOptionDouble;
    AdbcUnused ConnectionSetOptionInt;

    AdbcStatusCode (*StatementCancel)(struct AdbcStatement *, struct AdbcError *);
    AdbcUnused StatementExecuteSchema;
    AdbcUnused StatementGetOption;
    AdbcUnused StatementGetOptionBytes;
    AdbcUnused StatementGetOptionDouble;
    AdbcUnused StatementGetOptionInt;
    AdbcUnused StatementSetOptionBytes;
    AdbcUnused StatementSetOptionDouble;
    AdbcUnused StatementSetOptionInt;
};

// A driver's entry point. It fills as much of the table as `version` holds, or answers
// ADBC_STATUS_NOT_IMPLEMENTED where it does not know the version.
typedef AdbcStatusCode (*AdbcDriverInitFunc)(int version, void *driver, struct AdbcError *);

#endif
