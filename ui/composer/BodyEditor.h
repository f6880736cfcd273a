// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/composer/ComposeState.h"

#include <QHash>
#include <QTextEdit>

namespace godwit::ui {

class QuoteHighlighter;

/// The text of a message: plain as typed, or rich.  Never loads anything from disk or network by itself.
class BodyEditor : public QTextEdit {
    Q_OBJECT
public:
    explicit BodyEditor(QWidget *parent = nullptr);

    bool isRich() const { return m_rich; }
    /// Changes the form and keeps the words; not an edit by itself.
    void setRich(bool rich);
    void setPlainBody(const QString &text);
    /// `pictures`: those with a content id that the HTML refers to.
    void setHtmlBody(const QString &html, const QList<ComposeAttachment> &pictures);
    QString plainBody() const;
    QString htmlBody() const;
    /// The pictures that the text still shows.
    QList<ComposeAttachment> pictures() const;
    /// The line above the quote, which is dimmed with it.
    void setIntro(const QString &intro);
    /// Puts a picture at the caret, not wider than the text.  Rich text only.
    void insertPicture(const ComposeAttachment &picture);
    /// Swaps one block of lines for another, e.g. the signature; nothing happens where it was changed.
    bool replaceLines(const QString &before, const QString &after);

signals:
    /// Pasted or dropped: not text.
    void filesOffered(const QList<QUrl> &files);
    void pictureOffered(const QImage &picture);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void spaceLines();
    bool breakQuote();
    bool unquoteAtStart();

    QuoteHighlighter *m_highlighter;
    bool m_rich = false;
    QHash<QString, ComposeAttachment> m_pictures; ///< by content id
};

} // namespace godwit::ui
