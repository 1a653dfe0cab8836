foreach(program explain places)
  keur_test(cli/test_${program} USES cli report assess host input policy graph model syntax base)
endforeach()
# These run the built program.
foreach(program refusals output pin isolation)
  keur_test(cli/test_${program} USES base)
  target_include_directories(cli_test_${program} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(cli_test_${program} PRIVATE KEUR_PROGRAM="$<TARGET_FILE:keur>")
  add_dependencies(cli_test_${program} keur keur-worker plugin_logging_coverage plugin_remote_access plugin_vendor_trust host_plugin_good
    host_plugin_swapped)
  set_tests_properties(cli/test_${program} PROPERTIES TIMEOUT 600)
endforeach()
target_link_libraries(cli_test_isolation PRIVATE PkgConfig::SECCOMP)
add_dependencies(cli_test_isolation host_plugin_crash_rows host_plugin_loop_rows host_plugin_hog host_plugin_kill_group host_plugin_exit_rows
  host_plugin_write_socket host_plugin_emit_level host_plugin_fail_rows host_plugin_stamp_small host_plugin_no_symbol host_plugin_emit_text_long)
