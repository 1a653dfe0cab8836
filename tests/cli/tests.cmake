foreach(program explain places)
  keur_test(cli/test_${program} USES cli report assess host input policy graph model syntax base)
endforeach()
# These run the built program.
foreach(program refusals output pin)
  keur_test(cli/test_${program} USES base)
  target_include_directories(cli_test_${program} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(cli_test_${program} PRIVATE KEUR_PROGRAM="$<TARGET_FILE:keur>")
  add_dependencies(cli_test_${program} keur keur-worker plugin_logging_coverage plugin_remote_access plugin_vendor_trust host_plugin_good
    host_plugin_swapped)
  set_tests_properties(cli/test_${program} PROPERTIES TIMEOUT 600)
endforeach()
