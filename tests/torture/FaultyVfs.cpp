// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/FaultyVfs.h"

#include <sqlite3.h>
#include <unistd.h>

namespace godwit::torture::faultyvfs {

namespace {

struct State {
    Fault fault = Fault::None;
    Lasting lasting = Lasting::Once;
    qint64 at = 0;
    qint64 calls = 0, writingCalls = 0, hits = 0;
};
State state;
sqlite3_vfs *real = nullptr;

enum class Call { Reading, Writing };

/// What this call does, by its turn.
Fault next(Call call)
{
    const qint64 all = state.calls++;
    const qint64 writing = call == Call::Writing ? state.writingCalls++ : -1;
    const qint64 turn = state.fault == Fault::Error ? all : writing;
    if (state.fault == Fault::None || turn < 0 || turn < state.at
        || (turn > state.at && state.lasting == Lasting::Once))
        return Fault::None;
    ++state.hits;
    if (state.fault == Fault::Die && call == Call::Writing)
        return Fault::Die;
    return state.fault;
}

struct File {
    sqlite3_file base;
    sqlite3_file *inner() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *of(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

/// For calls that have no halves.
bool goesWrong(Call call)
{
    const Fault fault = next(call);
    if (fault == Fault::Die)
        _exit(9);
    return fault != Fault::None;
}

int closeFile(sqlite3_file *file)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xClose(inner);
}

int readFile(sqlite3_file *file, void *to, int count, sqlite3_int64 offset)
{
    if (goesWrong(Call::Reading))
        return SQLITE_IOERR_READ;
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xRead(inner, to, count, offset);
}

int writeFile(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset)
{
    sqlite3_file *inner = of(file)->inner();
    const Fault fault = next(Call::Writing);
    if (fault == Fault::Short || fault == Fault::Die)
        inner->pMethods->xWrite(inner, from, count / 2, offset);
    if (fault == Fault::Die)
        _exit(9);
    if (fault == Fault::Full)
        return SQLITE_FULL;
    if (fault != Fault::None)
        return SQLITE_IOERR_WRITE;
    return inner->pMethods->xWrite(inner, from, count, offset);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (goesWrong(Call::Writing))
        return SQLITE_IOERR_TRUNCATE;
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xTruncate(inner, size);
}

int syncFile(sqlite3_file *, int)
{
    return goesWrong(Call::Writing) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    if (goesWrong(Call::Reading))
        return SQLITE_IOERR_FSTAT;
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xFileSize(inner, size);
}

int lockFile(sqlite3_file *file, int lock)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xLock(inner, lock);
}

int unlockFile(sqlite3_file *file, int lock)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xUnlock(inner, lock);
}

int checkLock(sqlite3_file *file, int *taken)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xCheckReservedLock(inner, taken);
}

int control(sqlite3_file *file, int operation, void *argument)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xFileControl(inner, operation, argument);
}

int sectorSize(sqlite3_file *file)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xSectorSize(inner);
}

int traits(sqlite3_file *file)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xDeviceCharacteristics(inner);
}

int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    if (goesWrong(Call::Reading))
        return SQLITE_IOERR_SHMMAP;
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xShmMap(inner, page, size, extend, memory);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xShmLock(inner, offset, count, flags);
}

void orderShared(sqlite3_file *file)
{
    sqlite3_file *inner = of(file)->inner();
    inner->pMethods->xShmBarrier(inner);
}

int unmapShared(sqlite3_file *file, int remove)
{
    sqlite3_file *inner = of(file)->inner();
    return inner->pMethods->xShmUnmap(inner, remove);
}

/// Version 2: no memory-mapped reading, which nothing could make fail.
constexpr sqlite3_io_methods Methods = {2, closeFile, readFile, writeFile, truncateFile, syncFile, sizeOfFile, lockFile,
    unlockFile, checkLock, control, sectorSize, traits, mapShared, lockShared, orderShared, unmapShared, nullptr,
    nullptr};

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *given)
{
    file->pMethods = nullptr;
    if (goesWrong((flags & SQLITE_OPEN_CREATE) != 0 ? Call::Writing : Call::Reading))
        return SQLITE_CANTOPEN;
    const int code = real->xOpen(real, name, of(file)->inner(), flags, given);
    if (of(file)->inner()->pMethods != nullptr)
        file->pMethods = &Methods;
    return code;
}

int deleteFile(sqlite3_vfs *, const char *name, int sync)
{
    if (goesWrong(Call::Writing))
        return SQLITE_IOERR_DELETE;
    return real->xDelete(real, name, sync);
}

} // namespace

void install()
{
    static sqlite3_vfs shim;
    if (real != nullptr)
        return;
    real = sqlite3_vfs_find(nullptr);
    shim = *real;
    shim.szOsFile = int(sizeof(File)) + real->szOsFile;
    shim.pNext = nullptr;
    shim.zName = "faulty";
    shim.xOpen = openFile;
    shim.xDelete = deleteFile;
    sqlite3_vfs_register(&shim, 1);
}

void arm(Fault fault, qint64 call, Lasting lasting)
{
    state = State{fault, lasting, call};
}

void heal()
{
    state.fault = Fault::None;
}

void startCounting()
{
    state = State();
}

qint64 calls()
{
    return state.calls;
}

qint64 writingCalls()
{
    return state.writingCalls;
}

qint64 hits()
{
    return state.hits;
}

} // namespace godwit::torture::faultyvfs
