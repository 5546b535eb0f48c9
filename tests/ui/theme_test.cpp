// Colours and letters of the window: what a person can read.
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QSettings>

#include "core/render/colour.h"
#include "tests/ui/explained.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

double contrast_of(const QColor& a, const QColor& b) {
  const auto plain = [](const QColor& colour) {
    return rex::Colour{static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
                       static_cast<std::uint8_t>(colour.blue())};
  };
  return rex::contrast(plain(a), plain(b));
}

QApplication& this_application() { return *static_cast<QApplication*>(QApplication::instance()); }

}  // namespace

TEST_CASE("every scheme's text can be read, and high contrast has twice as much of it") {
  for (const Scheme scheme : {Scheme::light, Scheme::dark, Scheme::contrast}) {
    INFO(static_cast<int>(scheme));
    apply_scheme(this_application(), scheme);
    const Theme& shown = theme();
    const double wanted = scheme == Scheme::contrast ? 9 : 4.5;
    for (const QColor& ground : {shown.window, shown.surface, shown.raised}) {
      CHECK(contrast_of(shown.text, ground) >= wanted);
      CHECK(contrast_of(shown.dim_text, ground) >= wanted);
    }
    CHECK(contrast_of(shown.accent_text, shown.accent) >= 4.5);
    CHECK(contrast_of(shown.warning_text, shown.warning) >= wanted);
    CHECK(contrast_of(shown.accent, shown.surface) >= 3);  // edges of what is chosen
    if (scheme == Scheme::contrast) CHECK(contrast_of(shown.border, shown.surface) >= 9);
  }
  apply_scheme(this_application(), Scheme::light);
}

TEST_CASE("high contrast is chosen in the menu, shown by Preferences and remembered") {
  Explained explained("vit", "beach");
  QAction& action = explained.window->actions().action("highContrast");
  action.trigger();
  CHECK(action.isChecked());
  CHECK(contrast_of(theme().text, theme().window) == Approx(21));
  CHECK(QApplication::palette().color(QPalette::WindowText) == theme().text);
  CHECK(QSettings().value("scheme").toInt() == static_cast<int>(Scheme::contrast));
  explained.window->actions().action("preferences").trigger();
  CHECK(explained.find<QComboBox>("schemeChoice")->currentText() == "High contrast");
  explained.window->actions().action("light").trigger();
  CHECK_FALSE(action.isChecked());
}

TEST_CASE("letters are as large as the system wants them, within what there is room for") {
  CHECK(points(TextSize::normal, 9) == 10.5);
  CHECK(points(TextSize::normal, 11) == 10.5);
  CHECK(points(TextSize::normal, 13.2) == Approx(12.6));
  CHECK(points(TextSize::small, 40) == Approx(13.5));
  CHECK(points(TextSize::title, -1) == 13);  // a font in pixels
}
