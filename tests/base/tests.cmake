foreach(program mem text messages dict number nearest digest region out)
  keur_test(base/test_${program} USES base)
endforeach()
