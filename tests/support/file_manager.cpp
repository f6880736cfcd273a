// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// file_manager FOLDER X Y: what a file manager is to the program, and nothing more.  A window at that place lists the
// files of the folder, a row each, to be dragged out of it; what is dropped onto it is copied into the folder.  Prints
// "ready", and for each drop the action that was agreed on.  Ends with its standard input.
#include <QApplication>
#include <QDir>
#include <QDrag>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>
#include <QSocketNotifier>
#include <QTextStream>
#include <QTimer>
#include <QUrl>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    QTextStream(stdout) << line << '\n';
}

class FileManager : public QListWidget {
    Q_OBJECT
public:
    explicit FileManager(const QString &folder) : m_folder(folder)
    {
        setWindowTitle(u"Files"_s);
        setSelectionMode(ExtendedSelection);
        setDragEnabled(true);
        setAcceptDrops(true);
        setDragDropMode(DragDrop);
        setDefaultDropAction(Qt::CopyAction);
        resize(400, 400);
        list();
    }

protected:
    QStringList mimeTypes() const override { return {u"text/uri-list"_s}; }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::MoveAction; }
    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override
    {
        QList<QUrl> urls;
        for (const QListWidgetItem *item : items)
            urls << QUrl::fromLocalFile(m_folder.filePath(item->text()));
        auto *content = new QMimeData;
        content->setUrls(urls);
        return content;
    }
    void startDrag(Qt::DropActions) override
    {
        auto *drag = new QDrag(this);
        drag->setMimeData(mimeData(selectedItems()));
        drag->exec(Qt::CopyAction | Qt::MoveAction | Qt::LinkAction, Qt::CopyAction);
    }
    void dragEnterEvent(QDragEnterEvent *event) override { event->setAccepted(event->mimeData()->hasUrls()); }
    void dragMoveEvent(QDragMoveEvent *event) override { event->setAccepted(event->mimeData()->hasUrls()); }
    void dropEvent(QDropEvent *event) override
    {
        for (const QUrl &url : event->mimeData()->urls()) {
            const QFileInfo source(url.toLocalFile());
            QFile::copy(source.filePath(), m_folder.filePath(source.fileName()));
        }
        event->acceptProposedAction();
        say(event->dropAction() == Qt::CopyAction ? u"copied"_s : u"another action"_s);
        list();
    }

private:
    void list()
    {
        clear();
        for (const QString &name : m_folder.entryList(QDir::Files, QDir::Name)) {
            auto *item = new QListWidgetItem(name, this);
            item->setSizeHint({300, 40});
        }
    }
    QDir m_folder;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    FileManager window(arguments.at(1));
    window.move(arguments.at(2).toInt(), arguments.at(3).toInt());
    window.show();
    const QSocketNotifier end(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &application, &QApplication::quit);
    QTimer::singleShot(0, &window, [] { say(u"ready"_s); });
    return QApplication::exec();
}

#include "file_manager.moc"
