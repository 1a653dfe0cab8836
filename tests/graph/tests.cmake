foreach(program arcs reach strong)
  keur_test(graph/test_${program} USES graph model base)
endforeach()
