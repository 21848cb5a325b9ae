// What the sanitizers of the build `asan` look at, linked into every program of it: so it holds
// however a program was started, and no environment has to be remembered.

extern "C" {

// The clock that jumps in some tests is preloaded, hence before AddressSanitizer.
const char *__asan_default_options()
{
    return "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:"
           "check_initialization_order=1:verify_asan_link_order=0";
}

const char *__ubsan_default_options()
{
    return "print_stacktrace=1:halt_on_error=1";
}

const char *__lsan_default_options()
{
    return "print_suppressions=0";
}

// Made once by others and kept for the program's life: fontconfig's configuration.
const char *__lsan_default_suppressions()
{
    return "leak:libfontconfig.so\n";
}

} // extern "C"
