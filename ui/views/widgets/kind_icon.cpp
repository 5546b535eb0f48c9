#include "ui/views/widgets/kind_icon.h"

#include "core/models/description.h"

namespace rex::ui {

QString kind_icon(const ModelKind& kind) {
  if (kind.finds_objects()) return QStringLiteral("boxes");
  if (kind.explains_features()) return QStringLiteral("kind-feature");
  if (!kind.sees_picture()) return QStringLiteral("kind-words");
  if (kind.reads_several_texts()) return QStringLiteral("kind-captions");
  if (kind.reads_text()) return QStringLiteral("kind-question");
  return QStringLiteral("kind-classes");
}

}  // namespace rex::ui
