foreach(program scope)
  keur_test(assess/test_${program} USES assess graph input policy syntax model base)
endforeach()
