#include "tests/ui/shown_words.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

#include "ui/views/widgets/elided_label.h"

namespace rex::ui::test {
namespace {

QString name_of(const QWidget& widget) {
  QString name = widget.objectName();
  for (const QWidget* parent = widget.parentWidget(); name.isEmpty() && parent != nullptr;
       parent = parent->parentWidget())
    name = parent->objectName() + "/";
  return QString::fromLatin1(widget.metaObject()->className()) + " " + name;
}

void add_actions(const QWidget& holder, std::vector<ShownWords>& found) {
  for (const QAction* action : holder.actions()) {
    found.push_back({"action " + action->objectName(), action->text()});
    found.push_back({"tip of action " + action->objectName(), action->toolTip()});
    if (action->menu() != nullptr) add_actions(*action->menu(), found);
  }
}

void add_headers(const QAbstractItemView& view, std::vector<ShownWords>& found) {
  const auto* header = view.findChild<QHeaderView*>();
  if (header == nullptr || view.model() == nullptr || !header->isVisible()) return;
  for (int column = 0; column < view.model()->columnCount(); ++column)
    found.push_back({name_of(view) + " header", view.model()->headerData(column, Qt::Horizontal).toString()});
}

/// Whether WIDGET shows what is not the window's: answers of the model, files, words that a person typed.
bool shows_content(const QWidget& widget) {
  static const QStringList content = {"modelButton", "methodButton", "targetButton", "sheetPath",
                                      "figurePath",  "sample",       "status",       "notes"};
  return content.contains(widget.objectName());
}

std::vector<const QWidget*> visible_in(const QWidget& root) {
  std::vector<const QWidget*> found{&root};
  for (const QWidget* widget : root.findChildren<QWidget*>()) {
    if (widget->isVisible() && widget->window() == &root && widget->visibleRegion().isEmpty() == false)
      found.push_back(widget);
  }
  return found;
}

QString sizes(QSize wanted, QSize had) {
  return QStringLiteral(" wants %1×%2, has %3×%4")
      .arg(wanted.width())
      .arg(wanted.height())
      .arg(had.width())
      .arg(had.height());
}

/// The size that WIDGET needs for its text; empty where it has none or elides it.
QSize needed(const QWidget& widget) {
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
    if (label->text().isEmpty() || dynamic_cast<const ElidedLabel*>(label) != nullptr) return {};
    if (label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored) return {};
    return label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
  }
  if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
    if (!combo->itemIcon(combo->currentIndex()).isNull()) return {};  // which says it, in a narrow bar alone
    QStyleOptionComboBox option;
    option.initFrom(combo);
    const QRect room =
        combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
    const int text = combo->fontMetrics().horizontalAdvance(combo->currentText());
    return {combo->width() + text - room.width(), 0};
  }
  if (const auto* tool = qobject_cast<const QToolButton*>(&widget)) {
    const bool text = tool->toolButtonStyle() != Qt::ToolButtonIconOnly || tool->icon().isNull();
    return text && !tool->text().isEmpty() ? QSize(tool->minimumSizeHint().width(), 0) : QSize();
  }
  const bool button = qobject_cast<const QPushButton*>(&widget) != nullptr ||
                      qobject_cast<const QCheckBox*>(&widget) != nullptr ||
                      qobject_cast<const QRadioButton*>(&widget) != nullptr;
  return button ? QSize(widget.sizeHint().width(), 0) : QSize();
}

}  // namespace

std::vector<ShownWords> words_shown(const QWidget& root) {
  std::vector<ShownWords> found;
  for (const QWidget* widget : visible_in(root)) {
    const auto say = [&](const char* what, const QString& text) {
      if (!text.isEmpty()) found.push_back({name_of(*widget) + " " + QString::fromLatin1(what), text});
    };
    if (shows_content(*widget)) continue;
    say("tool tip", widget->toolTip());
    say("accessible name", widget->accessibleName());
    if (widget->isWindow() || qobject_cast<const QDockWidget*>(widget) != nullptr) say("title", widget->windowTitle());
    if (const auto* label = qobject_cast<const QLabel*>(widget)) say("text", label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) say("text", button->text());
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) say("placeholder", edit->placeholderText());
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget)) say("placeholder", edit->placeholderText());
    if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
      for (int i = 0; i < combo->count(); ++i) say("choice", combo->itemText(i));
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
      for (int i = 0; i < tabs->count(); ++i) say("tab", tabs->tabText(i));
    }
    if (const auto* bar = qobject_cast<const QMenuBar*>(widget)) add_actions(*bar, found);
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget)) add_headers(*view, found);
  }
  return found;
}

std::vector<ShownWords> words_cut(const QWidget& root) {
  std::vector<ShownWords> found;
  for (const QWidget* widget : visible_in(root)) {
    const QSize wanted = needed(*widget);
    if (wanted.width() > widget->width() || wanted.height() > widget->height()) {
      const auto* label = qobject_cast<const QLabel*>(widget);
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      const auto* combo = qobject_cast<const QComboBox*>(widget);
      const QString text = label != nullptr    ? label->text()
                           : button != nullptr ? button->text()
                           : combo != nullptr  ? combo->currentText()
                                               : QString();
      found.push_back({name_of(*widget) + sizes(wanted, widget->size()), text});
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
      for (int i = 0; i < tabs->count(); ++i) {
        const int text = tabs->fontMetrics().horizontalAdvance(tabs->tabText(i)), room = tabs->tabRect(i).width();
        if (text > room && tabs->tabToolTip(i) != tabs->tabText(i))
          found.push_back({name_of(*tabs) + sizes({text, 0}, {room, 0}), tabs->tabText(i)});
      }
    }
    // What does not fit into a toolbar hides behind its last button.
    if (const auto* bar = qobject_cast<const QToolBar*>(widget)) {
      const auto* more = bar->findChild<QToolButton*>("qt_toolbar_ext_button");
      if (more != nullptr && more->isVisible()) found.push_back({name_of(*bar), "not all of its buttons are seen"});
    }
    if (const auto* bar = qobject_cast<const QMenuBar*>(widget)) {
      const auto* more = bar->findChild<QToolButton*>("qt_menubar_ext_button");
      if (more != nullptr && more->isVisible()) found.push_back({name_of(*bar), "not all of its menus are seen"});
    }
  }
  return found;
}

}  // namespace rex::ui::test
