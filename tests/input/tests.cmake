foreach(name native_yaml native_json native_xml native_csv input locate nrm nrf schema_page)
  keur_test(input/test_${name} USES input syntax model base)
endforeach()
find_program(XMLLINT xmllint)
if(XMLLINT)
  add_test(NAME input/xsd COMMAND ${XMLLINT} --noout --schema ${CMAKE_SOURCE_DIR}/inventories/keur.xsd
    ${CMAKE_CURRENT_SOURCE_DIR}/input/samples/network.xml)
  add_test(NAME input/xsd_refuses COMMAND ${XMLLINT} --noout --schema ${CMAKE_SOURCE_DIR}/inventories/keur.xsd
    ${CMAKE_CURRENT_SOURCE_DIR}/input/samples/misspelt.xml)
  set_tests_properties(input/xsd_refuses PROPERTIES WILL_FAIL TRUE)
endif()
