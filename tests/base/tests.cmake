foreach(program mem text messages dict number nearest digest region out fd)
  keur_test(base/test_${program} USES base)
endforeach()
