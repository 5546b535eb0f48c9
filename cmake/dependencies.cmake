# What Debian 12 and 13 ship; a LibTorch unpacked from pytorch.org is found through CMAKE_PREFIX_PATH.
find_package(Torch REQUIRED)
find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs)
# The picture formats by their own libraries: OpenCV's reader hides CMYK, damage and sizes behind its own conversions.
find_package(PNG REQUIRED)
find_package(JPEG REQUIRED)
find_package(TIFF REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(webp REQUIRED IMPORTED_TARGET libwebp libwebpdemux)
# The settings of Faster R-CNN are YAML.
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-cpp)
# MATLAB's files of ImageNet-Segmentation; Debian names the serial flavour.
pkg_search_module(hdf5 REQUIRED IMPORTED_TARGET hdf5-serial hdf5)
find_package(ZLIB REQUIRED)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(crypto REQUIRED IMPORTED_TARGET libcrypto)  # SHA-256
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg Charts Network PrintSupport)

# LibTorch's headers as system headers: their warnings are not ours. Its flags carry the C++ ABI of pytorch.org builds.
add_library(rex_torch INTERFACE)
add_library(rex::torch ALIAS rex_torch)
target_include_directories(rex_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(rex_torch INTERFACE ${TORCH_LIBRARIES})
separate_arguments(rex_torch_flags UNIX_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(rex_torch INTERFACE ${rex_torch_flags})
