#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace clinidesk {

/// What a file is called before anybody chooses.
struct SavedFile
{
    QString dialog; ///< Object name of the question.
    QString title;
    QString kind; ///< "Tables (*.csv)"
    QString suffix; ///< "csv"
    QString name; ///< "appointments-2026-11-26.csv"
};

/// Asks where to save @p file, in the person's documents first, and calls @p then with the place
/// once she has chosen one. Lives with @p parent.
void askWhereToSave(QWidget *parent, const SavedFile &file,
                    std::function<void(const QString &path)> then);

} // namespace clinidesk
