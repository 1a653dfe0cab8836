# Assesses network.yaml with the plugin alone and compares what it found and asked with expected.txt.
# cmake -DKEUR=PROGRAM -DPLUGIN=FILE -P assess.cmake
get_filename_component(directory ${PLUGIN} DIRECTORY)
set(result ${directory}/result)
set(pins ${directory}/pins/plugins.lock) # of this test alone: your own approvals are yours. keur makes the directory, where nobody else may write
execute_process(COMMAND ${KEUR} plugin pin --pins ${pins} ${PLUGIN} OUTPUT_QUIET)
execute_process(COMMAND ${KEUR} assess ${CMAKE_CURRENT_LIST_DIR}/network.yaml --plugin ${PLUGIN} --pins ${pins}
  --without assurance --without logging_coverage --without remote_access --without vendor_trust --output ${result} --format csv --quiet RESULT_VARIABLE code)
if(NOT code EQUAL 0 AND NOT code EQUAL 2) # 2: it found something; 1: it could not run; 3: the plugin gave no answer
  message(FATAL_ERROR "keur assess ended with ${code}")
endif()

set(found "")
set(cell "(\"([^\"]|\"\")*\"|[^,]*)") # of CSV: in quotes where it holds a comma or quotes
file(STRINGS ${result}/findings.csv lines REGEX "^f-[0-9a-f]*,@NAME@\\.")
foreach(line IN LISTS lines) # id, rule, kind, level, basis, factor, scenarios, component, party, subject_type, subject, message, ...
  string(REGEX REPLACE "^[^,]*,([^,]*,[^,]*,[^,]*,[^,]*),[^,]*,[^,]*,([^,]*),[^,]*,[^,]*,${cell},${cell},.*" "finding \\1 on \\2: \\5\n"
    line "${line}")
  string(APPEND found "${line}")
endforeach()
file(STRINGS ${result}/gaps.csv lines REGEX "^@NAME@\\.")
foreach(line IN LISTS lines) # rule, blame, question, ...
  string(REGEX REPLACE "^([^,]*,[^,]*),.*" "question \\1\n" line "${line}")
  string(APPEND found "${line}")
endforeach()

file(READ ${CMAKE_CURRENT_LIST_DIR}/expected.txt expected)
file(WRITE ${directory}/found.txt "${found}")
if(NOT found STREQUAL expected)
  message(FATAL_ERROR "expected.txt says:\n${expected}\nkeur found:\n${found}\nCompare: diff ${CMAKE_CURRENT_LIST_DIR}/expected.txt ${directory}/found.txt")
endif()
