# What was built against version 1.0 keeps working, and what will be built against a later 1.x can be given what this one has.
set(abi ${CMAKE_CURRENT_BINARY_DIR}/abi)

# Three directories to include from: the frozen header, this one, and a later one that is made of this one.
file(MAKE_DIRECTORY ${abi}/v1/keur ${abi}/newer/keur)
file(CREATE_LINK ${CMAKE_CURRENT_LIST_DIR}/v1/plugin.h ${abi}/v1/keur/plugin.h SYMBOLIC)
find_program(AWK awk REQUIRED)
add_custom_command(OUTPUT ${abi}/newer/keur/plugin.h
  COMMAND ${AWK} -f ${CMAKE_CURRENT_LIST_DIR}/newer.awk ${CMAKE_SOURCE_DIR}/include/keur/plugin.h > ${abi}/newer/keur/plugin.h
  DEPENDS ${CMAKE_CURRENT_LIST_DIR}/newer.awk ${CMAKE_SOURCE_DIR}/include/keur/plugin.h)
add_custom_target(abi_newer_header DEPENDS ${abi}/newer/keur/plugin.h)

function(abi_plugin name include)
  add_library(abi_plugin_${name} MODULE ${CMAKE_CURRENT_LIST_DIR}/plugins/grown.c)
  target_include_directories(abi_plugin_${name} PRIVATE ${include})
  target_compile_options(abi_plugin_${name} PRIVATE -Wall -Wextra -Werror)
  target_link_options(abi_plugin_${name} PRIVATE -Wl,-z,noexecstack -Wl,-z,now)
  set_target_properties(abi_plugin_${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/abi-plugins)
  add_dependencies(abi_plugin_${name} abi_newer_header)
endfunction()
abi_plugin(v1 ${abi}/v1)
abi_plugin(now ${CMAKE_SOURCE_DIR}/include)
abi_plugin(newer ${abi}/newer)

keur_test(abi/test_sizes USES host model base)
target_compile_definitions(abi_test_sizes PRIVATE ABI_WORKER="$<TARGET_FILE:keur-worker>")
add_dependencies(abi_test_sizes keur-worker abi_plugin_v1 abi_plugin_now abi_plugin_newer)

# The keur of tomorrow: all of it that meets plugins, built from the later header.
foreach(folder model graph host worker)
  file(GLOB abi_${folder} CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/core/${folder}/*.c)
endforeach()
function(abi_tomorrow target)
  target_include_directories(${target} PRIVATE ${abi}/newer ${CMAKE_SOURCE_DIR}/core)
  target_link_libraries(${target} PRIVATE keur_flags)
  add_dependencies(${target} abi_newer_header)
endfunction()
add_library(abi_tomorrow STATIC ${abi_model} ${abi_graph} ${abi_host})
abi_tomorrow(abi_tomorrow)
target_link_libraries(abi_tomorrow PRIVATE keur_base PkgConfig::PCRE2 PkgConfig::SECCOMP PkgConfig::XXHASH PkgConfig::CRYPTO)
add_executable(abi_tomorrow_worker ${abi_worker})
abi_tomorrow(abi_tomorrow_worker)
target_link_libraries(abi_tomorrow_worker PRIVATE abi_tomorrow keur_base PkgConfig::PCRE2 PkgConfig::XXHASH ${CMAKE_DL_LIBS})
add_executable(abi_test_tomorrow ${CMAKE_CURRENT_LIST_DIR}/test_sizes.c)
abi_tomorrow(abi_test_tomorrow)
target_compile_definitions(abi_test_tomorrow PRIVATE KEUR_BINARY_DIR="${CMAKE_BINARY_DIR}" ABI_WORKER="$<TARGET_FILE:abi_tomorrow_worker>")
target_link_libraries(abi_test_tomorrow PRIVATE abi_tomorrow keur_base PkgConfig::CMOCKA)
add_dependencies(abi_test_tomorrow abi_tomorrow_worker abi_plugin_v1 abi_plugin_now abi_plugin_newer)
add_test(NAME abi/test_tomorrow COMMAND abi_test_tomorrow)

# What is frozen in v1, see its README.md.
keur_test(abi/test_frozen USES host assess graph input policy syntax model base)
add_dependencies(abi_test_frozen keur-worker)
find_program(ABI_CXX NAMES c++ g++ clang++)
add_test(NAME abi/frozen COMMAND ${CMAKE_CURRENT_LIST_DIR}/frozen.sh ${CMAKE_C_COMPILER} $<$<BOOL:${ABI_CXX}>:${ABI_CXX}> ${CMAKE_SOURCE_DIR})
