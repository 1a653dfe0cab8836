# report.html in headless Chromium. Where there is none the tests are skipped, and say so.
set(page_demo ${CMAKE_SOURCE_DIR}/inventories/demo)
set(page_inventory ${page_demo}/network.yaml ${page_demo}/ran.yaml ${page_demo}/bss.yaml ${page_demo}/access.yaml --suppliers ${page_demo}/suppliers.yaml
  --overlay ${page_demo}/overlay.yaml)
foreach(language en nl)
  add_test(NAME page/${language} COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_page.py $<TARGET_FILE:keur> ${language} ${page_inventory})
endforeach()
add_test(NAME page/hostile COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_hostile.py $<TARGET_FILE:keur> 40)
add_test(NAME page/large COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_large.py $<TARGET_FILE:keur> $<TARGET_FILE:bench_generate> 5100)
# ctest -C full -L full
add_test(NAME page/large_full COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_large.py $<TARGET_FILE:keur> $<TARGET_FILE:bench_generate> 100000 CONFIGURATIONS full)
add_test(NAME page/everything_full COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_large.py $<TARGET_FILE:keur> $<TARGET_FILE:bench_generate> 5000 CONFIGURATIONS full)
add_test(NAME page/hostile_full COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_hostile.py $<TARGET_FILE:keur> 500 CONFIGURATIONS full)
set_tests_properties(page/large_full page/everything_full page/hostile_full PROPERTIES LABELS full)
set_tests_properties(page/large_full page/everything_full PROPERTIES RUN_SERIAL ON) # they hold a time by the clock
set_tests_properties(page/en page/nl page/hostile page/large page/large_full page/everything_full page/hostile_full PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900
  ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
