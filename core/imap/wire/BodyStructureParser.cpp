// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/BodyStructureParser.h"

#include "base/Limits.h"

namespace godwit::imap {

namespace {

struct Node {
    enum class Kind { Nil, Text, List };
    Kind kind = Kind::Nil;
    QByteArray text;
    QList<Node> children;

    bool isList() const { return kind == Kind::List; }
    bool isText() const { return kind == Kind::Text; }
    bool isNilOrList() const { return kind != Kind::Text; }
    const Node &at(qsizetype i) const
    {
        static const Node nil;
        return i < children.size() ? children[i] : nil;
    }
};

constexpr int MaximumNodes = limits::MimeParts * 10;

/// false: too deep or too many.
bool readNode(Lexer &lexer, Node &node, int depth, int &nodes)
{
    if (++nodes > MaximumNodes || depth > limits::ImapNestingDepth)
        return false;
    const Lexer::Token token = lexer.next();
    if (token.isText()) {
        node.kind = Node::Kind::Text;
        node.text = token.text;
    } else if (token.kind == Lexer::Token::Kind::Open) {
        node.kind = Node::Kind::List;
        while (!lexer.atEnd() && !lexer.accept(')')) {
            node.children.append(Node());
            if (!readNode(lexer, node.children.last(), depth + 1, nodes))
                return false;
        }
    }
    return true;
}

qint64 numberOf(const Node &node)
{
    if (!node.isText())
        return 0;
    const auto value = Lexer(node.text).number(); // negative, float: seen
    return value && *value <= quint64(INT64_MAX) ? qint64(*value) : 0;
}

bool isNumber(const Node &node)
{
    bool ok = false;
    node.text.toDouble(&ok);
    return node.isText() && ok;
}

BodyPart::Parameters parametersOf(const Node &node)
{
    BodyPart::Parameters parameters;
    for (qsizetype i = 0; i + 1 < node.children.size(); i += 2)
        parameters.append({node.children[i].text.toLower(), node.children[i + 1].text});
    return parameters;
}

bool isMultipartSubtype(const QByteArray &text)
{
    for (const char *name :
        {"mixed", "alternative", "related", "signed", "encrypted", "report", "digest", "parallel"}) {
        if (text.compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

/// Also without children: `("mixed" ("boundary" "x"))`, Dovecot's `(NIL "mixed" ...)`.
bool isMultipart(const Node &node)
{
    if (node.at(0).isList())
        return true;
    if (node.at(0).isText() && node.children.size() > 1 && node.at(1).isNilOrList())
        return isMultipartSubtype(node.at(0).text);
    return node.at(0).kind == Node::Kind::Nil && node.at(1).isText() && isMultipartSubtype(node.at(1).text)
        && !isNumber(node.at(6));
}

/// `("attachment" ("filename" "x"))`, `("inline" NIL)`, `"inline"`; looked for from `first` on, since servers forget or
/// add fields before it.
void readDisposition(const Node &node, qsizetype first, BodyPart &part)
{
    for (qsizetype i = first; i < node.children.size(); ++i) {
        const Node &field = node.children[i];
        const QByteArray &word = field.isList() ? field.at(0).text : field.text;
        const bool isKnown =
            word.compare("attachment", Qt::CaseInsensitive) == 0 || word.compare("inline", Qt::CaseInsensitive) == 0;
        const bool looksRight =
            field.isList() && field.children.size() == 2 && field.at(0).isText() && field.at(1).isNilOrList();
        if (!looksRight && !(isKnown && (field.isText() || field.children.size() <= 2)))
            continue;
        part.disposition = word.toLower();
        if (field.isList())
            part.dispositionParameters = parametersOf(field.at(1));
        return;
    }
}

bool looksLikeBody(const Node &node)
{
    return node.isList() && (isMultipart(node) || (node.children.size() >= 7 && isNumber(node.at(6))));
}

BodyPart readPart(const Node &node, const QByteArray &section);

void readMultipart(const Node &node, const QByteArray &section, BodyPart &part)
{
    part.type = "multipart";
    qsizetype i = 0;
    for (; i < node.children.size() && node.children[i].isNilOrList(); ++i) {
        if (!node.children[i].isList())
            continue;
        const QByteArray number = QByteArray::number(part.children.size() + 1);
        part.children.append(readPart(node.children[i], section.isEmpty() ? number : section + '.' + number));
    }
    part.subtype = node.at(i).text.toLower();
    if (part.subtype.isEmpty())
        part.subtype = "mixed";
    if (node.at(i + 1).isList())
        part.parameters = parametersOf(node.at(i + 1));
    readDisposition(node, i + 2, part);
}

void readEmbedded(const Node &node, const QByteArray &section, BodyPart &part)
{
    for (qsizetype i = 7; i < qMin(node.children.size(), qsizetype(10)); ++i) {
        const Node &body = node.children[i];
        if (!looksLikeBody(body))
            continue;
        // Numbering starts again inside (RFC 9051 section 6.4.5.1).
        part.children.append(readPart(body, isMultipart(body) ? section : section + ".1"));
        return;
    }
}

BodyPart readPart(const Node &node, const QByteArray &section)
{
    BodyPart part;
    part.section = section;
    if (isMultipart(node)) {
        readMultipart(node, section, part);
        return part;
    }
    part.type = node.at(0).text.toLower();
    part.subtype = node.at(1).text.toLower();
    if (part.type.isEmpty())
        part.type = "application";
    if (part.subtype.isEmpty())
        part.subtype = part.type == "text" ? "plain" : "octet-stream";
    part.parameters = parametersOf(node.at(2));
    part.id = node.at(3).text;
    part.description = node.at(4).text;
    part.encoding = node.at(5).text.toLower();
    part.sizeOctets = numberOf(node.at(6));
    if (part.type == "message" && (part.subtype == "rfc822" || part.subtype == "global"))
        readEmbedded(node, section, part);
    readDisposition(node, 7, part);
    return part;
}

} // namespace

std::optional<BodyPart> parseBodyStructure(QByteArrayView value)
{
    Lexer lexer(value);
    Node root;
    int nodes = 0;
    if (lexer.peek() != '(' || !readNode(lexer, root, 0, nodes) || root.children.isEmpty())
        return std::nullopt;
    if (!isMultipart(root) && root.children.size() < 2)
        return std::nullopt;
    return readPart(root, isMultipart(root) ? QByteArray() : QByteArray("1"));
}

} // namespace godwit::imap
