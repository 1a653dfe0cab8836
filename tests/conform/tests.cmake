# What the test as a whole says of plugins is cli/test_plugin's.
keur_test(conform/test_network USES conform report assess host input policy graph model syntax base)
