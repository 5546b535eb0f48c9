#include "ui/state/export.h"

#include <ATen/ATen.h>

#include <QPainter>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "core/explain/export.h"
#include "ui/figure/figure.h"
#include "ui/state/drawing.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace {

QString quoted(const std::string& text) {
  QString result = QString::fromStdString(text);
  result.replace('\'', QStringLiteral("'\\''"));
  return '\'' + result + '\'';
}

figure::Subject subject_of(const PassInfo& pass) {
  return {pass.model->description, pass.input, pass.picture, pass.texts, pass.predicted_boxes};
}

}  // namespace

figure::FigureOptions figure_options(const Session& session) {
  figure::FigureOptions options;
  options.appearance = core_appearance(session.appearance());
  options.shared_scale = session.appearance().shared_scale;
  options.boxes = session.appearance().boxes;
  options.masks = session.appearance().masks;
  options.mask_style = MaskStyle::smooth;
  return options;
}

figure::FigureSpec figure_of(const Session& session, bool compared, const figure::FigureOptions& options) {
  std::vector<Explanation> explanations;
  if (compared) {
    for (const Pin& pin : session.pins()) {
      if (pin.pass == session.pass()) explanations.push_back(*pin.explanation);
    }
    for (const auto& explanation : session.compared()) explanations.push_back(*explanation);
  } else {
    explanations.push_back(*session.explanation());
  }
  return figure::make_figure(subject_of(*session.pass()), explanations, options);
}

QImage figure_image(const Session& session, bool compared) {
  constexpr double dots_per_inch = 192;
  const figure::FigureSpec spec = figure_of(session, compared, figure_options(session));
  const QSizeF points = figure::figure_size(spec);
  QImage image((points * dots_per_inch / 72).toSize(), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  figure::paint(painter, spec, QRectF(image.rect()));
  return image;
}

void export_numbers(const PassInfo& pass, const Explanation& explanation, const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".json") return write_atomically(path, to_json(explanation).dump(2) + "\n");
  if (extension == ".csv") return write_atomically(path, to_csv(explanation));
  std::map<std::string, at::Tensor> tensors;
  const std::string prefix = "relevance/" + explanation.method + "/";
  if (explanation.relevancies.image.defined()) tensors[prefix + "image"] = explanation.relevancies.image;
  if (explanation.relevancies.text.defined()) tensors[prefix + "text"] = explanation.relevancies.text;
  for (const auto& [name, matrix] : explanation.matrices) tensors[prefix + name] = matrix;
  for (const HeadMaps& maps : explanation.head_maps) {
    const std::string place = maps.stack + "/" + std::to_string(maps.layer);
    tensors["attention/" + place] = maps.attention;
    if (maps.gradient.defined()) tensors["gradient/" + place] = maps.gradient;
  }
  if (extension == ".safetensors") return save_safetensors(path, tensors, {{"model", pass.model->description.name}});
  if (extension == ".npz") return save_npz(path, tensors);
  throw Error(path.string(), "is no format for numbers", "Choose .safetensors, .npz, .csv or .json.");
}

QString rex_command(const Session& session) {
  QStringList words{QStringLiteral("rex explain"), QStringLiteral("--model"), quoted(session.model_folder().string())};
  const auto& description = session.model() ? session.model()->description : ModelDescription();
  if (!session.picture_file().empty() && (description.needs_picture || description.needs_regions)) {
    words << QStringLiteral("--image") << quoted(std::filesystem::absolute(session.picture_file()).string());
  }
  if (description.needs_text) {
    for (const QString& text : session.texts()) words << QStringLiteral("--text") << quoted(text.toStdString());
  }
  const Target target = session.explanation() ? session.explanation()->target : session.wanted_target();
  words << QStringLiteral("--target") << quoted(to_string(target));
  words << QStringLiteral("--method") << session.method();
  if (!(session.layers() == LayerRange())) {
    words << QStringLiteral("--layers")
          << QStringLiteral("%1:%2").arg(session.layers().first).arg(session.layers().last);
  }
  words << QStringLiteral("--save") << QStringLiteral("figure.pdf");
  return words.join(' ');
}

}  // namespace rex::ui
