# Whole runs of the built program over worked cases, the demo and real exports.
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)

function(keur_case name)
  keur_test(cases/test_${name} ${ARGN})
  target_link_libraries(cases_test_${name} PRIVATE PkgConfig::JANSSON)
  add_dependencies(cases_test_${name} keur keur-worker plugin_assurance plugin_vendor_trust plugin_remote_access plugin_logging_coverage)
endfunction()

foreach(program worked golden kpn checks_telfort checks_incident checks_weakness checks_withdrawal checks_structure samples same_bytes diff ask flips
    groups packs)
  keur_case(${program})
endforeach()

add_test(NAME cases/readmes COMMAND ${CMAKE_CURRENT_LIST_DIR}/readmes.sh ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})

# All omissions take minutes: ctest -C full -L full
keur_case(leave_out USES model base)
target_link_libraries(cases_test_leave_out PRIVATE PkgConfig::YAML)
add_test(NAME cases/test_leave_out_full COMMAND cases_test_leave_out CONFIGURATIONS full)
set_tests_properties(cases/test_leave_out_full PROPERTIES LABELS full TIMEOUT 3600 ENVIRONMENT KEUR_LEAVE_OUT=1)
keur_case(whatif USES input policy syntax model base)

# Every overlay over the demo takes minutes too.
keur_case(overlays USES input policy syntax model base)
add_test(NAME cases/test_overlays_full COMMAND cases_test_overlays CONFIGURATIONS full)
set_tests_properties(cases/test_overlays_full PROPERTIES LABELS full TIMEOUT 7200 ENVIRONMENT KEUR_OVERLAYS=1)
