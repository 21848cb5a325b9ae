#include "core/settings/SavedServers.h"
#include "tests/fakes/FakeServerProbe.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class tst_ServerFormViewModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_servers = std::make_unique<SavedServers>(m_folder->filePath(u"servers.ini"_s));
        m_probe = std::make_unique<FakeServerProbe>();
        m_model = std::make_unique<ServerFormViewModel>(*m_servers, *m_probe);
        m_model->open();
    }

    void goodServer_isSaved_andTheFormCloses()
    {
        QSignalSpy saved(m_model.get(), &ServerFormViewModel::saved);
        ServerDraft draft = good();
        draft.hosts = u" pg1.example.org , pg2.example.org "_s;
        m_model->save(draft);
        QCOMPARE(saved.count(), 1);
        QVERIFY(!m_model->isOpen());
        const ServerProfile profile = m_servers->all().value(0).profile;
        QCOMPARE(profile.name, u"Northgate"_s);
        QCOMPARE(profile.hosts, u"pg1.example.org,pg2.example.org"_s);
        QCOMPARE(profile.port, 6543);
        QCOMPARE(profile.tls, ServerProfile::Tls::VerifyFull);
    }

    void badField_isNamed_andNothingIsSaved_data()
    {
        QTest::addColumn<ServerDraft>("draft");
        QTest::addColumn<QString>("field");
        const auto row = [this](const char *name, const QString &field, auto change) {
            ServerDraft draft = good();
            change(draft);
            QTest::newRow(name) << draft << field;
        };
        m_folder = std::make_unique<QTemporaryDir>();
        row("no name", u"name"_s, [](ServerDraft &draft) { draft.name = u"  "_s; });
        row("no host", u"hosts"_s, [](ServerDraft &draft) { draft.hosts.clear(); });
        row("half a host", u"hosts"_s, [](ServerDraft &draft) { draft.hosts = u"a,"_s; });
        row("host with words", u"hosts"_s, [](ServerDraft &draft) { draft.hosts = u"a b"_s; });
        row("port 0", u"port"_s, [](ServerDraft &draft) { draft.port = u"0"_s; });
        row("port 65536", u"port"_s, [](ServerDraft &draft) { draft.port = u"65536"_s; });
        row("port in words", u"port"_s, [](ServerDraft &draft) { draft.port = u"five"_s; });
        row("no database", u"database"_s, [](ServerDraft &draft) { draft.database.clear(); });
        row("no CA file", u"ca_file"_s, [](ServerDraft &draft) { draft.caFile.clear(); });
        row("no such CA file", u"ca_file"_s,
            [](ServerDraft &draft) { draft.caFile = u"/nowhere/ca.pem"_s; });
    }

    void badField_isNamed_andNothingIsSaved()
    {
        QFETCH(ServerDraft, draft);
        QFETCH(QString, field);
        if (draft.caFile.endsWith(u"/ca.crt"_s))
            draft.caFile = good().caFile;
        m_model->save(draft);
        QCOMPARE(m_model->field(), field);
        QVERIFY(m_model->hasFailed());
        QVERIFY(m_servers->all().isEmpty());
        m_model->test(draft);
        QCOMPARE(m_probe->reachCall.count(), 0);
    }

    void sameName_isNotReplaced()
    {
        m_model->save(good());
        m_model->open();
        m_model->save(good());
        QCOMPARE(m_model->field(), u"name"_s);
        QCOMPARE(m_servers->all().size(), 1);
    }

    void uncheckedServer_needsNoCaFile()
    {
        ServerDraft draft = good();
        draft.tls = ServerProfile::Tls::Weaker;
        draft.caFile.clear();
        m_model->save(draft);
        QCOMPARE(m_servers->all().size(), 1);
    }

    void test_namesTheLayerThatFails()
    {
        QSet<QString> sentences;
        for (const QString &layer : {u"dns"_s, u"tcp"_s, u"tls"_s}) {
            m_model->test(good());
            QVERIFY(m_model->isTesting());
            m_probe->reachCall.answer(Error{Error::Code::Unavailable, {}, {{u"layer"_s, layer}}});
            QTRY_VERIFY(!m_model->isTesting());
            QVERIFY(m_model->hasFailed());
            sentences << m_model->sentence();
        }
        QCOMPARE(sentences.size(), 3);
        m_model->test(good());
        m_probe->reachCall.answer(Done{});
        QTRY_VERIFY(!m_model->isTesting());
        QVERIFY(!m_model->hasFailed());
        QVERIFY(m_servers->all().isEmpty());
    }

    void answerAfterClosing_isDropped()
    {
        m_model->test(good());
        m_model->close();
        m_model->open();
        m_probe->reachCall.answer(Done{});
        QTest::qWait(20);
        QVERIFY(m_model->sentence().isEmpty());
    }

private:
    ServerDraft good()
    {
        const QString caFile = m_folder ? m_folder->filePath(u"ca.crt"_s) : u"/ca.crt"_s;
        QFile file(caFile);
        if (m_folder && file.open(QIODevice::WriteOnly))
            file.write("certificate");
        return {.name = u" Northgate "_s,
                .hosts = u"pg.example.org"_s,
                .port = u"6543"_s,
                .database = u"clinidesk"_s,
                .tls = ServerProfile::Tls::VerifyFull,
                .caFile = caFile};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SavedServers> m_servers;
    std::unique_ptr<FakeServerProbe> m_probe;
    std::unique_ptr<ServerFormViewModel> m_model;
};

QTEST_GUILESS_MAIN(tst_ServerFormViewModel)
#include "tst_ServerFormViewModel.moc"
