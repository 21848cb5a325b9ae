#include "ui/widgets/FailureDetails.h"

#include "core/base/Log.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// No vowels, so that no word comes of it, and no letters that sound or look alike.
QString freshNumber()
{
    static const QString letters = u"BCDFGHJKLMQRSTVWXZ"_s;
    QString number;
    for (int place = 0; place < 8; ++place) {
        if (place == 4)
            number += u'-';
        number += letters[QRandomGenerator::global()->bounded(int(letters.size()))];
    }
    return number;
}

} // namespace

FailureDetails::FailureDetails(QWidget *parent, QPushButton *first)
    : QWidget(parent)
    , m_open(new QPushButton(tr("Details"), this))
    , m_copy(new QPushButton(Theme::icon(u"copy"_s), tr("Copy"), this))
    , m_text(new TextLabel(TextStyle::Small, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons);
    if (first) {
        row->addSpring();
        row->addWidget(first);
    }
    row->addWidget(m_open);
    row->addWidget(m_copy);
    if (first) {
        row->addSpring();
        m_text->setAlignment(Qt::AlignCenter);
    }
    column->addWidget(buttons);
    column->addWidget(m_text);
    m_text->setColour(Colour::TextWeak);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->hide();
    m_open->setCheckable(true);
    connect(m_open, &QPushButton::toggled, m_text, &QWidget::setVisible);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_said + u'\n' + m_text->text()); });
}

void FailureDetails::setFailure(const QString &said, const QString &technical)
{
    m_said = said;
    m_number = freshNumber();
    // Nobody's data: what the log may hold is what the help desk may read.
    qCInfo(lcDesk).noquote() << "Error" << m_number << "was shown:" << technical;
    const QString when = QDateTime::currentDateTime().toString(u"HH:mm:ss"_s);
    m_text->setText(
        QString(tr("Error %1 at %2").arg(m_number, when) % u'\n' % scrubbed(technical)).trimmed());
    m_open->setChecked(false);
}

void FailureDetails::nameParts(const QString &prefix)
{
    m_open->setObjectName(prefix + u"Details"_s);
    m_copy->setObjectName(prefix + u"Copy"_s);
    m_text->setObjectName(prefix + u"DetailsText"_s);
}

} // namespace clinidesk
