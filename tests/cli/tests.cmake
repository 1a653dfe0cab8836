# The commands belong to the program; a test brings in the files it is about.
keur_test(cli/test_explain USES report assess policy graph model syntax base)
target_sources(cli_test_explain PRIVATE ${CMAKE_SOURCE_DIR}/core/cli/explain.c ${CMAKE_SOURCE_DIR}/core/cli/explain_show.c
  ${CMAKE_SOURCE_DIR}/core/cli/result_read.c)
