#include "ui/state/figure_profiles.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStringList>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace rex::ui {
namespace {

constexpr auto profiles_key = "figureProfiles";
constexpr qsizetype longest_name = 60;

struct ProfileText {
  Q_DECLARE_TR_FUNCTIONS(ProfileText)
};

nlohmann::json json_of(const FigureProfile& profile) {
  return {{"name", profile.name.toStdString()},
          {"picture", profile.picture_alone},
          {"words", profile.words},
          {"curves", profile.curves},
          {"caption", profile.caption},
          {"transparent", profile.transparent},
          {"dpi", profile.dpi},
          {"width", profile.width},
          {"text_size", profile.text_size}};
}

FigureProfile profile_in(const nlohmann::json& json) {
  FigureProfile profile;
  profile.name = QString::fromStdString(json.at("name").get<std::string>());
  profile.picture_alone = json.value("picture", profile.picture_alone);
  profile.words = json.value("words", profile.words);
  profile.curves = json.value("curves", profile.curves);
  profile.caption = json.value("caption", profile.caption);
  profile.transparent = json.value("transparent", profile.transparent);
  profile.dpi = std::clamp(json.value("dpi", profile.dpi), 36.0, 2400.0);
  profile.width = std::clamp(json.value("width", profile.width), 0.0, 60.0);
  profile.text_size =
      std::clamp(json.value("text_size", profile.text_size), figure::least_text_size, figure::most_text_size);
  return profile;
}

void set_profiles(const std::vector<FigureProfile>& profiles) {
  nlohmann::json json = nlohmann::json::array();
  for (const FigureProfile& profile : profiles) json.push_back(json_of(profile));
  QSettings().setValue(profiles_key, QString::fromStdString(json.dump()));
}

auto called(std::vector<FigureProfile>& profiles, const QString& name) {
  return std::find_if(profiles.begin(), profiles.end(),
                      [&](const FigureProfile& profile) { return profile.name == name; });
}

}  // namespace

std::vector<FigureProfile> figure_profiles() {
  std::vector<FigureProfile> profiles;
  const nlohmann::json json =
      nlohmann::json::parse(QSettings().value(profiles_key).toString().toStdString(), nullptr, false);
  if (!json.is_array()) return profiles;
  for (const nlohmann::json& one : json) {
    try {
      profiles.push_back(profile_in(one));
    } catch (const nlohmann::json::exception&) {  // damaged
    }
  }
  return profiles;
}

void keep_figure_profile(const FigureProfile& profile) {
  std::vector<FigureProfile> profiles = figure_profiles();
  const auto found = called(profiles, profile.name);
  if (found == profiles.end()) {
    profiles.push_back(profile);
  } else {
    *found = profile;
  }
  set_profiles(profiles);
}

void remove_figure_profile(const QString& name) {
  std::vector<FigureProfile> profiles = figure_profiles();
  std::erase_if(profiles, [&](const FigureProfile& profile) { return profile.name == name; });
  set_profiles(profiles);
}

bool rename_figure_profile(const QString& name, const QString& new_name) {
  std::vector<FigureProfile> profiles = figure_profiles();
  const auto found = called(profiles, name);
  const QString given = new_name.simplified().left(longest_name);
  if (found == profiles.end() || given.isEmpty() || called(profiles, given) != profiles.end()) return false;
  found->name = given;
  set_profiles(profiles);
  return true;
}

void apply(const FigureProfile& profile, figure::FigureOptions& options) {
  options.picture_alone = profile.picture_alone;
  options.words = profile.words;
  options.with_curves = profile.curves;
  options.caption = profile.caption;
  options.transparent = profile.transparent;
  options.dpi = profile.dpi;
  options.width = profile.width;
  options.text_size = profile.text_size;
}

QString description_of(const FigureProfile& profile) {
  QStringList parts{ProfileText::tr("%1 dpi").arg(profile.dpi)};
  if (profile.width > 0) parts << ProfileText::tr("%1 inches").arg(profile.width);
  parts << ProfileText::tr("%1 pt").arg(profile.text_size);
  if (profile.transparent) parts << ProfileText::tr("transparent");
  QStringList without;
  if (!profile.picture_alone) without << ProfileText::tr("picture alone");
  if (!profile.words) without << ProfileText::tr("words");
  if (!profile.curves) without << ProfileText::tr("curves");
  if (!profile.caption) without << ProfileText::tr("caption");
  if (!without.isEmpty()) parts << ProfileText::tr("without %1").arg(without.join(QStringLiteral(", ")));
  return parts.join(QStringLiteral(", "));
}

}  // namespace rex::ui
