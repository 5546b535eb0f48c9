# `cmake --install` and `cpack` (a .deb).
install(FILES README.md LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
# Icons and styles are inside the program; what a running program reads from disk is models, pictures and licences.
install(DIRECTORY resources/models resources/pictures resources/licences
        DESTINATION ${CMAKE_INSTALL_DATADIR}/relevance-explorer)
install(FILES resources/model_list.json DESTINATION ${CMAKE_INSTALL_DATADIR}/relevance-explorer)
install(PROGRAMS resources/evaluate.sbatch DESTINATION ${CMAKE_INSTALL_DATADIR}/relevance-explorer)
install(FILES resources/relevance-explorer.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/relevance-explorer.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES resources/relevance-explorer.thumbnailer DESTINATION ${CMAKE_INSTALL_DATADIR}/thumbnailers)
install(FILES resources/relevance-explorer.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME relevance-explorer)
set(CPACK_PACKAGE_CONTACT "The Relevance Explorer project")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS qt6-translations-l10n)  # the words of Qt's own buttons
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-openmp | libblas3")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
include(CPack)
