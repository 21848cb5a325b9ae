#pragma once

namespace CLI {
class App;
}

namespace clinidesk {

class CtlContext;

/// `cache warm`: loads what everybody needs first.
void addCacheWarming(CLI::App &cache, CtlContext &context);

} // namespace clinidesk
