keur_test(cli/test_explain USES cli report assess host input policy graph model syntax base)
