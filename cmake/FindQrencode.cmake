# Qrencode::Qrencode, by pkg-config where that knows it, else by looking.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(PC_Qrencode QUIET libqrencode)
endif()
find_path(Qrencode_INCLUDE_DIR qrencode.h HINTS ${PC_Qrencode_INCLUDEDIR})
find_library(Qrencode_LIBRARY NAMES qrencode qrencoded HINTS ${PC_Qrencode_LIBRARY_DIRS})
mark_as_advanced(Qrencode_INCLUDE_DIR Qrencode_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Qrencode REQUIRED_VARS Qrencode_LIBRARY Qrencode_INCLUDE_DIR
    VERSION_VAR PC_Qrencode_VERSION)
if(Qrencode_FOUND AND NOT TARGET Qrencode::Qrencode)
    add_library(Qrencode::Qrencode UNKNOWN IMPORTED)
    set_target_properties(Qrencode::Qrencode PROPERTIES
        IMPORTED_LOCATION "${Qrencode_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${Qrencode_INCLUDE_DIR}")
endif()
