// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Subject.h"

#include <array>

namespace godwit::mime {

namespace {

// By hand: a list of a million rows asks for each of them, and a regular expression takes five times as long.

/// Step 1: every run of white space is one blank.
QString withSingleBlanks(const QString &subject)
{
    return subject.simplified();
}

/// subj-blob: "[" without brackets inside "]" and blanks.  How long it is at the start of `text`; 0: there is none.
qsizetype blobLength(QStringView text)
{
    if (!text.startsWith(u'['))
        return 0;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i) == u'[')
            return 0;
        if (text.at(i) == u']') {
            ++i;
            while (i < text.size() && text.at(i) == u' ')
                ++i;
            return i;
        }
    }
    return 0;
}

/// subj-refwd: a mark, perhaps a blob, a colon.
qsizetype markLength(QStringView text)
{
    static constexpr std::array<QStringView, 18> Marks{u"re", u"fwd", u"fw", u"aw", u"wg", u"sv", u"vs", u"antw",
        u"ref", u"tr", u"답장", u"회신", u"전달", u"回复", u"答复", u"转发", u"返信", u"転送"};
    for (const QStringView mark : Marks) {
        if (!text.startsWith(mark, Qt::CaseInsensitive))
            continue;
        qsizetype at = mark.size();
        while (at < text.size() && text.at(at) == u' ')
            ++at;
        at += blobLength(text.sliced(at));
        if (at < text.size() && (text.at(at) == u':' || text.at(at) == u'：'))
            return at + 1;
    }
    return 0;
}

/// subj-leader: blobs and a mark, or blanks.
qsizetype leaderLength(QStringView text)
{
    if (text.startsWith(u' '))
        return 1;
    qsizetype at = 0;
    while (const qsizetype blob = blobLength(text.sliced(at)))
        at += blob;
    const qsizetype mark = markLength(text.sliced(at));
    return mark > 0 ? at + mark : 0;
}

/// Step 2.
QStringView withoutTrailer(QStringView text)
{
    for (;;) {
        if (text.endsWith(u' '))
            text.chop(1);
        else if (text.endsWith(u"(fwd)", Qt::CaseInsensitive))
            text.chop(5);
        else
            return text;
    }
}

/// Steps 3 to 5.
QStringView withoutLeader(QStringView text)
{
    for (;;) {
        if (const qsizetype leader = leaderLength(text)) {
            text = text.sliced(leader);
            continue;
        }
        const qsizetype blob = blobLength(text);
        if (blob == 0 || blob == text.size())
            return text;
        text = text.sliced(blob);
    }
}

} // namespace

QString baseSubject(const QString &subject)
{
    const QString single = withSingleBlanks(subject);
    QStringView text = single;
    for (;;) {
        text = withoutLeader(withoutTrailer(text));
        if (!text.startsWith(u"[fwd:", Qt::CaseInsensitive) || !text.endsWith(u']'))
            return text.toString();
        text = text.sliced(5).chopped(1); // step 6
    }
}

} // namespace godwit::mime
