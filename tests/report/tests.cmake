# Skipped while the folder that answers for the result is not there.
if(NOT TARGET keur_assess)
  return()
endif()
keur_test(report/test_json USES report assess policy graph model base)
keur_test(report/test_csv USES report assess policy graph model base)
keur_test(report/test_text USES report assess policy graph model base)
