# Whole runs of the built program over worked cases, the demo and real exports.
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)

foreach(program worked kpn)
  keur_test(cases/test_${program} USES)
  target_link_libraries(cases_test_${program} PRIVATE PkgConfig::JANSSON)
  add_dependencies(cases_test_${program} keur keur-worker plugin_vendor_trust plugin_remote_access plugin_logging_coverage)
endforeach()
