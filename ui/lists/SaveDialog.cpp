#include "ui/lists/SaveDialog.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

#include <utility>

namespace clinidesk {

namespace {

QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() && !documents.isEmpty() ? documents : QDir::homePath();
}

} // namespace

void askWhereToSave(QWidget *parent, const SavedFile &file,
                    std::function<void(const QString &path)> then)
{
    auto *dialog = new QFileDialog(parent, file.title, usualFolder(), file.kind);
    dialog->setObjectName(file.dialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(file.suffix);
    dialog->selectFile(file.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(then));
    dialog->open();
}

} // namespace clinidesk
