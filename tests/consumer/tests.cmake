find_program(CONSUMER_CXX NAMES c++ g++ clang++ REQUIRED)
add_test(NAME consumer/consumer COMMAND ${CMAKE_CURRENT_LIST_DIR}/consumer.sh ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} ${CMAKE_CURRENT_LIST_DIR}
  ${CMAKE_C_COMPILER} ${CONSUMER_CXX})
set_tests_properties(consumer/consumer PROPERTIES TIMEOUT 300)
