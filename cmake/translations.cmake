# The languages of the window, resources/translations, compiled into TARGET under :/translations; SOURCE, which loads
# them, is told so. lrelease alone, of Debian's qt6-l10n-tools: the CMake package of Qt's tools wants Designer as well.
function(rex_translations target source)
  get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
  cmake_path(GET qmake PARENT_PATH qt_programs)
  find_program(REX_LRELEASE NAMES lrelease lrelease-qt6 lrelease6 HINTS ${qt_programs} /usr/lib/qt6/bin
               /usr/lib/qt6/libexec DOC "Qt's compiler of translations")
  if(NOT REX_LRELEASE)
    message(WARNING "Qt's lrelease was not found: the window will speak English only (Debian: qt6-l10n-tools)")
    return()
  endif()
  file(GLOB translations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/translations/*.ts)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/translations)
  set(list "")
  foreach(translation IN LISTS translations)
    cmake_path(GET translation STEM name)
    add_custom_command(OUTPUT ${folder}/${name}.qm DEPENDS ${translation} VERBATIM
                       COMMAND ${REX_LRELEASE} -silent ${translation} -qm ${folder}/${name}.qm)
    string(APPEND list "<file alias=\"${name}.qm\">${folder}/${name}.qm</file>\n")
  endforeach()
  file(CONFIGURE OUTPUT ${folder}/translations.qrc @ONLY
       CONTENT "<RCC><qresource prefix=\"/translations\">\n${list}</qresource></RCC>\n")
  qt_add_resources(sources ${folder}/translations.qrc)
  target_sources(${target} PRIVATE ${sources})
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS REX_TRANSLATED)
endfunction()
