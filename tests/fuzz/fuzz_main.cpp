#include "tests/fuzz/Targets.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What libFuzzer calls with every input it makes up; CLINIDESK_FUZZ_TARGET is one of Targets.h.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString broken = clinidesk::CLINIDESK_FUZZ_TARGET(bytes);
    if (broken.isEmpty())
        return 0;
    std::fprintf(stderr, "Broken promise: %s\n", qPrintable(broken));
    std::abort(); // The fuzzer keeps the input that led here.
}
