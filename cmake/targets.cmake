# Warnings and sanitizers, the same for every target of ours.
function(rex_target name)
  target_compile_options(${name} PRIVATE -Wall -Wextra)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # GCC bug 105651: false positives in string concatenation, of all these kinds where <string> is precompiled.
    target_compile_options(${name} PRIVATE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
    if(CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
      # Warns of temporary arguments that the result does not refer to.
      target_compile_options(${name} PRIVATE -Wno-dangling-reference)
    endif()
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

# Compiles sources of one folder together, several to a unit: most of a source's time goes into the headers and templates
# that its neighbours use as well (eight sources of core/explain: 14 seconds in place of 38). So what stands in anonymous
# namespaces has names of its own within its folder. -DREX_UNITS=OFF compiles each source alone: for clang-tidy, and
# while one file is edited again and again.
function(rex_units target) # sources
  if(NOT REX_UNITS)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(source ${ARGN})
    cmake_path(GET source EXTENSION LAST_ONLY extension)
    if(NOT extension STREQUAL ".cpp")
      continue()
    endif()
    cmake_path(GET source PARENT_PATH folder)
    string(MD5 key "${folder}")
    if(NOT DEFINED sources_${key})
      set(sources_${key} 0)
    endif()
    math(EXPR unit "${sources_${key}} / 8")
    math(EXPR sources_${key} "${sources_${key}} + 1")
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE place)
    string(REPLACE "/" "_" place "${place}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${place}_${unit})
  endforeach()
endfunction()
