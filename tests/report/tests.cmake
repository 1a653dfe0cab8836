keur_test(report/test_json USES report assess policy graph model base)
keur_test(report/test_csv USES report assess policy graph model base)
keur_test(report/test_text USES report assess policy graph model base)
target_compile_definitions(report_test_text PRIVATE KEUR_LOCALEDIR="${CMAKE_INSTALL_LOCALEDIR}")
add_dependencies(report_test_text catalogues)
keur_test(report/test_yaml_sink USES report syntax base)
keur_test(report/test_html USES report assess policy graph model base)
keur_test(report/test_missing USES report assess policy graph model base)
keur_test(report/test_junit USES report base)
keur_test(report/test_xlsx USES report assess policy graph model base)
set_tests_properties(report/test_xlsx PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)

# Each format as other readers read it: against what its writer declares, and over a network in which every text is hostile.
add_executable(report_declared report/declared.c)
target_include_directories(report_declared PRIVATE ${CMAKE_SOURCE_DIR}/core ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(report_declared PRIVATE keur_flags keur_report keur_assess keur_policy keur_graph keur_model keur_base)
set(formats ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_formats.py $<TARGET_FILE:keur> $<TARGET_FILE:report_declared>
  ${CMAKE_SOURCE_DIR}/../shared/samples/sarif/sarif-spec-sarif-schema-2.1.0.json)
set(demo ${CMAKE_SOURCE_DIR}/inventories/demo)
set(cases ${CMAKE_SOURCE_DIR}/inventories/cases)
add_test(NAME report/formats COMMAND ${formats} plain 0
  ${demo}/network.yaml,${demo}/ran.yaml,${demo}/bss.yaml,${demo}/access.yaml,--suppliers,${demo}/suppliers.yaml,--overlay,${demo}/overlay.yaml
  ${cases}/telfort/network.yaml,--suppliers,${cases}/telfort/decisions.yaml
  ${cases}/diginotar/network.yaml,--suppliers,${cases}/diginotar/decisions.yaml)
add_test(NAME report/hostile COMMAND ${formats} hostile 40)
# What OSCAL asks for beside its form, over networks made for it.
add_test(NAME report/oscal COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_oscal.py $<TARGET_FILE:keur> ${CMAKE_SOURCE_DIR}/inventories)
add_test(NAME report/inputs COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_inputs.py $<TARGET_FILE:keur> 12)
# ctest -C full -L full
add_test(NAME report/hostile_full COMMAND ${formats} hostile 500 CONFIGURATIONS full)
add_test(NAME report/inputs_full COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_inputs.py $<TARGET_FILE:keur> 500 CONFIGURATIONS full)
set_tests_properties(report/hostile_full report/inputs_full PROPERTIES LABELS full TIMEOUT 3600)
add_test(NAME report/logging COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/check_logging.py $<TARGET_FILE:keur>)
set_tests_properties(report/formats report/hostile report/oscal report/inputs PROPERTIES TIMEOUT 900)
set_tests_properties(report/formats report/hostile report/oscal report/inputs report/hostile_full report/inputs_full PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
# The page of a network that is too large to be told part by part.
add_test(NAME report/large COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/check_large.py $<TARGET_FILE:keur> $<TARGET_FILE:bench_generate> 6000)
set_tests_properties(report/large PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1 TIMEOUT 300)
add_test(NAME report/language COMMAND ${CMAKE_CURRENT_LIST_DIR}/language.sh $<TARGET_FILE:keur> ${demo} ${cases} ${CMAKE_CURRENT_LIST_DIR}/golden/telfort.nl.txt)
# How wide characters are on a terminal.
add_test(NAME report/columns COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/columns.py ${CMAKE_SOURCE_DIR}/core/report/columns.h)
set_tests_properties(report/columns PROPERTIES SKIP_RETURN_CODE 77)
# Sentences of reports in other languages.
add_executable(report_said report/said.c)
target_include_directories(report_said PRIVATE ${CMAKE_SOURCE_DIR}/core ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(report_said PRIVATE keur_flags keur_report keur_assess keur_policy keur_graph keur_model keur_base)
add_test(NAME report/catalogue COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/catalogue.py $<TARGET_FILE:keur> $<TARGET_FILE:report_said> ${CMAKE_SOURCE_DIR})
set_tests_properties(report/catalogue PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1 TIMEOUT 600)
