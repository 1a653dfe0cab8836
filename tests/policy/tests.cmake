keur_test(policy/test_policy USES policy syntax model base)
keur_test(policy/test_policy_refusals USES policy syntax model base)
keur_test(policy/test_advisory_score USES policy syntax model base)
keur_test(policy/test_policy_extends USES policy syntax model base)
