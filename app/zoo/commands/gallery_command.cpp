#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/zoo/commands/commands.h"
#include "app/zoo/paint/picture_file.h"
#include "app/zoo/scene/classes.h"
#include "app/zoo/scene/coco.h"
#include "app/zoo/scene/gallery.h"
#include "app/zoo/scene/scene_options.h"
#include "core/base/atomic_file.h"

namespace rex::zoo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int jpeg_quality = 90;

/// A caption with a relation, if there is a clear one.
Claim telling_caption(const Scene& scene, Random& random) {
  Claim caption = true_caption(scene, random);
  for (int attempt = 0; attempt < 10 && !caption.relation; ++attempt) caption = true_caption(scene, random);
  return caption;
}

/// Four wrong captions, first one of each kind of change.
std::vector<WrongCaption> varied_wrong_captions(const Scene& scene, const Claim& truth, Random& random) {
  constexpr size_t wanted = 4;
  std::vector<WrongCaption> first, rest;
  for (WrongCaption& wrong : wrong_captions(scene, truth, random, 20)) {
    const bool new_change = std::none_of(first.begin(), first.end(),
                                         [&](const WrongCaption& other) { return other.change == wrong.change; });
    (new_change ? first : rest).push_back(std::move(wrong));
  }
  first.insert(first.end(), rest.begin(), rest.end());
  if (first.size() > wanted) first.resize(wanted);
  return first;
}

Json described(const Scene& scene, const GalleryScene& composed, const std::string& file) {
  Random random = Random(composed.seed).fork(composed.file);
  Json result = {{"title", composed.title},    {"file", file},
                 {"seed", composed.seed},      {"background", composed.background},
                 {"width", scene.size.width},  {"height", scene.size.height},
                 {"questions", Json::array()}, {"captions", Json::array()},
                 {"objects", Json::array()}};
  for (const Question& question : ask_several(scene, random, 6)) result["questions"].push_back(to_json(question, 0));
  const Claim truth = telling_caption(scene, random);
  result["captions"].push_back({{"text", truth.text()}, {"right", true}});
  for (const WrongCaption& wrong : varied_wrong_captions(scene, truth, random))
    result["captions"].push_back({{"text", wrong.claim.text()}, {"right", false}});
  for (const SceneObject& object : scene.objects) {
    Json entry = {{"class", object_classes()[static_cast<size_t>(object.object_class)].name},
                  {"box", {object.box.x, object.box.y, object.box.width, object.box.height}}};
    if (object.colour != no_colour) entry["colour"] = colours()[static_cast<size_t>(object.colour)].name;
    result["objects"].push_back(entry);
  }
  return result;
}

void write_gallery(const std::filesystem::path& font, const std::filesystem::path& out) {
  const auto sprites = std::make_shared<const SpriteSet>(font);
  SceneMaker maker(sprites);
  make_folder(out);
  Json scenes = Json::array();
  for (const GalleryScene& composed : gallery_scenes()) {
    BackdropChoice backdrop;
    backdrop.kind = composed.background;
    backdrop.seed = composed.seed;
    const Scene scene = maker.compose(backdrop, arrangement_of(composed, *sprites), composed.size);
    const std::string file = composed.file + ".jpg";
    write_picture(out / file, scene.picture, jpeg_quality);
    scenes.push_back(described(scene, composed, file));
  }
  write_atomically(out / "scenes.json", Json{{"scenes", scenes}}.dump(1) + "\n");
  std::cout << "wrote " << scenes.size() << " scenes to " << out.string() << "\n";
}

}  // namespace

void add_gallery(CLI::App& zoo) {
  struct Arguments {
    std::filesystem::path font, out;
  };
  CLI::App* command = zoo.add_subcommand("gallery", "Make resources/pictures: the composed scenes and scenes.json");
  auto arguments = std::make_shared<Arguments>();
  add_font_option(*command, arguments->font);
  command->add_option("--out", arguments->out, "Folder to write into")->required();
  command->callback([arguments] { write_gallery(arguments->font, arguments->out); });
}

}  // namespace rex::zoo
