// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/ReaderView.h"
#include "ui/reader/TextView.h"

#include <QTemporaryDir>
#include <QTextBlock>
#include <memory>

class QFileDialog;
class QPushButton;

namespace godwit::test {

/// A ReaderView without a web view on a profile of its own, anew for each test; what it hands to the desktop to be
/// opened is kept.
class ReaderFixture : public QObject {
    Q_OBJECT
public:
    struct File {
        QByteArray name, type, content;
    };
    /// From Seoyeon Kim <kim@example.org> to alice@example.org and Bob.
    static QByteArray plainMail(const QByteArray &body, const QByteArray &contentType = "text/plain; charset=utf-8",
        const QByteArray &subject = "Harbour trip");
    static QByteArray htmlMail(const QByteArray &html);
    static QByteArray mailWith(const QList<File> &files);
    static QByteArray everyOctet();
    static QByteArray contentOf(const QString &path);
    static QString labels(const QWidget *parent); ///< the words of the visible labels, a line each
    static void accept(QFileDialog *dialog, const QString &path); ///< types the path and presses Return

public slots:
    void opened(const QUrl &url) { m_opened << url; }

protected:
    void show(const QByteArray &raw, const trust::Surroundings &around = {}); ///< read by alice@example.org
    ui::TextView *text() const { return m_view->findChild<ui::TextView *>(); }
    QString notices() const; ///< what the visible bars say
    QPushButton *button(const QString &words) const; ///< visible, or nullptr
    void press(const QString &words);

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<ui::PreferencesStore> m_preferences;
    std::unique_ptr<ui::HtmlViewLoader> m_html;
    std::unique_ptr<ui::AttachmentFiles> m_files;
    std::unique_ptr<ui::ReaderView> m_view;
    QList<QUrl> m_opened;

private slots:
    void init();
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
};

} // namespace godwit::test
