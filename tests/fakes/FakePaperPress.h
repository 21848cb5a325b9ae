#pragma once

#include "tests/fakes/FakeCall.h"
#include "ui/viewmodels/paper/PaperPress.h"

namespace clinidesk {

class FakePaperPress final : public PaperPress
{
public:
    struct PrintQuestion
    {
        PaperDocument document;
        Job job;
    };

    Async<QByteArray> pdf(const PaperDocument &document) override { return pdfCall.ask(document); }
    Async<Printers> printers() override { return printersCall.ask({}); }
    Async<Done> print(const PaperDocument &document, const Job &job) override
    {
        return printCall.ask({document, job});
    }

    FakeCall<QByteArray, PaperDocument> pdfCall;
    FakeCall<Printers, NoQuestion> printersCall;
    FakeCall<Done, PrintQuestion> printCall;
};

} // namespace clinidesk
