foreach(program schema part selector)
  keur_test(model/test_${program} USES model base)
endforeach()
