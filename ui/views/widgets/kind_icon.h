#pragma once

#include <QString>

namespace rex {
struct ModelKind;
}

namespace rex::ui {

/// The icon (of resources/icons) that shows what a model of KIND is given and answers.
QString kind_icon(const ModelKind& kind);

}  // namespace rex::ui
