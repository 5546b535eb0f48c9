# Warnings and sanitizers, the same for every target of ours.
function(rex_target name)
  target_compile_options(${name} PRIVATE -Wall -Wextra)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC bug 105651: false positives in string concatenation, the others where headers are precompiled.
    target_compile_options(${name} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
    target_compile_options(${name} PRIVATE
      -Wno-dangling-reference # warns of temporary arguments that the result does not refer to
      -Wno-array-bounds)      # false positives in string concatenation, as with -Wrestrict above
  endif()
  if(REX_WERROR)
    target_compile_options(${name} PRIVATE -Werror)
  endif()
  if(REX_SANITIZE)
    list(JOIN REX_SANITIZE "," sanitizers)
    target_compile_options(${name} PRIVATE -fsanitize=${sanitizers} -fno-omit-frame-pointer -g1)
    target_link_options(${name} PRIVATE -fsanitize=${sanitizers})
  endif()
endfunction()
