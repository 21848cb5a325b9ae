# Every flag and definition of the project stands here, on one target that the others link privately.
add_library(clinidesk_options INTERFACE)
option(CLINIDESK_WERROR "Warnings are errors" OFF)
set(CLINIDESK_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
option(CLINIDESK_COVERAGE "Count the lines the tests run" OFF)
option(CLINIDESK_FUZZ "Build the fuzzers; needs clang" OFF)
option(CLINIDESK_PRECOMPILE "Read Qt's headers once for all programs (GCC)" ON)

target_compile_features(clinidesk_options INTERFACE cxx_std_20)
target_include_directories(clinidesk_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(clinidesk_options INTERFACE
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_JAVA_STYLE_ITERATORS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CONTEXTLESS_CONNECT
    QT_USE_QSTRINGBUILDER
    CLINIDESK_VERSION="${PROJECT_VERSION}")

if(MSVC)
    target_compile_options(clinidesk_options INTERFACE /W4 /permissive- /utf-8)
    if(CLINIDESK_WERROR)
        target_compile_options(clinidesk_options INTERFACE /WX)
    endif()
else()
    target_compile_options(clinidesk_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wold-style-cast
        -Woverloaded-virtual -Wnon-virtual-dtor -Wcast-qual -Wcast-align)
    if(CLINIDESK_WERROR)
        target_compile_options(clinidesk_options INTERFACE -Werror)
    endif()
endif()
# A hundred test programs are linked; mold takes a tenth of the time for each.
find_program(CLINIDESK_MOLD mold)
if(CLINIDESK_MOLD)
    target_link_options(clinidesk_options INTERFACE -fuse-ld=mold)
endif()
if(CLINIDESK_SANITIZE)
    target_compile_options(clinidesk_options INTERFACE
        -fsanitize=${CLINIDESK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(clinidesk_options INTERFACE -fsanitize=${CLINIDESK_SANITIZE})
    add_library(clinidesk_sanitizer_defaults OBJECT ${PROJECT_SOURCE_DIR}/cmake/SanitizerDefaults.cpp)
    target_sources(clinidesk_options INTERFACE
        $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:$<TARGET_OBJECTS:clinidesk_sanitizer_defaults>>)
endif()
if(CLINIDESK_COVERAGE)
    target_compile_options(clinidesk_options INTERFACE --coverage)
    target_link_options(clinidesk_options INTERFACE --coverage)
endif()

# What nearly every source reads of Qt and the standard library, read once: a third of what compiling
# a test takes. Only for programs: the sources of a library also show that its headers compile alone.
if(CLINIDESK_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_library(clinidesk_precompiled STATIC ${PROJECT_SOURCE_DIR}/cmake/Precompiled.cpp)
    target_precompile_headers(clinidesk_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/cmake/Precompiled.h)
    target_link_libraries(clinidesk_precompiled PRIVATE clinidesk_options Qt6::Core)
    set_target_properties(clinidesk_precompiled PROPERTIES AUTOMOC OFF)
endif()

function(clinidesk_precompile program)
    if(TARGET clinidesk_precompiled)
        target_precompile_headers(${program} REUSE_FROM clinidesk_precompiled)
    endif()
endfunction()

# clinidesk_library(NAME HEADERS ... SOURCES ... PUBLIC libs ... PRIVATE libs ...)
# A static library of one folder, whose headers each compile alone: one with a source of its name is
# the first thing that source includes (check_layers.py sees to it), and each other is compiled by itself.
function(clinidesk_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE")
    set(lone_headers ${arg_HEADERS})
    set(led_headers ${arg_SOURCES})
    list(TRANSFORM led_headers REPLACE "\\.cpp$" ".h")
    list(REMOVE_ITEM lone_headers ${led_headers})
    add_library(${name} STATIC)
    target_sources(${name}
        PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS}
        PUBLIC FILE_SET lone_headers TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${lone_headers}
        PRIVATE ${arg_SOURCES})
    target_compile_features(${name} PUBLIC cxx_std_20)
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE clinidesk_options ${arg_PRIVATE})
    set_target_properties(${name} PROPERTIES
        VERIFY_INTERFACE_HEADER_SETS ON INTERFACE_HEADER_SETS_TO_VERIFY lone_headers)
endfunction()
