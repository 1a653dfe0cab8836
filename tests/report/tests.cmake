keur_test(report/test_json USES report assess policy graph model base)
keur_test(report/test_csv USES report assess policy graph model base)
keur_test(report/test_text USES report assess policy graph model base)
keur_test(report/test_junit USES report base)
