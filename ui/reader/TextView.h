// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/FoldedText.h"
#include "ui/reader/ReadMessage.h"

#include <QTextBrowser>
#include <QTimer>

namespace godwit::ui {

/// The native view: plain text with quotes, links and a dimmed signature, or simplified HTML.  Opens nothing by itself:
/// every resource is answered from memory (S-073), every picture from the network is only asked for (imageWanted()) and
/// every link only reported.
class TextView : public QTextBrowser {
    Q_OBJECT
public:
    explicit TextView(QWidget *parent = nullptr);

    void showText(const QList<mime::TextParagraph> &paragraphs, bool fixedWidth);
    void showSimplified(const QString &html, const QHash<QString, QImage> &images);
    void showNothing();
    /// The answer to imageWanted(), for what is shown now.
    void showImage(const QUrl &url, const QImage &image);
    void setZoom(double factor);
    /// The number of matches; the next one from the cursor is selected.
    int findText(const QString &text, FindDirection direction);
    double scrollPosition() const;
    void setScrollPosition(double position);
    void setQuotesFolded(bool folded);
    void pageDown(); ///< or pagedPastEnd() at the bottom

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    void linkActivated(const QUrl &target);
    void contextMenuRequested(const QPoint &globalPosition, const QUrl &link);
    void pagedPastEnd();
    /// Once for each picture that simplified HTML has from the network; it is left out until showImage().
    void imageWanted(const QUrl &url);
    /// Once after each show...(), when the text is on the screen.
    void painted();

protected:
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void prepareDocument();
    void rebuild();
    void writeSlice(qsizetype paragraphs);
    void finishBuilding();
    QImage fitted(const QImage &image) const;
    int page() const; ///< one step of Space, in pixels
    void paintQuoteBars();
    void followLink(const QUrl &link);
    void restyle();

    FoldedText m_folded;
    QTimer m_slices; ///< writes the rest of a long text
    double m_wantedPosition = 0;
    QString m_html;
    QHash<QString, QImage> m_images; ///< by content-id, or by URL
    QSet<QUrl> m_wanted; ///< told by imageWanted()
    bool m_isHtml = false;
    bool m_tellPainted = false;
    bool m_styling = false;
    double m_zoom = 1.0;
};

} // namespace godwit::ui
