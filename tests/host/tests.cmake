# Test plugins, one per file, built as a stranger would build them; then the programs that use them.
file(GLOB test_plugins CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/plugins/*.c)
set(test_plugin_targets)
foreach(source ${test_plugins})
  get_filename_component(name ${source} NAME_WE)
  add_library(host_plugin_${name} MODULE ${source})
  target_include_directories(host_plugin_${name} PRIVATE ${CMAKE_SOURCE_DIR}/include)
  target_compile_options(host_plugin_${name} PRIVATE -Wall -Wextra -Wconversion -Werror -O0 -U_FORTIFY_SOURCE)
  target_link_options(host_plugin_${name} PRIVATE -Wl,-z,noexecstack)
  set_target_properties(host_plugin_${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/host-plugins)
  list(APPEND test_plugin_targets host_plugin_${name})
endforeach()

keur_test(host/test_run USES host model base)
add_dependencies(host_test_run keur-worker ${test_plugin_targets})
