pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)

keur_test(syntax/test_source USES syntax base)
keur_test(syntax/test_keys USES syntax base)
keur_test(syntax/test_yaml USES syntax base)
keur_test(syntax/test_json USES syntax base)
keur_test(syntax/test_xml USES syntax base)
keur_test(syntax/test_csv USES syntax base)
# An independent reader to compare with.
target_link_libraries(syntax_test_json PRIVATE PkgConfig::JANSSON)
