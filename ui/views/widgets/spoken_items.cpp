#include "ui/views/widgets/spoken_items.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>
#include <map>

namespace rex::ui {
namespace {

/// The parts of OBJECT; none while it is being destroyed, when it is no more than a QWidget.
const SpokenItems* items_of(QObject* object) { return dynamic_cast<const SpokenItems*>(object); }

/// One part of a widget. It belongs to the widget's interface.
class SpokenItem : public QAccessibleInterface {
 public:
  SpokenItem(QAccessibleInterface& parent, int item) : parent_(parent), item_(item) {}

  bool isValid() const override { return items() != nullptr && item_ < items()->spoken_count(); }
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
      return QStringLiteral("%1: %2").arg(items()->spoken_name(item_), items()->spoken_value(item_));
    return kind == QAccessible::Value ? items()->spoken_value(item_) : QString();
  }

  QRect rect() const override {
    if (!isValid()) return {};
    const QRect area = items()->spoken_rect(item_);
    return {widget().mapToGlobal(area.topLeft()), area.size()};
  }

  QAccessible::State state() const override {
    QAccessible::State state;
    state.focusable = state.selectable = true;
    state.invalid = !isValid();
    const bool current = isValid() && items()->spoken_current() == item_;
    state.selected = current;
    state.focused = state.active = current && widget().hasFocus();
    return state;
  }

 private:
  const SpokenItems* items() const { return items_of(parent_.object()); }
  const QWidget& widget() const { return *static_cast<const QWidget*>(parent_.object()); }

  QAccessibleInterface& parent_;
  int item_;
};

/// A widget, then its parts after the widgets in it.
class SpokenWidget : public QAccessibleWidget {
 public:
  explicit SpokenWidget(QWidget& widget) : QAccessibleWidget(&widget, QAccessible::List) {}

  ~SpokenWidget() override {
    for (const auto& [item, id] : made_) QAccessible::deleteAccessibleInterface(id);
  }

  int childCount() const override { return QAccessibleWidget::childCount() + count(); }

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
    for (int index = 0; index < count(); ++index) {
      const QPoint point = widget()->mapFromGlobal(QPoint(x, y));
      if (items_of(object())->spoken_rect(index).contains(point)) return item(index);
    }
    return nullptr;
  }

  QAccessibleInterface* focusChild() const override {
    return current() >= 0 && widget()->hasFocus() ? item(current()) : QAccessibleWidget::focusChild();
  }

  QString text(QAccessible::Text kind) const override {
    if (kind != QAccessible::Value || current() < 0) return QAccessibleWidget::text(kind);
    const SpokenItems& items = *items_of(object());
    return QStringLiteral("%1: %2").arg(items.spoken_name(current()), items.spoken_value(current()));
  }

 private:
  int count() const { return items_of(object()) != nullptr ? items_of(object())->spoken_count() : 0; }

  int current() const {
    const int current = count() > 0 ? items_of(object())->spoken_current() : -1;
    return current < count() ? current : -1;
  }

  QAccessibleInterface* item(int index) const {
    if (index < 0 || index >= count()) return nullptr;
    auto [found, fresh] = made_.try_emplace(index, 0);
    if (fresh) {
      auto* parent = const_cast<SpokenWidget*>(this);  // Qt's tree is not const; making children changes nothing seen
      found->second = QAccessible::registerAccessibleInterface(new SpokenItem(*parent, index));
    }
    return QAccessible::accessibleInterface(found->second);
  }

  mutable std::map<int, QAccessible::Id> made_;
};

QAccessibleInterface* make_spoken(const QString&, QObject* object) {
  auto* widget = qobject_cast<QWidget*>(object);
  if (widget == nullptr) return nullptr;
  if (items_of(widget) != nullptr) return new SpokenWidget(*widget);
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
