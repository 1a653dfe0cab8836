# What was built, what an installation of it is, and whether the manual says what the program does.
add_test(NAME build/hardening COMMAND ${CMAKE_CURRENT_LIST_DIR}/hardening.sh $<TARGET_FILE:keur> $<TARGET_FILE:keur-worker>
  ${CMAKE_BINARY_DIR}/plugins)
add_test(NAME build/header COMMAND ${CMAKE_CURRENT_LIST_DIR}/header.sh ${CMAKE_C_COMPILER} ${CMAKE_SOURCE_DIR})
add_test(NAME build/raw COMMAND ${CMAKE_CURRENT_LIST_DIR}/raw.sh ${CMAKE_SOURCE_DIR})
add_test(NAME build/method COMMAND ${CMAKE_CURRENT_LIST_DIR}/method.sh ${CMAKE_SOURCE_DIR})
add_test(NAME build/levels COMMAND ${CMAKE_CURRENT_LIST_DIR}/levels.sh ${CMAKE_C_COMPILER} ${CMAKE_SOURCE_DIR})
set(views)
foreach(folder base model policy graph syntax input assess report host worker conform cli)
  list(APPEND views "${folder}=$<JOIN:$<TARGET_PROPERTY:keur_${folder},INCLUDE_DIRECTORIES>,:>")
endforeach()
add_test(NAME build/arrows COMMAND ${CMAKE_CURRENT_LIST_DIR}/arrows.sh ${CMAKE_C_COMPILER} ${CMAKE_SOURCE_DIR} ${views})
add_test(NAME build/manual COMMAND ${CMAKE_CURRENT_LIST_DIR}/manual.sh $<TARGET_FILE:keur> ${CMAKE_SOURCE_DIR}/core/cli
  ${CMAKE_SOURCE_DIR}/README.md)
set_tests_properties(build/manual PROPERTIES TIMEOUT 600)
add_test(NAME build/install COMMAND ${CMAKE_CURRENT_LIST_DIR}/install.sh ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR}
  $<IF:$<OR:$<BOOL:${KEUR_SANITIZE}>,$<BOOL:${KEUR_COVERAGE}>>,instrumented,plain>)
set_tests_properties(build/install PROPERTIES TIMEOUT 300)
# A stranger who writes C++ brings a compiler for it; keur itself needs none.
find_program(CXX_COMPILER NAMES c++ g++ clang++ REQUIRED)
add_test(NAME build/template COMMAND ${CMAKE_CURRENT_LIST_DIR}/template.sh ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} ${CMAKE_C_COMPILER} ${CXX_COMPILER})
set_tests_properties(build/template PROPERTIES TIMEOUT 600)
