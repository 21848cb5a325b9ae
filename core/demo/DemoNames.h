#pragma once

#include "core/demo/DemoRandom.h"
#include "core/patients/Patient.h"

#include <QString>

namespace clinidesk {

struct DemoName
{
    QString family;
    QString given;
    QString language; ///< ISO 639-1.

    friend bool operator==(const DemoName &, const DemoName &) = default;
};

/// An invented person's name from one of many languages, the given name fitting @p sex. Some are
/// written in Arabic, Chinese or Devanagari script, some are double, long or carry an apostrophe.
[[nodiscard]] DemoName demoName(DemoRandom &random, Sex sex);

/// The same in Latin letters only, as a doctor's door plate has it.
[[nodiscard]] DemoName demoLatinName(DemoRandom &random, Sex sex);

/// @p name in ASCII for the left side of an e-mail address: "tomas.reyes-ibarra"; what has no Latin
/// letters becomes @p otherwise.
[[nodiscard]] QString demoMailbox(const DemoName &name, const QString &otherwise);

} // namespace clinidesk
