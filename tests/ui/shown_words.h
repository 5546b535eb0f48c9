// What a window says, and whether there is room for it.
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace rex::ui::test {

struct ShownWords {
  QString where;  ///< class and name of the widget, and which of its texts
  QString text;
};

/// Everything that ROOT and the widgets that are visible in it say: labels, buttons, choices, tabs, headers, what
/// fields say while they are empty, tool tips, names for screen readers, and the entries of its menus. Not what a
/// model, a file or a person says: answers, words, pictures.
std::vector<ShownWords> words_shown(const QWidget& root);

/// Those of ROOT's visible texts that are wider or higher than their widget, with both sizes. What elides has its whole
/// text in its tool tip and is left out.
std::vector<ShownWords> words_cut(const QWidget& root);

}  // namespace rex::ui::test
