// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-smtp: 1,000 messages over one connection to a sink on loopback, by our Session and by a raw pipelined sender;
// prints JSON (P20).
#include "net/TlsTransport.h"
#include "smtp/Session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace godwit;

namespace {

constexpr int Messages = 1000;

QByteArray sampleMessage()
{
    QByteArray message("From: a@example.test\r\nTo: b@example.test\r\nSubject: bench\r\n\r\n");
    while (message.size() < 1900)
        message += "Forty octets of text that says not much.\r\n";
    return message;
}

void say(int link, const std::string &text)
{
    if (::send(link, text.data(), text.size(), MSG_NOSIGNAL) < 0)
        ::close(link);
}

/// A server that takes everything: answers each command line, and the end of each message.
void serve(int link)
{
    say(link, "220 sink ESMTP\r\n");
    std::string pending;
    bool inData = false, leaving = false;
    char block[65536];
    for (ssize_t got = ::recv(link, block, sizeof block, 0); got > 0; got = ::recv(link, block, sizeof block, 0)) {
        pending.append(block, size_t(got));
        std::string answers;
        for (;;) {
            if (inData) {
                const size_t end = pending.find("\r\n.\r\n");
                if (end == std::string::npos)
                    break;
                pending.erase(0, end + 5);
                inData = false;
                answers += "250 2.0.0 taken\r\n";
                continue;
            }
            const size_t end = pending.find("\r\n");
            if (end == std::string::npos)
                break;
            const std::string verb = pending.substr(0, 4);
            pending.erase(0, end + 2);
            inData = verb == "DATA";
            leaving = verb == "QUIT";
            answers += verb == "EHLO" ? "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"
                : inData              ? "354 go on\r\n"
                : verb == "QUIT"      ? "221 2.0.0 bye\r\n"
                                      : "250 2.1.0 fine\r\n";
        }
        say(link, answers);
        if (leaving)
            break;
    }
    ::close(link);
}

int listenOnLoopback(quint16 &port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listener, 8) != 0)
        return -1;
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    port = ntohs(address.sin_port);
    return listener;
}

void readLines(int link, int lines)
{
    char block[4096];
    while (lines > 0) {
        const ssize_t got = ::recv(link, block, sizeof block, 0);
        if (got <= 0)
            return;
        for (ssize_t i = 0; i < got; ++i)
            lines -= block[i] == '\n';
    }
}

double rawSeconds(quint16 port)
{
    const int link = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(link, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return 0;
    const int on = 1;
    ::setsockopt(link, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    readLines(link, 1);
    say(link, "EHLO [127.0.0.1]\r\n");
    readLines(link, 4);
    const std::string envelope = "MAIL FROM:<a@example.test>\r\nRCPT TO:<b@example.test>\r\nDATA\r\n";
    const std::string text = sampleMessage().toStdString() + ".\r\n";
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < Messages; ++i) {
        say(link, envelope);
        readLines(link, 3);
        say(link, text);
        readLines(link, 1);
    }
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    ::close(link);
    return seconds;
}

/// Left to itself the kernel puts sender and sink on one processor or on two by chance, and where there are two that
/// have nothing else to do, waking the other one takes longer than all the rest: the raw sender came to 40,000 messages
/// a second or to 10,000 on the same idle machine.
void stayOnOneProcessor()
{
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(std::size_t(std::max(0, ::sched_getcpu())), &only);
    ::sched_setaffinity(0, sizeof only, &only);
}

struct Figures {
    double seconds = 0;
    qint64 roundTrips = 0;
    bool failed = false;
};

Task<void> sendAll(smtp::Session &session, Figures &figures)
{
    const Result<void> connected = co_await session.connect();
    figures.failed = !connected;
    QElapsedTimer timer;
    timer.start();
    const qint64 before = session.statistics().roundTrips;
    smtp::Submission submission;
    submission.envelopeFrom = QStringLiteral("a@example.test");
    submission.recipients = QStringList{QStringLiteral("b@example.test")};
    submission.message = sampleMessage();
    for (int i = 0; i < Messages && !figures.failed; ++i) {
        std::optional<smtp::Submission> following;
        if (i + 1 < Messages)
            following = submission;
        const Result<smtp::DeliveryReport> sent = co_await session.send(submission, following);
        figures.failed = !sent;
    }
    figures.seconds = double(timer.nsecsElapsed()) / 1e9;
    figures.roundTrips = session.statistics().roundTrips - before;
    co_await session.quit();
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char *argv[])
{
    stayOnOneProcessor();
    QCoreApplication application(argc, argv);
    quint16 port = 0;
    const int listener = listenOnLoopback(port);
    std::thread server([listener] {
        for (int turn = 0; turn < 2; ++turn)
            serve(::accept(listener, nullptr, nullptr));
    });
    const double raw = rawSeconds(port);

    net::Endpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = port;
    endpoint.security = net::Security::ClearText;
    net::ConnectionOptions connection;
    connection.protocol = QStringLiteral("smtp");
    smtp::SessionOptions options;
    options.endpoint = endpoint;
    smtp::Session session(net::makeTransport(endpoint, connection), options);
    Figures figures;
    const Task<void> task = sendAll(session, figures);
    QCoreApplication::exec();
    server.join();
    ::close(listener);
    if (figures.failed || raw <= 0)
        return 1;

    QJsonObject told;
    told.insert(QStringLiteral("messages"), Messages);
    told.insert(QStringLiteral("ours_per_s"), Messages / figures.seconds);
    told.insert(QStringLiteral("raw_per_s"), Messages / raw);
    told.insert(QStringLiteral("round_trips_per_message"), double(figures.roundTrips) / Messages);
    QTextStream(stdout) << QJsonDocument(told).toJson();
    return 0;
}
