# The programs of run.sh, and a small run of each so that they do not rot.
foreach(program generate yaml_scan xml_scan hash measure)
  add_executable(bench_${program} bench/bench_${program}.c)
  target_link_libraries(bench_${program} PRIVATE keur_flags)
endforeach()
target_link_libraries(bench_yaml_scan PRIVATE PkgConfig::YAML)
target_link_libraries(bench_xml_scan PRIVATE PkgConfig::XML)
target_link_libraries(bench_hash PRIVATE PkgConfig::CRYPTO)
add_test(NAME bench/smoke COMMAND ${CMAKE_CURRENT_LIST_DIR}/smoke.sh ${CMAKE_BINARY_DIR})
