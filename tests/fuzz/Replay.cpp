// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Drives a fuzz target without libFuzzer: every file of its corpus, then seeded mutations of them for some seconds.
//   fuzz_X CORPUS [SECONDS [SEED]]    an input that fails is kept as fuzz_X-failed; fuzz_X FILE runs it again
#include "Fuzz.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr unsigned SecondsForOne = 10; ///< no input may take longer, whatever the machine
constexpr qsizetype MaximumOctets = 16 * 1024;

QByteArray current;
QByteArray failedName;

/// From a signal: keeps the input and dies.
void keepInput(int signal)
{
    const int file = open(failedName.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file >= 0 && write(file, current.constData(), size_t(current.size())) >= 0)
        close(file);
    constexpr char Message[] = "an input failed and was kept\n";
    [[maybe_unused]] const auto told = write(2, Message, sizeof Message - 1);
    std::signal(signal, SIG_DFL);
    raise(signal == SIGALRM ? SIGABRT : signal);
}

void run(const QByteArray &input)
{
    current = input;
    alarm(SecondsForOne);
    LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char *>(input.constData()), std::size_t(input.size()));
    alarm(0);
}

class Mutator {
public:
    Mutator(QList<QByteArray> corpus, quint32 seed) : m_corpus(std::move(corpus)), m_random(seed) { }

    QByteArray next()
    {
        QByteArray input = pick();
        for (int changes = m_random.bounded(1, 6); changes > 0; --changes)
            change(input);
        return input.left(MaximumOctets);
    }

private:
    const QByteArray &pick() { return m_corpus.at(m_random.bounded(int(m_corpus.size()))); }
    int place(const QByteArray &input) { return m_random.bounded(int(input.size()) + 1); }

    void change(QByteArray &input)
    {
        static const QByteArrayList words{"\r\n", "\r", "\n", QByteArray(1, '\0'), "\"", "\\", "(", ")",
            "{4294967296}\r\n", "{0}\r\n", "{7}\r\n", "-1", "18446744073709551616", "4294967295", "NIL", "\xff",
            "\xc0\x80", "\xf0\x9f\x98\x80", "<", ">", "&", "=?utf-8?B?", "?=", "--", ";", ":", ",", "@", "%00", "  "};
        const int at = place(input);
        switch (m_random.bounded(8)) {
        case 0:
            if (at < input.size())
                input[at] = char(input[at] ^ (1 << m_random.bounded(8)));
            break;
        case 1:
            if (at < input.size())
                input[at] = char(m_random.bounded(256));
            break;
        case 2:
            input.remove(at, m_random.bounded(1, 40));
            break;
        case 3:
            input.truncate(at);
            break;
        case 4: {
            const QByteArray piece = input.mid(at, m_random.bounded(1, 60));
            input.insert(at, piece.repeated(m_random.bounded(1, 30)));
            break;
        }
        case 5: {
            const QByteArray &other = pick();
            input.insert(at, other.mid(place(other), m_random.bounded(1, 200)));
            break;
        }
        default:
            input.insert(at, words.at(m_random.bounded(int(words.size()))));
        }
    }

    QList<QByteArray> m_corpus;
    QRandomGenerator m_random;
};

QList<QByteArray> filesOf(const QString &path)
{
    QStringList names{path};
    if (QFileInfo(path).isDir()) {
        names.clear();
        for (const QFileInfo &entry : QDir(path).entryInfoList(QDir::Files, QDir::Name))
            names.append(entry.filePath());
    }
    QList<QByteArray> contents;
    for (const QString &name : std::as_const(names)) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            contents.append(file.readAll());
    }
    return contents;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    failedName = QFile::encodeName(QFileInfo(arguments.value(0)).fileName() + QStringLiteral("-failed"));
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGALRM})
        std::signal(signal, keepInput);
    const QList<QByteArray> corpus = filesOf(arguments.value(1));
    if (corpus.isEmpty()) {
        std::fprintf(stderr, "no corpus\n");
        return 2;
    }
    for (const QByteArray &input : corpus)
        run(input);
    const qint64 milliseconds = qint64(arguments.value(2).toDouble() * 1000);
    const quint32 seed = arguments.value(3, QStringLiteral("20261125")).toUInt();
    Mutator mutator(corpus, seed);
    qint64 mutations = 0;
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < milliseconds; ++mutations)
        run(mutator.next());
    std::printf("%d files, %lld mutations (seed %u)\n", int(corpus.size()), static_cast<long long>(mutations), seed);
    return 0;
}
