# The bundled plugins against a host made of literal tables; each test includes its plugin.
keur_test(plugins/test_vendor_trust)
keur_test(plugins/test_remote_access)
keur_test(plugins/test_logging_coverage)

add_test(NAME plugins/guide COMMAND ${CMAKE_CURRENT_LIST_DIR}/guide.sh ${CMAKE_C_COMPILER} ${CMAKE_SOURCE_DIR})
