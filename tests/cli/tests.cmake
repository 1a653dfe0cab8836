foreach(program explain places progress)
  keur_test(cli/test_${program} USES cli conform report assess host input policy graph model syntax base)
endforeach()
# These run the built program.
foreach(program refusals output pin isolation progress)
  if(NOT TARGET cli_test_${program})
    keur_test(cli/test_${program} USES base)
  endif()
  target_include_directories(cli_test_${program} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(cli_test_${program} PRIVATE KEUR_PROGRAM="$<TARGET_FILE:keur>")
  add_dependencies(cli_test_${program} keur keur-worker plugin_assurance plugin_logging_coverage plugin_remote_access plugin_vendor_trust host_plugin_good
    host_plugin_swapped)
  set_tests_properties(cli/test_${program} PROPERTIES TIMEOUT 600)
endforeach()
target_link_libraries(cli_test_isolation PRIVATE PkgConfig::SECCOMP)
add_dependencies(cli_test_isolation host_plugin_crash_rows host_plugin_loop_rows host_plugin_hog host_plugin_kill_group host_plugin_exit_rows
  host_plugin_write_socket host_plugin_emit_level host_plugin_fail_rows host_plugin_stamp_small host_plugin_no_symbol host_plugin_emit_text_long unfit_log)
# What an author sees of a plugin without isolation.
add_library(cli_plugin_debugged MODULE ${CMAKE_CURRENT_LIST_DIR}/plugins/debugged.c)
target_include_directories(cli_plugin_debugged PRIVATE ${CMAKE_SOURCE_DIR}/include)
set_target_properties(cli_plugin_debugged PROPERTIES PREFIX "" OUTPUT_NAME debugged LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/cli-plugins
  C_VISIBILITY_PRESET hidden)
add_dependencies(cli_test_isolation cli_plugin_debugged)

# The tools for plugins. unfit.c is built once for each reason to fail that it names, and once without.
set(unfit_plugins)
function(unfit_plugin name)
  add_library(unfit_${name} MODULE ${CMAKE_CURRENT_LIST_DIR}/plugins/unfit.c)
  target_include_directories(unfit_${name} PRIVATE ${CMAKE_SOURCE_DIR}/include)
  target_compile_options(unfit_${name} PRIVATE -Wall -Werror -Wno-unused -O0 -U_FORTIFY_SOURCE)
  target_compile_definitions(unfit_${name} PRIVATE _GNU_SOURCE ${ARGN})
  target_link_options(unfit_${name} PRIVATE -Wl,-z,noexecstack)
  set_target_properties(unfit_${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/unfit-plugins)
  set(unfit_plugins ${unfit_plugins} unfit_${name} PARENT_SCOPE)
endfunction()

unfit_plugin(fit)
file(READ ${CMAKE_CURRENT_LIST_DIR}/plugins/unfit.c unfit)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/plugins/unfit.c)
string(REGEX MATCHALL "UNFIT_[a-z]+" reasons "${unfit}")
list(REMOVE_DUPLICATES reasons)
foreach(reason ${reasons})
  string(REPLACE "UNFIT_" "" name ${reason})
  unfit_plugin(${name} ${reason})
endforeach()
# Several at once: the large network takes its time.
unfit_plugin(mute UNFIT_help UNFIT_unasked)
unfit_plugin(quiet UNFIT_silent UNFIT_never UNFIT_log)
unfit_plugin(slips UNFIT_field UNFIT_path UNFIT_party UNFIT_dutch UNFIT_choosy)
unfit_plugin(gaps UNFIT_blameword UNFIT_gap UNFIT_asking)
unfit_plugin(onward UNFIT_path UNFIT_beyond)
unfit_plugin(listed UNFIT_file UNFIT_asking)

keur_test(cli/test_plugin USES base)
target_include_directories(cli_test_plugin PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(cli_test_plugin PRIVATE KEUR_PROGRAM="$<TARGET_FILE:keur>" KEUR_UNFIT="${CMAKE_BINARY_DIR}/tests/unfit-plugins"
  KEUR_PLUGINS="${CMAKE_BINARY_DIR}/plugins")
add_dependencies(cli_test_plugin keur keur-worker plugin_assurance plugin_logging_coverage plugin_remote_access plugin_vendor_trust ${unfit_plugins})
set_tests_properties(cli/test_plugin PROPERTIES TIMEOUT 900)
