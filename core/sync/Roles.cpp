// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Roles.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace godwit::sync {

using store::Role;

namespace {

const QHash<QString, Role> &nameTable()
{
    static const QHash<QString, Role> table = [] {
        const QList<QPair<Role, QStringList>> rows{
            {Role::Sent,
                {u"sent"_s, u"sent items"_s, u"sent messages"_s, u"sent mail"_s, u"sent-mail"_s, u"gesendet"_s,
                    u"gesendete elemente"_s, u"gesendete objekte"_s, u"envoyés"_s, u"éléments envoyés"_s,
                    u"messages envoyés"_s, u"enviados"_s, u"elementos enviados"_s, u"mensagens enviadas"_s,
                    u"itens enviados"_s, u"inviati"_s, u"posta inviata"_s, u"verzonden"_s, u"verzonden items"_s,
                    u"skickat"_s, u"sendt"_s, u"lähetetyt"_s, u"wysłane"_s, u"elementy wysłane"_s, u"odeslané"_s,
                    u"odeslaná pošta"_s, u"elküldött"_s, u"отправленные"_s, u"надіслані"_s, u"gönderilmiş öğeler"_s,
                    u"보낸메일함"_s, u"보낸편지함"_s, u"보낸메일"_s, u"보낸 메일함"_s, u"보낸 편지함"_s, u"送信済み"_s,
                    u"送信済みメール"_s, u"送信済みアイテム"_s, u"已发送"_s, u"已发送邮件"_s, u"已发邮件"_s,
                    u"寄件備份"_s, u"寄件匣"_s, u"已傳送郵件"_s}},
            {Role::Drafts,
                {u"drafts"_s, u"draft"_s, u"entwürfe"_s, u"entwurf"_s, u"brouillons"_s, u"borradores"_s, u"rascunhos"_s,
                    u"bozze"_s, u"concepten"_s, u"utkast"_s, u"kladder"_s, u"luonnokset"_s, u"szkice"_s,
                    u"kopie robocze"_s, u"koncepty"_s, u"rozepsané"_s, u"piszkozatok"_s, u"черновики"_s, u"чернетки"_s,
                    u"taslaklar"_s, u"임시보관함"_s, u"임시 보관함"_s, u"임시저장함"_s, u"下書き"_s, u"草稿"_s,
                    u"草稿箱"_s, u"草稿匣"_s, u"草稿夹"_s}},
            {Role::Trash,
                {u"trash"_s, u"deleted items"_s, u"deleted messages"_s, u"deleted"_s, u"bin"_s, u"wastebasket"_s,
                    u"papierkorb"_s, u"gelöschte elemente"_s, u"gelöscht"_s, u"gelöschte objekte"_s, u"corbeille"_s,
                    u"éléments supprimés"_s, u"papelera"_s, u"elementos eliminados"_s, u"lixeira"_s,
                    u"itens excluídos"_s, u"cestino"_s, u"posta eliminata"_s, u"prullenbak"_s, u"verwijderde items"_s,
                    u"papperskorg"_s, u"papirkurv"_s, u"roskakori"_s, u"kosz"_s, u"elementy usunięte"_s, u"koš"_s,
                    u"lomtár"_s, u"корзина"_s, u"удаленные"_s, u"кошик"_s, u"çöp kutusu"_s, u"휴지통"_s,
                    u"지운편지함"_s, u"지운 편지함"_s, u"삭제된메일함"_s, u"ゴミ箱"_s, u"ごみ箱"_s,
                    u"削除済みアイテム"_s, u"已删除"_s, u"已删除邮件"_s, u"垃圾桶"_s, u"刪除的郵件"_s}},
            {Role::Junk,
                {u"junk"_s, u"spam"_s, u"junk e-mail"_s, u"junk email"_s, u"junk mail"_s, u"bulk mail"_s, u"bulk"_s,
                    u"spamverdacht"_s, u"courrier indésirable"_s, u"indésirables"_s, u"pourriel"_s,
                    u"correo no deseado"_s, u"lixo eletrônico"_s, u"posta indesiderata"_s, u"ongewenste e-mail"_s,
                    u"skräppost"_s, u"søppelpost"_s, u"roskaposti"_s, u"wiadomości-śmieci"_s, u"nevyžádaná pošta"_s,
                    u"levélszemét"_s, u"спам"_s, u"нежелательная почта"_s, u"스팸메일함"_s, u"스팸 메일함"_s,
                    u"스팸편지함"_s, u"스팸함"_s, u"스팸메일"_s, u"정크메일"_s, u"迷惑メール"_s, u"垃圾邮件"_s,
                    u"垃圾郵件"_s, u"广告邮件"_s}},
            {Role::Archive,
                {u"archive"_s, u"archives"_s, u"archiv"_s, u"archivo"_s, u"arquivo"_s, u"archivio"_s, u"archief"_s,
                    u"arkiv"_s, u"arkisto"_s, u"archiwum"_s, u"архив"_s, u"архів"_s, u"arşiv"_s, u"보관함"_s,
                    u"보관 메일함"_s, u"보관메일함"_s, u"アーカイブ"_s, u"归档"_s, u"封存"_s, u"存档"_s}},
        };
        QHash<QString, Role> names;
        for (const auto &[role, spellings] : rows) {
            for (const QString &spelling : spellings)
                names.insert(spelling, role);
        }
        return names;
    }();
    return table;
}

} // namespace

Role roleFromAttributes(const QByteArrayList &attributes)
{
    for (const QByteArray &attribute : attributes) {
        const QByteArray name = attribute.toLower();
        if (name == "\\drafts")
            return Role::Drafts;
        if (name == "\\sent")
            return Role::Sent;
        if (name == "\\trash")
            return Role::Trash;
        if (name == "\\junk" || name == "\\spam")
            return Role::Junk;
        if (name == "\\archive")
            return Role::Archive;
    }
    return Role::None;
}

Role roleFromName(const QString &name)
{
    return nameTable().value(name.normalized(QString::NormalizationForm_C).trimmed().toLower(), Role::None);
}

QList<Role> assignRoles(const QList<RoleCandidate> &mailboxes)
{
    QList<Role> roles(mailboxes.size(), Role::None);
    QSet<Role> given;
    const auto give = [&](qsizetype index, Role role) {
        if (role == Role::None || roles[index] != Role::None || given.contains(role))
            return;
        roles[index] = role;
        given.insert(role);
    };
    for (qsizetype i = 0; i < mailboxes.size(); ++i) {
        const RoleCandidate &mailbox = mailboxes[i];
        if (mailbox.path.size() == 1 && mailbox.path.first().compare("INBOX"_L1, Qt::CaseInsensitive) == 0)
            give(i, Role::Inbox);
        if (mailbox.selectable)
            give(i, roleFromAttributes(mailbox.attributes));
    }
    for (qsizetype depth = 1; depth <= 2; ++depth) {
        for (qsizetype i = 0; i < mailboxes.size(); ++i) {
            const RoleCandidate &mailbox = mailboxes[i];
            // Below INBOX counts as the root: `INBOX.Sent` of Courier and Cyrus.
            const bool below =
                mailbox.path.size() == 2 && mailbox.path.first().compare("INBOX"_L1, Qt::CaseInsensitive) == 0;
            if (mailbox.selectable && !mailbox.path.isEmpty()
                && (mailbox.path.size() == depth || (depth == 1 && below)))
                give(i, roleFromName(mailbox.path.last()));
        }
    }
    return roles;
}

} // namespace godwit::sync
