#include "ui/views/widgets/spoken_items.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>
#include <map>

namespace rex::ui {
namespace {

/// One part of a widget. It belongs to the widget's interface.
class SpokenItem : public QAccessibleInterface {
 public:
  SpokenItem(QAccessibleInterface& parent, QWidget& widget, const SpokenItems& items, int item)
      : parent_(parent), widget_(widget), items_(items), item_(item) {}

  bool isValid() const override { return item_ < items_.spoken_count(); }
  QObject* object() const override { return nullptr; }
  QWindow* window() const override { return parent_.window(); }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  QAccessibleInterface* parent() const override { return &parent_; }
  QAccessibleInterface* child(int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  void setText(QAccessible::Text, const QString&) override {}
  QAccessible::Role role() const override { return QAccessible::ListItem; }

  QString text(QAccessible::Text kind) const override {
    if (!isValid()) return {};
    if (kind == QAccessible::Name)
      return QStringLiteral("%1: %2").arg(items_.spoken_name(item_), items_.spoken_value(item_));
    return kind == QAccessible::Value ? items_.spoken_value(item_) : QString();
  }

  QRect rect() const override {
    const QRect place = items_.spoken_rect(item_);
    return {widget_.mapToGlobal(place.topLeft()), place.size()};
  }

  QAccessible::State state() const override {
    QAccessible::State state;
    state.focusable = state.selectable = true;
    state.focused = state.active = items_.spoken_current() == item_ && widget_.hasFocus();
    state.selected = items_.spoken_current() == item_;
    return state;
  }

 private:
  QAccessibleInterface& parent_;
  QWidget& widget_;
  const SpokenItems& items_;
  int item_;
};

/// A widget, then its parts after the widgets in it.
class SpokenWidget : public QAccessibleWidget {
 public:
  SpokenWidget(QWidget& widget, const SpokenItems& items)
      : QAccessibleWidget(&widget, QAccessible::List), items_(items) {}

  ~SpokenWidget() override {
    for (const auto& [item, id] : made_) QAccessible::deleteAccessibleInterface(id);
  }

  int childCount() const override { return QAccessibleWidget::childCount() + items_.spoken_count(); }

  QAccessibleInterface* child(int index) const override {
    const int widgets = QAccessibleWidget::childCount();
    return index < widgets ? QAccessibleWidget::child(index) : item(index - widgets);
  }

  int indexOfChild(const QAccessibleInterface* wanted) const override {
    for (const auto& [item, id] : made_) {
      if (QAccessible::accessibleInterface(id) == wanted) return QAccessibleWidget::childCount() + item;
    }
    return QAccessibleWidget::indexOfChild(wanted);
  }

  QAccessibleInterface* childAt(int x, int y) const override {
    if (QAccessibleInterface* widget = QAccessibleWidget::childAt(x, y)) return widget;
    const QPoint point = this->widget()->mapFromGlobal(QPoint(x, y));
    for (int index = 0; index < items_.spoken_count(); ++index) {
      if (items_.spoken_rect(index).contains(point)) return item(index);
    }
    return nullptr;
  }

  QAccessibleInterface* focusChild() const override {
    const int current = items_.spoken_current();
    return widget()->hasFocus() && current >= 0 ? item(current) : QAccessibleWidget::focusChild();
  }

  QString text(QAccessible::Text kind) const override {
    const int current = items_.spoken_current();
    if (kind != QAccessible::Value || current < 0) return QAccessibleWidget::text(kind);
    return QStringLiteral("%1: %2").arg(items_.spoken_name(current), items_.spoken_value(current));
  }

 private:
  QAccessibleInterface* item(int index) const {
    if (index < 0 || index >= items_.spoken_count()) return nullptr;
    auto [found, fresh] = made_.try_emplace(index, 0);
    if (fresh) {
      auto* parent = const_cast<SpokenWidget*>(this);  // Qt's tree is not const; making children changes nothing seen
      found->second = QAccessible::registerAccessibleInterface(new SpokenItem(*parent, *widget(), items_, index));
    }
    return QAccessible::accessibleInterface(found->second);
  }

  const SpokenItems& items_;
  mutable std::map<int, QAccessible::Id> made_;
};

QAccessibleInterface* make_spoken(const QString&, QObject* object) {
  auto* widget = qobject_cast<QWidget*>(object);
  if (widget == nullptr) return nullptr;
  if (const auto* items = dynamic_cast<const SpokenItems*>(widget)) return new SpokenWidget(*widget, *items);
  if (widget->property("role") == QLatin1String("banner"))
    return new QAccessibleWidget(widget, QAccessible::AlertMessage, widget->accessibleName());
  return nullptr;
}

}  // namespace

void install_spoken_items() {
  QAccessible::removeFactory(make_spoken);
  QAccessible::installFactory(make_spoken);
}

void speak_current(QWidget& widget) {
  if (!QAccessible::isActive()) return;
  const auto* spoken = dynamic_cast<SpokenWidget*>(QAccessible::queryAccessibleInterface(&widget));
  QAccessibleInterface* current = spoken != nullptr ? spoken->focusChild() : nullptr;
  if (current == nullptr || current->object() != nullptr) return;
  QAccessibleEvent event(current, QAccessible::Focus);
  QAccessible::updateAccessibility(&event);
}

void speak_alert(QWidget& widget) {
  if (!QAccessible::isActive()) return;
  QAccessibleEvent event(&widget, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

}  // namespace rex::ui
