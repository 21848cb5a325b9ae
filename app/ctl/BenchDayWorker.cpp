#include "app/ctl/BenchDayWorker.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString login = u"benchworker"_s;

} // namespace

BenchDayWorker::BenchDayWorker(const RedisOptions &redis)
    : m_store(redis)
{
    m_worker.announceTo(&m_store);
}

BenchDayWorker::~BenchDayWorker()
{
    m_worker.stop();
    m_store.close();
}

Result<Done> BenchDayWorker::start(const BenchClinic &clinic)
{
    const QString password = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto hired = clinic.value(
        u"DO $$ BEGIN"
        " IF to_regrole('%1') IS NULL THEN CREATE ROLE \"%1\" LOGIN IN ROLE clinidesk_worker; END "
        "IF;"
        " ALTER ROLE \"%1\" PASSWORD '%2';"
        " INSERT INTO clinidesk.staff (login, display_name, role) VALUES ('%1', 'Worker', 'worker')"
        " ON CONFLICT (login) DO NOTHING; END $$"_s.arg(login, password));
    if (!hired)
        return hired.error();
    m_store.open();
    m_worker.start(clinic.boot().server, {login, password});
    return Done{};
}

} // namespace clinidesk
