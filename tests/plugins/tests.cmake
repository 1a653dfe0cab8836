# The bundled plugins against a host made of literal tables; each test includes its plugin.
keur_test(plugins/test_vendor_trust)
keur_test(plugins/test_remote_access)
keur_test(plugins/test_logging_coverage)

find_program(GUIDE_CXX NAMES c++ g++ clang++ REQUIRED)
foreach(script guide guide_refuses)
  add_test(NAME plugins/${script} COMMAND ${CMAKE_CURRENT_LIST_DIR}/${script}.sh ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR}
    ${CMAKE_C_COMPILER} ${GUIDE_CXX})
  set_tests_properties(plugins/${script} PROPERTIES TIMEOUT 300)
endforeach()
