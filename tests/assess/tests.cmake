foreach(program scope chain impact levels combine fills suppliers group phase_out trial)
  keur_test(assess/test_${program} USES assess graph input policy syntax model base)
endforeach()
