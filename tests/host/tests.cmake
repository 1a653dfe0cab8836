# Test plugins, built as a stranger would build them; faulty.c once for each fault that it names.
set(host_plugins)
function(host_plugin name source)
  add_library(host_plugin_${name} MODULE ${CMAKE_CURRENT_LIST_DIR}/plugins/${source})
  target_include_directories(host_plugin_${name} PRIVATE ${CMAKE_SOURCE_DIR}/include)
  target_compile_options(host_plugin_${name} PRIVATE -Wall -Werror -Wno-unused $<$<C_COMPILER_ID:Clang>:-Wno-initializer-overrides>
    -O0 -U_FORTIFY_SOURCE)
  target_compile_definitions(host_plugin_${name} PRIVATE _GNU_SOURCE ${ARGN})
  target_link_options(host_plugin_${name} PRIVATE -Wl,-z,noexecstack)
  set_target_properties(host_plugin_${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/host-plugins)
  set(host_plugins ${host_plugins} host_plugin_${name} PARENT_SCOPE)
endfunction()

host_plugin(good good.c)
host_plugin(stages stages.c)
target_link_libraries(host_plugin_stages PRIVATE m)
host_plugin(faulty faulty.c)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/plugins/faulty.c)
file(READ ${CMAKE_CURRENT_LIST_DIR}/plugins/faulty.c faulty)
string(REGEX MATCHALL "FAULT_[a-z_]+" faults "${faulty}")
list(REMOVE_DUPLICATES faults)
foreach(fault ${faults})
  string(REPLACE "FAULT_" "" name ${fault})
  host_plugin(${name} faulty.c ${fault})
endforeach()
# Files that the loader would take and keur does not.
host_plugin(exec_stack faulty.c)
target_link_options(host_plugin_exec_stack PRIVATE -Wl,-z,execstack)
host_plugin(runpath faulty.c)
target_link_options(host_plugin_runpath PRIVATE -Wl,-rpath,/usr/lib)

host_plugin(swapped good.c GOOD_NAME="swapped")
# Shapes of files; shape.c says which. They are looked at, never loaded.
foreach(shape plain sysv both templates libraries short function two method strange filter auxiliary audit depaudit rpath)
  host_plugin(shape_${shape} shape.c SHAPE_${shape})
endforeach()
target_compile_options(host_plugin_shape_short PRIVATE -fno-sanitize=all) # which would make it longer
target_link_options(host_plugin_shape_plain PRIVATE -Wl,--hash-style=gnu -Wl,--no-as-needed -lc)
target_link_options(host_plugin_shape_sysv PRIVATE -Wl,--hash-style=sysv)
target_link_options(host_plugin_shape_both PRIVATE -Wl,--hash-style=both)
target_link_options(host_plugin_shape_libraries PRIVATE -Wl,--no-as-needed -lm -lgcc_s)
target_link_options(host_plugin_shape_strange PRIVATE -Wl,--no-as-needed -lcrypto)
target_link_options(host_plugin_shape_filter PRIVATE -Wl,--filter=libc.so.6)
target_link_options(host_plugin_shape_auxiliary PRIVATE -Wl,--auxiliary=libc.so.6)
target_link_options(host_plugin_shape_audit PRIVATE -Wl,--audit=libc.so.6)
target_link_options(host_plugin_shape_depaudit PRIVATE -Wl,--depaudit=libc.so.6)
target_link_options(host_plugin_shape_rpath PRIVATE -Wl,--disable-new-dtags -Wl,-rpath,/usr/lib)

foreach(program run faults settings stages elf pins signature trust swap)
  keur_test(host/test_${program} USES host model base)
  add_dependencies(host_test_${program} keur-worker ${host_plugins})
endforeach()
keur_test(host/test_words USES host model base)
# Reads that fail, and files that grow while they are read.
keur_test(host/test_image USES host model base)
target_link_options(host_test_image PRIVATE -Wl,--wrap=read)
add_dependencies(host_test_image host_plugin_good)
# A hundred thousand exchanges take minutes: ctest -C full -L full
add_test(NAME host/test_swap_full COMMAND host_test_swap CONFIGURATIONS full)
set_tests_properties(host/test_swap_full PROPERTIES LABELS full TIMEOUT 3600 ENVIRONMENT KEUR_SWAPS=100000)
add_test(NAME host/links COMMAND ${CMAKE_CURRENT_LIST_DIR}/links.sh $<TARGET_FILE:keur-worker> ${CMAKE_BINARY_DIR}/plugins
  $<IF:$<BOOL:${KEUR_SANITIZE}>,sanitized,plain>)
keur_test(host/test_symbols USES host model base)
add_dependencies(host_test_symbols plugin_remote_access)
set_tests_properties(host/test_stages PROPERTIES RUN_SERIAL ON) # it measures how late a verdict is
add_dependencies(host_test_symbols unfit_clock)
