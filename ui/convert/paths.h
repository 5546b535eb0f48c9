#pragma once

#include <QString>
#include <filesystem>

namespace rex::ui {

inline std::filesystem::path path_of(const QString& text) { return text.toStdString(); }
inline QString text_of(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace rex::ui
